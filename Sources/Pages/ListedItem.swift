// What stands beside an article's link in a list: when it was published, who wrote it, what it is about.

internal import Markup
internal import News

/// The part of a list that belongs to one article.
struct ListedItem {
  private let tree: HTMLTree
  /// The item's element.
  private let node: Int
  /// The link that bears the title.
  private let link: Int
  private let title: String
  /// Whether an element holds a link to any article of the list.
  private let holdsArticle: (Int) -> Bool

  init(_ tree: HTMLTree, node: Int, link: Int, title: String, holdsArticle: @escaping (Int) -> Bool) {
    self.tree = tree
    self.node = node
    self.link = link
    self.title = title
    self.holdsArticle = holdsArticle
  }

  private var range: Range<Int> { node..<Int(tree.nodes[node].end) }

  /// Fills in what is there.
  func describe(_ entry: inout FeedEntry) {
    entry.published =
      marked ?? written ?? above ?? entry.url.flatMap { AddressDate.day(in: $0.path) }
    entry.authors = authors
    entry.summaryHTML = summary.map(SelectedListing.paragraph)
  }

  // MARK: date

  /// A `time` element, or one whose name or property says that it is a date.
  private var marked: WrittenDate? {
    for index in range where tree.nodes[index].tag != .text {
      let isDate =
        tree.nodes[index].tag == .time || tree.string(.itemprop, of: index)?.lowercased() == "datepublished"
        || meaning(index).contains(.date)
      if isDate, let stamp = DateStatements.stamp(tree, index), let date = Self.date(stamp) { return date }
    }
    return nil
  }

  /// A line, or a part of one, that is nothing but a date.
  private var written: WrittenDate? {
    ItemLines(tree, range, skips: { $0 == link }).lines.lazy.compactMap(Self.date(in:)).first
  }

  /// The date in a short line.
  private static func date(in line: String) -> WrittenDate? {
    guard line.utf8.count <= 120 else { return nil }
    for part in [line[...]] + line.split(whereSeparator: { "|()•·;–—".contains($0) }) {
      if let date = date(String(part)) { return date }
    }
    // `Posted on November 19, 2026 by Ruth Adeyemi`, `2026-11-20 18:30 Section 2`.
    let words = line.split(separator: " ")
    for length in [5, 4, 3, 2, 1] where words.count > length {
      for start in 0...min(words.count - length, 4) {
        if let date = date(words[start..<start + length].joined(separator: " ")) { return date }
      }
    }
    return nil
  }

  /// A heading or `dt` before the item, or before its whole list, that is nothing but a date.
  private var above: WrittenDate? {
    var at = node
    for _ in 0..<3 {
      let parent = Int(tree.nodes[at].parent)
      guard parent > 0, tree.nodes[parent].tag != .body || at == node else { return nil }
      var sibling = previous(at, in: parent)
      for _ in 0..<60 {
        guard let element = sibling, holdsArticle(element) else { break }
        sibling = previous(element, in: parent)
      }
      if let sibling, !holdsArticle(sibling), let date = Self.date(tree.plainText(of: sibling)) { return date }
      at = parent
    }
    return nil
  }

  /// The element before another one of the same parent.
  private func previous(_ node: Int, in parent: Int) -> Int? {
    var index = node - 1
    while index > parent {
      while Int(tree.nodes[index].parent) != parent { index = Int(tree.nodes[index].parent) }
      if tree.nodes[index].tag != .text { return index }
      index -= 1
    }
    return nil
  }

  /// A date with its year; a number alone is none.
  private static func date(_ text: String) -> WrittenDate? {
    let digits = text.utf8.count { $0 >= 48 && $0 <= 57 }
    let isWide = text.unicodeScalars.contains { $0.properties.numericType == .decimal && !$0.isASCII }
    guard digits >= 3 || isWide, text.utf8.count <= 80, text.utf8.count > digits || digits >= 10,
      let date = WildDate.parse(text), (1995...2049).contains(CivilDate(date.instant).year)
    else { return nil }
    return date
  }

  // MARK: authors and summary

  private func meaning(_ index: Int) -> NameMeaning {
    var out: NameMeaning = []
    guard tree.hasAttributes(index) else { return out }
    for name in [HTMLAttribute.class, .id] {
      if let names = tree.value(name, of: index) { out.formUnion(NameMeaning(names: names)) }
    }
    return out
  }

  private var authors: [String] {
    for index in range where tree.nodes[index].tag != .text && index != link {
      let isAuthor =
        tree.string(.itemprop, of: index)?.lowercased() == "author"
        || tree.string(.rel, of: index)?.lowercased() == "author" || meaning(index).contains(.byline)
        || tree.nodes[index].tag == .a
          && (tree.value(.href, of: index)).map { Bylines.leadsToProfile(FoldedText.lower($0)) } ?? false
      guard isAuthor else { continue }
      let names = names(tree.plainText(of: index))
      if !names.isEmpty { return names }
    }
    // A line that says “by” first.
    for line in ItemLines(tree, range, skips: { $0 == link }).lines where line.utf8.count <= 80 {
      let words = line.split(separator: " ")
      guard words.count >= 3, let first = words.first, ["by", "von", "par", "por", "di"].contains(first.lowercased())
      else { continue }
      let names = names(line)
      if !names.isEmpty { return names }
    }
    return []
  }

  private func names(_ text: String) -> [String] {
    guard text.utf8.count <= 120, text != title else { return [] }
    return PersonNames.names(in: text.utf8, trust: .seen).filter { PersonNames.isWhole($0) }
  }

  /// The first longer line that is not the title; links that only repeat the title's link are no part of it.
  private var summary: String? {
    let own = tree.string(.href, of: link)
    let lines = ItemLines(tree, range) { index in
      tree.nodes[index].tag == .a && index != link && tree.string(.href, of: index) == own
    }.lines
    for line in lines {
      if line.count < 80, Self.date(in: line) != nil { continue }
      let text = line.hasPrefix(title) ? String(line.dropFirst(title.count)).trimmed : line
      if text.count >= 40 || text.unicodeScalars.count(where: { $0.value >= 0x0E00 }) >= 20, text != title {
        return text
      }
    }
    return nil
  }
}
