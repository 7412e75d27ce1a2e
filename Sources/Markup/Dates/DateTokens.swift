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
  /// Number of digits or bytes.
  var width: Int
  /// Nothing stands between this token and the one before it.
  var touches: Bool

  var number: Int? { if case .number(let value) = kind { value } else { nil } }
  var word: String? { if case .word(let text) = kind { text } else { nil } }
  func isSign(_ scalar: Unicode.Scalar) -> Bool { kind == .sign(UInt8(ascii: scalar)) }

  /// The tokens of a text; at most 40 are read, from the first 160 bytes. Digits of other scripts count as digits.
  static func read(_ text: String) -> [DateToken] {
    var tokens: [DateToken] = []
    var word = String.UnicodeScalarView()
    var value = 0
    var width = 0
    var touches = false
    func finish() {
      if width > 0 { tokens.append(DateToken(kind: .number(value), width: width, touches: touches)) }
      if !word.isEmpty {
        tokens.append(DateToken(kind: .word(lowered(word)), width: word.count, touches: touches))
        word = String.UnicodeScalarView()
      }
      if width > 0 { (value, width) = (0, 0) }
    }
    var bytes = 0
    var pending = false
    for scalar in text.unicodeScalars {
      bytes += scalar.value < 0x80 ? 1 : 3
      guard bytes <= 160, tokens.count < 40 else { break }
      if let digit = digit(scalar) {
        if !word.isEmpty { finish() }
        if width == 0 { touches = pending }
        if width < 18 { value = value * 10 + digit }
        width += 1
        pending = true
      } else if isSpace(scalar) {
        finish()
        pending = false
      } else if scalar.value < 0x80, !isLetter(scalar) {
        finish()
        tokens.append(DateToken(kind: .sign(UInt8(scalar.value)), width: 1, touches: pending))
        pending = true
      } else if isIdeograph(scalar) {
        // 年, 月, 日, 時 and their Korean sisters stand between numbers without spaces; each is its own word, except that
        // the halves of the day are words of two.
        if width > 0 { finish() }
        if word.isEmpty { touches = pending }
        word.append(scalar)
        if word.count >= 2 { finish() }
        pending = true
      } else {
        if width > 0 { finish() }
        if word.isEmpty { touches = pending }
        word.append(scalar)
        pending = true
      }
    }
    finish()
    return tokens
  }

  private static func lowered(_ word: String.UnicodeScalarView) -> String {
    let text = String(word).lowercased()
    // Turkish capital I with dot lowers to two scalars.
    return text.unicodeScalars.contains("\u{307}") ? String(text.unicodeScalars.filter { $0 != "\u{307}" }) : text
  }

  private static func digit(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar.value {
    case 0x30...0x39: Int(scalar.value - 0x30)
    case 0x660...0x669: Int(scalar.value - 0x660)
    case 0x6F0...0x6F9: Int(scalar.value - 0x6F0)
    case 0x966...0x96F: Int(scalar.value - 0x966)
    case 0xE50...0xE59: Int(scalar.value - 0xE50)
    case 0xFF10...0xFF19: Int(scalar.value - 0xFF10)
    default: nil
    }
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value <= 0x20 || scalar.value == 0xA0 || scalar.value == 0x3000 || (0x2000...0x200F).contains(scalar.value)
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    (scalar.value | 32) >= 97 && (scalar.value | 32) <= 122
  }

  private static func isIdeograph(_ scalar: Unicode.Scalar) -> Bool {
    (0x4E00...0x9FFF).contains(scalar.value) || (0xAC00...0xD7A3).contains(scalar.value)
  }
}
