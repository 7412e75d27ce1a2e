// Encodings of East Asian mail that switch between character sets: brought into the eight-bit form of the same sets.

/// Rewrites ISO-2022-JP as EUC-JP and HZ as GBK, which decoders read more of than they do of the originals: the vendors'
/// additions to JIS X 0208 among them, and half-width katakana. Bytes that fit nowhere stay as they are.
enum SevenBitDecoder {
  /// ISO-2022-JP (RFC 1468) with the escapes that mailers add to it. A line end goes back to ASCII.
  static func eucJP(fromISO2022JP bytes: ArraySlice<UInt8>) -> [UInt8] {
    enum Mode { case ascii, kana, kanji, supplement, roman }
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var mode = Mode.ascii
    var at = bytes.startIndex
    while at < bytes.endIndex {
      if bytes[at] == 0x1B, let (length, next) = escape(bytes[at...]) {
        at += length
        mode = [.ascii, .kana, .kanji, .supplement, .roman][next]
        continue
      }
      let byte = bytes[at]
      if byte == 0x0A || byte == 0x0D { mode = .ascii }
      let isPair = at + 1 < bytes.endIndex && (0x21...0x7E).contains(byte) && (0x21...0x7E).contains(bytes[at + 1])
      switch mode {
      case .kanji where isPair:
        out += [byte | 0x80, bytes[at + 1] | 0x80]
        at += 2
      case .supplement where isPair:
        out += [0x8F, byte | 0x80, bytes[at + 1] | 0x80]
        at += 2
      case .kana where (0x21...0x5F).contains(byte):
        out += [0x8E, byte | 0x80]
        at += 1
      case .roman where byte == 0x5C || byte == 0x7E:
        // A yen sign and an overline, which EUC-JP has in their wide forms only.
        out += byte == 0x5C ? [0xA1, 0xEF] : [0xA1, 0xB1]
        at += 1
      default:
        out.append(byte)
        at += 1
      }
    }
    return out
  }

  /// Length of the escape sequence that starts here, and what it turns to: 0 ASCII, 1 katakana, 2 kanji, 3 JIS X 0212,
  /// 4 the Japanese variant of ASCII.
  private static func escape(_ bytes: ArraySlice<UInt8>) -> (length: Int, set: Int)? {
    let known: [([UInt8], Int)] = [
      ([0x28, 0x42], 0), ([0x28, 0x4A], 4), ([0x28, 0x48], 4), ([0x28, 0x49], 1), ([0x24, 0x40], 2), ([0x24, 0x42], 2),
      ([0x24, 0x28, 0x42], 2), ([0x24, 0x28, 0x51], 2), ([0x24, 0x28, 0x4F], 2), ([0x24, 0x28, 0x44], 3),
    ]
    let rest = bytes.dropFirst()
    return known.first { rest.starts(with: $0.0) }.map { ($0.0.count + 1, $0.1) }
  }

  /// HZ (RFC 1843): `~{` to `~}` holds GB 2312, `~~` is a tilde, a tilde before a line end continues the line.
  static func gbk(fromHZ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var isChinese = false
    var at = bytes.startIndex
    while at < bytes.endIndex {
      let byte = bytes[at]
      let next = at + 1 < bytes.endIndex ? bytes[at + 1] : 0
      switch (byte, next) {
      case (0x7E, 0x7B) where !isChinese: (isChinese, at) = (true, at + 2)
      case (0x7E, 0x7D) where isChinese: (isChinese, at) = (false, at + 2)
      case (0x7E, 0x7E) where !isChinese:
        out.append(0x7E)
        at += 2
      case (0x7E, 0x0A) where !isChinese: at += 2
      case (0x21...0x7D, 0x21...0x7E) where isChinese:
        out += [byte | 0x80, next | 0x80]
        at += 2
      default:
        if byte == 0x0A { isChinese = false }
        out.append(byte)
        at += 1
      }
    }
    return out
  }
}
