// The part of the ninjs 3.1 schema that bundles and story files use, as a table to check them against.
internal import News

/// What a JSON value has to look like.
indirect enum NinjsShape: Sendable {
  case text, integer, address, date
  case word([String])
  case list(NinjsShape)
  case record([String: NinjsShape], required: [String])
  /// An association: an item within an item.
  case association

  /// An article or story at the top of its file.
  static let item = NinjsShape.record(
    itemMembers, required: ["uri", "type", "standard", "versionCreated", "pubStatus"])

  private static let itemMembers: [String: NinjsShape] = {
    let values = list(
      record(
        ["role": text, "contentType": text, "value": text, "charCount": integer, "wordCount": integer],
        required: ["value"]))
    let named = list(
      record(
        [
          "name": text, "rel": text, "role": text, "uri": address, "literal": text, "creator": text,
        ], required: []))
    return [
      "uri": address, "type": word(["text", "composite"]), "representationType": word(["full", "partial"]),
      "profile": text, "version": text, "firstCreated": date, "versionCreated": date, "contentCreated": date,
      "pubStatus": word(["usable", "withheld", "canceled"]), "language": text, "by": text, "headlines": values,
      "descriptions": values, "bodies": values, "people": named, "subjects": named, "infoSources": named,
      "altIds": list(record(["role": text, "value": text], required: ["role", "value"])),
      "associations": list(association),
      "renditions": list(
        record(
          ["name": text, "href": address, "contentType": text, "title": text, "sizeInBytes": integer],
          required: ["name"])),
      "standard": record(["name": text, "version": text, "schema": address], required: ["name", "version"]),
    ]
  }()

  private static let associationShape = record(
    itemMembers.merging(["name": text, "rel": text]) { $1 }, required: ["name", "uri", "rel"])

  /// Everything in `value` that does not fit, each as `place: what is wrong`.
  func problems(_ value: JSONValue, at place: String = "") -> [String] {
    func wrong(_ what: String) -> [String] { ["\(place.isEmpty ? "the top" : place) \(what)"] }
    switch self {
    case .text: return value.text == nil ? wrong("is not text") : []
    case .integer: return value.integer == nil ? wrong("is not a whole number") : []
    case .address:
      guard let text = value.text, let scheme = AddressReference(text).scheme, !scheme.isEmpty,
        text.utf8.allSatisfy({ $0 > 32 && $0 < 127 })
      else { return wrong("is not an address") }
      return AddressText.withoutUserinfo(text) == text ? [] : wrong("holds a user name or password")
    case .date:
      return value.text.flatMap { Instant(rfc3339: $0) } == nil ? wrong("is not a date of RFC 3339") : []
    case .word(let words):
      guard let text = value.text, words.contains(text) else {
        return wrong("is not one of \(words.joined(separator: ", "))")
      }
      return []
    case .list(let element):
      guard case .array(let elements) = value else { return wrong("is not a list") }
      return elements.enumerated().flatMap { element.problems($1, at: "\(place)[\($0)]") }
    case .association: return Self.associationShape.problems(value, at: place)
    case .record(let members, let required):
      guard case .object(let found) = value else { return wrong("is not an object") }
      var out = required.filter { found[$0] == nil }.flatMap { wrong("has no `\($0)`") }
      for (key, value) in found.sorted(by: { $0.key < $1.key }) {
        guard let shape = members[key] else {
          out += wrong("has the key `\(DisplayText.fitted(DisplayText.line(key), to: 40))`, which is not in its schema")
          continue
        }
        out += shape.problems(value, at: place.isEmpty ? key : "\(place).\(key)")
      }
      return out
    }
  }
}
