// Polls what is due, once: what cron, a timer unit and the demo run.
public import Catalog
public import News

/// What one run did.
public struct RunReport: Sendable, Codable {
  /// When it began.
  public var started: Instant
  /// How long it took.
  public var milliseconds: Int64
  /// What each source gave, in the order of the settings.
  public var sources: [SourceReport]
  /// Sources that were not due.
  public var notDue: Int
  /// What the catalogue holds now.
  public var totals: CatalogTotals

  /// Articles stored that were not known.
  public var new: Int { sources.reduce(0) { $0 + $1.new } }
  /// Articles stored as a new revision.
  public var revised: Int { sources.reduce(0) { $0 + $1.revised } }
  /// Sources that failed.
  public var failed: [SourceReport] { sources.filter(\.failed) }
}

/// One pass over the sources.
public struct OneShot: Sendable {
  /// Articles are recorded in order of time as far as memory allows: at most this many are held, or this many bytes.
  static let mostDrafts = 1000
  static let mostBytes = 64 << 20

  let workspace: Workspace

  /// A pass in an open newsroom.
  public init(_ workspace: Workspace) { self.workspace = workspace }

  /// Polls the named sources, or all; only those due unless forced. Records everything before it returns.
  ///
  /// Throws `Refusal` (code `unknown-source`) for a name that is not in the settings, `BundleFailure` and `CatalogFailure`
  /// where nothing could be recorded.
  public func run(only names: [SourceName] = [], force: Bool = false) async throws -> RunReport {
    let sources = try chosen(names)
    let began = workspace.time.monotonicMilliseconds()
    let started = workspace.time.now()
    try await workspace.recorder.adoptOrphans()
    let known = try workspace.catalog.sources()
    let due = sources.filter { source in
      guard let record = known[source.name], record.belongs(to: source) else { return true }
      return force || (!record.retired && workspace.policy.isDue(record.nextDue, at: started))
    }
    var reports: [SourceName: SourceReport] = [:]
    try await withThrowingTaskGroup(of: Harvest.self) { group in
      var waiting = due[...]
      func start() {
        guard let source = waiting.popFirst() else { return }
        group.addTask { await workspace.poller.poll(source, known: known[source.name]) }
      }
      for _ in 0..<max(1, workspace.settings.polling.maxConnections) { start() }
      var wave: [Harvest] = []
      var drafts = 0
      var bytes = 0
      func recordWave() async throws {
        for report in try await workspace.recorder.record(wave) { reports[report.source] = report }
        (wave, drafts, bytes) = ([], 0, 0)
      }
      while let harvest = try await group.next() {
        try Task.checkCancellation()
        wave.append(harvest)
        drafts += harvest.drafts.count
        bytes += harvest.drafts.reduce(0) { $0 + $1.bytes }
        if drafts >= Self.mostDrafts || bytes >= Self.mostBytes { try await recordWave() }
        start()
      }
      if !wave.isEmpty { try await recordWave() }
    }
    return RunReport(
      started: started, milliseconds: workspace.time.monotonicMilliseconds() - began,
      sources: due.compactMap { reports[$0.name] }, notDue: sources.count - due.count,
      totals: try workspace.catalog.totals())
  }

  private func chosen(_ names: [SourceName]) throws -> [Source] {
    guard !names.isEmpty else { return workspace.settings.sources }
    for name in names where !workspace.settings.sources.contains(where: { $0.name == name }) {
      let close = workspace.settings.sources.map(\.name.description).joined(separator: ", ")
      throw Refusal(
        code: "unknown-source", message: "there is no source called \"\(name)\" in the settings; there are: \(close)")
    }
    return workspace.settings.sources.filter { names.contains($0.name) }
  }
}
