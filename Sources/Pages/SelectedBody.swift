// The article's text where a person's rules say which elements hold it: all of them, in page order.
//
// What was selected is not second-guessed: names, roles, shares of links and phrases at the end mean nothing here. What
// still goes: what the page itself does not show, navigation and captions by their kind, what a `remove` rule selects, and
// short lines that are nothing but furniture as a whole (“Advertisement”), the headline, byline and date above the text.

internal import Markup
internal import News

struct SelectedBody {
  let outline: PageOutline
  /// The innermost element that holds all that was selected.
  let root: Int
  private(set) var accepted: [Int] = []
  private(set) var dropped: [(run: Int, reason: String)] = []

  /// The person knows the site, though not each of its pages.
  static let confidence = 0.95

  /// - Parameter selection: its `body` is not empty.
  init(_ tree: HTMLTree, _ selection: PageSelection, headline: Headline, authors: [String]) {
    root = Self.common(tree, selection.body)
    outline = PageOutline(tree, headline: nil, byName: false, buried: Self.buried(tree, selection))
    sift(headline: headline, authors: authors)
  }

  /// Characters of the text taken.
  var length: Int { accepted.reduce(0) { $0 + outline.runs[$1].length } }

  /// The innermost element that is or holds all of these, which are in page order.
  private static func common(_ tree: HTMLTree, _ nodes: [Int]) -> Int {
    guard var node = nodes.first, let last = nodes.last else { return 0 }
    while node > 0, last >= Int(tree.nodes[node].end) { node = Int(tree.nodes[node].parent) }
    return node
  }

  /// What is not part of the text: all beside the selected elements, and what goes in them.
  private static func buried(_ tree: HTMLTree, _ selection: PageSelection) -> [(node: Int, reason: String)] {
    var out: [(node: Int, reason: String)] = []
    let roots = selection.body
    var next = 0
    var index = 1
    while index < tree.nodes.count {
      let end = Int(tree.nodes[index].end)
      if next < roots.count, roots[next] == index {
        out += inside(tree, index, selection)
        next += 1
        index = end
      } else if next < roots.count, roots[next] < end {
        index += 1
      } else {
        out.append((index, "outside"))
        index = end
      }
    }
    return out
  }

  private static func inside(_ tree: HTMLTree, _ root: Int, _ selection: PageSelection) -> [(node: Int, reason: String)]
  {
    var out: [(node: Int, reason: String)] = []
    let end = Int(tree.nodes[root].end)
    var removed = selection.removed[...].drop { $0 <= root }
    var index = root + 1
    while index < end {
      while let first = removed.first, first < index { removed.removeFirst() }
      let reason = removed.first == index ? PageSelection.removedReason : reason(tree, index)
      if let reason { out.append((index, reason)) }
      index = reason == nil ? index + 1 : Int(tree.nodes[index].end)
    }
    return out
  }

  private static func reason(_ tree: HTMLTree, _ node: Int) -> String? {
    switch tree.nodes[node].tag {
    case .text: nil
    case .nav: "navigation"
    case .figcaption: "caption"
    case .noscript: "not shown"
    default: FurnitureRules.isHidden(tree, node) ? "hidden" : nil
    }
  }

  private mutating func sift(headline: Headline, authors: [String]) {
    let title = headline.text.map { Headline.key($0) } ?? []
    let authorKeys = Set(authors.map { Headline.key($0) })
    let live = outline.runs.indices.filter { outline.runs[$0].reason == nil }
    let firstProse = live.first { outline.runs[$0].isProse } ?? outline.runs.count
    for id in outline.runs.indices {
      let run = outline.runs[id]
      let reason = run.reason ?? Self.reason(outline, run, title: title, authors: authorKeys, isFirst: id < firstProse)
      if let reason { dropped.append((id, reason)) } else { accepted.append(id) }
    }
  }

  private static func reason(
    _ outline: PageOutline, _ run: TextRun, title: [UInt8], authors: Set<[UInt8]>, isFirst: Bool
  ) -> String? {
    let tag = outline.tree.nodes[run.block].tag
    guard run.length < 400, tag != .td, tag != .th else { return nil }
    let line = TextLine(outline.text(of: run))
    if isFirst {
      if !title.isEmpty, line.key == title { return "title" }
      if run.length < 120, authors.contains(line.key) || Furniture.isByline(line, authors: authors) { return "byline" }
      if run.length < 120, Furniture.isDateLine(line) { return "date" }
    }
    return run.length <= 60 ? Furniture.reason(line, length: run.length) : nil
  }
}
