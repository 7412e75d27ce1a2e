// A worker that is stopped in the middle and started again is no rude one: it does not ask again what it just asked.
import Foundation
import Catalog
import News
import Synchronization
import TestOrigin
import Testing

@testable import Worker

@Suite struct InterruptionTests {
  /// An origin whose feed is slow beyond all patience, and one that answers.
  private func press() throws -> Press {
    let press = try Press()
    press.set("/silent", Reply(status: 200, delivery: .hold))
    press.set("/feed", items: press.item("1", "/page"))
    return press
  }

  private func sources(_ press: Press) -> String {
    """
    - {name: silent, url: "\(press.origin.url("/silent"))"}
    - {name: feed, url: "\(press.origin.url("/feed"))", pages: never}
    """
  }

  private func record(_ press: Press, _ name: String) throws -> SourceRecord {
    try #require(try press.inspector().catalog.sources()[SourceName(name)!])
  }

  private func expectPutOff(_ press: Press) async throws {
    let record = try record(press, "silent")
    #expect(record.failures == 0 && record.lastSuccess == nil)
    let polled = try #require(record.lastPolled)
    #expect(record.nextDue == polled.adding(seconds: 300))
    #expect(record.dueReason.contains("stopped"))
    let next = try await press.ingest(sources(press), force: false)
    #expect(next.notDue >= 1)
    #expect(press.origin.requests.count { $0.path == "/silent" } == 1)
  }

  // The lock of a state directory goes with the workspace, so each has a function to itself.

  private func stopService(_ press: Press, _ sources: String, afterRequests count: Int) async throws {
    let workspace = try Workspace(settings: press.settings(sources), log: DemoPress.quiet)
    let service = Service(workspace, notifier: ServiceNotifier(environment: [:]))
    let running = Task { try await service.run() }
    await press.origin.waitForRequests(count)
    await service.stop()
    try await running.value
  }

  private func stopRun(_ press: Press, _ sources: String, afterRequests count: Int) async throws {
    let workspace = try Workspace(settings: press.settings(sources), log: DemoPress.quiet)
    let running = Task { try await OneShot(workspace).run() }
    await press.origin.waitForRequests(count)
    running.cancel()
    await #expect(throws: CancellationError.self) { try await running.value }
    await workspace.end()
  }

  @Test func `a source that nobody had asked yet is as due as before`() throws {
    let press = try press()
    let settings = try press.settings(sources(press))
    var held = Asked(source: settings.sources[0], previous: nil, at: SystemTime().now())
    held.hold(until: held.now.adding(seconds: 60), "held")
    #expect(held.interrupted(within: settings.polling) == nil)
  }

  @Test(.timeLimit(.minutes(1))) func `a service that is stopped remembers whom it was asking`() async throws {
    let press = try press()
    try await stopService(press, sources(press), afterRequests: 2)
    try await expectPutOff(press)
  }

  @Test(.timeLimit(.minutes(1))) func `a run that is stopped remembers whom it was asking`() async throws {
    let press = try press()
    try await stopRun(press, sources(press), afterRequests: 2)
    try await expectPutOff(press)
  }

  // What had been answered, but was not recorded yet.

  @Test(.timeLimit(.minutes(1)), arguments: [true, false])
  func `what an answer and a robots file asked for holds after a stop`(isService: Bool) async throws {
    let press = try Press()
    let feed = "<rss version=\"2.0\"><channel><title>S</title>\(press.item("1", "/page"))</channel></rss>"
    press.set("/feed", .ok(body: feed, headers: [("ETag", "\"1\""), ("Cache-Control", "max-age=7200")]))
    press.set("/page", Reply(status: 200, delivery: .hold))
    let sources = "- {name: feed, url: \"\(press.origin.url("/feed"))\"}"
    if isService {
      try await stopService(press, sources, afterRequests: 3)
    } else {
      try await stopRun(press, sources, afterRequests: 3)
    }
    let stopped = try record(press, "feed")
    #expect(stopped.nextDue == stopped.lastPolled?.adding(seconds: 7200))
    #expect(stopped.etag == nil, "what was not recorded is asked for again")
    press.set("/page", page: "Harbour closed", words: "The quay")
    #expect(try await press.ingest(sources).new == 1)
    #expect(press.origin.requests.map(\.path) == ["/feed", "/robots.txt", "/page", "/feed", "/page"])
  }

  @Test func `what became of an answer says for how long its source is put off`() throws {
    let press = try Press()
    let settings = try press.settings("- {name: a, url: \"\(press.origin.url("/"))\"}")
    let cases: [(SchedulePolicy.Outcome, Int64)] = [
      (.answered(serverSeconds: nil), 300), (.answered(serverSeconds: 60), 300), (.answered(serverSeconds: 900), 900),
      (.answered(serverSeconds: 1 << 40), 86_400), (.failed(retryAfter: 1800), 1800), (.failed(retryAfter: nil), 300),
      (.gone, 86_400), (.blocked, 86_400),
    ]
    for (outcome, seconds) in cases {
      var asked = Asked(source: settings.sources[0], previous: nil, at: Instant(seconds: 1_795_000_000))
      asked.report.requests = 1
      asked.step = .over(outcome)
      let record = try #require(asked.interrupted(within: settings.polling))
      #expect(record.nextDue == asked.now.adding(seconds: seconds), "\(outcome)")
      #expect(!record.retired)
    }
  }

  @Test(.timeLimit(.minutes(1))) func `a run that goes on for long records what it has`() async throws {
    let press = try press()
    let catalog = TestCatalog(try SQLiteCatalog(path: press.state + "/catalog.sqlite"))
    // By this clock no time passes: what wakes the run is that it has slept.
    let workspace = try Workspace(
      settings: press.settings(sources(press)), time: ManualTime(Instant(seconds: 1_795_000_000)),
      log: DemoPress.quiet, catalog: catalog)
    var run = OneShot(workspace)
    run.longestWave = 1
    let running = Task { [run] in try await run.run() }
    for await name in catalog.recorded where name.description == "feed" { break }
    #expect(try catalog.totals().articles == 1)
    running.cancel()
    await #expect(throws: CancellationError.self) { try await running.value }
    await workspace.end()
    #expect(try record(press, "feed").etag != nil)
  }

  @Test func `a wave is due by its age, which begins with what came first`() throws {
    let press = try press()
    let harvest = Harvest(
      record: SourceRecord(name: SourceName("a")!, url: WebAddress(press.origin.url("/a"))!), drafts: [], met: [],
      facts: [:], report: SourceReport(source: SourceName("a")!))
    var wave = Wave(longest: 100)
    #expect(wave.due == nil && !wave.isDue(.max - 1))
    wave.add(harvest, at: 1000)
    wave.add(harvest, at: 1090)
    #expect(wave.due == 1100)
    #expect(!wave.isDue(1099) && wave.isDue(1100))
    #expect(wave.harvests.count == 2)
  }

  /// Three sources whose articles are recorded in two batches and more: nothing new, ten articles, and one.
  private func recordInPieces(
    _ press: Press, refuse: @escaping @Sendable (Workspace, CatalogBatch) -> Bool
  ) async throws -> (any Error)? {
    press.set("/a", items: (1...10).map { press.item("\($0)", "/a\($0)") }.joined())
    press.set("/b", items: press.item("b", "/b1"))
    press.set("/none", items: "")
    let sources = ["a", "b", "none"].map { "- {name: \($0), url: \"\(press.origin.url("/\($0)"))\", pages: never}" }
    let catalog = TestCatalog(try SQLiteCatalog(path: press.state + "/catalog.sqlite"))
    // All articles are of one moment, so that they are recorded source by source.
    let workspace = try Workspace(
      settings: press.settings(sources.joined(separator: "\n"), more: "bundles: {batch_size: 4}\n"),
      time: ManualTime(Instant(seconds: 1_795_000_000)), log: DemoPress.quiet, catalog: catalog)
    catalog.refuse { refuse(workspace, $0) }
    defer { catalog.refuse { _ in false } }
    do {
      _ = try await OneShot(workspace).run()
      return nil
    } catch { return error }
  }

  @Test func `a stop among batches keeps what is recorded, and one more batch brings to an end what fits`() async throws
  {
    let press = try Press()
    let trouble = try await recordInPieces(press) { workspace, batch in
      if !batch.articles.isEmpty { workspace.recorder.stop() }
      return false
    }
    #expect(trouble is CancellationError)
    #expect(try press.inspector().catalog.totals().articles == 4 + 1)
    for name in ["b", "none"] {
      let record = try record(press, name)
      #expect(record.etag != nil && record.lastSuccess != nil && !record.dueReason.contains("stopped"), "\(name)")
    }
    let stopped = try record(press, "a")
    #expect(stopped.etag == nil && stopped.dueReason.contains("stopped"))
  }

  @Test func `a failed batch does not undo what an earlier one recorded`() async throws {
    let press = try Press()
    let batches = Mutex(0)
    let trouble = try await recordInPieces(press) { _, batch in
      guard !batch.articles.isEmpty else { return false }
      return batches.withLock { count in
        count += 1
        return count > 1
      }
    }
    #expect((trouble as? CatalogFailure)?.code == "disk-full")
    let kept = try record(press, "none")
    #expect(kept.etag != nil && kept.lastSuccess != nil && !kept.dueReason.contains("stopped"))
    for name in ["a", "b"] {
      let record = try record(press, name)
      #expect(record.etag == nil && record.dueReason.contains("stopped"), "\(name)")
    }
  }

  @Test func `a wait that a host asked for is remembered though the batch it came with failed`() async throws {
    let press = try Press()
    press.set("/a", items: press.item("1", "/page"))
    press.set("/b", Reply(status: 503, headers: [("Retry-After", "600")]))
    let busy = press.origin.url("/b").replacing("127.0.0.1", with: "localhost")
    let catalog = TestCatalog(try SQLiteCatalog(path: press.state + "/catalog.sqlite"))
    catalog.refuse { !$0.articles.isEmpty }
    let workspace = try Workspace(
      settings: press.settings(
        "- {name: a, pages: never, url: \"\(press.origin.url("/a"))\"}\n- {name: b, url: \"\(busy)\"}"),
      log: DemoPress.quiet, catalog: catalog)
    await #expect(throws: CatalogFailure.self) { try await OneShot(workspace).run() }
    await workspace.end()
    #expect(try catalog.facts(prefix: "hold ").keys.sorted() == ["hold localhost"])
    let record = try record(press, "b")
    #expect(record.nextDue == record.lastPolled?.adding(seconds: 600))
  }

  @Test func `what a failed commit gives back does not overrule what was learned since`() {
    let facts = UnrecordedFacts()
    facts.note("a", Fact("1"))
    facts.note("b", Fact("1"))
    let taken = facts.take()
    #expect(taken.count == 2 && facts.isEmpty)
    facts.note("a", Fact("2"))
    facts.putBack(taken)
    #expect(facts.take() == ["a": Fact("2"), "b": Fact("1")])
  }

  @Test func `nobody is asked in vain where nothing can be recorded`() async throws {
    let press = try press()
    let catalog = TestCatalog(try SQLiteCatalog(path: press.state + "/catalog.sqlite"))
    catalog.refuse { _ in true }
    let workspace = try Workspace(
      settings: press.settings(sources(press)), log: DemoPress.quiet, catalog: catalog)
    await #expect(throws: CatalogFailure.self) { try await OneShot(workspace).run() }
    await workspace.end()
    #expect(press.origin.requests.isEmpty)
  }

  private func serveUntilFeedIsAsked(_ press: Press) async throws {
    let yaml = sources(press) + "\n- {name: new, url: \"\(press.origin.url("/new"))\", pages: never}"
    let workspace = try Workspace(settings: press.settings(yaml), log: DemoPress.quiet)
    let service = Service(workspace, notifier: ServiceNotifier(environment: [:]))
    let running = Task { try await service.run() }
    await press.origin.waitForRequests(2)
    await service.stop()
    try await running.value
  }

  @Test(.timeLimit(.minutes(1))) func `a service that died asks nobody again whom it had just asked`() async throws {
    let press = try press()
    // What a killed one leaves: a journal of whom it asked, the last line cut off, and nothing in the catalogue.
    let now = SystemTime().now().milliseconds
    try Data("\(now - 2000) silent\n\(now - 900_000) feed\n\(now) ne".utf8)
      .write(to: URL(fileURLWithPath: press.state + "/asking"))
    try await serveUntilFeedIsAsked(press)
    #expect(press.origin.requests.map(\.path).sorted() == ["/feed", "/new"])
    #expect(!FileManager.default.fileExists(atPath: press.state + "/asking"), "a stop in order leaves none")
  }

  @Test func `a journal is read as it was written, and what it kept goes into the next`() throws {
    let press = try press()
    let path = press.state + "/asking"
    let (one, two) = (SourceName("one")!, SourceName("two")!)
    var journal = try #require(AskingJournal(path, keeping: [:]))
    for second in 1...3 { journal.note(one, at: Instant(seconds: Int64(second))) }
    journal.note(two, at: Instant(seconds: 2))
    #expect(AskingJournal.read(path) == [one: Instant(seconds: 3), two: Instant(seconds: 2)])
    _ = AskingJournal(path, keeping: [two: Instant(seconds: 2)])
    #expect(AskingJournal.read(path) == [two: Instant(seconds: 2)])
    for _ in 0..<60_000 { journal.note(one, at: Instant(seconds: 1_795_000_000)) }
    let size = try #require(try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
    #expect(size < 1_100_000, "it does not grow for ever")
    #expect(AskingJournal.read(press.state + "/none").isEmpty)
  }
}
