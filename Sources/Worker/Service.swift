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
  private let sources: [Source]
  private let inbox: Inbox
  /// Sources by their place in the settings.
  private var agenda: Agenda
  private var hosts = HostNumbers()
  private var records: [SourceName: SourceRecord] = [:]
  private var running: [Int: Task<Void, Never>] = [:]
  /// Sources being polled.
  var inHand: Int { running.count }
  /// Sources that were asked and are not recorded yet, as they are remembered if that is all there is.
  private var unrecorded: [SourceName: SourceRecord] = [:]
  private var pause = CommitPause()
  private var timer: (any DispatchSourceTimer)?
  private var watchdog: (any DispatchSourceTimer)?
  private var journal: AskingJournal?
  private var stopping = false
  private var ended: CheckedContinuation<Void, Never>?

  /// The timer never sleeps longer than this: it stands still while the machine does, and due times do not.
  private static let longestSleepMilliseconds: Int64 = 60_000

  /// A service in an open newsroom.
  public init(_ workspace: Workspace, notifier: ServiceNotifier) {
    self.workspace = workspace
    self.notifier = notifier
    sources = workspace.settings.sources
    agenda = Agenda(workspace.settings, paced: true)
    inbox = Inbox(
      workspace.recorder, gatheringMilliseconds: workspace.settings.bundles.batchMilliseconds,
      full: workspace.settings.bundles.batchSize)
  }

  /// Runs until `stop()`. Throws where the state cannot be read at the start; later trouble is logged and tried again.
  public func run() async throws {
    try await workspace.recorder.adoptOrphans()
    records = try workspace.catalog.memory(of: workspace.settings)
    let asked = AskingJournal.read(journalPath)
    for (index, source) in sources.enumerated() {
      let record = records[source.name]
      let next = max(record?.nextDue ?? Instant(milliseconds: 0), afterCrash(source, record, asked[source.name]))
      if record?.retired != true { wait(for: index, record, until: next) }
    }
    let now = workspace.time.now()
    journal = AskingJournal(journalPath, keeping: asked.filter { $0.value > now.adding(seconds: -86_400) })
    startTimers()
    workspace.log.info("service started", metadata: ["sources": "\(sources.count)"])
    notifier.send("READY=1\nSTATUS=\(sources.count) sources")
    tick()
    if !stopping { await withCheckedContinuation { ended = $0 } }
    await finish()
  }

  private var journalPath: String { workspace.settings.stateDirectory + "/asking" }

  /// The earliest next poll of a source that was asked by a worker which died before it could record that.
  private func afterCrash(_ source: Source, _ record: SourceRecord?, _ asked: Instant?) -> Instant {
    guard let asked, asked > record?.lastPolled ?? Instant(milliseconds: 0) else { return Instant(milliseconds: 0) }
    let polling = workspace.settings.polling
    return asked.adding(seconds: Int64(max(source.bounds(within: polling).lowerBound, polling.timeout)))
  }

  /// Ends the service: no new polls, transfers abandoned, what is being recorded is finished as far as one batch goes.
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
  private func wait(for index: Int, _ record: SourceRecord?, until next: Instant) {
    let source = sources[index]
    let due = workspace.policy.wait(
      until: next, at: workspace.time.now(), longest: source.bounds(within: workspace.settings.polling).upperBound)
    agenda.insert(
      index, host: hosts.number(of: SourcePoller.address(of: source, record).host),
      due: workspace.time.monotonicMilliseconds() + due)
  }

  /// Starts what is due and sets the timer for what comes next.
  private func tick() {
    guard !stopping else { return }
    let now = workspace.time.monotonicMilliseconds()
    while now >= pause.end, let index = agenda.next(now) {
      let known = records[sources[index].name]
      journal?.note(sources[index].name, at: workspace.time.now())
      running[index] = Task { await self.poll(index, known) }
    }
    // Where nothing may start before something ends, that end ticks again.
    let wait = agenda.wakeTime(now).map { max(10, min(max($0, pause.end) - now, Self.longestSleepMilliseconds)) }
    timer?.schedule(
      deadline: .now() + .milliseconds(Int(wait ?? Self.longestSleepMilliseconds)), leeway: .milliseconds(50))
  }

  private func poll(_ index: Int, _ known: SourceRecord?) async {
    let source = sources[index]
    let asked = await workspace.poller.ask(source, known: known)
    if let memory = asked.interrupted(within: workspace.settings.polling) { unrecorded[source.name] = memory }
    // Its host has answered; reading on must not keep others waiting.
    agenda.asked(index)
    tick()
    let harvest = await workspace.poller.gather(asked)
    var next: Instant? = harvest.record.retired ? nil : harvest.record.nextDue
    do {
      // What a stop interrupted says nothing of the source.
      if Task.isCancelled { throw CancellationError() }
      let report = try await inbox.record(harvest)
      pause.succeeded()
      records[source.name] = harvest.record
      unrecorded[source.name] = nil
      log(report)
    } catch is CancellationError {
      // The service ends.
    } catch {
      next = failed(source, harvest, error)
    }
    running[index] = nil
    if let next { wait(for: index, records[source.name], until: next) } else { agenda.ended(index) }
    notifier.send("STATUS=\(sources.count) sources, \(inHand) being polled")
    tick()
  }

  /// When to ask a source whose harvest could not be recorded. The trouble is ours: that is no reason to ask it sooner
  /// than if all were well, and it is worth another try even if it said that it is gone.
  private func failed(_ source: Source, _ harvest: Harvest, _ error: any Error) -> Instant {
    let now = workspace.time.now()
    let bounds = source.bounds(within: workspace.settings.polling)
    let soonest = now.adding(seconds: Int64(max(60, bounds.lowerBound)))
    let next = max(soonest, min(harvest.record.nextDue, now.adding(seconds: Int64(bounds.upperBound))))
    pause.failed(at: workspace.time.monotonicMilliseconds())
    workspace.log.error(
      "not recorded, tried again in \(SchedulePolicy.words(Int((next.milliseconds - now.milliseconds) / 1000)))",
      metadata: ["source": "\(source.name)", "error": "\(error)"])
    return next
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
    for notice in report.notices {
      workspace.log.notice("\(notice)", metadata: ["source": "\(report.source)"])
    }
    for failure in report.pageFailures {
      workspace.log.notice("page not read: \(failure)", metadata: ["source": "\(report.source)"])
    }
    for misfit in report.pageMisfits {
      workspace.log.notice("rules do not fit a page: \(misfit)", metadata: ["source": "\(report.source)"])
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
    do {
      try await workspace.recorder.postpone(Array(unrecorded.values))
      journal?.end(journalPath)
    } catch {
      workspace.log.error("not remembered which sources were being asked", metadata: ["error": "\(error)"])
    }
    await workspace.end()
    watchdog?.cancel()
    workspace.log.info("service stopped")
  }
}
