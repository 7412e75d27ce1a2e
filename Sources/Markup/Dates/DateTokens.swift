// A written date taken apart: numbers, words and signs, with what touches what.

/// One piece of a written date.
struct DateToken {
  enum Kind: Equatable {
    /// Digits, with their value.
    case number(Int)
    /// Letters, in lower case.
    case word(String)
    /// Any other visible ASCII character.
    case sign(UInt8)
  }

  var kind: Kind
  /// Number of digits or characters.
  var width: Int
  /// Nothing stands between this token and the one before it.
  var touches: Bool

  var number: Int? { if case .number(let value) = kind { value } else { nil } }
  var word: String? { if case .word(let text) = kind { text } else { nil } }
  func isSign(_ scalar: Unicode.Scalar) -> Bool { kind == .sign(UInt8(ascii: scalar)) }

  /// The tokens of a text; at most 40 are read, from the first 160 bytes. Digits of other scripts count as digits, wide and
  /// typographic forms of signs as those signs; marks of writing direction are not there.
  static func read(_ text: String) -> [DateToken] {
    var reader = DateTokenReader()
    var bytes = 0
    for scalar in text.unicodeScalars {
      bytes += scalar.value < 0x80 ? 1 : 3
      guard bytes <= 160, reader.tokens.count < 40 else { break }
      reader.take(scalar)
    }
    reader.finish()
    return reader.tokens
  }
}

/// The pass over a text.
private struct DateTokenReader {
  var tokens: [DateToken] = []
  private var word = String.UnicodeScalarView()
  private var value = 0
  private var width = 0
  /// The token being read touches the one before it.
  private var touches = false
  /// The last scalar was part of a token.
  private var pending = false

  mutating func finish() {
    if width > 0 { tokens.append(DateToken(kind: .number(value), width: width, touches: touches)) }
    if !word.isEmpty {
      tokens.append(DateToken(kind: .word(Self.lowered(word)), width: word.count, touches: touches))
      word = String.UnicodeScalarView()
    }
    (value, width) = (0, 0)
  }

  mutating func take(_ scalar: Unicode.Scalar) {
    if let digit = Self.digit(scalar) {
      if !word.isEmpty { finish() }
      if width == 0 { touches = pending }
      if width < 18 { value = value * 10 + digit }
      width += 1
      pending = true
    } else if Self.isSpace(scalar) {
      finish()
      pending = false
    } else if let sign = Self.sign(scalar) {
      // Thai months are shortened with full stops within them: ม.ค.
      if sign == UInt8(ascii: "."), word.last.map({ (0xE00...0xE7F).contains($0.value) }) == true { return }
      finish()
      tokens.append(DateToken(kind: .sign(sign), width: 1, touches: pending))
      pending = true
    } else if Self.isInvisible(scalar) {
      return
    } else if Self.isIdeograph(scalar) {
      // What counts years, months, days and hours stands between numbers without spaces, each a word of its own; other
      // words have two characters, like the halves of the day.
      let isMarker = Self.markers.contains(scalar)
      if width > 0 || isMarker { finish() }
      if word.isEmpty { touches = pending }
      word.append(scalar)
      pending = true
      if word.count >= 2 || isMarker { finish() }
    } else {
      if width > 0 { finish() }
      if word.isEmpty { touches = pending }
      word.append(scalar)
      pending = true
    }
  }

  private static let markers = Set("年月日号號時时點点分秒년월일시분초".unicodeScalars)

  private static func lowered(_ word: String.UnicodeScalarView) -> String {
    let text = String(word).lowercased()
    // Turkish capital I with dot lowers to two scalars.
    return text.unicodeScalars.contains("\u{307}") ? String(text.unicodeScalars.filter { $0 != "\u{307}" }) : text
  }

  private static func digit(_ scalar: Unicode.Scalar) -> Int? {
    if scalar.value < 0x80 { return 48...57 ~= scalar.value ? Int(scalar.value) - 48 : nil }
    guard scalar.properties.numericType == .decimal else { return nil }
    return scalar.properties.numericValue.map { Int($0) }
  }

  /// The ASCII sign a scalar stands for; nil for letters.
  private static func sign(_ scalar: Unicode.Scalar) -> UInt8? {
    switch scalar.value {
    case 0...0x7F: (scalar.value | 32) >= 97 && (scalar.value | 32) <= 122 ? nil : UInt8(scalar.value)
    case 0x2010...0x2015, 0x2212, 0xFE63, 0xFF0D: UInt8(ascii: "-")
    case 0xFF01...0xFF0C, 0xFF0E, 0xFF0F, 0xFF1A...0xFF20: UInt8(scalar.value - 0xFEE0)
    case 0x60C, 0x3001, 0xB7, 0x2022, 0x2019, 0x201A: UInt8(ascii: ",")
    case 0x3002: UInt8(ascii: ".")
    case 0x2236: UInt8(ascii: ":")
    default: nil
    }
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x20, 0x7F...0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }

  /// Marks that have no width: of direction, of joining, of byte order.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xAD, 0x61C, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF: true
    default: false
    }
  }

  private static func isIdeograph(_ scalar: Unicode.Scalar) -> Bool {
    (0x4E00...0x9FFF).contains(scalar.value) || (0xAC00...0xD7A3).contains(scalar.value)
  }
}
