// A growing run of bytes that is written without checks for each of them.

/// Bytes being written. Room is asked for once, then filled.
struct ByteBuffer: ~Copyable {
  private(set) var start: UnsafeMutablePointer<UInt8>
  private(set) var count = 0
  private var capacity: Int

  init(capacity: Int) {
    self.capacity = capacity
    start = .allocate(capacity: capacity)
  }

  deinit { start.deallocate() }

  /// What has been written, valid until more is.
  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

  /// Makes room for `more` bytes, which may then be written behind `end` before they are counted.
  @inline(__always) mutating func reserve(_ more: Int) {
    if capacity - count < more { grow(by: more) }
  }

  /// Where the next byte goes.
  @inline(__always) var end: UnsafeMutablePointer<UInt8> { start + count }

  /// Counts bytes written behind `end`.
  @inline(__always) mutating func advance(_ bytes: Int) { count += bytes }

  /// Takes back what was written behind a count.
  mutating func truncate(to count: Int) { self.count = count }

  /// Takes out the control characters behind a count, but for white space: they are no text, and who writes text and who
  /// writes HTML would disagree on what they are.
  @inline(__always) mutating func dropControls(from first: Int) {
    var found: UInt8 = 0
    for index in first..<count { found |= Self.isControl(start[index]) ? 1 : 0 }
    if found != 0 { removeControls(from: first) }
  }

  @inline(never) private mutating func removeControls(from first: Int) {
    var kept = first
    for index in first..<count where !Self.isControl(start[index]) {
      start[kept] = start[index]
      kept += 1
    }
    count = kept
  }

  @inline(__always) private static func isControl(_ byte: UInt8) -> Bool {
    byte < 32 && byte != 9 && byte != 10 && byte != 12 && byte != 13 || byte == 127
  }

  @inline(__always) mutating func append(_ byte: UInt8) {
    reserve(1)
    start[count] = byte
    count += 1
  }

  @inline(__always) mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let from = bytes.baseAddress else { return }
    reserve(bytes.count)
    end.update(from: from, count: bytes.count)
    count += bytes.count
  }

  @inline(__always) mutating func append(_ text: StaticString) {
    append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Appends an element's name as libxml2 takes it: small letters, nothing that its names cannot have.
  @inline(__always) mutating func appendName(_ name: UnsafeBufferPointer<UInt8>) {
    let length = min(name.count, 96)
    reserve(length)
    for index in 0..<length {
      let byte = name[index]
      let lower = byte >= 65 && byte <= 90 ? byte | 32 : byte
      let isPlain = lower >= 97 && lower <= 122 || lower >= 48 && lower <= 58 || lower == 45 || lower == 95
      end[index] = isPlain ? lower : 95
    }
    advance(length)
  }

  /// Appends a scalar value, one that is a character, as UTF-8.
  mutating func append(scalar value: UInt32) {
    reserve(4)
    func tail(_ shift: UInt32) -> UInt8 { UInt8(0x80 | value >> shift & 0x3F) }
    switch value {
    case 0..<0x80: append(UInt8(value))
    case 0x80..<0x800:
      append(UInt8(0xC0 | value >> 6))
      append(tail(0))
    case 0x800..<0x10000:
      append(UInt8(0xE0 | value >> 12))
      append(tail(6))
      append(tail(0))
    default:
      append(UInt8(0xF0 | value >> 18 & 7))
      append(tail(12))
      append(tail(6))
      append(tail(0))
    }
  }

  @inline(never) private mutating func grow(by more: Int) {
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: max(capacity * 2, count + more))
    larger.update(from: start, count: count)
    capacity = max(capacity * 2, count + more)
    start.deallocate()
    start = larger
  }
}
