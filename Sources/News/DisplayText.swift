// Foreign text made safe for a terminal, a table or a log line.

/// Escapes for places where foreign text is shown.
public enum DisplayText {
  /// One line without control, format or bidirectional override characters: those become visible escapes, line ends and
  /// tabs become spaces. What a hostile title could move the cursor or forge a log line with does not survive.
  public static func line(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A, 0x0D, 0x2028, 0x2029, 0x85: out.append(" ")
      case 0x00..<0x20, 0x7F..<0xA0, 0x061C, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF,
        0xFFF9...0xFFFB, 0xE0000...0xE007F:
        out.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
      default: out.append(scalar)
      }
    }
    return String(out)
  }

  /// The columns a terminal gives the text: two for East Asian wide characters and emoji, none for combining marks.
  public static func width(_ text: String) -> Int {
    var columns = 0
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark, .format: continue
      default: columns += wide(scalar.value) ? 2 : 1
      }
    }
    return columns
  }

  /// The text cut to a number of columns, with an ellipsis where something is missing.
  public static func fitted(_ text: String, to columns: Int) -> String {
    guard width(text) > columns else { return text }
    guard columns > 1 else { return columns == 1 ? "…" : "" }
    var out = ""
    var used = 0
    for character in text {
      let next = width(String(character))
      guard used + next <= columns - 1 else { break }
      out.append(character)
      used += next
    }
    return out + "…"
  }

  private static func wide(_ value: UInt32) -> Bool {
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
      0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
