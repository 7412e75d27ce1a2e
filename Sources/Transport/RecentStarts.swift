// When a request to a host was last started, for as long as anyone may ask.

/// The last start of each host. What is older than the memory is forgotten a generation at a time, which costs nothing
/// an event; it may stay for twice the memory.
struct RecentStarts {
  private(set) var memory: UInt64
  private var young: [String: UInt64] = [:]
  private var old: [String: UInt64] = [:]
  /// When `young` was begun.
  private var beginning: UInt64 = 0

  init(memory: UInt64) { self.memory = memory }

  /// How many starts are remembered.
  var count: Int { young.count + old.count }

  /// Remembers from now on at least so long.
  mutating func remember(for span: UInt64) { memory = max(memory, span) }

  /// The host's last start; nil where there was none or it is forgotten.
  func last(_ host: String) -> UInt64? { young[host] ?? old[host] }

  mutating func note(_ host: String, _ now: UInt64) {
    if now >= beginning + memory {
      old = young
      young = [:]
      beginning = now
    }
    young[host] = now
  }
}
