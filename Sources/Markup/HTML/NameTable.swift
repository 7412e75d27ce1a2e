// Names to small numbers: how tags and attributes are recognised.

/// A name of at most 23 bytes in lower case, as three words with its length in the highest byte.
struct NameKey: Equatable {
  private var low: UInt64
  private var middle: UInt64 = 0
  private var high: UInt64

  /// Nil for a name that is empty or longer, which no table has.
  @inline(__always) init?(_ name: UnsafeBufferPointer<UInt8>) {
    guard let bytes = name.baseAddress, name.count > 0, name.count < 24 else { return nil }
    let count = name.count
    high = UInt64(count) << 56
    if count <= 8 {
      low = Self.word(bytes, count)
      return
    }
    low = Self.word(bytes, 8)
    middle = Self.word(bytes + 8, min(count - 8, 8))
    if count > 16 { high |= Self.word(bytes + 16, count - 16) }
  }

  /// One to eight bytes, without reading beyond them.
  @inline(__always) private static func word(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
    if count == 8 { return ByteWord.lowercased(ByteWord.load(bytes)) }
    let raw = UnsafeRawPointer(bytes)
    let shift = UInt64(count - 1) &* 8
    if count >= 4 {
      let first = UInt32(littleEndian: raw.loadUnaligned(as: UInt32.self))
      let last = UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self))
      return ByteWord.lowercased(UInt64(first) | UInt64(last) << (shift &- 24))
    }
    let middle = count >> 1
    return ByteWord.lowercased(
      UInt64(bytes[0]) | UInt64(bytes[middle]) << UInt64(middle &* 8) | UInt64(bytes[count - 1]) << shift)
  }

  @inline(__always) var hash: UInt64 {
    let mixed = (low ^ middle &* 0x9E37_79B9_7F4A_7C15 ^ high) &* 0xD6E8_FEB8_6659_FD93
    return mixed >> 52
  }
}

/// Names to small numbers: one probe for most names, letter case of ASCII ignored.
struct NameTable: Sendable {
  private struct Slot: Sendable {
    var key: NameKey?
    var number: UInt8
  }
  private var slots: [Slot]
  private static let mask = 511

  /// The number of a name is its index; empty names are not entered.
  init(_ names: [[UInt8]]) {
    slots = Array(repeating: Slot(key: nil, number: 255), count: Self.mask + 1)
    for (index, name) in names.enumerated() {
      guard let key = name.withUnsafeBufferPointer({ NameKey($0) }) else { continue }
      var slot = Int(truncatingIfNeeded: key.hash) & Self.mask
      while slots[slot].key != nil { slot = (slot + 1) & Self.mask }
      slots[slot] = Slot(key: key, number: UInt8(index))
    }
  }

  /// The name's number, 255 where it has none.
  @inline(__always) subscript(name: UnsafeBufferPointer<UInt8>) -> UInt8 {
    guard let key = NameKey(name) else { return 255 }
    var slot = Int(truncatingIfNeeded: key.hash) & Self.mask
    while let found = slots[slot].key {
      if found == key { return slots[slot].number }
      slot = (slot + 1) & Self.mask
    }
    return 255
  }

  /// A hash (FNV-1a) over the lower-cased bytes of a name that has no number.
  static func hash(_ name: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in name {
      let lower = byte >= 65 && byte <= 90 ? byte | 32 : byte
      hash = (hash ^ UInt64(lower)) &* 0x100_0000_01b3
    }
    return hash
  }
}
