// Languages as BCP 47 tags.

/// A language tag (BCP 47), in its usual letter case: `en`, `en-GB`, `zh-Hant-TW`.
public struct LanguageTag: Hashable, Sendable, Codable, CustomStringConvertible {
  /// The whole tag.
  public let description: String

  /// Reads a tag, with `-` or `_` between its parts; nil where it is not of the form.
  public init?(_ text: String) {
    let parts = text.split(whereSeparator: { $0 == "-" || $0 == "_" || $0 == "." }).map(String.init)
    guard let first = parts.first, (2...3).contains(first.utf8.count) else { return nil }
    for part in parts {
      let plain = part.utf8.allSatisfy { ($0 | 32) >= 97 && ($0 | 32) <= 122 || $0 >= 48 && $0 <= 57 }
      guard plain, part.utf8.count <= 8 else { return nil }
    }
    guard first.utf8.allSatisfy({ $0 > 57 }) else { return nil }
    var out = [first.lowercased()]
    for part in parts.dropFirst() {
      switch part.utf8.count {
      case 2: out.append(part.uppercased())
      case 4 where part.utf8.first! > 57: out.append(part.prefix(1).uppercased() + part.dropFirst().lowercased())
      default: out.append(part.lowercased())
      }
    }
    description = out.joined(separator: "-")
  }

  /// The language alone, without script or region: `en`.
  public var primary: String { String(description.prefix { $0 != "-" }) }

  /// Reads the tag from one string.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let tag = LanguageTag(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a language tag: \(text)")
    }
    self = tag
  }

  /// Writes the tag as one string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
