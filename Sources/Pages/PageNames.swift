// The headline and the authors' names.

internal import Markup
internal import News

/// Which of a page's headings and titles is the headline.
struct Headline {
  private(set) var text: String?
  private(set) var origin: String?
  /// The h1 that holds it, where one does.
  private(set) var node: Int?

  init(_ outline: PageOutline, _ facts: PageFacts, article: LenientJSON?, site: String?) {
    let og = facts.first(["og:title", "twitter:title", "dc.title", "title"]).map { Self.withoutSite($0, site) }
    let window = facts.windowTitle.map { Self.withoutSite($0, site) }
    let linked = (article?["headline"] ?? article?["name"])?.string.map {
      PageFacts.tidy(PlainText.text(ofHTML: Array($0.utf8)))
    }
    let headings = facts.headings.map { ($0, outline.tree.plainText(of: $0)) }.filter { !$0.1.isEmpty }
    let references = [linked, og, window, facts.windowTitle].compactMap { $0 }

    let matching = headings.first { _, heading in references.contains { Self.agree(heading, $0) } }
    if let (index, heading) = matching {
      (text, origin, node) = (heading, "h1", index)
      return
    }
    let visible = headings.filter { !outline.isDead[$0.0] && $0.1.count > 10 }
    if let linked, linked.count > 3 {
      (text, origin) = (linked, "json-ld")
    } else if visible.count == 1, og == nil || visible[0].1.split(separator: " ").count > 3 {
      (text, origin, node) = (visible[0].1, "h1", visible[0].0)
    } else if let og {
      (text, origin) = (og, "og:title")
    } else if let window {
      (text, origin) = (window, "title")
    }
    if node == nil { node = visible.first?.0 }
  }

  /// The h1 that says what the page's titles say.
  static func node(_ tree: HTMLTree, _ facts: PageFacts) -> Int? {
    let titles = [facts.windowTitle, facts.first(["og:title", "twitter:title"])].compactMap { $0 }
    return facts.headings.first { heading in
      let text = tree.plainText(of: heading)
      return titles.contains { agree(text, $0) }
    }
  }

  /// Whether a heading is the headline told by another statement: equal, or the one contains the other.
  static func agree(_ heading: String, _ other: String) -> Bool {
    let a = key(heading)
    let b = key(other)
    guard a.count > 5, b.count > 5 else { return a == b && !a.isEmpty }
    if a == b { return true }
    if b.count >= a.count { return a.count * 5 >= b.count * 2 && b.starts(with: a) || a.count > 12 && b.containsRun(a) }
    return b.count * 5 >= a.count * 3 && a.containsRun(b)
  }

  /// Letters and digits in lower case.
  static func key(_ text: String) -> [UInt8] { FoldedText.key(text.utf8) }

  /// A title without the outlet's name that stands behind or before it.
  static func withoutSite(_ title: String, _ site: String?) -> String {
    let separators = [" | ", " - ", " – ", " — ", " · ", " :: ", " » ", " « ", " • ", " / ", " || "]
    var best = title
    for separator in separators {
      let parts = title.components(separatedBy: separator)
      guard parts.count > 1, let first = parts.first, let last = parts.last else { continue }
      if let site, key(last) == key(site) || key(site).containsRun(key(last)) && key(last).count > 2 {
        best = parts.dropLast().joined(separator: separator)
        break
      }
      if let site, key(first) == key(site) {
        best = parts.dropFirst().joined(separator: separator)
        break
      }
      if separator == " | " || last.count <= 30 && last.count * 2 < title.count && last.split(separator: " ").count <= 4
      {
        best = parts.count > 2 && separator == " | " ? first : parts.dropLast().joined(separator: separator)
        if best.count < 12 { best = title }
        break
      }
    }
    return best.trimmed
  }
}

/// Who wrote an article.
enum Authors {
  static func find(_ outline: PageOutline, _ facts: PageFacts, article: LenientJSON?, site: String?) -> [String] {
    let sources: [() -> [String]] = [
      { linked(article, facts) },
      { names(facts.meta["parsely-author"]) },
      { names(facts.meta["sailthru.author"]) },
      { names(facts.meta["author"] ?? facts.meta["dc.creator"] ?? facts.meta["dcterms.creator"]) },
      { names(facts.meta["article:author"] ?? facts.meta["article:author_name"] ?? facts.meta["citation_author"]) },
      { names(facts.meta["byl"] ?? facts.meta["dc.creator.name"] ?? facts.meta["cxenseparse:author"]) },
      { visible(outline, facts) },
    ]
    for source in sources {
      let found = unique(source().filter { isName($0, site: site) })
      if !found.isEmpty { return found }
    }
    return []
  }

  private static func linked(_ article: LenientJSON?, _ facts: PageFacts) -> [String] {
    guard let article else { return [] }
    var people: [String] = []
    var others: [String] = []
    for entry in (article["author"] ?? article["creator"])?.items ?? [] {
      let author = facts.linked.resolved(entry)
      if case .string(let name) = author {
        people += split(PageFacts.tidy(name))
        continue
      }
      for name in author["name"]?.items ?? [] {
        guard let text = name.string else { continue }
        if LinkedData.types(author).contains(where: { $0.hasSuffix("Organization") }) {
          others.append(PageFacts.tidy(text))
        } else {
          people += split(PageFacts.tidy(text))
        }
      }
    }
    return people.isEmpty ? others : people
  }

  private static func names(_ values: [String]?) -> [String] { (values ?? []).flatMap { split($0) } }

  /// Names in the page itself: `rel=author`, itemprop, elements named for it.
  private static func visible(_ outline: PageOutline, _ facts: PageFacts) -> [String] {
    let tree = outline.tree
    let outside: Set<String> = ["related", "comments", "footer", "navigation", "aside"]
    func text(_ node: Int) -> [String] {
      let text = tree.plainText(of: node)
      return text.utf8.count > 120 ? [] : split(text)
    }
    var found = facts.properties.filter { $0.name == "author" && !outline.isInside($0.node, reasons: outside) }.flatMap
    { property in
      let inner = facts.properties.filter { $0.name == "name" && outline.contains(property.node, $0.node) }
      return inner.isEmpty ? text(property.node) : inner.flatMap { text($0.node) }
    }
    if !found.isEmpty { return found }
    found = facts.relAuthors.filter { !outline.isInside($0, reasons: outside) }.prefix(3).flatMap { text($0) }
    if !found.isEmpty { return found }
    for index in tree.nodes.indices where outline.meanings[index].contains(.byline) {
      if outline.isInside(index, reasons: outside) { continue }
      let links = (index..<Int(tree.nodes[index].end)).filter { tree.nodes[$0].tag == .a }
      let names = links.isEmpty ? text(index) : links.prefix(4).flatMap { text($0) }
      let good = names.filter { isName($0, site: nil) && $0.split(separator: " ").count >= 2 }
      if !good.isEmpty { return good }
    }
    // A line that begins with "by" near the headline.
    guard let headline = facts.headings.first else { return [] }
    let first = outline.runs.partitioningIndex { $0.first >= headline }
    for run in outline.runs[first..<min(outline.runs.count, first + 10)] where run.length < 80 {
      let line = String(decoding: outline.text(of: run), as: UTF8.self)
      let words = line.split(separator: " ")
      guard let word = words.first?.lowercased(), bylineWords.contains(word.trimmingColon), words.count >= 3 else {
        continue
      }
      return split(line)
    }
    return []
  }

  static let bylineWords: Set<String> = [
    "by", "von", "par", "por", "di", "av", "af", "door", "de", "przez", "autor", "author", "text", "written", "words",
  ]

  /// Several names in one string taken apart, with what is no name taken off.
  static func split(_ text: String) -> [String] {
    var line = text
    for junk in [
      "|", "/", ";", " & ", " and ", " und ", " et ", " y ", " e ", " og ", " och ", " en ", " with ", " mit ", "\n",
      " · ", "•", " – ", " - ", "、", "،", " и ",
    ] {
      line = line.replacing(junk, with: ",")
    }
    return line.split(separator: ",").map { part in
      var words = part.split(separator: " ").map(String.init)
      while let first = words.first,
        bylineWords.contains(first.lowercased().trimmingColon)
          || ["written", "updated", "published"].contains(first.lowercased())
      {
        words.removeFirst()
      }
      return words.joined(separator: " ").trimmed
    }.filter { !$0.isEmpty }
  }

  private static func isName(_ text: String, site: String?) -> Bool {
    let words = text.split(separator: " ")
    guard (1...6).contains(words.count), text.count <= 60, text.count >= 2 else { return false }
    if text.contains("@") || text.contains("://") || text.contains("www.") || text.hasPrefix("http") { return false }
    if text.unicodeScalars.contains(where: { $0.properties.numericType != nil }) { return false }
    let lower = text.lowercased()
    if ["admin", "administrator", "editor", "redaktion", "staff", "author", "unknown", "null", "undefined", "guest"]
      .contains(lower)
    {
      return false
    }
    let roles = [
      "editor", "reporter", "correspondent", "writer", "redakteur", "journalist", "columnist", "contributor", "staff",
    ]
    if words.count <= 3, let last = words.last, roles.contains(last.lowercased()) { return false }
    return true
  }

  private static func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0.lowercased()).inserted }
  }
}

extension String {
  /// Without white space around it.
  var trimmed: String {
    var view = Substring(self)
    while let first = view.first, first.isWhitespace { view.removeFirst() }
    while let last = view.last, last.isWhitespace { view.removeLast() }
    return String(view)
  }
  var trimmingColon: String { hasSuffix(":") ? String(dropLast()) : self }

  /// The parts between occurrences of a separator.
  func components(separatedBy separator: String) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }
}
