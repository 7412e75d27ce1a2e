// Which source is asked next, and when: due times under the limits of all connections, of each host, and of a pace.

/// The schedule of sources that wait and are in hand. A pure value: it starts nothing and tells no time, so that a
/// simulated clock can drive it. Each step costs O(log n), however many sources wait.
///
/// Sources and hosts are small numbers of the caller's choice. Times are milliseconds on one clock that never jumps. A
/// source waits until it is due, is then asked, which takes a connection, and then read further (its article pages), which
/// takes none, but memory. Of the sources that may be asked, the one due first comes first, and a host at its limit keeps
/// only its own sources waiting.
public struct Agenda: Sendable {
  /// What may happen at once.
  public struct Limits: Sendable {
    /// Sources being asked, in all.
    public var asking: Int
    /// Sources being asked, of one host.
    public var perHost: Int
    /// Sources being asked or read further.
    public var inHand: Int
    /// The least milliseconds between two starts at one host.
    public var hostSpacing: Int64

    /// Limits, each at least 1 (spacing 0). Eight times as many sources may be in hand as are being asked.
    public init(asking: Int, perHost: Int, hostSpacing: Int) {
      self.asking = max(1, asking)
      self.perHost = max(1, perHost)
      self.hostSpacing = Int64(max(0, hostSpacing))
      inHand = 8 * self.asking
    }
  }

  private enum State: Sendable { case away, waiting, asking, reading }

  private struct Source: Sendable {
    var state = State.away
    var host = 0
  }

  private struct Host: Sendable {
    var waiting = DueHeap()
    var asking = 0
    /// No earlier start than this.
    var open = Int64.min
    var shelf = Shelf.none
  }

  /// Where a host stands: nowhere, where it has nothing waiting or is at its limit.
  private enum Shelf: Sendable { case none, later, ready }

  private let limits: Limits
  private var pace: StartPace?
  private var sources: [Source] = []
  private var hosts: [Host] = []
  private var sourcePlaces: [Int] = []
  private var hostPlaces: [Int] = []
  /// Hosts by when they may first be asked.
  private var later = DueHeap()
  /// Hosts that may be asked now, by the due time of their first source.
  private var ready = DueHeap()

  /// How many sources are being asked.
  public private(set) var asking = 0
  /// How many sources are being asked or read further.
  public private(set) var inHand = 0

  /// An empty agenda. Without a `pace` as much starts at once as the limits allow.
  public init(limits: Limits, pace: StartPace? = nil) {
    self.limits = limits
    self.pace = pace
  }

  /// Lets a source wait until it is due; what was known of it before (waiting, or in hand) has ended with that.
  public mutating func insert(_ source: Int, host: Int, due: Int64) {
    while sources.count <= source {
      sources.append(Source())
      sourcePlaces.append(0)
    }
    while hosts.count <= host {
      hosts.append(Host())
      hostPlaces.append(0)
    }
    ended(source)
    sources[source] = Source(state: .waiting, host: host)
    hosts[host].waiting.insert(source, due: due, &sourcePlaces)
    shelve(host)
  }

  /// Takes out the source that is to be asked now; nil where none may be.
  public mutating func next(_ now: Int64) -> Int? {
    guard asking < limits.asking, inHand < limits.inHand else { return nil }
    while let first = later.first, first.due <= now {
      later.remove(first.id, &hostPlaces)
      // A host on a shelf has something waiting.
      ready.insert(first.id, due: hosts[first.id].waiting.first?.due ?? first.due, &hostPlaces)
      hosts[first.id].shelf = .ready
    }
    guard let host = ready.first?.id, let source = hosts[host].waiting.first?.id, pace?.take(now) ?? true else {
      return nil
    }
    hosts[host].waiting.remove(source, &sourcePlaces)
    hosts[host].asking += 1
    hosts[host].open = now + limits.hostSpacing
    sources[source].state = .asking
    asking += 1
    inHand += 1
    shelve(host)
    return source
  }

  /// A source has answered: its connection is free for another, while it is read further.
  public mutating func asked(_ source: Int) {
    guard sources.indices.contains(source), sources[source].state == .asking else { return }
    sources[source].state = .reading
    asking -= 1
    hosts[sources[source].host].asking -= 1
    shelve(sources[source].host)
  }

  /// A source is no longer in hand, nor does it wait.
  public mutating func ended(_ source: Int) {
    asked(source)
    guard sources.indices.contains(source) else { return }
    if sources[source].state == .reading { inHand -= 1 }
    if sources[source].state == .waiting {
      hosts[sources[source].host].waiting.remove(source, &sourcePlaces)
      shelve(sources[source].host)
    }
    sources[source].state = .away
  }

  /// When `next` may give a source, if nothing ends before; nil where only an end can bring that about.
  public func wakeTime(_ now: Int64) -> Int64? {
    guard asking < limits.asking, inHand < limits.inHand else { return nil }
    guard let first = ready.first == nil ? later.first?.due : now else { return nil }
    return max(first, pace?.next(now) ?? now, now)
  }

  /// Puts a host where it belongs after a change.
  private mutating func shelve(_ host: Int) {
    switch hosts[host].shelf {
    case .none: break
    case .later: later.remove(host, &hostPlaces)
    case .ready: ready.remove(host, &hostPlaces)
    }
    guard let first = hosts[host].waiting.first, hosts[host].asking < limits.perHost else {
      hosts[host].shelf = .none
      return
    }
    later.insert(host, due: max(first.due, hosts[host].open), &hostPlaces)
    hosts[host].shelf = .later
  }
}
