// A draft as an IPTC ninjs 3.1 item. The schema allows no keys of one's own, so everything stands in a place of its own.
internal import News

/// Writes `data/item.json`.
enum NinjsItem {
  static let schema = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"
  static let profile = "newsfold-article-1"

  /// Which standard an item or story file follows.
  static let standard = JSONValue.object([
    "name": .string("ninjs"), "version": .string("3.1"), "schema": .string(schema),
  ])

  /// The item of a draft.
  static func json(_ draft: BundleDraft, contentHash: String) -> JSONValue {
    let article = draft.article
    var item: [String: JSONValue] = [
      "uri": .string(article.id.urn), "type": .string("text"), "representationType": .string("full"),
      "standard": standard, "profile": .string(profile), "version": .string(String(article.version)),
      "versionCreated": .string(article.fetched.description), "pubStatus": .string("usable"),
      "headlines": .array([text(article.title, role: "main")]),
      "bodies": .array(bodies(article.body)),
      "altIds": .array(identifiers(draft, contentHash: contentHash)),
      "associations": .array(associations(draft)),
      "infoSources": .array(sources(draft)),
    ]
    // Only of the first revision is it known here when the article was first stored.
    if article.version == 1 { item["firstCreated"] = .string(article.fetched.description) }
    item["contentCreated"] = article.published.flatMap(date).map { .string($0) }
    item["language"] = article.language.map { .string($0.description) }
    item["descriptions"] = article.summary.map { .array([text($0, role: "summary")]) }
    if !article.authors.isEmpty {
      item["by"] = foreign(article.authors.joined(separator: ", "))
      item["people"] = .array(article.authors.map { .object(["name": foreign($0), "rel": .string("author")]) })
    }
    if !article.categories.isEmpty {
      item["subjects"] = .array(
        article.categories.map {
          .object(["name": foreign($0), "literal": foreign($0), "creator": .string("feed:category")])
        })
    }
    let renditions = renditions(article)
    if !renditions.isEmpty { item["renditions"] = .array(renditions) }
    return .object(item)
  }

  /// RFC 3339, nil where its year has not the four digits that the schema's dates must have: publishers write others.
  static func date(_ written: WrittenDate) -> String? {
    let text = written.rfc3339
    return Instant(rfc3339: text) == nil ? nil : text
  }

  /// RFC 3339; instants that have none are moved to the first or last that do.
  static func date(_ instant: Instant) -> JSONValue {
    .string(max(earliest, min(latest, instant)).description)
  }
  private static let earliest = CivilDate(year: 1, month: 1, day: 1)!.instant(offsetMinutes: 0)
  private static let latest = CivilDate(year: 9999, month: 12, day: 31)!.instant(offsetMinutes: 0)

  private static func foreign(_ text: String) -> JSONValue { .string(AddressText.withoutUserinfo(text)) }

  /// Plain text with a role.
  static func text(_ value: String, role: String) -> JSONValue {
    .object(["role": .string(role), "contentType": .string("text/plain"), "value": foreign(value)])
  }

  private static func bodies(_ body: ArticleBody) -> [JSONValue] {
    let counts: [String: JSONValue] = [
      "charCount": .integer(body.text.unicodeScalars.count), "wordCount": .integer(WordCount.of(body.text)),
    ]
    func form(_ type: String, _ role: String, _ value: String) -> JSONValue {
      .object(
        counts.merging(["contentType": .string(type), "role": .string(role), "value": .string(value)]) { $1 })
    }
    return [form("text/html", "main", body.html), form("text/plain", "plain", body.text)]
  }

  private static func identifiers(_ draft: BundleDraft, contentHash: String) -> [JSONValue] {
    func id(_ role: String, _ value: JSONValue) -> JSONValue { .object(["role": .string(role), "value": value]) }
    var out: [JSONValue] = []
    if let guid = draft.article.guid { out.append(id("guid", foreign(guid))) }
    if let url = draft.article.canonicalURL { out.append(id("canonicalUrl", .string(url.description))) }
    if let url = draft.article.url { out.append(id("originalUrl", .string(url.description))) }
    out.append(id("story", .string(draft.story.urn)))
    out.append(id("contentHash", .string("sha256:" + contentHash)))
    return out
  }

  private static func associations(_ draft: BundleDraft) -> [JSONValue] {
    var out = [
      association("story", type: "composite", uri: draft.story.urn, name: draft.storyName)
    ]
    if let match = draft.match, let rel = draft.relation.association {
      out.append(association(rel, type: "text", uri: match.urn, name: draft.matchTitle ?? match.description))
    }
    return out
  }

  /// A reference to another item.
  static func association(_ rel: String, type: String, uri: String, name: String) -> JSONValue {
    .object([
      "rel": .string(rel), "type": .string(type), "uri": .string(uri), "name": foreign(name),
      "representationType": .string("partial"),
    ])
  }

  private static func sources(_ draft: BundleDraft) -> [JSONValue] {
    var publisher: [String: JSONValue] = [
      "role": .string("publisher"), "name": foreign(draft.article.outlet),
      "literal": .string(draft.article.source.description),
    ]
    if let site = (draft.article.canonicalURL ?? draft.article.url).flatMap({ WebAddress($0.origin + "/") }) {
      publisher["uri"] = .string(AddressText.uri(site))
    }
    var feed: [String: JSONValue] = ["role": .string("feed"), "name": .string(draft.article.source.description)]
    // Without its query, which can hold a subscriber's key.
    feed["uri"] = WebAddress(String(draft.fetch.source.requestURL.prefix { $0 != "?" }))
      .map { .string(AddressText.uri($0)) }
    return [.object(publisher), .object(feed)]
  }

  private static func renditions(_ article: Article) -> [JSONValue] {
    var out: [JSONValue] = []
    if let image = article.image, let url = WebAddress(image.url) {
      var rendition: [String: JSONValue] = ["name": .string("lead-image"), "href": .string(AddressText.uri(url))]
      rendition["title"] = image.caption.map(foreign)
      out.append(.object(rendition))
    }
    for (index, enclosure) in article.enclosures.enumerated() {
      guard let url = WebAddress(enclosure.url) else { continue }
      var rendition: [String: JSONValue] = [
        "name": .string("enclosure-\(index + 1)"), "href": .string(AddressText.uri(url)),
      ]
      rendition["contentType"] = enclosure.type.map(foreign)
      rendition["sizeInBytes"] = enclosure.length.map { .integer(Int($0)) }
      out.append(.object(rendition))
    }
    return out
  }
}

extension Relation {
  /// The association by which an item names its match; nil where it has none.
  var association: String? {
    switch self {
    case .new: nil
    case .identical: "identicalTo"
    case .nearDuplicate: "nearDuplicateOf"
    case .retelling: "retells"
    }
  }
}
