// Who wrote an article.

internal import Markup
internal import News

/// Who wrote an article.
enum Authors {
  /// The names, from the most reliable source that gives any.
  static func find(_ outline: PageOutline, _ facts: PageFacts, article: LenientJSON?, body: Range<Int>)
    -> [String]
  {
    let sources: [() -> [String]] = [
      { linked(article, facts).people },
      { names(facts.meta["parsely-author"]) },
      { names(facts.meta["sailthru.author"]) },
      { names(facts.meta["author"] ?? facts.meta["dc.creator"] ?? facts.meta["dcterms.creator"]) },
      { names(facts.meta["article:author"] ?? facts.meta["article:author_name"] ?? facts.meta["citation_author"]) },
      { names(facts.meta["byl"] ?? facts.meta["dc.creator.name"] ?? facts.meta["cxenseparse:author"]) },
      { visible(outline, facts, body: body) },
      { linked(article, facts).others },
    ]
    for source in sources {
      let found = unique(source().filter { isName($0) })
      if !found.isEmpty { return found }
    }
    return []
  }

  private static func linked(_ article: LenientJSON?, _ facts: PageFacts) -> (people: [String], others: [String]) {
    guard let article else { return ([], []) }
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
    return (people, others)
  }

  private static func names(_ values: [String]?) -> [String] { (values ?? []).flatMap { split($0) } }

  /// Names in the page itself: `rel=author`, itemprop, elements and addresses named for it.
  private static func visible(_ outline: PageOutline, _ facts: PageFacts, body: Range<Int>) -> [String] {
    let tree = outline.tree
    let outside: Set<String> = ["related", "comments", "footer", "navigation", "aside", "promotion"]
    // What stands between the headline and the text belongs to the article, whatever holds it.
    let headline = facts.headings.first ?? Int.max
    let bodyStart = body.isEmpty ? 0 : outline.runs[body.lowerBound].first
    func counts(_ node: Int) -> Bool {
      node > headline && node < bodyStart || !outline.isInside(node, reasons: outside)
    }
    func text(_ node: Int) -> [String] {
      let text = tree.plainText(of: node)
      return text.utf8.count > 120 ? [] : split(text)
    }
    var found = facts.properties.filter { $0.name == "author" && counts($0.node) }.flatMap { property in
      let inner = facts.properties.filter { $0.name == "name" && outline.contains(property.node, $0.node) }
      return inner.isEmpty ? text(property.node) : inner.flatMap { text($0.node) }
    }
    if !found.isEmpty { return found }
    found = facts.relAuthors.filter { counts($0) }.prefix(3).flatMap { text($0) }
    if !found.isEmpty { return found }
    var single: [String] = []
    for index in tree.nodes.indices where outline.meanings[index].contains(.byline) && counts(index) {
      let links = (index..<Int(tree.nodes[index].end)).filter { tree.nodes[$0].tag == .a }
      let names = (links.isEmpty ? text(index) : links.prefix(4).flatMap { text($0) }).filter { isName($0) }
      let good = names.filter { $0.split(separator: " ").count >= 2 }
      if !good.isEmpty { return good }
      if single.isEmpty, !links.isEmpty, names.count == 1, names[0].count >= 3 { single = names }
    }
    for index in tree.nodes.indices
    where tree.nodes[index].tag == .a && counts(index) && !outline.isInside(index, reasons: outside) {
      guard let href = tree.string(.href, of: index)?.lowercased(), authorPaths.contains(where: { href.contains($0) })
      else { continue }
      let names = text(index).filter { isName($0) && $0.split(separator: " ").count >= 2 }
      if !names.isEmpty { return names }
    }
    // A line that begins with "by" near the headline.
    guard headline < Int.max else { return single }
    let first = outline.runs.partitioningIndex { $0.first >= headline }
    for run in outline.runs[first..<min(outline.runs.count, first + 12)] where run.length < 80 {
      let line = String(decoding: outline.text(of: run), as: UTF8.self)
      let words = line.split(whereSeparator: { $0 == " " || $0 == ":" })
      guard let word = words.first?.lowercased(), bylineWords.contains(word), words.count >= 3 else { continue }
      return split(line)
    }
    return single
  }

  private static let authorPaths = [
    "/author/", "/authors/", "/autor/", "/autoren/", "/auteur/", "/autore/", "/by/", "/people/", "/profile/", "/staff/",
    "/columnist",
  ]

  static let bylineWords: Set<String> = [
    "by", "von", "par", "por", "di", "av", "af", "door", "de", "przez", "autor", "author", "text", "written", "words",
  ]

  /// Several names in one string taken apart, with what is no name taken off.
  static func split(_ text: String) -> [String] {
    var line = text
    for phrase in [
      "View all posts by", "Posts by", "Zeige alle Beiträge von", "Artikel von:", "Articles by", "By:", "by:",
      "Voir tous les articles de", "→", "»",
    ] {
      line = line.replacing(phrase, with: " ")
    }
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

  private static func isName(_ text: String) -> Bool {
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
