// Who wrote an article: the page's statements first, then what stands by the headline, then whoever is left.

internal import Markup
internal import News

/// Who wrote an article.
struct Authors {
  /// The names, in the order given.
  private(set) var names: [String] = []
  /// Where they were found, such as `json-ld`, the name of a meta element, or `byline`.
  private(set) var origin: String?
  /// What names no person: newsrooms, the outlet, logins. Taken where nothing better is found.
  private var reserve: (names: [String], origin: String)?

  private static let metaNames = [
    ["parsely-author"], ["sailthru.author"], ["dc.creator", "dc:creator", "dcterms.creator", "dcterm:creator"],
    ["author"], ["article:author", "article:author_name", "citation_author"],
    ["byl", "dc.creator.name", "cxenseparse:author", "dcsext.author"],
  ]

  /// - Parameters:
  ///   - article: the article's description in JSON-LD.
  ///   - body: the runs of the text.
  init(_ outline: PageOutline, _ facts: PageFacts, article: LenientJSON?, body: Range<Int>, outlet: Outlet) {
    let linked = Self.linked(article, facts)
    if take(linked.people, "json-ld", outlet) { return }
    for names in Self.metaNames {
      guard let name = names.first(where: { facts.meta[$0] != nil }), let contents = facts.meta[name] else { continue }
      if take(contents.flatMap { PersonNames.names(in: $0.utf8, trust: .stated) }, name, outlet) { return }
    }
    let bylines = Bylines(outline, facts, body: body)
    for (names, origin) in bylines.found {
      if names.count == 1, PersonNames.isAgency(names[0]) {
        keep(names, origin)
      } else if take(names, origin, outlet) {
        return
      }
    }
    keep(linked.others, "json-ld")
    if let reserve { (names, origin) = reserve }
  }

  /// Takes names where some are those of persons; keeps the others for want of better.
  private mutating func take(_ found: [String], _ source: String, _ outlet: Outlet) -> Bool {
    var people: [String] = []
    var others: [String] = []
    var seen: Set<[UInt8]> = []
    for name in found.prefix(200) {
      let key = FoldedText.key(name.utf8)
      guard seen.insert(key).inserted else { continue }
      if outlet.isAuthor(name) || PersonNames.isNobody(name) || PersonNames.isHandle(name) {
        others.append(name)
      } else {
        people.append(name)
      }
    }
    if people.isEmpty {
      keep(others, source)
      return false
    }
    (names, origin) = (people, source)
    return true
  }

  private mutating func keep(_ names: [String], _ source: String) {
    if reserve == nil, !names.isEmpty { reserve = (names, source) }
  }

  /// The authors in JSON-LD: people, and organisations.
  private static func linked(_ article: LenientJSON?, _ facts: PageFacts) -> (people: [String], others: [String]) {
    guard let article else { return ([], []) }
    var people: [String] = []
    var others: [String] = []
    for entry in (article["author"] ?? article["creator"])?.items ?? [] {
      let author = facts.linked.resolved(entry)
      let isOrganization =
        LinkedData.types(author).contains { $0.hasSuffix("Organization") }
        && !LinkedData.types(author).contains("Person")
      let names: [String] =
        if case .string(let name) = author { [name] } else { author["name"]?.items.compactMap(\.string) ?? [] }
      for name in names {
        if isOrganization {
          others.append(PageFacts.tidy(name))
        } else {
          people += PersonNames.names(in: PageFacts.tidy(name).utf8, trust: .stated)
        }
      }
    }
    return (people, others)
  }

  /// The names in a line that somebody chose to be one of authors.
  static func split(_ text: String) -> [String] { PersonNames.names(in: text.utf8, trust: .stated) }

  /// Words a line of authors begins with, whatever else they may mean.
  static let bylineWords: Set<String> = [
    "by", "von", "par", "por", "di", "av", "af", "door", "de", "przez", "autor", "author", "text", "written", "words",
  ]
}
