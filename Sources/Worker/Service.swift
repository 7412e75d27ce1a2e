// Polls for ever on a Dispatch timer: each source at its own due time, none waiting for another.
internal import Catalog
internal import Dispatch
internal import Logging
internal import News
internal import Transport

/// The long-running worker. Its actor's queue carries the timer, so a watchdog ping proves that the schedule is alive.
public actor Service {
  nonisolated let executor = QueueExecutor(label: "newsfold.schedule")
  /// Runs on the schedule's own queue.
  public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  private let workspace: Workspace
  private let notifier: ServiceNotifier
  private let sources: [SourceName: Source]
  private let inbox: Inbox
  private var due = DueTimes()
  private var records: [SourceName: SourceRecord] = [:]
  private var running: [SourceName: Task<Void, Never>] = [:]
  private var timer: (any DispatchSourceTimer)?
  private var watchdog: (any DispatchSourceTimer)?
  private var stopping = false
  private var ended: CheckedContinuation<Void, Never>?

  /// The timer never sleeps longer than this.
  private static let longestSleepMilliseconds: Int64 = 60_000

  /// A service in an open newsroom.
  public init(_ workspace: Workspace, notifier: ServiceNotifier) {
    self.workspace = workspace
    self.notifier = notifier
    sources = Dictionary(uniqueKeysWithValues: workspace.settings.sources.map { ($0.name, $0) })
    inbox = Inbox(
      workspace.recorder, gatheringMilliseconds: workspace.settings.bundles.batchMilliseconds,
      full: workspace.settings.bundles.batchSize)
  }

  /// Runs until `stop()`. Throws where the state cannot be read at the start; later trouble is logged and tried again.
  public func run() async throws {
    try await workspace.recorder.adoptOrphans()
    records = try workspace.catalog.sources()
    for source in workspace.settings.sources {
      let record = records[source.name].flatMap { $0.belongs(to: source) ? $0 : nil }
      if record?.retired != true { wait(for: source.name, until: record?.nextDue ?? Instant(milliseconds: 0)) }
    }
    startTimers()
    workspace.log.info("service started", metadata: ["sources": "\(sources.count)"])
    notifier.send("READY=1\nSTATUS=\(sources.count) sources")
    tick()
    if !stopping { await withCheckedContinuation { ended = $0 } }
    await finish()
  }

  /// Ends the service: no new polls, transfers abandoned, what is being recorded is finished.
  public func stop() {
    guard !stopping else { return }
    stopping = true
    ended?.resume()
    ended = nil
  }

  private func startTimers() {
    let timer = DispatchSource.makeTimerSource(queue: executor.queue)
    timer.setEventHandler { @Sendable [weak self] in self?.assumeIsolated { $0.tick() } }
    timer.schedule(deadline: .distantFuture)
    timer.activate()
    self.timer = timer
    guard let interval = notifier.watchdogMicroseconds else { return }
    let watchdog = DispatchSource.makeTimerSource(queue: executor.queue)
    let notifier = notifier
    watchdog.setEventHandler { @Sendable in notifier.send("WATCHDOG=1") }
    watchdog.schedule(deadline: .now(), repeating: .microseconds(Int(interval / 2)))
    watchdog.activate()
    self.watchdog = watchdog
  }

  /// Due times are kept on the clock that never jumps, so that a step of the other neither silences sources nor wakes
  /// them all.
  private func wait(for source: SourceName, until next: Instant) {
    let now = workspace.time.now()
    let milliseconds = workspace.policy.isDue(next, at: now) ? 0 : next.milliseconds - now.milliseconds
    due.insert(source, due: Instant(milliseconds: monotonicNow.milliseconds + milliseconds))
  }

  private var monotonicNow: Instant { Instant(milliseconds: workspace.time.monotonicMilliseconds()) }

  /// Starts what is due and sets the timer for what comes next.
  private func tick() {
    guard !stopping else { return }
    let now = monotonicNow
    while running.count < workspace.settings.polling.maxConnections, let name = due.popDue(at: now) {
      guard let source = sources[name] else { continue }
      let known = records[name]
      running[name] = Task { await self.poll(source, known) }
    }
    guard running.count < workspace.settings.polling.maxConnections else { return }  // the next one to end ticks again
    let wait = due.earliest.map { max(10, min($0.milliseconds - now.milliseconds, Self.longestSleepMilliseconds)) }
    timer?.schedule(
      deadline: .now() + .milliseconds(Int(wait ?? Self.longestSleepMilliseconds)), leeway: .milliseconds(50))
  }

  private func poll(_ source: Source, _ known: SourceRecord?) async {
    let harvest = await workspace.poller.poll(source, known: known)
    var next = harvest.record.nextDue
    // What a stop interrupted says nothing of the source.
    if !Task.isCancelled {
      do {
        let report = try await inbox.record(harvest)
        records[source.name] = harvest.record
        log(report)
      } catch is CancellationError {
        // The service ends; what was not recorded is asked for again.
      } catch {
        next = workspace.time.now().adding(seconds: 60)
        workspace.log.error(
          "not recorded, tried again in a minute", metadata: ["source": "\(source.name)", "error": "\(error)"])
      }
    }
    running[source.name] = nil
    if !harvest.record.retired { wait(for: source.name, until: next) }
    notifier.send("STATUS=\(sources.count) sources, \(running.count) being polled")
    tick()
  }

  private func log(_ report: SourceReport) {
    let facts: Logger.Metadata = [
      "source": "\(report.source)", "outcome": "\(report.outcome)", "entries": "\(report.entries)",
      "new": "\(report.new)", "revised": "\(report.revised)",
    ]
    if report.failed {
      workspace.log.warning("poll failed: \(report.message)", metadata: facts)
    } else if report.new + report.revised > 0 {
      workspace.log.info("polled", metadata: facts)
    } else {
      workspace.log.debug("polled", metadata: facts)
    }
    for failure in report.pageFailures {
      workspace.log.notice("page not read: \(failure)", metadata: ["source": "\(report.source)"])
    }
  }

  private func finish() async {
    notifier.send("STOPPING=1")
    timer?.cancel()
    let tasks = Array(running.values)
    for task in tasks { task.cancel() }
    // All transfers fail at once, so that what is left to wait for is a batch being recorded.
    await workspace.close()
    for task in tasks { await task.value }
    watchdog?.cancel()
    workspace.log.info("service stopped")
  }
}
