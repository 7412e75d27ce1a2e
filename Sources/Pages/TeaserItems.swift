// Lists of other articles that no name gives away: items that each begin with a heading which is a link, with a sentence
// or two below it.

internal import Markup

struct TeaserItems {
  /// The elements of such items; none where they are what the page consists of, as on a section's page.
  private(set) var items: [Int] = []

  /// Fewer in a row may be an article's own sections.
  private static let fewest = 4
  /// More prose than that, in characters, is more than a teaser.
  private static let mostProse = 450

  /// - Parameter host: the page's host, where it is known.
  init(_ outline: PageOutline, host: [UInt8]) {
    let nodes = outline.tree.nodes
    let heads = outline.runs.filter {
      nodes[$0.block].tag.isHeading && $0.linkLength == $0.length && $0.length >= 12
        && Self.leadsToSite(outline.tree, $0.first, host)
    }.map(\.block)
    guard heads.count >= Self.fewest else { return }
    var groups: [Int: [Int]] = [:]
    for (head, next) in zip(heads, heads.dropFirst()) {
      var item = head
      var list = Int(nodes[item].parent)
      while list > 0, !outline.contains(list, next) { (item, list) = (list, Int(nodes[list].parent)) }
      var other = next
      while Int(nodes[other].parent) != list, other > 0 { other = Int(nodes[other].parent) }
      // Headings side by side with paragraphs divide a text.
      guard list > 0, item != head, other != next else { continue }
      if groups[list]?.last != item { groups[list, default: []].append(item) }
      groups[list, default: []].append(other)
    }
    var mass: Int32 = 0
    for group in groups.values where group.count >= Self.fewest {
      let short = group.filter { outline.rawProse[$0] <= Self.mostProse }
      guard short.count * 5 >= group.count * 4 else { continue }
      items += short
      mass += short.reduce(0) { $0 + outline.rawProse[$1] }
    }
    guard outline.rawProse[0] - mass >= 1000 else {
      items = []
      return
    }
    items.sort()
  }

  /// Whether the link around a text leads to the page's own site: what an article lists for its own sake mostly stands
  /// elsewhere.
  static func leadsToSite(_ tree: HTMLTree, _ text: Int, _ host: [UInt8]) -> Bool {
    var at = text
    while at > 0, tree.nodes[at].tag != .a { at = Int(tree.nodes[at].parent) }
    guard at > 0, let target = tree.value(.href, of: at), let first = target.first else { return false }
    let slash = UInt8(ascii: "/")
    if first == slash, target.dropFirst().first != slash { return true }
    guard !host.isEmpty, let start = target.firstIndex(of: slash), target[start...].starts(with: [slash, slash]) else {
      return false
    }
    return target[(start + 2)...].starts(with: host)
  }
}
