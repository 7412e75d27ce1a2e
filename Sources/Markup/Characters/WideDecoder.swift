// UTF-16 and UTF-32 to UTF-8.

/// Decoders for the encodings whose units are wider than a byte.
enum WideDecoder {
  /// The text of a document with a byte order mark of UTF-16 or UTF-32; nil for others.
  static func marked(_ bytes: [UInt8]) -> DecodedBytes? {
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) { return text(bytes.dropFirst(4), "utf-32le") }
    if bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return text(bytes.dropFirst(4), "utf-32be") }
    if bytes.starts(with: [0xFF, 0xFE]) { return text(bytes.dropFirst(2), "utf-16le") }
    if bytes.starts(with: [0xFE, 0xFF]) { return text(bytes.dropFirst(2), "utf-16be") }
    return nil
  }

  /// The text of a document in UTF-16 or UTF-32 without a mark, known by the zero bytes around its first character, which
  /// is a bracket or white space (XML 1.0 appendix F); nil for others.
  static func unmarked(_ bytes: [UInt8]) -> DecodedBytes? {
    guard bytes.count >= 4 else { return nil }
    func starts(_ byte: UInt8) -> Bool { [0x3C, 0x7B, 0x5B, 0x20, 0x09, 0x0A, 0x0D].contains(byte) }
    switch (bytes[0], bytes[1], bytes[2], bytes[3]) {
    case (let first, 0, 0, 0) where starts(first): return text(bytes[...], "utf-32le")
    case (0, 0, 0, let first) where starts(first): return text(bytes[...], "utf-32be")
    case (let first, 0, let second, 0) where starts(first) && second != 0: return text(bytes[...], "utf-16le")
    case (0, let first, 0, let second) where starts(first) && second != 0: return text(bytes[...], "utf-16be")
    default: return nil
    }
  }

  private static func text(_ bytes: ArraySlice<UInt8>, _ name: String) -> DecodedBytes {
    var (utf8, replaced) =
      name.hasPrefix("utf-16")
      ? utf16(bytes, bigEndian: name.hasSuffix("be")) : utf32(bytes, bigEndian: name.hasSuffix("be"))
    while utf8.starts(with: [0xEF, 0xBB, 0xBF]) { utf8.removeFirst(3) }
    let damage = Repair(code: "undecodable", detail: "Units that mean nothing in \(name).", count: replaced)
    return DecodedBytes(utf8: utf8, encoding: name, repairs: replaced > 0 ? [damage] : [])
  }

  /// Decodes UTF-16; unpaired surrogates become U+FFFD and are counted. An odd last byte is left out.
  static func utf16(_ bytes: ArraySlice<UInt8>, bigEndian: Bool) -> (utf8: [UInt8], replaced: Int) {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var replaced = 0
    bytes.withUnsafeBufferPointer { bytes in
      func unit(_ at: Int) -> UInt32 {
        bigEndian
          ? UInt32(bytes[at]) << 8 | UInt32(bytes[at + 1]) : UInt32(bytes[at + 1]) << 8 | UInt32(bytes[at])
      }
      var at = 0
      while at + 1 < bytes.count {
        let first = unit(at)
        at += 2
        guard first & 0xF800 == 0xD800 else {
          out.appendUTF8(first)
          continue
        }
        if first < 0xDC00, at + 1 < bytes.count {
          let second = unit(at)
          if second & 0xFC00 == 0xDC00 {
            out.appendUTF8(0x10000 + (first & 0x3FF) << 10 + second & 0x3FF)
            at += 2
            continue
          }
        }
        replaced += 1
        out.appendUTF8(0xFFFD)
      }
    }
    return (out, replaced)
  }

  /// Decodes UTF-32; values that are no characters become U+FFFD and are counted.
  static func utf32(_ bytes: ArraySlice<UInt8>, bigEndian: Bool) -> (utf8: [UInt8], replaced: Int) {
    var out: [UInt8] = []
    var replaced = 0
    var at = bytes.startIndex
    while at + 3 < bytes.endIndex {
      let b = bytes[at..<at + 4].map(UInt32.init)
      let value = bigEndian ? b[0] << 24 | b[1] << 16 | b[2] << 8 | b[3] : b[3] << 24 | b[2] << 16 | b[1] << 8 | b[0]
      if value > 0x10FFFF || value & ~0x7FF == 0xD800 { replaced += 1 }
      out.appendUTF8(value)
      at += 4
    }
    return (out, replaced)
  }
}
