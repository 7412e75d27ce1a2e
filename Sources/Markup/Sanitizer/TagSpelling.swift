// The tags of all elements, spelled out once, to be written by copying a few words.

/// How the start and end tags of elements are written.
enum TagSpelling {
  /// Bytes a tag may take in a cell, and so the room needed to write one.
  static let width = 24

  /// One cell an element: `</name>`, then anything; the last byte is the length of the name.
  nonisolated(unsafe) static let cells: UnsafePointer<UInt8> = {
    let cells = UnsafeMutablePointer<UInt8>.allocate(capacity: HTMLTag.allCases.count * width)
    cells.initialize(repeating: 0, count: HTMLTag.allCases.count * width)
    for tag in HTMLTag.allCases {
      let cell = cells + Int(tag.rawValue) * width
      for (index, byte) in ([60, 47] + tag.name + [62]).enumerated() { cell[index] = byte }
      cell[width - 1] = UInt8(tag.name.count)
    }
    return UnsafePointer(cells)
  }()
}

/// How attributes begin.
enum AttributeSpelling {
  /// Bytes a cell takes, and so the room needed to write one.
  static let width = 32

  /// One cell an attribute: ` name="`, then anything; the last byte is the length of that.
  nonisolated(unsafe) static let cells: UnsafePointer<UInt8> = {
    let cells = UnsafeMutablePointer<UInt8>.allocate(capacity: HTMLAttribute.allCases.count * width)
    cells.initialize(repeating: 0, count: HTMLAttribute.allCases.count * width)
    for attribute in HTMLAttribute.allCases {
      let cell = cells + Int(attribute.rawValue) * width
      for (index, byte) in ([32] + attribute.name + [61, 34]).enumerated() { cell[index] = byte }
      cell[width - 1] = UInt8(attribute.name.count + 3)
    }
    return UnsafePointer(cells)
  }()
}

extension ByteBuffer {
  /// Writes `<name>`; without the `>` where attributes follow.
  @inline(__always) mutating func appendStart(of tag: HTMLTag, in cells: UnsafePointer<UInt8>, hasAttributes: Bool) {
    reserve(TagSpelling.width)
    let cell = cells + Int(tag.rawValue) * TagSpelling.width
    end.pointee = 60
    copyWords(2, from: cell + 2, to: end + 1)
    advance(Int(cell[TagSpelling.width - 1]) + (hasAttributes ? 1 : 2))
  }

  /// Writes `</name>`.
  @inline(__always) mutating func appendEnd(of tag: HTMLTag, in cells: UnsafePointer<UInt8>) {
    reserve(TagSpelling.width)
    let cell = cells + Int(tag.rawValue) * TagSpelling.width
    copyWords(3, from: cell, to: end)
    advance(Int(cell[TagSpelling.width - 1]) + 3)
  }

  /// Writes a space, the name and `="`.
  @inline(__always) mutating func appendName(of attribute: HTMLAttribute, in cells: UnsafePointer<UInt8>) {
    reserve(AttributeSpelling.width)
    let cell = cells + Int(attribute.rawValue) * AttributeSpelling.width
    copyWords(4, from: cell, to: end)
    advance(Int(cell[AttributeSpelling.width - 1]))
  }

  @inline(__always)
  private func copyWords(_ count: Int, from: UnsafePointer<UInt8>, to: UnsafeMutablePointer<UInt8>) {
    for word in 0..<count {
      let bytes = UnsafeRawPointer(from).loadUnaligned(fromByteOffset: word &* 8, as: UInt64.self)
      UnsafeMutableRawPointer(to).storeBytes(of: bytes, toByteOffset: word &* 8, as: UInt64.self)
    }
  }
}
