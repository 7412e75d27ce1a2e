// What happens next in a simulated day.

/// Events of sources by their time: a binary heap.
struct EventQueue {
  struct Event {
    let time: Int64
    let source: Int
    /// Whether its poll has ended; otherwise its host has answered.
    let isEnd: Bool
  }

  private var heap: [Event] = []

  /// When the next event is.
  var first: Int64? { heap.first?.time }

  mutating func insert(_ source: Int, isEnd: Bool, at time: Int64) {
    heap.append(Event(time: time, source: source, isEnd: isEnd))
    var child = heap.count - 1
    while child > 0, before(child, (child - 1) / 2) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func popFirst(until now: Int64) -> Event? {
    guard let event = heap.first, event.time <= now else { return nil }
    heap.swapAt(0, heap.count - 1)
    heap.removeLast()
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && before(child, least) { least = child }
      if least == parent { return event }
      heap.swapAt(least, parent)
      parent = least
    }
  }

  private func before(_ a: Int, _ b: Int) -> Bool { (heap[a].time, heap[a].source) < (heap[b].time, heap[b].source) }
}
