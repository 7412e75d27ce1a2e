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

  /// The whole table.
  static let table: [UInt32] = (0...255).map { scalar(UInt8($0)) }
}
