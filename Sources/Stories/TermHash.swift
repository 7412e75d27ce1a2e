// Terms as 64-bit hashes of our own, the same in every process and on every machine.

/// FNV-1a over bytes, finished by the mixing step of MurmurHash3, whose low and high bits are equally good.
struct TermHash {
  private(set) var state: UInt64 = 0xCBF2_9CE4_8422_2325

  @inline(__always) mutating func add(_ byte: UInt8) {
    state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
  }

  @inline(__always) mutating func add(_ hash: UInt64) {
    state = (state ^ hash) &* 0x9E37_79B9_7F4A_7C15
    state ^= state >> 29
  }

  @inline(__always) var value: UInt64 { Self.mix(state) }

  @inline(__always) static func mix(_ value: UInt64) -> UInt64 {
    var x = value
    x = (x ^ x >> 33) &* 0xFF51_AFD7_ED55_8CCD
    x = (x ^ x >> 33) &* 0xC4CE_B9FE_1A85_EC53
    return x ^ x >> 33
  }

  /// The hash of a word's UTF-8 bytes.
  static func of(_ text: String) -> UInt64 {
    var hash = TermHash()
    for byte in text.utf8 { hash.add(byte) }
    return hash.value
  }
}
