// UTF-16 and UTF-32 to UTF-8.

/// Decoders for the encodings whose units are wider than a byte.
enum WideDecoder {
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
