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
  /// Sources that were not asked because their hosts asked to be left alone.
  public var held: [SourceReport] { sources.filter { $0.outcome == SourceReport.held } }
  /// Sources that failed.
  public var failed: [SourceReport] { sources.filter(\.failed) }
}

/// One pass over the sources.
public struct OneShot: Sendable {
  /// What a run waits for.
  private enum Step: Sendable {
    case woken(Int64)
    case asked(Int, Asked)
    case gathered(Int, Harvest)
  }

  let workspace: Workspace
  /// Nothing waits longer to be recorded, in milliseconds.
  var longestWave: Int64 = 15_000

  /// A pass in an open newsroom.
  public init(_ workspace: Workspace) { self.workspace = workspace }

  /// Polls the named sources, or all; only those due unless forced. Records everything before it returns.
  ///
  /// Throws `Refusal` (code `unknown-source`) for a name that is not in the settings, `BundleFailure` and `CatalogFailure`
  /// where something cannot be recorded: before anyone is asked where that shows by then. What was recorded before stays.
  public func run(only names: [SourceName] = [], force: Bool = false) async throws -> RunReport {
    let sources = try chosen(names)
    let began = workspace.time.monotonicMilliseconds()
    let started = workspace.time.now()
    try await workspace.recorder.adoptOrphans()
    let known = try workspace.catalog.memory(of: workspace.settings)
    let due = sources.filter { source in
      guard let record = known[source.name] else { return true }
      let longest = source.bounds(within: workspace.settings.polling).upperBound
      return force || (!record.retired && workspace.policy.isDue(record.nextDue, at: started, longest: longest))
    }
    if !due.isEmpty { try await workspace.recorder.begin() }
    let reports = try await poll(due, known, at: started, began: began)
    return RunReport(
      started: started, milliseconds: workspace.time.monotonicMilliseconds() - began,
      sources: due.compactMap { reports[$0.name] }, notDue: sources.count - due.count,
      totals: try workspace.catalog.totals())
  }

  /// Polls what is due, and records it. Ends early where the task is cancelled or nothing can be recorded; then sources
  /// that were asked in vain are put off. What was complete when the task was cancelled is recorded as far as one batch
  /// goes, so that nobody waits for the end.
  private func poll(_ due: [Source], _ known: [SourceName: SourceRecord], at started: Instant, began: Int64)
    async throws
    -> [SourceName: SourceReport]
  {
    var reports: [SourceName: SourceReport] = [:]
    /// Sources that were asked and are not recorded yet, as they are remembered if that is all there is.
    var unrecorded: [SourceName: SourceRecord] = [:]
    let trouble = await withTaskGroup(of: Step.self) { group -> (any Error)? in
      var (agenda, now, sleeping) = (agenda(due, known, at: started), Int64(0), Int64?.none)
      var wave = Wave(longest: longestWave)
      func start() {
        while let index = agenda.next(now) {
          group.addTask { .asked(index, await workspace.poller.ask(due[index], known: known[due[index].name])) }
        }
        let wakes = [agenda.wakeTime(now), wave.due].compactMap(\.self)
        guard let wake = wakes.min(), wake < sleeping ?? .max else { return }
        sleeping = wake
        let wait = wake - now
        group.addTask {
          try? await Task.sleep(for: .milliseconds(wait))  // cut short where the run ends
          return .woken(wake)
        }
      }
      start()
      func recordWave() async -> (any Error)? {
        let recording = await workspace.recorder.record(wave.harvests)
        wave = Wave(longest: longestWave)
        for (name, report) in recording.reports {
          reports[name] = report
          unrecorded[name] = nil
        }
        return recording.trouble
      }
      var trouble: (any Error)?
      var left = due.count
      while left > 0, let step = await group.next() {
        if Task.isCancelled { trouble = trouble ?? CancellationError() }
        now = max(now, workspace.time.monotonicMilliseconds() - began)
        switch step {
        case .woken(let time):
          // However the clock goes that was given: so much time has passed.
          now = max(now, time)
          if sleeping == time { sleeping = nil }
        case .asked(let index, let answer):
          unrecorded[answer.source.name] = answer.interrupted(within: workspace.settings.polling)
          agenda.asked(index)
          if trouble == nil { group.addTask { .gathered(index, await workspace.poller.gather(answer)) } }
        case .gathered(let index, let harvest):
          agenda.ended(index)
          left -= 1
          // In trouble it may be what a stop has cut short.
          if trouble == nil { wave.add(harvest, at: now) }
        }
        if trouble == nil, wave.isDue(now) { trouble = await recordWave() }
        // In trouble only what is under way is waited for, and that is cancelled.
        if trouble == nil { start() } else { group.cancelAll() }
      }
      group.cancelAll()  // a sleep nobody waits for
      if Task.isCancelled { workspace.recorder.stop() }
      if trouble == nil || Task.isCancelled, !wave.harvests.isEmpty { trouble = await recordWave() ?? trouble }
      return trouble
    }
    guard let trouble else { return reports }
    // Where that fails too they are asked again at once, which is no worse than not to try.
    try? await workspace.recorder.postpone(Array(unrecorded.values))
    throw trouble
  }

  private func agenda(_ due: [Source], _ known: [SourceName: SourceRecord], at started: Instant) -> Agenda {
    var agenda = Agenda(workspace.settings, paced: false)
    var hosts = HostNumbers()
    for (index, source) in due.enumerated() {
      let record = known[source.name]
      let wait = workspace.policy.wait(
        until: record?.nextDue ?? Instant(milliseconds: 0), at: started,
        longest: source.bounds(within: workspace.settings.polling).upperBound)
      agenda.insert(index, host: hosts.number(of: SourcePoller.address(of: source, record).host), due: min(wait, 0))
    }
    return agenda
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
