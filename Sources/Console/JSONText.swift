// Values as JSON for other programs, safe on a terminal too.
internal import Foundation

/// Writes `--json` output.
public enum JSONText {
  /// The value as indented JSON with sorted keys and a newline at its end. Control and direction-changing characters that
  /// JSON allows in strings are written as escapes, so that the text does no harm where it is shown.
  ///
  /// Throws `EncodingError` where a value cannot be encoded.
  public static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    let data = try encoder.encode(value)
    var out = String.UnicodeScalarView()
    for scalar in String(decoding: data, as: UTF8.self).unicodeScalars {
      switch scalar.value {
      case 0x7F..<0xA0, 0x061C, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF,
        0xFFF9...0xFFFB, 0xE0000...0xE007F:
        for unit in String(scalar).utf16 {
          let hex = String(unit, radix: 16)
          out.append(contentsOf: ("\\u" + String(repeating: "0", count: 4 - hex.count) + hex).unicodeScalars)
        }
      default: out.append(scalar)
      }
    }
    return String(out) + "\n"
  }
}
