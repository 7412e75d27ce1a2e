// JSON-LD: finding the article among what a page describes, and following its references.

internal import Markup

/// What a page says in JSON-LD.
struct LinkedData {
  /// All objects with a type, in page order.
  private(set) var objects: [LenientJSON] = []
  private var byID: [String: Int] = [:]

  init(_ blocks: [[UInt8]]) {
    for block in blocks.prefix(64) {
      // Of a page cut off, half an object may still name the headline.
      guard let root = LenientJSON.read(block, keepingCutObjects: true).value else { continue }
      collect(root, depth: 0)
    }
  }

  private mutating func collect(_ value: LenientJSON, depth: Int) {
    guard depth < 6, objects.count < 2000 else { return }
    switch value {
    case .array(let items): for item in items { collect(item, depth: depth) }
    case .object(let members):
      if value["@type"] != nil {
        // A bare reference is no description.
        if let id = value["@id"]?.string, members.count > 2, byID[id] == nil { byID[id] = objects.count }
        objects.append(value)
      }
      for member in members {
        switch member.name {
        case "@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement", "item", "subjectOf":
          collect(member.value, depth: depth + 1)
        default: continue
        }
      }
    default: return
    }
  }

  /// The types of an object, without a namespace.
  static func types(_ object: LenientJSON) -> [String] {
    (object["@type"]?.items ?? []).compactMap { $0.string?.split(separator: "/").last.map(String.init) }
  }

  /// Follows `{"@id": …}`.
  func resolved(_ value: LenientJSON) -> LenientJSON {
    guard let id = value["@id"]?.string, value["name"] == nil, let index = byID[id] else { return value }
    return objects[index]
  }

  /// The article: of several the one with the given headline, else the first with the most said.
  func article(headline: [String]) -> LenientJSON? {
    let articles = objects.filter { object in
      Self.types(object).contains {
        $0.hasSuffix("Article") || $0.hasSuffix("Posting") || $0 == "Report" || $0 == "Review"
          || $0 == "AnalysisNewsArticle"
      }
    }
    let wanted = Set(headline.map { $0.lowercased() })
    if articles.count > 1,
      let match = articles.first(where: {
        ($0["headline"] ?? $0["name"])?.string.map { wanted.contains(PageFacts.tidy($0).lowercased()) } ?? false
      })
    {
      return match
    }
    return articles.max { Self.weight($0) < Self.weight($1) }
  }

  private static func weight(_ object: LenientJSON) -> Int {
    ["headline", "datePublished", "author", "articleBody", "image"].count { object[$0] != nil }
  }

  /// The first object of one of these types.
  func first(_ types: Set<String>) -> LenientJSON? {
    objects.first { !types.isDisjoint(with: Self.types($0)) }
  }
}
