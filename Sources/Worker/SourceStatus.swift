// How a source fares, for people who look after it.
internal import Catalog
public import News
public import Settings

/// A source's standing.
public struct SourceStatus: Sendable, Codable {
  /// Which source.
  public var source: SourceName
  /// What is asked, without secrets.
  public var url: String
  /// When it is asked next; nil where it never was.
  public var nextDue: Instant?
  /// Why then.
  public var dueReason: String
  /// When it was last asked.
  public var lastPolled: Instant?
  /// When it last answered well.
  public var lastSuccess: Instant?
  /// How the last poll ended.
  public var outcome: String
  /// That in a sentence.
  public var message: String
  /// Failures in a row.
  public var failures: Int
  /// The mean time between two publications, in seconds; nil while it is not known.
  public var publishesEverySeconds: Int?
  /// When it last published something, as far as is known.
  public var newestEntry: Instant?
  /// WebSub hubs it names. They are shown only: to be called by a hub takes a public address.
  public var hubs: [String]
  /// That its pages are read otherwise than before, where they are.
  public var extraction: ExtractionFlag?
  /// Whether it is gone for good.
  public var retired: Bool

  /// All sources of the settings, in their order. A newsroom that never ran has sources that were never asked.
  public static func all(_ settings: Configuration) throws -> [SourceStatus] {
    let catalog = try StateCatalog.open(in: settings.stateDirectory)
    let known = try catalog?.memory(of: settings) ?? [:]
    let holds = try catalog.map { try HostHolds.recorded(in: $0) } ?? [:]
    let policy = SchedulePolicy(settings.polling)
    let now = SystemTime().now()
    return settings.sources.map { source in
      let record = known[source.name]
      let address = SourcePoller.address(of: source, record)
      // A due time that a clock far ahead has set counts as due.
      var due = record.map {
        !$0.retired && policy.isDue($0.nextDue, at: now, longest: source.bounds(within: settings.polling).upperBound)
          ? min($0.nextDue, now) : $0.nextDue
      }
      var reason = record?.dueReason ?? "never polled"
      if let end = holds[address.host], end > max(now, due ?? now), !policy.isDue(end, at: now), record?.retired != true
      {
        (due, reason) = (end, "its host asked to be left alone until then")
      }
      return SourceStatus(
        source: source.name, url: address.redacted, nextDue: due, dueReason: reason, lastPolled: record?.lastPolled,
        lastSuccess: record?.lastSuccess,
        outcome: record?.outcome ?? "", message: record?.message ?? "", failures: record?.failures ?? 0,
        publishesEverySeconds: record?.rhythm.map { Int($0.gapSeconds) }, newestEntry: record?.newestEntry,
        hubs: record?.hubs ?? [],
        extraction: record.flatMap { ExtractionMemory($0.extraction, rules: source.article).flag },
        retired: record?.retired ?? false)
    }
  }
}
