// The legacy encodings of the web to UTF-8, with the C library's conversion tables.

import Glibc

/// Decoders for everything that is neither Unicode nor windows-1252.
enum LegacyDecoder {
  /// Decodes bytes in an encoding named as in the Encoding Standard. Bytes that mean nothing become U+FFFD, or a C1 control
  /// where WHATWG leaves a single byte unassigned in 80-9F, and are counted. Nil where the C library lacks the tables.
  static func utf8(_ bytes: ArraySlice<UInt8>, encoding: String) -> (utf8: [UInt8], replaced: Int)? {
    if encoding == "x-user-defined" { return (bySingleBytes(bytes, table: userDefined), 0) }
    guard let tableName = libraryNames[encoding] else { return nil }
    let single = !multibyte.contains(encoding)
    if single {
      guard let table = singleByteTable(tableName, isThai: encoding == "windows-874") else { return nil }
      let replaced = bytes.reduce(0) { $0 + (table[Int($1)] == 0xFFFD ? 1 : 0) }
      return (bySingleBytes(bytes, table: table), replaced)
    }
    return converted(bytes, from: tableName)
  }

  private static let multibyte: Set<String> = [
    "gbk", "gb18030", "big5", "euc-jp", "iso-2022-jp", "shift_jis", "euc-kr",
  ]

  /// What glibc calls the tables that agree best with the Encoding Standard's indexes: the vendor supersets.
  private static let libraryNames: [String: String] = {
    var names = [
      "gbk": "GB18030", "gb18030": "GB18030", "big5": "BIG5-HKSCS", "euc-jp": "EUC-JP-MS", "iso-2022-jp": "ISO-2022-JP",
      "shift_jis": "CP932", "euc-kr": "UHC", "ibm866": "CP866", "koi8-r": "KOI8-R", "koi8-u": "KOI8-U",
      "macintosh": "MACINTOSH", "x-mac-cyrillic": "MAC-UK", "windows-874": "TIS-620", "iso-8859-8-i": "ISO-8859-8",
    ]
    for part in [2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16] { names["iso-8859-\(part)"] = "ISO-8859-\(part)" }
    for page in [1250, 1251, 1253, 1254, 1255, 1256, 1257, 1258] { names["windows-\(page)"] = "CP\(page)" }
    return names
  }()

  private static let userDefined: [UInt32] = (0...255).map { $0 < 0x80 ? UInt32($0) : 0xF700 + UInt32($0) }

  /// Decodes by a table of 256 characters.
  static func bySingleBytes(_ bytes: ArraySlice<UInt8>, table: [UInt32]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count + bytes.count / 2)
    for byte in bytes {
      if byte < 0x80 { out.append(byte) } else { out.appendUTF8(table[Int(byte)]) }
    }
    return out
  }

  private static func singleByteTable(_ name: String, isThai: Bool) -> [UInt32]? {
    guard let handle = open(name) else { return nil }
    defer { iconv_close(handle) }
    return (0...255).map { byte in
      // The Encoding Standard's index is Microsoft's superset of the Thai standard.
      if isThai, byte >= 0x80, byte <= 0xA0 {
        let borrowed = byte == 0x80 || byte == 0x85 || (0x91...0x97).contains(byte)
        return borrowed ? Windows1252.scalar(UInt8(byte)) : UInt32(byte)
      }
      var input = UInt8(byte)
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
      let scalar = String(decoding: output.prefix(written), as: UTF8.self).unicodeScalars.first?.value
      return scalar ?? (byte < 0xA0 ? UInt32(byte) : 0xFFFD)
    }
  }

  private static func open(_ name: String) -> iconv_t? {
    let handle = iconv_open("UTF-8", name)
    return handle == iconv_t(bitPattern: -1) ? nil : handle
  }

  private static func converted(_ bytes: ArraySlice<UInt8>, from name: String) -> (utf8: [UInt8], replaced: Int)? {
    guard let handle = open(name) else { return nil }
    defer { iconv_close(handle) }
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count * 2)
    var replaced = 0
    var buffer = [UInt8](repeating: 0, count: 32 * 1024)
    bytes.withUnsafeBytes { source in
      // iconv reads through a pointer to non-const but does not write to its input.
      var from = UnsafeMutablePointer(mutating: source.baseAddress?.assumingMemoryBound(to: CChar.self))
      var left = source.count
      var draining = false
      while left > 0 || !draining {
        draining = left == 0
        let (result, written) = buffer.withUnsafeMutableBytes { room -> (Int, Int) in
          var to: UnsafeMutablePointer<CChar>? = room.baseAddress!.assumingMemoryBound(to: CChar.self)
          var free = room.count
          let result = draining ? iconv(handle, nil, nil, &to, &free) : iconv(handle, &from, &left, &to, &free)
          return (result, room.count - free)
        }
        let code = errno
        out.append(contentsOf: buffer[0..<written])
        guard result == Int(bitPattern: UInt.max), !draining, code != E2BIG else { continue }
        // A byte that starts nothing is replaced alone, so that an ASCII byte after it keeps its meaning.
        replaced += 1
        out.appendUTF8(0xFFFD)
        from = from?.advanced(by: 1)
        left -= 1
      }
    }
    return (out, replaced)
  }
}
