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

  @inline(__always) private static func word(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
    ByteWord.lowercased(ByteWord.load(bytes, count))
  }

  @inline(__always) private init() {
    low = 0
    high = 0
  }

  /// The key of no name.
  @inline(__always) static var none: NameKey { NameKey() }

  /// Twelve bits that tell names apart.
  @inline(__always) var hash: Int {
    let mixed = (low ^ middle &* 0x9E37_79B9_7F4A_7C15 ^ high) &* 0xD6E8_FEB8_6659_FD93
    return Int(truncatingIfNeeded: mixed >> 52)
  }
}

/// Names to small numbers: one probe for most names, letter case of ASCII ignored. A table lasts as long as the program.
struct NameTable: @unchecked Sendable {
  private struct Slot {
    var key = NameKey.none
    var number: UInt8 = 255
  }
  private let slots: UnsafePointer<Slot>
  private static let mask = 511

  /// The number of a name is its index; empty names are not entered.
  init(_ names: [[UInt8]]) {
    let slots = UnsafeMutablePointer<Slot>.allocate(capacity: Self.mask + 1)
    slots.initialize(repeating: Slot(), count: Self.mask + 1)
    for (index, name) in names.enumerated() {
      guard let key = name.withUnsafeBufferPointer({ NameKey($0) }) else { continue }
      var slot = key.hash & Self.mask
      while slots[slot].key != .none { slot = (slot + 1) & Self.mask }
      slots[slot] = Slot(key: key, number: UInt8(index))
    }
    self.slots = UnsafePointer(slots)
  }

  /// The name's number, 255 where it has none.
  @inline(__always) subscript(name: UnsafeBufferPointer<UInt8>) -> UInt8 {
    guard let key = NameKey(name) else { return 255 }
    var slot = key.hash & Self.mask
    while true {
      if slots[slot].key == key { return slots[slot].number }
      if slots[slot].key == .none { return 255 }
      slot = (slot + 1) & Self.mask
    }
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
