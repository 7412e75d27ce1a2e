// Everything a run works with, opened in the right order: state directory, lock, catalogue, bundles, client.
public import Bundles
public import Catalog
public import Logging
public import News
internal import Pages
public import Settings
internal import Transport

/// An open newsroom.
public struct Workspace: Sendable {
  /// The settings it was opened with.
  public let settings: Configuration
  /// What is known.
  public let catalog: any CatalogStore
  /// The bundles.
  public let store: BundleStore
  /// Tells the time.
  public let time: any TimeSource
  /// Where events go.
  public let log: Logger
  let client: HTTPClient
  let poller: SourcePoller
  let recorder: Recorder

  /// The policy by which polls are set.
  var policy: SchedulePolicy { poller.policy }

  /// The program's version, as it stands in requests and bundles.
  public static let version = "0.1.0"

  /// Opens the state directory for a run that writes, and takes its lock. `catalog` stands in for the SQLite file in it.
  ///
  /// Throws `BundleFailure` (code `locked` where another worker has it), `CatalogFailure`, or `Refusal` where the
  /// settings' `allow` list cannot be read.
  public init(
    settings: Configuration, time: any TimeSource = SystemTime(), log: Logger, catalog: (any CatalogStore)? = nil
  ) throws {
    try Self.check(settings)
    let agent = settings.network.userAgent ?? Self.userAgent(contact: settings.network.contact)
    store = try BundleStore(
      directory: settings.stateDirectory, durability: settings.bundles.durability.forBundles,
      agent: Self.userAgent(contact: nil))
    self.catalog = try catalog ?? SQLiteCatalog(path: settings.stateDirectory + "/catalog.sqlite")
    var limits = TransportLimits()
    limits.maxConnections = try Descriptors.room(forTransfers: settings.polling.maxConnections)
    if limits.maxConnections < settings.polling.maxConnections {
      log.warning(
        "only \(limits.maxConnections) connections at once: the limit of open files (ulimit -n) has no room for more")
    }
    limits.maxPerHost = settings.polling.maxPerHost
    limits.hostSpacingMilliseconds = settings.polling.hostSpacingMilliseconds
    limits.connectTimeoutMilliseconds = settings.polling.connectTimeout * 1000
    limits.totalTimeoutMilliseconds = settings.polling.timeout * 1000
    client = try HTTPClient(
      limits: limits, guard: try AddressGuard(allow: settings.network.allow), userAgent: agent,
      proxy: settings.network.proxy, caFile: settings.network.caFile, now: { time.now() })
    poller = SourcePoller(
      client: client, catalog: self.catalog, settings: settings, time: time, agent: Self.product(of: agent))
    recorder = Recorder(
      store: store, catalog: self.catalog, unrecorded: poller.unrecorded, settings: settings, time: time)
    self.settings = settings
    self.time = time
    self.log = log
  }

  /// Checks what the settings file cannot check by itself: that selectors can be read, and the `allow` list.
  ///
  /// Throws `Refusal` (code `bad-selector` or `bad-allow-entry`) with the source's name.
  public static func check(_ settings: Configuration) throws(Refusal) {
    // What the client refuses is told before anything is opened: the allow list, the proxy, the file of authorities.
    _ = try HTTPClient(
      guard: AddressGuard(allow: settings.network.allow),
      userAgent: settings.network.userAgent ?? userAgent(contact: settings.network.contact),
      proxy: settings.network.proxy, caFile: settings.network.caFile)
    for source in settings.sources {
      var selectors = (source.article?.selectors ?? []).map { ("article." + $0.key, $0.selector) }
      selectors += (source.listing?.selectors ?? []).map { ("listing." + $0.key, $0.text) }
      for (key, selector) in selectors {
        guard let problem = problem(withSelector: selector) else { continue }
        throw Refusal(
          code: "bad-selector", message: "source \(source.name), \(key): \(problem)", source: source.name)
      }
    }
  }

  /// What is wrong with a selector of the settings; nil where nothing is.
  public static func problem(withSelector text: String) -> String? {
    do {
      try Selector.validate(text)
      return nil
    } catch { return error.message }
  }

  /// The usual User-Agent (RFC 9110 section 10.1.5).
  public static func userAgent(contact: String?) -> String {
    "Newsfold/\(version)" + (contact.map { " (+\($0))" } ?? "")
  }

  /// The product a User-Agent names first: what robots.txt calls the program by (RFC 9309 section 2.2.1).
  static func product(of userAgent: String) -> String { String(userAgent.prefix { !"/ (".contains($0) }) }

  /// Ends the run: all transfers fail at once, and no batch is begun after the one under way.
  public func close() async {
    recorder.stop()
    await client.shutdown()
  }

  /// Ends the run for good, when nothing is being polled or recorded any more: the state directory is free at once, and not
  /// only when the last who knows this newsroom has let go of it.
  public func end() async {
    await close()
    await recorder.release()
  }
}

extension Configuration.Durability {
  /// The same choice in the words of the room that writes.
  var forBundles: Durability {
    switch self {
    case .batch: .batch
    case .each: .each
    case .none: .none
    }
  }
}
