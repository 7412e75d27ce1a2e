// Which bytes make a name, as far as the mender has to know.

/// Names of elements and attributes, byte by byte.
enum XMLNameBytes {
  @inline(__always) static func canStart(_ byte: UInt8) -> Bool {
    (byte | 32) >= 97 && (byte | 32) <= 122 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":") || byte >= 0x80
  }

  @inline(__always) static func canContinue(_ byte: UInt8) -> Bool {
    canStart(byte) || byte >= 48 && byte <= 57 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
  }

  /// Bytes that may follow an element's name.
  static func endsName(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == 0x2F || byte == 0x3E || byte == 0x3C }

  /// Whether a name needs no change: ASCII, and at most one colon that neither begins nor ends it.
  static func isPlain(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    var colons = 0
    for byte in name {
      if byte >= 0x80 { return false }
      if byte == UInt8(ascii: ":") { colons += 1 }
    }
    guard colons > 0 else { return true }
    guard colons == 1, let colon = name.firstIndex(of: UInt8(ascii: ":")) else { return false }
    // What follows the colon has to be a name as well.
    return colon > name.startIndex && colon + 1 < name.endIndex && canStart(name[colon + 1])
  }

  /// Whether an attribute of this name declares a namespace.
  static func declaresNamespace(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    name.first == UInt8(ascii: "x") && name.starts(with: "xmlns".utf8)
      && (name.count == 5 || name[name.startIndex + 5] == UInt8(ascii: ":"))
  }

  /// The name with an underscore for each byte that makes trouble.
  static func plain(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> [UInt8] {
    ["_".utf8.first!] + name.map { $0 >= 0x80 || $0 == UInt8(ascii: ":") ? UInt8(ascii: "_") : $0 }
  }

  /// FNV-1a of the name in lower case.
  @inline(__always) static func hash(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name { hash = (hash ^ UInt64(byte >= 65 && byte <= 90 ? byte | 32 : byte)) &* 0x100_0000_01B3 }
    return hash
  }

  /// HTML elements that never have an end, and that no vocabulary of feeds uses for anything else.
  static func isVoidHTML(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    guard name.count >= 2, name.count <= 5 else { return false }
    switch (name[name.startIndex] | 32, name.count) {
    case (UInt8(ascii: "b"), 2), (UInt8(ascii: "h"), 2), (UInt8(ascii: "i"), 3), (UInt8(ascii: "w"), 3),
      (UInt8(ascii: "i"), 5):
      return voids.contains(hash(name))
    default: return false
    }
  }
  private static let voids: Set<UInt64> = Set(
    ["br", "hr", "img", "wbr", "input"].map { text in
      Array(text.utf8).withUnsafeBufferPointer { hash($0[...]) }
    })
}
