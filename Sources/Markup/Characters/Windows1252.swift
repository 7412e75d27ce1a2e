// windows-1252, the encoding that the label iso-8859-1 means on the web, and the meaning of numeric references 128-159.

/// The one legacy encoding that is always at hand.
enum Windows1252 {
  /// What byte 0x80 and the 31 after it mean; the five unassigned ones stay control characters, as WHATWG has it.
  private static let upper: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D,
    0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,
    0x017E, 0x0178,
  ]

  /// The character a byte stands for.
  @inline(__always) static func scalar(_ byte: UInt8) -> UInt32 {
    byte >= 0x80 && byte < 0xA0 ? upper[Int(byte) - 0x80] : UInt32(byte)
  }

  /// The byte from 80 to 9F that stands for a character.
  static func byte(_ scalar: UInt32) -> UInt8? { upper.firstIndex(of: scalar).map { UInt8($0 + 0x80) } }

  /// The code page that adds letters and quotation marks to an ISO encoding of the same region, in bytes 80 to 9F where ISO
  /// has control characters: text under the ISO label that uses those bytes is in the code page.
  static func superset(of encoding: String) -> String? {
    switch encoding {
    case "iso-8859-2": "windows-1250"
    case "iso-8859-4", "iso-8859-13": "windows-1257"
    case "iso-8859-6": "windows-1256"
    case "iso-8859-7": "windows-1253"
    case "iso-8859-8", "iso-8859-8-i": "windows-1255"
    case "iso-8859-15": "windows-1252"
    default: nil
    }
  }

  /// The whole table.
  static let table: [UInt32] = (0...255).map { scalar(UInt8($0)) }
}
