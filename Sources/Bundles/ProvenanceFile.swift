// `data/fetch.json`: where an article came from, and what of it has no place in ninjs.
internal import News

/// Writes and reads the provenance of a bundle.
enum ProvenanceFile {
  /// The file's content.
  static func json(_ draft: BundleDraft, agent: String) -> JSONValue {
    let article = draft.article
    var reading: [String: JSONValue] = [
      "bodyOrigin": .string(article.body.origin.rawValue), "confidence": .number(article.body.confidence),
      "paywalled": .bool(article.paywalled),
    ]
    reading["bodyReason"] = article.body.reason.map { .string(AddressText.withoutUserinfo($0)) }
    // As the publisher wrote them: ninjs dates must be complete, these show what was left out.
    reading["published"] = article.published.map { .string($0.description) }
    reading["updated"] = article.updated.map { .string($0.description) }
    var out: [String: JSONValue] = [
      "tool": .string(agent), "article": .object(reading), "source": draft.fetch.source.json,
    ]
    out["page"] = draft.fetch.page?.json
    return .object(out)
  }

  /// The requests of a parsed file.
  static func record(_ json: JSONValue) -> FetchRecord? {
    FetchRecord.Exchange(json: json["source"]).map {
      FetchRecord(source: $0, page: FetchRecord.Exchange(json: json["page"]))
    }
  }

  /// A date as ``WrittenDate/description`` writes it; nil for anything else.
  static func date(_ text: String?) -> WrittenDate? {
    guard let text else { return nil }
    if !text.contains("T") {
      return Instant(rfc3339: text + "T12:00:00Z").map {
        WrittenDate(instant: $0, offsetMinutes: nil, hasTime: false)
      }
    }
    let zone = text.dropFirst(19)
    if zone.isEmpty {
      return Instant(rfc3339: text + "Z").map { WrittenDate(instant: $0, offsetMinutes: nil, hasTime: true) }
    }
    guard let instant = Instant(rfc3339: text) else { return nil }
    if zone == "Z" { return WrittenDate(instant: instant, offsetMinutes: 0, hasTime: true) }
    let parts = zone.dropFirst().split(separator: ":").compactMap { Int($0) }
    guard parts.count == 2 else { return nil }
    let minutes = (parts[0] * 60 + parts[1]) * (zone.hasPrefix("-") ? -1 : 1)
    return WrittenDate(instant: instant, offsetMinutes: minutes, hasTime: true)
  }
}
