// The attributes of one tag, as they stand in the page: nothing is copied or decoded before it is asked for.

/// A tag's attributes, of those that are looked at; valid only within the call they are handed to.
public struct HTMLAttributes {
  /// One attribute.
  struct Item {
    let name: HTMLAttribute
    /// The value without its quotes.
    let value: UnsafeBufferPointer<UInt8>
  }

  private let items: UnsafeBufferPointer<Item>
  private let names: Names
  /// Whether character references in the values still have to be replaced.
  let hasReferences: Bool

  /// A tag without attributes.
  public static var none: HTMLAttributes {
    HTMLAttributes(UnsafeBufferPointer(start: nil, count: 0), names: Names(), hasReferences: false)
  }

  @inline(__always) init(_ items: UnsafeBufferPointer<Item>, names: Names, hasReferences: Bool) {
    self.items = items
    self.names = names
    self.hasReferences = hasReferences
  }

  /// An attribute's value as UTF-8 without references; nil where the tag does not have it.
  public subscript(name: HTMLAttribute) -> [UInt8]? {
    guard let value = written(name) else { return nil }
    guard hasReferences, value.contains(UInt8(ascii: "&")) else { return Array(value) }
    var decoded = ByteBuffer(capacity: value.count)
    HTMLReferences.decode(value, inAttribute: true, into: &decoded)
    return Array(decoded.bytes)
  }

  @inline(__always) var isEmpty: Bool { names.isEmpty }

  /// Whether it has one of those that every element may have.
  @inline(__always) var hasCommon: Bool { names.contains(.lang) || names.contains(.dir) || names.contains(.title) }

  /// Whether it has one of those attributes in which loaders keep an image's address.
  @inline(__always) var hasLazySource: Bool { names.containsAny(from: .data_actualsrc, to: .data_url) }

  /// An attribute's value as it stands in the page.
  @inline(__always) func written(_ name: HTMLAttribute) -> UnsafeBufferPointer<UInt8>? {
    guard names.contains(name) else { return nil }
    for item in items where item.name == name { return item.value }
    return nil
  }

  /// A set of attribute names.
  struct Names {
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    @inline(__always) var isEmpty: Bool { low | high == 0 }

    @inline(__always) func contains(_ name: HTMLAttribute) -> Bool {
      (name.rawValue < 64 ? low : high) &>> UInt64(name.rawValue & 63) & 1 != 0
    }

    /// Whether it contains any name between two of the first 64.
    @inline(__always) func containsAny(from first: HTMLAttribute, to last: HTMLAttribute) -> Bool {
      (low &>> UInt64(first.rawValue)) &<< UInt64(first.rawValue &+ 63 &- last.rawValue) != 0
    }

    /// Adds a name; false where it was there.
    @inline(__always) mutating func insert(_ name: HTMLAttribute) -> Bool {
      guard !contains(name) else { return false }
      let bit: UInt64 = 1 &<< UInt64(name.rawValue & 63)
      if name.rawValue < 64 { low |= bit } else { high |= bit }
      return true
    }
  }
}
