// The schedule at work: in a service that runs, across restarts, through jumps of the clock, and in one-shot runs.
import Foundation
import News
import Settings
import Synchronization
import TestOrigin
import Testing

@testable import Worker

@Suite struct ScheduleTests {
  private final class Newsroom: Sendable {
    let state = FileManager.default.temporaryDirectory.appendingPathComponent("newsfold-test-\(UUID())").path
    let origin: TestOrigin

    init() throws {
      origin = try TestOrigin { request in
        .ok(
          body: "<rss version=\"2.0\"><channel><title>S</title><item><guid>\(request.path)</guid>"
            + "<title>Harbour</title></item></channel></rss>", headers: [("Content-Type", "application/rss+xml")])
      }
    }

    deinit {
      origin.stop()
      try? FileManager.default.removeItem(atPath: state)
    }

    /// Settings with sources of these names, and the time between two polls of each.
    func settings(_ sources: [(name: String, interval: String)], spacing: String = "0s") throws -> Configuration {
      var yaml =
        "state: \"\(state)\"\npolling: {shortest: 1s, timeout: 1s, connect_timeout: 1s, host_spacing: \(spacing)}\n"
      yaml += "network: {allow: [127.0.0.1]}\nsources:\n"
      for (name, interval) in sources {
        yaml += "  - {name: \(name), url: \"\(origin.url("/" + name))\", interval: \(interval), pages: never}\n"
      }
      return try SettingsFile.parse(yaml, file: "test", directory: state)
    }

    func asked(_ name: String) -> Int { origin.requests.count { $0.path == "/" + name } }

    /// Runs a service while `body` does. `body` is given a function that waits until a poll of a source is recorded and its
    /// next one set.
    func serve(
      _ settings: Configuration, time: any TimeSource = SystemTime(),
      _ body: (_ polled: (String) async -> Void) async throws -> Void
    ) async throws {
      let witness = LogWitness()
      let workspace = try Workspace(settings: settings, time: time, log: witness.log)
      let service = Service(workspace, notifier: ServiceNotifier(environment: [:]))
      let running = Task { try await service.run() }
      try await body { name in
        _ = await witness.wait("polled", of: name)
        await service.settle()
      }
      await service.stop()
      try await running.value
    }
  }

  /// A clock on the wall that can be put forward and back; the time that passes is real.
  private final class WallClock: TimeSource {
    private let offset = Mutex<Int64>(0)

    func now() -> Instant { SystemTime().now().adding(seconds: offset.withLock { $0 }) }
    func monotonicMilliseconds() -> Int64 { SystemTime().monotonicMilliseconds() }
    func turn(days: Int64) { offset.withLock { $0 += days * 86_400 } }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a step of the clock, forward or back, neither wakes nor silences a source`() async throws {
    let newsroom = try Newsroom()
    let clock = WallClock()
    try await newsroom.serve(newsroom.settings([("daily", "1d"), ("eager", "1s")]), time: clock) { polled in
      await polled("daily")
      for days in [10, -30] as [Int64] {
        clock.turn(days: days)
        await newsroom.origin.waitForRequests(newsroom.origin.requests.count + 2)
      }
    }
    #expect(newsroom.asked("daily") == 1)
    #expect(newsroom.asked("eager") >= 4)
  }

  @Test(.timeLimit(.minutes(1)))
  func `a restart asks what is due and what is new, and nothing early`() async throws {
    let newsroom = try Newsroom()
    try await newsroom.serve(newsroom.settings([("daily", "1d"), ("eager", "1s")])) { polled in
      await polled("daily")
      await polled("eager")
    }
    #expect(newsroom.asked("daily") == 1)
    try await newsroom.serve(newsroom.settings([("daily", "1d"), ("eager", "1s"), ("late", "1d")])) { polled in
      await polled("eager")
      await polled("late")
    }
    #expect(newsroom.asked("daily") == 1)
    #expect(newsroom.asked("late") == 1)
  }

  @Test(.timeLimit(.minutes(1)))
  func `a one-shot run asks all sources of one host in turn, even by a clock that stands still`() async throws {
    let newsroom = try Newsroom()
    let names = (0..<5).map { "s\($0)" }
    let settings = try newsroom.settings(names.map { ($0, "1d") }, spacing: "20ms")
    let workspace = try Workspace(
      settings: settings, time: ManualTime(Instant(seconds: 1_795_000_000)), log: DemoPress.quiet)
    let report = try await OneShot(workspace).run()
    await workspace.end()
    #expect(report.sources.map(\.source.description) == names)
    #expect(report.failed.isEmpty)
    #expect(newsroom.origin.requests.map(\.path) == names.map { "/" + $0 })
  }

  @Test func `three thousand overdue sources start at the pace the settings give`() throws {
    let sources = (0..<3000).map { Source(name: SourceName("s\($0)")!, url: WebAddress("https://h\($0).example/")!) }
    let settings = Configuration(stateDirectory: "/", sources: sources)
    for (paced, first, second) in [(true, 32, 20), (false, 3000, 0)] {
      var agenda = Agenda(settings, paced: paced)
      for index in sources.indices { agenda.insert(index, host: index, due: -1) }
      var starts: [Int] = []
      for now in [0, 1000] as [Int64] {
        starts.append(0)
        while let source = agenda.next(now) {
          agenda.ended(source)
          starts[starts.count - 1] += 1
        }
      }
      #expect(starts == [first, second])
    }
  }
}
