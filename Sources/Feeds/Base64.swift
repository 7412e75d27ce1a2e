// Base64 (RFC 4648), for Atom 0.3's content of that mode.

/// Decoding base64.
enum Base64 {
  /// The text behind base64; nil where it is not base64 or what is behind it is no text.
  static func decodedText(_ text: [UInt8]) -> [UInt8]? {
    let digits = text.filter { $0 > 0x20 }
    guard digits.count >= 4, digits.count % 4 == 0, digits.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: "=") })
    else { return nil }
    let bytes = decode(digits)
    let isText = bytes.allSatisfy { $0 >= 0x20 || $0 == 9 || $0 == 10 || $0 == 13 }
    return isText && String(validating: bytes, as: UTF8.self) != nil ? bytes : nil
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (byte | 32) >= 97 && (byte | 32) <= 122 || byte >= 48 && byte <= 57 || "+/-_".utf8.contains(byte)
  }

  /// The decoded bytes; characters outside the alphabet are passed over.
  private static func decode(_ text: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(text.count / 4 * 3)
    var bits: UInt32 = 0
    var count = 0
    for byte in text {
      let value: UInt32
      switch byte {
      case 65...90: value = UInt32(byte) - 65
      case 97...122: value = UInt32(byte) - 71
      case 48...57: value = UInt32(byte) + 4
      case UInt8(ascii: "+"), UInt8(ascii: "-"): value = 62
      case UInt8(ascii: "/"), UInt8(ascii: "_"): value = 63
      default: continue
      }
      bits = bits << 6 | value
      count += 6
      if count >= 8 {
        count -= 8
        out.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return out
  }
}
