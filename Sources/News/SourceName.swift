// What a source is called: the one name that settings, catalogue, logs and command lines share.

/// A source's unique name: 1 to 64 characters of `a-z 0-9 . _ -`, beginning with a letter or a digit.
public struct SourceName: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
  /// The name itself.
  public let description: String

  /// Checks the form; nil where it is not met.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard (1...64).contains(bytes.count), bytes.allSatisfy(Self.allowed), Self.alphanumeric(bytes[0]) else {
      return nil
    }
    description = text
  }

  /// The name a source gets when the settings give none: host and path, reduced to the allowed characters.
  public init(derivedFrom url: WebAddress) {
    let host = url.host.hasPrefix("www.") ? String(url.host.dropFirst(4)) : url.host
    var out: [UInt8] = []
    for byte in (host + url.path).lowercased().utf8 {
      if Self.alphanumeric(byte) || byte == UInt8(ascii: ".") {
        out.append(byte)
      } else if out.last != UInt8(ascii: "-"), !out.isEmpty {
        out.append(UInt8(ascii: "-"))
      }
    }
    while let last = out.last, !Self.alphanumeric(last) { out.removeLast() }
    while let first = out.first, !Self.alphanumeric(first) { out.removeFirst() }
    description = out.isEmpty ? "source" : String(decoding: out.prefix(64), as: UTF8.self)
  }

  private static func alphanumeric(_ byte: UInt8) -> Bool {
    (byte >= 97 && byte <= 122) || (byte >= 48 && byte <= 57)
  }
  private static func allowed(_ byte: UInt8) -> Bool {
    alphanumeric(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
  }

  /// Ordered by bytes.
  public static func < (a: SourceName, b: SourceName) -> Bool { a.description < b.description }

  /// Reads the name from one string.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let name = SourceName(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a source name: \(text)")
    }
    self = name
  }

  /// Writes the name as one string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
