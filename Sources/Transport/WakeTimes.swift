// Who wants to be woken when: a heap of times.

/// Values by the time they are due, earliest first. Adding and taking cost the logarithm of how many there are.
struct WakeTimes<Value> {
  private var heap: [(time: UInt64, value: Value)] = []

  /// The earliest time.
  var first: UInt64? { heap.first?.time }

  mutating func append(_ value: Value, at time: UInt64) {
    heap.append((time, value))
    var child = heap.count - 1
    while child > 0, heap[child].time < heap[(child - 1) / 2].time {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  /// Takes the earliest, if its time has come.
  mutating func popFirst(until now: UInt64) -> (time: UInt64, value: Value)? {
    guard let first, first <= now else { return nil }
    heap.swapAt(0, heap.count - 1)
    let taken = heap.removeLast()
    var parent = 0
    while true {
      let left = 2 * parent + 1
      let children = left..<min(left + 2, max(left, heap.count))
      guard let child = children.min(by: { heap[$0].time < heap[$1].time }), heap[child].time < heap[parent].time
      else { return taken }
      heap.swapAt(parent, child)
      parent = child
    }
  }
}
