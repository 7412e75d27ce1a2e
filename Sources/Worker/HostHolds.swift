// Hosts that asked to be left alone: a 429 or 503 with Retry-After speaks for the whole host, not for one address.
internal import Catalog
internal import News
internal import Transport

/// Remembers until when a host wants no request, across runs.
actor HostHolds {
  private let catalog: any CatalogStore
  private let time: any TimeSource
  /// No host is left alone for longer, whatever it asks, in seconds.
  private let longest: Int64
  private var until: [String: Instant]?
  private let unrecorded: UnrecordedFacts

  private static let prefix = "hold "

  init(catalog: any CatalogStore, unrecorded: UnrecordedFacts, time: any TimeSource, longest: Int) {
    self.catalog = catalog
    self.unrecorded = unrecorded
    self.time = time
    self.longest = Int64(longest)
  }

  /// Until when a host is to be left alone; nil where it may be asked.
  func end(_ host: String) -> Instant? {
    let now = time.now()
    return known()[host].flatMap { isHeld(until: $0, at: now) ? $0 : nil }
  }

  /// A hold set by a clock that ran far ahead holds nobody.
  private func isHeld(until end: Instant, at now: Instant) -> Bool {
    end > now && end <= now.adding(seconds: longest + 60)
  }

  /// Takes note of an answer: 429 and 503 with Retry-After ask for a wait (RFC 9110 section 10.2.3, RFC 6585 section 4).
  func note(_ response: FetchResponse) {
    guard response.status == 429 || response.status == 503, let seconds = response.retryAfterSeconds, seconds > 0
    else { return }
    let host = response.finalURL.host
    let now = time.now()
    let end = now.adding(seconds: min(Int64(seconds), longest))
    var holds = known().filter { isHeld(until: $0.value, at: now) }
    guard holds[host].map({ $0 < end }) ?? true else { return }
    holds[host] = end
    until = holds
    unrecorded.note(Self.prefix + host, Fact("\(end.milliseconds)", expires: end))
  }

  private func known() -> [String: Instant] {
    if let until { return until }
    // Unreadable holds are no reason not to poll; a catalogue that fails says so where it is written.
    let read = (try? Self.recorded(in: catalog)) ?? [:]
    until = read
    return read
  }

  /// Until when hosts are held, as the catalogue has it; ends that are past may be among them.
  static func recorded(in catalog: any CatalogStore) throws(CatalogFailure) -> [String: Instant] {
    var read: [String: Instant] = [:]
    for (name, value) in try catalog.facts(prefix: prefix) {
      if let milliseconds = Int64(value) {
        read[String(name.dropFirst(prefix.count))] = Instant(milliseconds: milliseconds)
      }
    }
    return read
  }
}
