// A growing run of rows of one kind, written without checks for each of them.

/// Rows being written.
struct RowBuffer<Row: BitwiseCopyable>: ~Copyable {
  private(set) var start: UnsafeMutablePointer<Row>
  private(set) var count = 0
  private var capacity: Int

  init(capacity: Int) {
    self.capacity = max(capacity, 8)
    start = .allocate(capacity: self.capacity)
  }

  deinit { start.deallocate() }

  /// What has been written, valid until more is.
  var rows: UnsafeBufferPointer<Row> { UnsafeBufferPointer(start: start, count: count) }

  @inline(__always) var isEmpty: Bool { count == 0 }

  @inline(__always) subscript(index: Int) -> Row {
    get { start[index] }
    nonmutating set { start[index] = newValue }
  }

  @inline(__always) mutating func append(_ row: Row) {
    if count == capacity { grow() }
    (start + count).initialize(to: row)
    count += 1
  }

  /// Takes the last row away; nil where there is none.
  @inline(__always) mutating func popLast() -> Row? {
    guard count > 0 else { return nil }
    count -= 1
    return start[count]
  }

  /// Takes back what was written behind a count.
  @inline(__always) mutating func truncate(to count: Int) { self.count = count }

  @inline(never) private mutating func grow() {
    let larger = UnsafeMutablePointer<Row>.allocate(capacity: capacity * 2)
    larger.update(from: start, count: count)
    capacity *= 2
    start.deallocate()
    start = larger
  }
}
