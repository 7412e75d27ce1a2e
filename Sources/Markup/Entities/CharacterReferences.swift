// Character references, named and numeric, as HTML reads them (HTML Standard, sections 13.2.5.72 to 13.2.5.80).

/// HTML's character references. Nothing declared by a document is ever known here, so no text can grow by expansion.
public enum CharacterReferences {
  /// A reference that was recognised.
  public struct Match: Sendable, Equatable {
    /// Bytes it takes up, `&` included.
    public var length: Int
    /// What it stands for, as UTF-8.
    public var utf8: [UInt8]
    /// Whether it ends in a semicolon.
    public var isTerminated: Bool
  }

  /// The text with all references replaced by what they stand for; what is no reference stays as it is. Linear.
  public static func decoded(_ utf8: [UInt8]) -> [UInt8] {
    guard var amp = utf8.firstIndex(of: UInt8(ascii: "&")) else { return utf8 }
    var out: [UInt8] = []
    out.reserveCapacity(utf8.count)
    utf8.withUnsafeBufferPointer { bytes in
      var start = 0
      while amp < bytes.count {
        out.append(contentsOf: bytes[start..<amp])
        if let match = match(in: bytes, at: amp) {
          out.append(contentsOf: match.utf8)
          start = amp + match.length
        } else {
          out.append(UInt8(ascii: "&"))
          start = amp + 1
        }
        amp = bytes[start...].firstIndex(of: UInt8(ascii: "&")) ?? bytes.count
      }
      out.append(contentsOf: bytes[start...])
    }
    return out
  }

  /// What a name (without `&` and `;`) stands for, as UTF-8; nil for an unknown name. Letter case counts.
  public static func characters(named name: some Sequence<UInt8>) -> [UInt8]? {
    table[String(decoding: Array(name), as: UTF8.self)]?.utf8
  }

  /// The scalar value a numeric reference stands for: 128 to 159 as in windows-1252, what is no character as U+FFFD.
  public static func scalar(number: UInt32) -> UInt32 {
    switch number {
    case 0x80...0x9F: Windows1252.scalar(UInt8(number))
    case 0, 0xD800...0xDFFF, 0x110000...: 0xFFFD
    default: number
    }
  }

  /// The reference at an ampersand; nil where there is none. Names without a semicolon are known only where browsers know
  /// them, and within an attribute's value not before `=` or an alphanumeric, so that `?a=1&copy=2` keeps its meaning.
  public static func match(in bytes: UnsafeBufferPointer<UInt8>, at ampersand: Int, inAttribute: Bool = false) -> Match?
  {
    let start = ampersand + 1
    guard start < bytes.count else { return nil }
    if bytes[start] == UInt8(ascii: "#") { return numeric(in: bytes, at: ampersand) }
    var end = start
    while end < bytes.count, end - start <= longestName, isAlphanumeric(bytes[end]) { end += 1 }
    guard end > start else { return nil }
    if end < bytes.count, bytes[end] == UInt8(ascii: ";"), let entry = table[text(bytes, start..<end)] {
      return Match(length: end + 1 - ampersand, utf8: entry.utf8, isTerminated: true)
    }
    // The longest name that browsers take without its semicolon; none is longer than six letters.
    var length = min(end - start, 6)
    while length >= 2 {
      if let entry = table[text(bytes, start..<start + length)], entry.isLegacy {
        let next = start + length < bytes.count ? bytes[start + length] : 0
        if inAttribute, next == UInt8(ascii: "=") || isAlphanumeric(next) { return nil }
        return Match(length: length + 1, utf8: entry.utf8, isTerminated: false)
      }
      length -= 1
    }
    return nil
  }

  private static func numeric(in bytes: UnsafeBufferPointer<UInt8>, at ampersand: Int) -> Match? {
    guard let (value, end, isTerminated) = number(in: bytes, at: ampersand) else { return nil }
    var utf8: [UInt8] = []
    if value == 0xE2, isTerminated, let (scalar, end) = spelledOut(in: bytes, from: end) {
      utf8.appendUTF8(scalar)
      return Match(length: end - ampersand, utf8: utf8, isTerminated: true)
    }
    utf8.appendUTF8(scalar(number: value))
    return Match(length: end - ampersand, utf8: utf8, isTerminated: isTerminated)
  }

  /// The value of the numeric reference at an ampersand, and where it ends.
  private static func number(
    in bytes: UnsafeBufferPointer<UInt8>, at ampersand: Int
  ) -> (value: UInt32, end: Int, isTerminated: Bool)? {
    var at = ampersand + 2
    var value: UInt32 = 0
    var digits = 0
    let isHex = at < bytes.count && bytes[at] | 32 == UInt8(ascii: "x")
    if isHex { at += 1 }
    while at < bytes.count, let digit = hexadecimal(bytes[at]), isHex || digit < 10 {
      value = value > 0x10FFFF ? value : value * (isHex ? 16 : 10) + digit
      digits += 1
      at += 1
    }
    guard digits > 0 else { return nil }
    let isTerminated = at < bytes.count && bytes[at] == UInt8(ascii: ";")
    return (value, at + (isTerminated ? 1 : 0), isTerminated)
  }

  /// The typographic character whose three bytes of UTF-8 were each written as a reference: `&#226;&#128;&#166;` for an
  /// ellipsis. No word has the letters that these references stand for one by one. Other characters are left alone:
  /// what looks like them may be a French é with a quotation mark behind it.
  private static func spelledOut(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> (scalar: UInt32, end: Int)? {
    func next(_ at: Int) -> (value: UInt32, end: Int)? {
      guard at + 3 < bytes.count, bytes[at] == UInt8(ascii: "&"), bytes[at + 1] == UInt8(ascii: "#"),
        let (value, end, isTerminated) = number(in: bytes, at: at), isTerminated
      else { return nil }
      return (value, end)
    }
    guard let second = next(start), second.value == 0x80 || second.value == 0x82 || second.value == 0x84,
      let third = next(second.end), (0x80...0xBF).contains(third.value)
    else { return nil }
    return (0x2000 | (second.value & 0x3F) << 6 | third.value & 0x3F, third.end)
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 48...57: UInt32(byte) - 48
    case 65...70: UInt32(byte) - 55
    case 97...102: UInt32(byte) - 87
    default: nil
    }
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (byte | 32) >= 97 && (byte | 32) <= 122 || byte >= 48 && byte <= 57
  }

  private static func text(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  private static let longestName = 31

  private static let table: [String: (utf8: [UInt8], isLegacy: Bool)] = {
    var out: [String: (utf8: [UInt8], isLegacy: Bool)] = [:]
    out.reserveCapacity(2200)
    EntityTable.source.withUTF8Buffer { source in
      for entry in source.split(separator: UInt8(ascii: " ")) {
        guard let mark = entry.firstIndex(where: { $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: ":") }) else {
          continue
        }
        var utf8: [UInt8] = []
        for point in entry[(mark + 1)...].split(separator: UInt8(ascii: "_")) {
          utf8.appendUTF8(point.reduce(0) { $0 * 16 + (hexadecimal($1) ?? 0) })
        }
        out[String(decoding: entry[..<mark], as: UTF8.self)] = (utf8, entry[mark] == UInt8(ascii: ":"))
      }
    }
    return out
  }()
}
