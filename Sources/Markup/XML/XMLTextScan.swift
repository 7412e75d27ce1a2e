// Looking for the next byte that matters, sixteen at a time: most of a feed is text that needs no change.

/// Searches through bytes.
enum XMLTextScan {
  private typealias Sixteen = SIMD16<UInt8>

  /// The first byte from `start` on that has a meaning in XML text or may not stand there: `<`, `&`, `]`, carriage
  /// returns and other controls, and the lead byte of U+FFFE and U+FFFF. `end` where there is none.
  @inline(__always) static func text(_ bytes: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Int {
    let (open, ampersand, bracket) = (all(0x3C), all(0x26), all(0x5D))
    return first(bytes, from: start, to: end) { v, _ in
      isUnusual(v) .| (v .== open) .| (v .== ampersand) .| (v .== bracket)
    }
  }

  /// The first byte from `start` on that has a meaning in a CDATA section or may not stand there: `<!`, `]]`, and the
  /// controls and lead bytes as in text. `end` where there is none.
  @inline(__always) static func cdata(_ bytes: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Int {
    let (open, mark, bracket) = (all(0x3C), all(0x21), all(0x5D))
    return first(bytes, from: start, to: end) { v, next in
      isUnusual(v) .| ((v .== open) .& (next .== mark)) .| ((v .== bracket) .& (next .== bracket))
    }
  }

  /// Controls other than tabs and line feeds, and the lead byte of U+FFFE and U+FFFF.
  @inline(__always) private static func isUnusual(_ v: Sixteen) -> SIMDMask<SIMD16<Int8>> {
    ((v .< all(0x20)) .& (v .!= all(9)) .& (v .!= all(10))) .| (v .== all(0xEF))
  }

  // The operators that take a vector and a single byte compare byte by byte.
  @inline(__always) private static func all(_ byte: UInt8) -> Sixteen { Sixteen(repeating: byte) }

  /// The first byte that answers to a question put to sixteen at a time and to those one further.
  @inline(__always) private static func first(
    _ bytes: UnsafePointer<UInt8>, from start: Int, to end: Int,
    _ isWanted: (Sixteen, Sixteen) -> SIMDMask<SIMD16<Int8>>
  ) -> Int {
    var at = start
    let raw = UnsafeRawPointer(bytes)
    while at + 17 <= end {
      let found = isWanted(
        raw.loadUnaligned(fromByteOffset: at, as: Sixteen.self),
        raw.loadUnaligned(fromByteOffset: at + 1, as: Sixteen.self))
      if let offset = offset(of: found) { return at + offset }
      at += 16
    }
    guard at < end else { return end }
    // The rest, filled up with letters.
    var (rest, next) = (Sixteen(repeating: 0x41), Sixteen(repeating: 0x41))
    for index in at..<min(at + 16, end) { rest[index - at] = bytes[index] }
    for index in at + 1..<max(at + 1, end) { next[index - at - 1] = bytes[index] }
    return offset(of: isWanted(rest, next)).map { at + $0 } ?? end
  }

  @inline(__always) private static func offset(of found: SIMDMask<SIMD16<Int8>>) -> Int? {
    let halves = unsafeBitCast(found, to: SIMD2<UInt64>.self)
    if halves[0] != 0 { return halves[0].trailingZeroBitCount >> 3 }
    return halves[1] != 0 ? 8 + halves[1].trailingZeroBitCount >> 3 : nil
  }
}
