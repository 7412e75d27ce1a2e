// Which source is due next: a binary heap of due times.
public import News

/// Sources by due time, the earliest first; those due at the same time in the order of their names.
public struct DueTimes: Sendable {
  private var heap: [(due: Instant, source: SourceName)] = []

  /// Nothing due.
  public init() {}

  /// How many sources wait.
  public var count: Int { heap.count }
  /// The earliest due time.
  public var earliest: Instant? { heap.first?.due }

  /// Enters a source. A source must not be entered twice.
  public mutating func insert(_ source: SourceName, due: Instant) {
    heap.append((due, source))
    var child = heap.count - 1
    while child > 0, before(child, (child - 1) / 2) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  /// Takes out the earliest source that is due, or nil where none is.
  public mutating func popDue(at now: Instant) -> SourceName? {
    guard let first = heap.first, first.due <= now else { return nil }
    heap.swapAt(0, heap.count - 1)
    heap.removeLast()
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && before(child, least) { least = child }
      if least == parent { break }
      heap.swapAt(least, parent)
      parent = least
    }
    return first.source
  }

  private func before(_ a: Int, _ b: Int) -> Bool {
    (heap[a].due, heap[a].source) < (heap[b].due, heap[b].source)
  }
}
