// Who may start now: at most so many transfers in all and a host, so long after one another, in order of arrival.

/// Counts transfers in flight and lines up the rest; hosts take turns, so that neither a host's long line nor its long
/// spacing delays another's. A pure value: time is told to it, in nanoseconds of any clock that never runs back.
///
/// Entering and starting cost the same however many wait, but for the logarithm of how many hosts wait for a time;
/// leaving early looks through one host's line.
struct AdmissionQueue {
  private struct Waiter {
    var id: UInt64
    var spacing: UInt64
  }

  /// What is known of a host while a transfer of it waits or runs.
  private struct Host {
    var active = 0
    var waiting = FirstInFirstOut<Waiter>()
    /// It stands in `turns`, once: it has someone waiting and room for one more, and as far as known its time has come.
    var hasTurn = false
    /// The earliest time for which it stands in `sleeping`.
    var wake: UInt64?
  }

  private let maxTotal: Int
  private let maxPerHost: Int
  private let spacing: UInt64
  private var total = 0
  private var hosts: [String: Host] = [:]
  private var turns = FirstInFirstOut<String>()
  private var sleeping = WakeTimes<String>()
  private var starts: RecentStarts

  /// A line that is empty.
  ///
  /// - Parameters:
  ///   - spacing: the least time between two starts of one host.
  ///   - memory: how long a start is remembered at least; starts are remembered for as long as the longest spacing that
  ///     was ever asked for in any case.
  init(maxTotal: Int, maxPerHost: Int, spacing: UInt64 = 0, memory: UInt64 = 60_000_000_000) {
    self.maxTotal = max(1, maxTotal)
    self.maxPerHost = max(1, maxPerHost)
    self.spacing = spacing
    starts = RecentStarts(memory: max(spacing, memory))
  }

  /// Lines up a transfer, which starts no sooner than `spacing` after the last start of its host, if that is longer
  /// than the spacing of all; ask ``next(now:)`` who may start.
  mutating func enter(_ id: UInt64, host name: String, spacing: UInt64 = 0) {
    starts.remember(for: spacing)
    hosts[name, default: Host()].waiting.append(Waiter(id: id, spacing: max(spacing, self.spacing)))
    offerTurn(hosts.index(forKey: name)!)
  }

  /// The next transfer that may start, which thereby counts as started.
  mutating func next(now: UInt64) -> UInt64? {
    while let (time, host) = sleeping.popFirst(until: now) { wake(host, at: time) }
    while total < maxTotal, let name = turns.popFirst() {
      guard let host = hosts.index(forKey: name) else { continue }
      hosts.values[host].hasTurn = false
      guard let first = hosts.values[host].waiting.first else {
        forget(host)  // all of this host's line has left early
        continue
      }
      if let last = starts.last(name), last + first.spacing > now {
        sleep(host, until: last + first.spacing)
        continue
      }
      _ = hosts.values[host].waiting.popFirst()
      hosts.values[host].active += 1
      total += 1
      starts.note(name, now)
      offerTurn(host)
      return first.id
    }
    return nil
  }

  /// When ``next(now:)`` has to be asked again though nothing entered or ended; nil where only such an event can help.
  var nextTime: UInt64? { total < maxTotal ? sleeping.first : nil }

  /// A started transfer has ended.
  mutating func end(host name: String) {
    guard let host = hosts.index(forKey: name) else { return }
    total -= 1
    hosts.values[host].active -= 1
    offerTurn(host)
    forget(host)
  }

  /// A transfer leaves the line before it started.
  mutating func leave(_ id: UInt64, host name: String) {
    guard let host = hosts.index(forKey: name) else { return }
    hosts.values[host].waiting.removeFirst { $0.id == id }
    offerTurn(host)  // whoever is first now may have less to wait for
    forget(host)
  }

  private typealias Index = Dictionary<String, Host>.Index

  private mutating func offerTurn(_ index: Index) {
    let host = hosts.values[index]
    guard !host.hasTurn, !host.waiting.isEmpty, host.active < maxPerHost else { return }
    hosts.values[index].hasTurn = true
    turns.append(hosts.keys[index])
  }

  private mutating func sleep(_ host: Index, until time: UInt64) {
    if let wake = hosts.values[host].wake, wake <= time { return }  // looks again then
    hosts.values[host].wake = time
    sleeping.append(hosts.keys[host], at: time)
  }

  private mutating func wake(_ name: String, at time: UInt64) {
    // One that was put to sleep for a shorter time later on has woken before.
    guard let host = hosts.index(forKey: name), hosts.values[host].wake == time else { return }
    hosts.values[host].wake = nil
    offerTurn(host)
    forget(host)
  }

  /// Drops what is known of a host of which nothing waits, runs or sleeps.
  private mutating func forget(_ host: Index) {
    let known = hosts.values[host]
    if known.active == 0, known.waiting.isEmpty, known.wake == nil, !known.hasTurn { hosts.remove(at: host) }
  }
}
