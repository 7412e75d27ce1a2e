// Links that look like articles, found in any page: addresses with slugs, dates and numbers, titles, repeated structure.

internal import Markup
internal import News

struct ArticleLinks {
  /// Where in the page a link stands.
  private enum Place: Int {
    /// Among the page's own content.
    case main
    /// In a box beside it: most read, related.
    case side
    /// In navigation, a footer, a consent box.
    case outside
  }

  private struct Link {
    var node: Int
    var url: WebAddress
    var key: String
    var title: LinkTitle
    var place: Place
  }

  /// All links to one address.
  private struct Target {
    var url: WebAddress
    var address: ArticleAddress
    /// The link that bears the title.
    var link: Link
    var place: Place
    var shape: [UInt8]
    /// Evidence of address and title together.
    var score: Int
  }

  private let tree: HTMLTree
  /// How many links begin before each node.
  private let anchorsBefore: [Int]
  private var links: [Link] = []
  private var targets: [Target] = []

  init(_ tree: HTMLTree, page: WebAddress, base: AddressReference) {
    self.tree = tree
    var count = 0
    anchorsBefore =
      tree.nodes.map { node in
        defer { if node.tag == .a { count += 1 } }
        return count
      } + [count]
    collect(page, base)
    merge()
  }

  /// The visible title of the article at an address.
  func title(of url: WebAddress) -> String? {
    let key = url.identityKey
    return targets.first { $0.link.key == key && !$0.link.title.text.isEmpty }?.link.title.text
  }

  private mutating func collect(_ page: WebAddress, _ base: AddressReference) {
    var places = [Place](repeating: .main, count: tree.nodes.count)
    var heading = [Bool](repeating: false, count: tree.nodes.count)
    let pageKey = page.identityKey
    for index in 1..<max(1, tree.nodes.count) {
      let parent = Int(tree.nodes[index].parent)
      let tag = tree.nodes[index].tag
      let own = places[parent] == .outside ? .outside : place(index)
      places[index] = own.rawValue > places[parent].rawValue ? own : places[parent]
      heading[index] = heading[parent] || tag.isHeading
      guard tag == .a, let href = tree.string(.href, of: index), !isPaid(index), !isTranslation(index),
        let url = WebAddress(AddressReference.resolve(href, against: base)), url.isSameSite(as: page)
      else { continue }
      let key = url.identityKey
      guard key != pageKey else { continue }
      var title = LinkTitle(tree, link: index, isInHeading: heading[index])
      // What leads into an article, as to its comments, does not name it; nor do words in the middle of a text.
      if !title.isHeading, url.fragment?.isEmpty == false || isWithinProse(index) { title.text = "" }
      links.append(Link(node: index, url: url, key: key, title: title, place: places[index]))
    }
  }

  private func place(_ index: Int) -> Place {
    switch tree.nodes[index].tag {
    case .nav, .footer, .dialog, .menu: return .outside
    case .aside: return .side
    case .text: return .main
    default: if tree.nodes[index].tag.isDropped { return .outside }
    }
    guard tree.hasAttributes(index) else { return .main }
    // A class on the whole page says nothing about a part of it.
    guard Int(tree.nodes[index].end) - index < tree.nodes.count / 2 else { return .main }
    var meaning: NameMeaning = []
    for name in [HTMLAttribute.class, .id] {
      if let names = tree.value(name, of: index) { meaning.formUnion(NameMeaning(names: names)) }
    }
    if let role = tree.string(.role, of: index) {
      if role == "navigation" || role == "contentinfo" { return .outside }
      if role == "complementary" { return .side }
    }
    if !meaning.isDisjoint(with: [.navigation, .consent, .share, .newsletter, .comments]) { return .outside }
    // A teaser is called so in lists too; only a box of several is beside the point.
    if meaning.contains(.promotion) { return .outside }
    let inside = anchorsBefore[Int(tree.nodes[index].end)] - anchorsBefore[index]
    if meaning.contains(.related), inside > 2, !isTeaser(index) { return .side }
    return .main
  }

  /// Whether an element is called a teaser, as the items of front pages are.
  private func isTeaser(_ index: Int) -> Bool {
    let names = (tree.string(.class, of: index) ?? "").lowercased() + (tree.string(.id, of: index) ?? "").lowercased()
    return names.contains("teaser") || names.contains("latest") || names.contains("ticker")
  }

  /// Paid links say so (`rel=sponsored`).
  private func isPaid(_ node: Int) -> Bool {
    tree.string(.rel, of: node)?.lowercased().split(separator: " ").contains("sponsored") ?? false
  }

  /// Links to the page in another language say which (`hreflang`).
  private func isTranslation(_ node: Int) -> Bool { tree.value(.hreflang, of: node) != nil }

  /// Whether a link stands in a text, behind some words of it that are no link.
  private func isWithinProse(_ node: Int) -> Bool {
    var block = Int(tree.nodes[node].parent)
    while block > 0, !tree.nodes[block].tag.isBlock { block = Int(tree.nodes[block].parent) }
    guard [.p, .li, .div, .td, .dd, .blockquote].contains(tree.nodes[block].tag) else { return false }
    var letters = 0
    // What stands farther away is not looked at.
    var index = max(block + 1, node - 200)
    while index < node {
      let tag = tree.nodes[index].tag
      // A line before the link's own is no text around it.
      if tag.isBlock || tag == .br { letters = 0 }
      if tag == .a {
        index = max(index + 1, Int(tree.nodes[index].end))
        continue
      }
      if tag == .text { letters += tree.text(of: index).count { ($0 | 32) >= 97 && ($0 | 32) <= 122 || $0 >= 0x80 } }
      index += 1
    }
    return letters >= 24
  }

  /// One target an address; its title is that of a heading, else of the longest text that is no label.
  private mutating func merge() {
    var addresses: [String: Set<String>] = [:]
    for link in links where !link.title.text.isEmpty { addresses[link.title.text, default: []].insert(link.key) }
    var order: [String] = []
    var byKey: [String: [Link]] = [:]
    for link in links {
      if byKey[link.key] == nil { order.append(link.key) }
      byKey[link.key, default: []].append(link)
    }
    for key in order {
      guard let all = byKey[key], let place = all.map(\.place).min(by: { $0.rawValue < $1.rawValue }) else { continue }
      let named = all.filter { link in
        // The same words for several articles, as “read more”, name none of them.
        !link.title.text.isEmpty && (addresses[link.title.text]?.count ?? 0) < 3
      }
      func rank(_ link: Link) -> (Int, Int, Int) {
        (link.place == place ? 1 : 0, link.title.isHeading ? 2 : link.title.score > 0 ? 1 : 0, link.title.text.count)
      }
      guard let best = named.max(by: { rank($0) < rank($1) }) else { continue }
      let address = ArticleAddress(best.url)
      let score = address.score + best.title.score + (best.title.isHeading ? 2 : 0)
      targets.append(
        Target(
          url: best.url, address: address, link: best, place: place, shape: shape(best.node), score: score))
    }
  }

  /// The elements around a link, by name and first class: what the items of a list have in common.
  private func shape(_ node: Int) -> [UInt8] {
    var out: [UInt8] = []
    var at = node
    for _ in 0..<4 where at > 0 {
      out.append(tree.nodes[at].tag.rawValue)
      out += tree.value(.class, of: at)?.prefix { $0 > 32 && !($0 >= 48 && $0 <= 57) } ?? []
      out.append(0)
      at = Int(tree.nodes[at].parent)
    }
    return out
  }

  // MARK: choice

  /// The articles, in page order.
  var entries: [FeedEntry] {
    let chosen = chosen
    let keys = Set(chosen.map(\.link.key))
    let nodes = links.filter { keys.contains($0.key) }.map { (node: $0.node, key: $0.key) }
    func others(in range: Range<Int>, than key: String?) -> Bool {
      let from = nodes.partitioningIndex { $0.node >= range.lowerBound }
      let to = nodes.partitioningIndex { $0.node >= range.upperBound }
      return nodes[from..<to].contains { $0.key != key }
    }
    return chosen.map { target in
      var entry = FeedEntry()
      entry.url = target.url
      entry.title = target.link.title.text
      // The item is the largest element around the link that holds no other article's.
      var item = target.link.node
      for _ in 0..<6 {
        let parent = Int(tree.nodes[item].parent)
        guard parent > 0, tree.nodes[parent].tag != .body,
          !others(in: parent..<Int(tree.nodes[parent].end), than: target.link.key)
        else { break }
        item = parent
      }
      ListedItem(tree, node: item, link: target.link.node, title: target.link.title.text) { node in
        others(in: node..<Int(tree.nodes[node].end), than: nil)
      }.describe(&entry)
      return entry
    }
  }

  /// The path of an address without its last segment.
  private static func folder(_ url: WebAddress) -> String {
    var parts = url.path.split(separator: "/")
    _ = parts.popLast()
    return url.host + "/" + parts.joined(separator: "/")
  }

  private var chosen: [Target] {
    let candidates = targets.filter { $0.place != .outside && $0.score >= 2 && $0.address.score >= 0 }
    var groups: [[UInt8]: Int] = [:]
    for target in candidates { groups[target.shape, default: 0] += 1 }
    var chosen = candidates.filter { target in
      let group = groups[target.shape, default: 0]
      return target.score >= 6 || target.score >= 3 && group >= 2 || group >= 4
    }
    let main = chosen.filter { $0.place == .main }
    if main.count >= 3 { chosen = main }
    func isTitled(_ target: Target) -> Bool { target.link.title.score > 0 || target.link.title.isHeading }
    // Where the site's articles have numbers or dates, what has none and is no headline is something else.
    let named = chosen.filter { $0.address.hasID && isTitled($0) }
    let headlines = chosen.filter { $0.link.title.isHeading }
    if named.count >= 4, named.count * 2 >= chosen.count || named.count(where: { $0.link.title.isHeading }) >= 4 {
      chosen = chosen.filter { $0.address.hasID || $0.link.title.isHeading }
    }
    // Where titles are sentences, a list of a word or two each is one of services or keywords.
    if chosen.count(where: isTitled) * 5 >= chosen.count * 3 {
      var titled: [[UInt8]: (all: Int, titled: Int)] = [:]
      for target in chosen {
        titled[target.shape, default: (0, 0)].all += 1
        if isTitled(target) { titled[target.shape, default: (0, 0)].titled += 1 }
      }
      chosen = chosen.filter { target in
        isTitled(target) || titled[target.shape].map { $0.titled * 2 > $0.all } ?? false
      }
    }
    // Where articles have headlines, what has none is an article if it lies where those do.
    if headlines.count >= 4 {
      let folders = Set(headlines.map { Self.folder($0.url) })
      chosen = chosen.filter {
        $0.address.hasID || $0.link.title.isHeading || folders.contains(Self.folder($0.url))
      }
    }
    // Where their addresses say much, one that says little and is no headline is a section with a long name.
    let strong = chosen.filter { $0.address.score >= 3 }
    if strong.count >= 4, strong.count * 2 >= chosen.count {
      chosen = chosen.filter { $0.address.score >= 2 || $0.link.title.isHeading }
    }
    return chosen
  }
}
