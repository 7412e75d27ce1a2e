// The encodings of one byte a character, each as a table of 256.

import Glibc

/// Tables for single-byte encodings, from the C library's and the Encoding Standard's differences from them.
enum SingleByteTable {
  /// The character of each byte; U+FFFD for one that means nothing, a C1 control where WHATWG leaves a byte unassigned in
  /// 80-9F. Nil where the C library lacks the encoding.
  static func make(_ encoding: String, libraryName: String) -> [UInt32]? {
    guard let handle = LegacyDecoder.open(libraryName) else { return nil }
    defer { iconv_close(handle) }
    return (0...255).map { byte in
      if let known = difference(encoding, byte) { return known }
      let scalar = scalar(UInt8(byte), handle) ?? (byte < 0xA0 ? UInt32(byte) : 0xFFFD)
      // IBM's line end.
      return EncodingAliases.isEBCDIC(encoding) && scalar == 0x85 ? 0x0A : scalar
    }
  }

  /// Where the indexes of the Encoding Standard are otherwise than the C library's tables.
  private static func difference(_ encoding: String, _ byte: Int) -> UInt32? {
    switch (encoding, byte) {
    // Microsoft's superset of the Thai standard.
    case ("windows-874", 0x80), ("windows-874", 0x85), ("windows-874", 0x91...0x97):
      Windows1252.scalar(UInt8(byte))
    case ("windows-874", 0x80...0xA0): UInt32(byte)
    case ("koi8-u", 0xAE): 0x45E
    case ("koi8-u", 0xBE): 0x40E
    case ("macintosh", 0xC6): 0x2206
    case ("macintosh", 0xF0): 0xF8FF
    case ("x-mac-cyrillic", 0xFF): 0x20AC
    case ("windows-1255", 0xCA): 0x5BA
    default: nil
    }
  }

  private static func scalar(_ byte: UInt8, _ handle: iconv_t) -> UInt32? {
    var input = byte
    // CP1255 and CP1258 hold a letter back to compose it with a mark that may follow; the second call asks for it.
    var output: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0]
    let written = output.withUnsafeMutableBytes { out -> Int in
      withUnsafeMutableBytes(of: &input) { source -> Int in
        var from: UnsafeMutablePointer<CChar>? = source.baseAddress!.assumingMemoryBound(to: CChar.self)
        var left = 1
        var to: UnsafeMutablePointer<CChar>? = out.baseAddress!.assumingMemoryBound(to: CChar.self)
        var room = 8
        let failed = iconv(handle, &from, &left, &to, &room) == Int(bitPattern: UInt.max)
        _ = iconv(handle, nil, nil, &to, &room)
        return failed ? 0 : 8 - room
      }
    }
    return String(decoding: output.prefix(written), as: UTF8.self).unicodeScalars.first?.value
  }
}
