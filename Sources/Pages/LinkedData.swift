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

  /// The article: of several the one whose headline is among the page's titles, else the first with the most said.
  ///
  /// - Parameter titles: the titles' letters and digits; asked for where there are several articles.
  func article(titles: () -> Set<[UInt8]>) -> LenientJSON? {
    let articles = objects.filter { object in Self.types(object).contains { Self.isArticle($0) } }
    if articles.count > 1 {
      let wanted = titles()
      let match = articles.first { article in
        let title = (article["headline"] ?? article["name"])?.string.map { PageFacts.tidy($0) }
        return title.map { wanted.contains(FoldedText.key($0.utf8)) } ?? false
      }
      if let match { return match }
    }
    return articles.max { Self.weight($0) < Self.weight($1) }
  }

  private static func isArticle(_ type: String) -> Bool {
    type.hasSuffix("Article") || type.hasSuffix("Posting") || type == "Report" || type == "Review"
  }

  /// The name of the publisher, of the first object that has one.
  var publisher: String? {
    for object in objects {
      if let publisher = object["publisher"], let name = resolved(publisher)["name"]?.string { return name }
    }
    return nil
  }

  private static func weight(_ object: LenientJSON) -> Int {
    ["headline", "datePublished", "author", "articleBody", "image"].count { object[$0] != nil }
  }

  /// The first object of one of these types.
  func first(_ types: Set<String>) -> LenientJSON? {
    objects.first { !types.isDisjoint(with: Self.types($0)) }
  }
}
