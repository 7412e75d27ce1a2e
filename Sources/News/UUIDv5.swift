// Name-based identifiers: the same name always gives the same UUID, so a repeated run writes the same file names.

/// A version 5 UUID (RFC 9562 section 5.5).
public struct UUIDv5: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
  /// The first eight bytes, big-endian.
  public let high: UInt64
  /// The last eight bytes, big-endian.
  public let low: UInt64

  /// The UUID of a name within a namespace; the name is hashed as its UTF-8 bytes.
  public init(namespace: UUIDv5, name: String) {
    var bytes = Array(Digest.sha1(namespace.bytes + Array(name.utf8)).prefix(16))
    bytes[6] = bytes[6] & 0x0F | 0x50
    bytes[8] = bytes[8] & 0x3F | 0x80
    self.init(bytes: bytes)
  }

  /// Reads the 36-character form, in either case; nil for anything else.
  public init?(_ text: String) {
    var digits: [UInt8] = []
    for (index, byte) in text.utf8.enumerated() {
      if index == 8 || index == 13 || index == 18 || index == 23 {
        guard byte == UInt8(ascii: "-") else { return nil }
        continue
      }
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digits.append(byte - UInt8(ascii: "0"))
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digits.append(byte - UInt8(ascii: "a") + 10)
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digits.append(byte - UInt8(ascii: "A") + 10)
      default: return nil
      }
    }
    guard digits.count == 32, text.utf8.count == 36 else { return nil }
    self.init(bytes: (0..<16).map { digits[2 * $0] << 4 | digits[2 * $0 + 1] })
  }

  init(bytes: [UInt8]) {
    high = bytes[0..<8].reduce(0) { $0 << 8 | UInt64($1) }
    low = bytes[8..<16].reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// The sixteen bytes in network order.
  public var bytes: [UInt8] {
    var out: [UInt8] = []
    for half in [high, low] {
      for shift in stride(from: UInt64(56), through: 0, by: -8) { out.append(UInt8(truncatingIfNeeded: half >> shift)) }
    }
    return out
  }

  /// The 36-character lower-case form.
  public var description: String {
    var out = ""
    for (index, digit) in Digest.hex(bytes).enumerated() {
      if [8, 12, 16, 20].contains(index) { out.append("-") }
      out.append(digit)
    }
    return out
  }

  /// Ordered by the bytes, which is also the order of the written forms.
  public static func < (a: UUIDv5, b: UUIDv5) -> Bool { (a.high, a.low) < (b.high, b.low) }

  /// Reads the 36-character form from one string.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let value = UUIDv5(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a UUID: \(text)")
    }
    self = value
  }

  /// Writes the 36-character form as one string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
