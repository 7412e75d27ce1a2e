// The legacy encodings of the web to UTF-8, with the C library's conversion tables.

import Glibc

/// Decoders for everything that is neither Unicode nor windows-1252.
enum LegacyDecoder {
  /// Decodes bytes in an encoding named as in the Encoding Standard or ``EncodingAliases``. Bytes that mean nothing become
  /// U+FFFD, or a C1 control where WHATWG leaves a single byte unassigned in 80-9F, and are counted. Nil where the C
  /// library lacks the tables.
  static func utf8(_ bytes: ArraySlice<UInt8>, encoding: String) -> (utf8: [UInt8], replaced: Int)? {
    switch encoding {
    case "x-user-defined": return (bySingleBytes(bytes, table: userDefined), 0)
    case "iso-2022-jp": return converted(SevenBitDecoder.eucJP(fromISO2022JP: bytes)[...], from: "EUC-JP-MS")
    case "hz-gb-2312": return converted(SevenBitDecoder.gbk(fromHZ: bytes)[...], from: "GB18030")
    default: break
    }
    guard let tableName = libraryNames[encoding] ?? EncodingAliases.libraryNames[encoding] else { return nil }
    if multibyte.contains(encoding) { return converted(bytes, from: tableName) }
    guard let table = SingleByteTable.make(encoding, libraryName: tableName) else { return nil }
    let replaced = bytes.reduce(0) { $0 + (table[Int($1)] == 0xFFFD ? 1 : 0) }
    return (bySingleBytes(bytes, table: table), replaced)
  }

  private static let multibyte: Set<String> = [
    "gbk", "gb18030", "big5", "euc-jp", "shift_jis", "euc-kr", "iso-2022-kr", "iso-2022-cn", "utf-7", "johab", "euc-tw",
    "shift_jisx0213", "euc-jisx0213",
  ]

  /// What glibc calls the tables that agree best with the Encoding Standard's indexes: the vendor supersets.
  private static let libraryNames: [String: String] = {
    var names = [
      "gbk": "GB18030", "gb18030": "GB18030", "big5": "BIG5-HKSCS", "euc-jp": "EUC-JP-MS", "shift_jis": "CP932",
      "euc-kr": "UHC", "ibm866": "CP866", "koi8-r": "KOI8-R", "koi8-u": "KOI8-U", "macintosh": "MACINTOSH",
      "x-mac-cyrillic": "MAC-UK", "windows-874": "TIS-620", "iso-8859-8-i": "ISO-8859-8",
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
    // Bytes below 80 are ASCII in all but a few encodings.
    for byte in bytes {
      let scalar = table[Int(byte)]
      if scalar < 0x80 { out.append(UInt8(scalar)) } else { out.appendUTF8(scalar) }
    }
    return out
  }

  static func open(_ name: String) -> iconv_t? {
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
        let rest = UnsafeRawBufferPointer(start: from, count: left)
        if let (scalar, length) = missing(in: name, rest) {
          out.appendUTF8(scalar)
          from = from?.advanced(by: length)
          left -= length
          continue
        }
        // A byte that starts nothing is replaced alone, so that an ASCII byte after it keeps its meaning.
        replaced += 1
        out.appendUTF8(0xFFFD)
        from = from?.advanced(by: 1)
        left -= 1
      }
    }
    return (out, replaced)
  }

  /// What the indexes of the Encoding Standard have and glibc's tables have not: the euro sign that Microsoft added to GBK,
  /// and three signs of Big5.
  private static func missing(in name: String, _ bytes: UnsafeRawBufferPointer) -> (scalar: UInt32, length: Int)? {
    switch (name, bytes.first, bytes.count > 1 ? bytes[1] : 0) {
    case ("GB18030", 0x80, _): (0x20AC, 1)
    case ("BIG5-HKSCS", 0xA1, 0x5A): (0x2574, 2)
    case ("BIG5-HKSCS", 0xA1, 0xC3): (0xFFE3, 2)
    case ("BIG5-HKSCS", 0xA1, 0xC5): (0x2CD, 2)
    default: nil
    }
  }
}
