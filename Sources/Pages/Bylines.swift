// Author lines in the page itself: marked ones, named ones, and lines that begin as author lines do.

internal import Markup
internal import News

/// Author lines in the page itself, looked for only as far as somebody asks.
final class Bylines {
  let outline: PageOutline
  let facts: PageFacts
  /// The headline's element, and where the text begins and ends.
  private let headline: Int
  private let bodyStart: Int
  private let bodyEnd: Int

  init(_ outline: PageOutline, _ facts: PageFacts, body: Range<Int>) {
    self.outline = outline
    self.facts = facts
    headline = facts.titleHeadings.first?.node ?? Int.max
    bodyStart = body.isEmpty ? 0 : outline.runs[body.lowerBound].first
    bodyEnd = body.isEmpty ? 0 : outline.runs[body.upperBound - 1].last
  }

  /// Names and where they were found, the most reliable first.
  var found: some Sequence<(names: [String], origin: String)> {
    let ways: [(origin: String, find: () -> [String])] = [
      ("itemprop", marked), ("rel=author", linked), ("byline", named), ("author link", profiles),
      ("author line", lines), ("byline", namedBriefly),
    ]
    return ways.lazy.map { ($0.find(), $0.origin) }
  }

  /// What stands in these is about other articles, or about none.
  private static let outside: Set<String> = ["related", "comments", "footer", "navigation", "aside", "promotion"]
  private static let elsewhere: Set<String> = ["related", "comments", "navigation", "promotion"]

  /// Whether an element may tell of this article; what stands between the headline and the text does, whatever holds it.
  private func counts(_ node: Int) -> Bool {
    if node > headline, node < bodyStart { return true }
    // An aside or a footer that is an author line itself is no other furniture.
    return !outline.isInside(Int(outline.tree.nodes[node].parent), reasons: Self.outside)
  }

  // MARK: marked

  private func marked() -> [String] {
    let tree = outline.tree
    var found: [String] = []
    for property in facts.properties where property.name == "author" && found.count < 40 {
      guard !outline.isInside(Int(tree.nodes[property.node].parent), reasons: Self.elsewhere) else { continue }
      // Those in it follow it.
      let from = facts.properties.partitioningIndex { $0.node >= property.node }
      let inner = facts.properties[from...].prefix { outline.contains(property.node, $0.node) }.prefix(20)
      let names = inner.filter { $0.name == "name" }
      found += names.isEmpty ? self.names(in: property.node) : names.flatMap { self.names(in: $0.node) }
    }
    return found
  }

  private func linked() -> [String] { facts.relAuthors.filter { counts($0) }.prefix(3).flatMap { names(in: $0) } }

  // MARK: named

  /// Elements called author, byline and the like.
  private func named() -> [String] {
    let elements = self.elements
    let first = elements.first { element in
      guard counts(element) else { return false }
      let names = names(in: element).filter { !PersonNames.isNobody($0) }
      // One word is a name where a link below the headline says so.
      if names.count == 1, element > headline, element < bodyStart, hasLink(element), names[0].utf8.count >= 3 {
        return !PersonNames.isAgency(names[0])
      }
      return names.contains { PersonNames.isWhole($0) }
    }
    guard let first else { return [] }
    var found = names(in: first)
    guard found.contains(where: { PersonNames.isWhole($0) }) else { return found }
    found = found.filter { PersonNames.isWhole($0) }
    // Of several authors each may have an element of the same name beside it.
    let tree = outline.tree
    for element in elements where element >= Int(tree.nodes[first].end) {
      guard tree.value(.class, of: element) == tree.value(.class, of: first) else { continue }
      let (parent, parentOfFirst) = (Int(tree.nodes[element].parent), Int(tree.nodes[first].parent))
      let isBeside = parent == parentOfFirst || tree.nodes[parent].parent == tree.nodes[parentOfFirst].parent
      guard isBeside, element < bodyStart || first > bodyStart else { break }
      found += names(in: element).filter { PersonNames.isWhole($0) }
    }
    return found
  }

  /// The same for names of one word, which only a link makes likely.
  private func namedBriefly() -> [String] {
    for element in elements where counts(element) {
      let found = names(in: element)
      let isNear = element > headline && element < bodyStart
      if found.count == 1, isNear || hasLink(element) || PersonNames.isNobody(found[0]) { return found }
    }
    return []
  }

  private func hasLink(_ node: Int) -> Bool {
    let tree = outline.tree
    return tree.nodes[node].tag == .a || !tree.elements([.a], in: node..<Int(tree.nodes[node].end)).isEmpty
  }

  /// The elements with such names, in page order.
  private lazy var elements: [Int] = {
    var found: [Int] = []
    outline.tree.forEachAttribute([.class, .id, .data_testid, .data_component]) { node, _, value in
      guard found.count < 200, node != found.last, Self.mayNameAuthor(value) else { return }
      guard (2...400).contains(outline.tree.textSize(of: node)) else { return }
      if NameMeaning(names: value).contains(.byline) { found.append(node) }
    }
    return found
  }()

  /// Whether a class name has the letters that words for author lines begin with; most have not, and are not taken apart.
  private static func mayNameAuthor(_ name: ArraySlice<UInt8>) -> Bool {
    name.withUnsafeBufferPointer { name in
      guard let start = name.baseAddress, name.count >= 5 else { return false }
      for at in 0..<name.count - 3 {
        // Four letters in lower case, the first in the lowest byte.
        switch UInt32(littleEndian: UnsafeRawPointer(start + at).loadUnaligned(as: UInt32.self)) | 0x2020_2020 {
        // "byli", "writ", "vcar", "repo", "jour", "ontr", "firm", "reda", "skri"
        case 0x696C_7962, 0x7469_7277, 0x7261_6376, 0x6F70_6572, 0x7275_6F6A, 0x7274_6E6F, 0x6D72_6966, 0x6164_6572,
          0x6972_6B73:
          return true
        // "auth", "auto", "aute"
        case 0x6874_7561, 0x6F74_7561, 0x6574_7561: return true
        default: continue
        }
      }
      return false
    }
  }

  // MARK: addresses

  /// Whether an address, in lower case, is that of a person's articles.
  static func leadsToProfile(_ address: [UInt8]) -> Bool { profilePaths.contains { address.containsRun($0) } }

  private static let profilePaths = [
    "/author", "/autor", "/auteur", "/by/", "/people/", "/profile/", "/staff/", "/columnist", "/redak", "/journalist",
    "author=", "/creator/", "/reporter",
  ].map { Array($0.utf8) }

  /// Links to somebody's page.
  private func profiles() -> [String] {
    for link in outline.tree.elements([.a]) {
      guard (2...80).contains(outline.tree.textSize(of: link)), let href = outline.tree.value(.href, of: link),
        href.count < 300
      else { continue }
      guard Self.leadsToProfile(Array(href)), counts(link) else { continue }
      let names = names(in: link).filter { PersonNames.isWhole($0) }
      if !names.isEmpty { return names }
    }
    return []
  }

  // MARK: lines

  /// A line that begins with "by" near the headline, or with "Author:" there or behind the text.
  private func lines() -> [String] {
    guard headline < Int.max else { return [] }
    let runs = outline.runs
    let first = runs.partitioningIndex { $0.first >= headline }
    let after = runs.partitioningIndex { $0.first > bodyEnd }
    let near = first..<min(runs.count, first + 14)
    let tail = max(near.upperBound, after - 3)..<max(near.upperBound, min(runs.count, after + 6))
    for id in Array(near) + Array(tail) where runs[id].length < 110 {
      let line = outline.text(of: runs[id])
      let isNear = near.contains(id)
      guard let names = Self.names(inAuthorLine: line, isNear: isNear) else { continue }
      let whole = names.filter { PersonNames.isWhole($0) }
      if !whole.isEmpty { return whole }
    }
    return []
  }

  /// A word such as "Author:".
  private static func isLabel(_ word: ArraySlice<UInt8>) -> Bool {
    if word.last == UInt8(ascii: ":") { return PersonWords.leading.contains(word.dropLast()) }
    return word.suffix(3).elementsEqual("：".utf8) && PersonWords.leading.contains(word.dropLast(3))
  }

  /// The names in a line that says it is one of authors.
  private static func names(inAuthorLine line: [UInt8], isNear: Bool) -> [String]? {
    let words = line.split(separator: 32)
    guard words.count >= 2 else { return nil }
    // "Date: 3 November  Author: Ann Lee"
    if let label = words.prefix(8).firstIndex(where: { isLabel($0) }) {
      return PersonNames.names(in: line[words[label].startIndex...], trust: .seen)
    }
    if isNear, PersonWords.prepositions.contains(words[0]) { return PersonNames.names(in: line, trust: .seen) }
    // "Ann Lee | Senior Writer | July 2": a name, and beside it what she is or when it was.
    guard isNear, let bar = line.firstIndex(of: UInt8(ascii: "|")), bar > 4 else { return nil }
    let head = line[..<bar].split(separator: 32)
    guard (2...3).contains(head.count), head.allSatisfy({ ($0.first ?? 97) < 97 || $0.first! > 122 }) else {
      return nil
    }
    let rest = line[bar...].split(whereSeparator: { $0 == 32 || $0 == UInt8(ascii: "|") })
    guard
      rest.isEmpty
        || rest.contains(where: {
          48...57 ~= $0.first! || PersonWords.roles.contains($0) || PersonWords.dates.contains($0)
        })
    else {
      return nil
    }
    return PersonNames.names(in: line[..<bar], trust: .seen)
  }

  // MARK: elements

  /// The names in an element: those of its links where it has some, else of its pieces of text.
  private func names(in node: Int) -> [String] {
    guard (2...400).contains(outline.tree.textSize(of: node)) else { return [] }
    let links = outline.tree.elements([.a], in: node..<Int(outline.tree.nodes[node].end))
    if !links.isEmpty, outline.tree.nodes[node].tag != .a {
      let names = links.prefix(6).flatMap { pieces(of: $0).flatMap { PersonNames.names(in: $0, trust: .seen) } }
      if names.contains(where: { PersonNames.isWhole($0) }) { return names }
    }
    return pieces(of: node).flatMap { PersonNames.names(in: $0, trust: .seen) }
  }

  /// The text of an element in pieces, one from each of its elements; single words in a row are one piece.
  private func pieces(of node: Int) -> [[UInt8]] {
    let tree = outline.tree
    var pieces: [[UInt8]] = []
    var isOpen = false
    for index in node..<Int(tree.nodes[node].end) {
      let tag = tree.nodes[index].tag
      guard tag == .text else {
        if tag.isBlock || tag == .br || tag == .time || tag == .a && index != node { isOpen = false }
        continue
      }
      var writer = PlainTextWriter()
      writer.text(tree.text(of: index))
      let text = writer.bytes
      guard !text.isEmpty else { continue }
      let isWord = !text.contains(32)
      if isOpen, let last = pieces.indices.last, isWord || !pieces[last].contains(32) {
        pieces[last] += [32] + text
      } else {
        pieces.append(text)
      }
      isOpen = true
    }
    return pieces
  }
}
