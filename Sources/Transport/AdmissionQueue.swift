// Who may start now: at most so many transfers in all, at most so many a host, the others in order of arrival.

/// Counts transfers in flight and lines up the rest; hosts take turns, so that no host's long line delays another's.
/// A pure value. Entering and starting cost the same however many wait; leaving early looks through one host's line.
struct AdmissionQueue {
  private let maxTotal: Int
  private let maxPerHost: Int
  private var total = 0
  private var active: [String: Int] = [:]
  private var waiting: [String: Queue<UInt64>] = [:]
  /// Hosts whose turn it is, each at most once: they have someone waiting and room for one more.
  private var turns = Queue<String>()
  private var hasTurn: Set<String> = []

  init(maxTotal: Int, maxPerHost: Int) {
    self.maxTotal = max(1, maxTotal)
    self.maxPerHost = max(1, maxPerHost)
  }

  /// Lines up a transfer; ask ``next()`` who may start.
  mutating func enter(_ id: UInt64, host: String) {
    waiting[host, default: Queue()].append(id)
    offerTurn(host)
  }

  /// The next transfer that may start, which thereby counts as started.
  mutating func next() -> UInt64? {
    while total < maxTotal, let host = turns.popFirst() {
      hasTurn.remove(host)
      guard let id = waiting[host]?.popFirst() else { continue }  // all of this host's line has left early
      if waiting[host]?.isEmpty == true { waiting[host] = nil }
      total += 1
      active[host, default: 0] += 1
      offerTurn(host)
      return id
    }
    return nil
  }

  /// A started transfer has ended.
  mutating func end(host: String) {
    total -= 1
    let left = active[host, default: 1] - 1
    active[host] = left == 0 ? nil : left
    offerTurn(host)
  }

  /// A transfer leaves the line before it started.
  mutating func leave(_ id: UInt64, host: String) {
    waiting[host]?.remove(id)
    if waiting[host]?.isEmpty == true { waiting[host] = nil }
  }

  private mutating func offerTurn(_ host: String) {
    guard waiting[host] != nil, active[host, default: 0] < maxPerHost, hasTurn.insert(host).inserted else { return }
    turns.append(host)
  }
}

/// First in, first out, in constant time on average.
private struct Queue<Element: Equatable> {
  private var items: [Element] = []
  private var head = 0

  var isEmpty: Bool { head == items.count }

  mutating func append(_ item: Element) { items.append(item) }

  mutating func popFirst() -> Element? {
    guard head < items.count else { return nil }
    defer {
      head += 1
      if head > 32, head * 2 > items.count {
        items.removeFirst(head)
        head = 0
      }
    }
    return items[head]
  }

  mutating func remove(_ item: Element) {
    if let index = items[head...].firstIndex(of: item) { items.remove(at: index) }
  }
}
