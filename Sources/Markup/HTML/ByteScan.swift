// Looking for bytes eight at a time, which most of the time of reading HTML goes into.

internal import Glibc

/// Eight bytes in one word, the first in the lowest bits. A search gives a word with the highest bit of each byte found
/// set; of these only the first is certain.
enum ByteWord {
  static let width = 8
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  /// The eight bytes at an address of any alignment.
  @inline(__always) static func load(_ bytes: UnsafePointer<UInt8>) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self))
  }

  /// One to eight bytes, and zeros; nothing behind them is read.
  @inline(__always) static func load(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
    if count == width { return load(bytes) }
    let raw = UnsafeRawPointer(bytes)
    let last = UInt64(truncatingIfNeeded: count &- 1) &* 8
    if count >= 4 {
      let low = UInt32(littleEndian: raw.loadUnaligned(as: UInt32.self))
      let high = UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self))
      return UInt64(low) | UInt64(high) &<< (last &- 24)
    }
    let middle = count >> 1
    return UInt64(bytes[0]) | UInt64(bytes[middle]) &<< UInt64(truncatingIfNeeded: middle &* 8)
      | UInt64(bytes[count &- 1]) &<< last
  }

  /// The bits of the first bytes, at most seven.
  @inline(__always) static func first(_ count: Int) -> UInt64 { (1 &<< UInt64(truncatingIfNeeded: count &* 8)) &- 1 }

  /// Finds bytes equal to one.
  @inline(__always) static func equal(_ word: UInt64, _ byte: UInt8) -> UInt64 {
    let difference = word ^ ones &* UInt64(byte)
    return (difference &- ones) & ~difference & highs
  }

  /// Finds bytes lower than one of at most 128.
  @inline(__always) static func below(_ word: UInt64, _ byte: UInt8) -> UInt64 {
    (word &- ones &* UInt64(byte)) & ~word & highs
  }

  /// Finds bytes equal to one, each of them for certain.
  @inline(__always) static func exactly(_ word: UInt64, _ byte: UInt8) -> UInt64 {
    let difference = word ^ ones &* UInt64(byte)
    return ~((difference & ~highs &+ ~highs) | difference) & highs
  }

  /// Finds `<` and `>`, which differ in one bit.
  @inline(__always) static func angle(_ word: UInt64) -> UInt64 { equal(word & ~(ones &* 2), 60) }

  /// How many bytes stand before the first one found.
  @inline(__always) static func before(_ found: UInt64) -> Int { found.trailingZeroBitCount >> 3 }

  /// The word with its capital letters small.
  @inline(__always) static func lowercased(_ word: UInt64) -> UInt64 {
    let low = word & ~highs
    let capital = (low &+ ones &* 63) ^ (low &+ ones &* 37)
    return word | (capital & ~word & highs) >> 2
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The offset of the first such byte; `count` where there is none.
  @inline(__always) func find(_ byte: UInt8, from start: Int) -> Int {
    guard let base = baseAddress else { return count }
    var at = start
    // What is looked for is near most of the time; calling memchr costs more than this.
    let near = Swift.min(count, start + 32)
    while at + ByteWord.width <= near {
      let found = ByteWord.equal(ByteWord.load(base + at), byte)
      if found != 0 { return at + ByteWord.before(found) }
      at += ByteWord.width
    }
    guard at < count, let found = memchr(base + at, Int32(byte), count - at) else { return count }
    return UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) - base
  }
}
