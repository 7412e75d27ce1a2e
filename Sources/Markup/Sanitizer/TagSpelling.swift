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

extension ByteBuffer {
  /// Writes `<name>`; without the `>` where attributes follow.
  @inline(__always) mutating func appendStart(of tag: HTMLTag, in cells: UnsafePointer<UInt8>, hasAttributes: Bool) {
    reserve(TagSpelling.width)
    let cell = cells + Int(tag.rawValue) * TagSpelling.width
    end.pointee = 60
    let words = UnsafeRawPointer(cell + 2)
    let to = UnsafeMutableRawPointer(end + 1)
    to.storeBytes(of: words.loadUnaligned(as: UInt64.self), as: UInt64.self)
    to.storeBytes(of: words.loadUnaligned(fromByteOffset: 8, as: UInt64.self), toByteOffset: 8, as: UInt64.self)
    advance(Int(cell[TagSpelling.width - 1]) + (hasAttributes ? 1 : 2))
  }

  /// Writes `</name>`.
  @inline(__always) mutating func appendEnd(of tag: HTMLTag, in cells: UnsafePointer<UInt8>) {
    reserve(TagSpelling.width)
    let cell = cells + Int(tag.rawValue) * TagSpelling.width
    let words = UnsafeRawPointer(cell)
    let to = UnsafeMutableRawPointer(end)
    to.storeBytes(of: words.loadUnaligned(as: UInt64.self), as: UInt64.self)
    to.storeBytes(of: words.loadUnaligned(fromByteOffset: 8, as: UInt64.self), toByteOffset: 8, as: UInt64.self)
    advance(Int(cell[TagSpelling.width - 1]) + 3)
  }
}
