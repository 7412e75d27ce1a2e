// Links that look like articles, found in any page: repeated structure, headings, addresses with slugs and dates.

internal import Markup
internal import News

struct ArticleLinks {
  private struct Link {
    var node: Int
    var url: WebAddress
    var text: String
    var score: Int
    var shape: [UInt8]
  }

  private let tree: HTMLTree
  private var links: [Link] = []
  /// Titles by the addresses' identity.
  private(set) var titles: [String: String] = [:]

  init(_ tree: HTMLTree, page: WebAddress, base: AddressReference) {
    self.tree = tree
    var isOutside = [Bool](repeating: false, count: tree.nodes.count)
    var heading = [Bool](repeating: false, count: tree.nodes.count)
    for index in 1..<max(1, tree.nodes.count) {
      let parent = Int(tree.nodes[index].parent)
      let tag = tree.nodes[index].tag
      isOutside[index] = isOutside[parent] || Self.isFurniture(tree, index)
      heading[index] = heading[parent] || tag.isHeading
      guard tag == .a, !isOutside[index], let href = tree.string(.href, of: index),
        let url = WebAddress(AddressReference.resolve(href, against: base)), Self.isNear(url, page),
        url.identityKey != page.identityKey
      else { continue }
      let range = index..<Int(tree.nodes[index].end)
      let inner = range.first { tree.nodes[$0].tag.isHeading }
      let text = tree.plainText(of: inner ?? index)
      guard !text.isEmpty else { continue }
      var score = Self.pathScore(url)
      let words = text.split(separator: " ").count
      let isTitle = words >= 4 && text.count >= 18 || text.unicodeScalars.count { $0.value > 0x2E80 } >= 8
      if isTitle { score += 2 }
      if inner != nil || heading[index] { score += 2 }
      if !isTitle, inner == nil, !heading[index] { score -= 4 }
      if text.count > 200, inner == nil { score -= 1 }
      if score >= 2, text.count > (titles[url.identityKey]?.count ?? 0) || inner != nil || heading[index] {
        titles[url.identityKey] = text
      }
      links.append(Link(node: index, url: url, text: text, score: score, shape: shape(index)))
    }
  }

  /// Not part of a list of articles: navigation, footers, consent.
  private static func isFurniture(_ tree: HTMLTree, _ index: Int) -> Bool {
    switch tree.nodes[index].tag {
    case .nav, .footer, .dialog, .menu: return true
    case .text: return false
    default: if tree.nodes[index].tag.isDropped { return true }
    }
    guard tree.hasAttributes(index) else { return false }
    var meaning: NameMeaning = []
    for name in [HTMLAttribute.class, .id] {
      if let names = tree.value(name, of: index) { meaning.formUnion(NameMeaning(names: names)) }
    }
    if !meaning.isDisjoint(with: [.navigation, .consent, .share, .newsletter, .comments, .details]) {
      // A class on the whole page says nothing about a part of it.
      return Int(tree.nodes[index].end) - index < tree.nodes.count / 2
    }
    return tree.string(.role, of: index) == "navigation"
  }

  /// The same site: the same host, but for `www.` and subdomains.
  static func isNear(_ url: WebAddress, _ page: WebAddress) -> Bool {
    func bare(_ host: String) -> String { host.hasPrefix("www.") ? String(host.dropFirst(4)) : host }
    let (a, b) = (bare(url.host), bare(page.host))
    return a == b || a.hasSuffix("." + b) || b.hasSuffix("." + a)
  }

  /// How much an address looks like an article's: a slug of several words, a date, a long number; 0 or less for sections.
  static func pathScore(_ url: WebAddress) -> Int {
    let parts = url.path.split(separator: "/")
    guard let last = parts.last else { return -3 }
    var score = 0
    if last.split(separator: "-").count >= 4 || last.split(separator: "_").count >= 4 { score += 2 }
    var run = 0
    var longest = 0
    for byte in (url.path + "?" + (url.query ?? "")).utf8 {
      run = byte >= 48 && byte <= 57 ? run + 1 : 0
      longest = max(longest, run)
    }
    if longest >= 4 { score += 1 }
    if longest >= 6 { score += 1 }
    if parts.count >= 2 { score += 1 }
    if [".html", ".htm", ".shtml", ".php", ".aspx"].contains(where: { last.hasSuffix($0) }) { score += 1 }
    let sections: Set<String> = [
      "tag", "tags", "category", "categories", "author", "authors", "topic", "topics", "section", "page", "search",
      "login", "user", "users", "about", "contact",
    ]
    if let first = parts.first, sections.contains(first.lowercased()), parts.count <= 3 { score -= 4 }
    if [".jpg", ".png", ".pdf", ".mp3", ".mp4", ".xml", ".rss"].contains(where: { last.lowercased().hasSuffix($0) }) {
      score -= 6
    }
    return score
  }

  /// The elements around a link, by name and first class: what the items of a list have in common.
  private func shape(_ node: Int) -> [UInt8] {
    var out: [UInt8] = []
    var at = node
    for _ in 0..<4 where at > 0 {
      out.append(tree.nodes[at].tag.rawValue)
      out += tree.value(.class, of: at)?.prefix { $0 > 32 } ?? []
      out.append(0)
      at = Int(tree.nodes[at].parent)
    }
    return out
  }

  /// The articles, in page order.
  var entries: [FeedEntry] {
    var groups: [[UInt8]: Int] = [:]
    for link in links where link.score >= 2 { groups[link.shape, default: 0] += 1 }
    let chosen = links.filter {
      $0.score >= 5 || $0.score >= 3 && groups[$0.shape, default: 0] >= 2
        || $0.score >= 2 && groups[$0.shape, default: 0] >= 4
    }
    var isChosen: Set<String> = []
    for link in chosen { isChosen.insert(link.url.identityKey) }
    var entries: [FeedEntry] = []
    var seen: Set<String> = []
    for link in chosen where seen.insert(link.url.identityKey).inserted {
      var entry = FeedEntry()
      entry.url = link.url
      entry.title = titles[link.url.identityKey] ?? link.text
      describe(&entry, item(around: link, isChosen))
      entries.append(entry)
    }
    return entries
  }

  /// The largest element around a link that holds no other article's link.
  private func item(around link: Link, _ chosen: Set<String>) -> Int {
    var at = link.node
    for _ in 0..<6 {
      let parent = Int(tree.nodes[at].parent)
      guard parent > 0, tree.nodes[parent].tag != .body else { return at }
      let range = parent..<Int(tree.nodes[parent].end)
      let from = links.partitioningIndex { $0.node >= range.lowerBound }
      let to = links.partitioningIndex { $0.node >= range.upperBound }
      let others = links[from..<to].contains {
        chosen.contains($0.url.identityKey) && $0.url.identityKey != link.url.identityKey
      }
      if others { return at }
      at = parent
    }
    return at
  }

  private func describe(_ entry: inout FeedEntry, _ item: Int) {
    for index in item..<Int(tree.nodes[item].end) {
      if tree.nodes[index].tag == .time, entry.published == nil {
        entry.published = DateStatements.stamp(tree, index).flatMap { WildDate.parse($0) }
      }
      if tree.nodes[index].tag == .p, entry.summaryHTML == nil {
        let text = tree.plainText(of: index)
        if text.count >= 40, text != entry.title { entry.summaryHTML = SelectedListing.paragraph(text) }
      }
    }
  }
}
