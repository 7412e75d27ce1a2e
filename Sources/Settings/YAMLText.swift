// Values as YAML that reads as what it was written from, in the plainest form that does.

/// Writes scalars and comments on one line.
enum YAMLText {
  /// Words that YAML, or a person, takes for something else than text.
  private static let words: Set<String> = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"]

  /// The text as a scalar: as it is where that is safe, else in double quotes.
  static func scalar(_ text: String) -> String { isPlain(text) ? text : quoted(text) }

  /// Foreign text after `#`; what could end the line or cannot stand in YAML becomes a space.
  static func comment(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { isPrintable($0) ? $0 : " " }))
  }

  /// Whether the text needs no quotes as the value of a key in block style. Narrower than YAML allows.
  private static func isPlain(_ text: String) -> Bool {
    let scalars = text.unicodeScalars
    guard let first = scalars.first, let last = scalars.last, isWord(first), last != " ", last != ":" else {
      return false
    }
    if words.contains(text.lowercased()) { return false }
    // Numbers, times, dates.
    if scalars.allSatisfy({ "0123456789.,:+-_eExX".unicodeScalars.contains($0) }) { return false }
    var previous = first
    for scalar in scalars {
      switch scalar {
      case " " where previous == ":": return false
      case "#" where previous == " ": return false
      case " ", ":", "#", "-", "_", ".", ",", "/", "(", ")", "!", "+", "=", "%", "@", ";", "'", "~", "?", "&", "$", "*":
        break
      default: guard isWord(scalar) else { return false }
      }
      previous = scalar
    }
    return true
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber: true
    case .nonspacingMark, .spacingMark: scalar.value >= 0x80
    default: false
    }
  }

  private static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case let scalar where isPrintable(scalar): out.unicodeScalars.append(scalar)
      default:
        let hex = String(scalar.value, radix: 16, uppercase: true)
        out += (scalar.value > 0xFFFF ? "\\U" : "\\u")
        out += String(repeating: "0", count: (scalar.value > 0xFFFF ? 8 : 4) - hex.count) + hex
      }
    }
    return out + "\""
  }

  /// Whether a character shows, and neither ends a line nor turns its direction.
  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF, 0xFFF9...0xFFFF,
      0x1FFFE...0x1FFFF, 0xE0000...0x10FFFF:
      false
    default: true
    }
  }
}
