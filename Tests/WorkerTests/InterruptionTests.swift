// A worker that is stopped in the middle and started again is no rude one: it does not ask again what it just asked.
import News
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

  private func expectPutOff(_ press: Press) async throws {
    let record = try #require(try press.inspector().catalog.sources()[SourceName("silent")!])
    #expect(record.failures == 0 && record.lastSuccess == nil)
    let polled = try #require(record.lastPolled)
    #expect(record.nextDue == polled.adding(seconds: 300))
    #expect(record.dueReason.contains("stopped"))
    let next = try await press.ingest(sources(press), force: false)
    #expect(next.notDue >= 1)
    #expect(press.origin.requests.count { $0.path == "/silent" } == 1)
  }

  // The lock of a state directory goes with the workspace, so each has a function to itself.

  private func stopService(_ press: Press) async throws {
    let workspace = try Workspace(settings: press.settings(sources(press)), log: DemoPress.quiet)
    let service = Service(workspace, notifier: ServiceNotifier(environment: [:]))
    let running = Task { try await service.run() }
    await press.origin.waitForRequests(2)
    await service.stop()
    try await running.value
  }

  private func stopRun(_ press: Press) async throws {
    let workspace = try Workspace(settings: press.settings(sources(press)), log: DemoPress.quiet)
    let running = Task { try await OneShot(workspace).run() }
    await press.origin.waitForRequests(2)
    running.cancel()
    await #expect(throws: CancellationError.self) { try await running.value }
    await workspace.close()
  }

  @Test func `a source that nobody had asked yet is as due as before`() throws {
    let press = try press()
    let settings = try press.settings(sources(press))
    var held = Asked(source: settings.sources[0], previous: nil, at: SystemTime().now())
    held.hold(until: held.now.adding(seconds: 60), host: "127.0.0.1")
    #expect(held.interrupted(within: settings.polling) == nil)
  }

  @Test(.timeLimit(.minutes(1))) func `a service that is stopped remembers whom it was asking`() async throws {
    let press = try press()
    try await stopService(press)
    try await expectPutOff(press)
  }

  @Test(.timeLimit(.minutes(1))) func `a run that is stopped remembers whom it was asking`() async throws {
    let press = try press()
    try await stopRun(press)
    try await expectPutOff(press)
  }
}
