// The long-running worker: it polls what is due, and ends when told, leaving whole things only.
import Catalog
import Dispatch
import Foundation
import Glibc
import News
import Settings
import TestOrigin
import Testing

@testable import Worker

@Suite struct ServiceTests {
  private func settings(_ state: String, _ urls: [String]) throws -> Configuration {
    var yaml = "state: \"\(state)\"\npolling: {interval: 1s, shortest: 1s}\nnetwork: {allow: [127.0.0.1]}\nsources:\n"
    for (index, url) in urls.enumerated() { yaml += "  - {name: s\(index), url: \"\(url)\", interval: 1s}\n" }
    return try SettingsFile.parse(yaml, file: "test", directory: state)
  }

  fileprivate static let feed = """
    <rss version="2.0"><channel><title>S</title><item><guid>1</guid><title>Harbour closed</title>
    <description>The harbour was closed.</description></item></channel></rss>
    """

  @Test(.timeLimit(.minutes(1)))
  func `the service polls, comes back with validators, and ends when told, though a source never answers`() async throws
  {
    let state = FileManager.default.temporaryDirectory.appendingPathComponent("newsfold-test-\(UUID())").path
    defer { try? FileManager.default.removeItem(atPath: state) }
    let origin = try TestOrigin { request in
      switch request.path {
      case "/silent": Reply(status: 200, delivery: .hold)
      default:
        request["If-None-Match"] == "\"1\""
          ? .notModified()
          : .ok(body: Self.feed, headers: [("ETag", "\"1\""), ("Content-Type", "application/rss+xml")])
      }
    }
    let workspace = try Workspace(
      settings: settings(state, [origin.url("/silent"), origin.url("/feed")]), log: DemoPress.quiet)
    let service = Service(workspace, notifier: ServiceNotifier(environment: [:]))
    let running = Task { try await service.run() }
    // Robots is not asked for feeds: the silent one, the feed, and the feed again.
    await origin.waitForRequests(3)
    await service.stop()
    try await running.value
    let polls = origin.requests.filter { $0.path == "/feed" }
    #expect(polls[0]["If-None-Match"] == nil)
    #expect(polls.dropFirst().allSatisfy { $0["If-None-Match"] == "\"1\"" })
    let inspector = try Inspector(state: state, windowSeconds: 86_400)
    #expect(try inspector.catalog.totals().articles == 1)
    #expect(try inspector.verify().faults.isEmpty)
    origin.stop()
  }

  @Test(.timeLimit(.minutes(1)))
  func `the service ends at once though a robots file never comes`() async throws {
    let state = FileManager.default.temporaryDirectory.appendingPathComponent("newsfold-test-\(UUID())").path
    defer { try? FileManager.default.removeItem(atPath: state) }
    let origin = try TestOrigin { request in
      guard request.path == "/feed" else { return Reply(status: 200, delivery: .hold) }
      return .ok(
        body: "<rss version=\"2.0\"><channel><item><guid>1</guid><link>/a</link><title>T</title></item></channel></rss>"
      )
    }
    let yaml =
      "state: \"\(state)\"\npolling: {timeout: 10m}\nnetwork: {allow: [127.0.0.1]}\nsources: [\"\(origin.url("/feed"))\"]"
    let settings = try SettingsFile.parse(yaml, file: "test", directory: state)
    let service = Service(
      try Workspace(settings: settings, log: DemoPress.quiet), notifier: ServiceNotifier(environment: [:]))
    let running = Task { try await service.run() }
    await origin.waitForRequests(2)
    await service.stop()
    try await running.value
    #expect(origin.requests.map(\.path) == ["/feed", "/robots.txt"])
    let inspector = try Inspector(state: state, windowSeconds: 86_400)
    #expect(try inspector.catalog.totals().articles == 0)
    let record = try #require(try inspector.catalog.sources().values.first)
    #expect(record.lastSuccess == nil && record.etag == nil, "only that it was asked is remembered")
    origin.stop()
  }

  /// A service whose catalogue refuses some commits. Its source `slow` answers when `gate` opens, which is what makes the
  /// service look at its schedule once more by a clock that stands still.
  private final class Trouble: Sendable {
    let press: Press
    let origin: TestOrigin
    let catalog: TestCatalog
    let time = ManualTime(Instant(seconds: 1_795_000_000))
    let gate = DispatchSemaphore(value: 0)
    let witness = LogWitness()

    init(_ press: Press) throws {
      self.press = press
      let gate = gate
      origin = try TestOrigin { request in
        switch request.path {
        case "/slow": gate.wait()
        case "/gone": return Reply(status: 410)
        default: break
        }
        return .ok(body: ServiceTests.feed, headers: [("Content-Type", "application/rss+xml")])
      }
      catalog = TestCatalog(try SQLiteCatalog(path: press.state + "/catalog.sqlite"))
    }

    func workspace(_ names: [String]) throws -> Workspace {
      let sources = names.map { "- {name: \($0), url: \"\(origin.url("/" + $0))\", interval: 300s, pages: never}" }
      return try Workspace(
        settings: press.settings(sources.joined(separator: "\n")), time: time, log: witness.log, catalog: catalog)
    }

    func asked(_ name: String) -> Int { origin.requests.count { $0.path == "/" + name } }

    /// Runs a service over these sources while `body` does.
    func serve(_ names: [String], _ body: (Service) async throws -> Void) async throws {
      let service = Service(try workspace(names), notifier: ServiceNotifier(environment: [:]))
      let running = Task { try await service.run() }
      try await body(service)
      await service.stop()
      gate.signal()
      try await running.value
      origin.stop()
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `while nothing can be recorded nobody is asked, though many are due`() async throws {
    let trouble = try Trouble(Press())
    // Known, so due in some minutes only; then the disk fills.
    func poll(_ name: String) async throws { _ = try await OneShot(try trouble.workspace([name])).run() }
    try await poll("later")
    trouble.catalog.refuse { !$0.articles.isEmpty }
    trouble.time.advance(seconds: 290 - 30)
    try await trouble.serve(["slow", "failing", "later"]) { service in
      _ = await trouble.witness.wait("not recorded", of: "failing")
      trouble.time.advance(seconds: 50)
      trouble.gate.signal()
      _ = await trouble.witness.wait("not recorded", of: "slow")
      await service.settle()
      #expect(await service.inHand == 0)
    }
    #expect(trouble.asked("later") == 1)
    #expect(trouble.asked("failing") == 1)
  }

  @Test(.timeLimit(.minutes(1)))
  func `a source that is gone is asked once more where that could not be recorded`() async throws {
    let trouble = try Trouble(Press())
    trouble.catalog.refuse { $0.sources.contains { $0.retired } }
    try await trouble.serve(["slow", "gone"]) { service in
      let line = await trouble.witness.wait("not recorded", of: "gone")
      #expect(line == "not recorded, tried again in 24 h")
      trouble.time.advance(seconds: 86_400)
      trouble.gate.signal()
      await trouble.origin.waitForRequests(3)
    }
    #expect(trouble.asked("gone") == 2)
  }

  @Test func `the pause after failed commits doubles up to an hour, and one success ends it`() {
    var pause = CommitPause()
    #expect(pause.end == .min)
    var now: Int64 = 5
    for seconds in [60, 120, 240, 480, 960, 1920, 3600, 3600] as [Int64] {
      pause.failed(at: now)
      #expect(pause.end == now + seconds * 1000)
      pause.failed(at: now)
      pause.failed(at: pause.end - 1)
      #expect(pause.end == now + seconds * 1000, "those were under way when it began")
      now = pause.end
    }
    pause.succeeded()
    #expect(pause.end == .min)
    pause.failed(at: now)
    #expect(pause.end == now + 60_000)
  }

  @Test func `messages reach the service manager as datagrams, also at an abstract address`() throws {
    let notifier = ServiceNotifier(environment: ["WATCHDOG_USEC": "60000000"])
    #expect(notifier.watchdogMicroseconds == 60_000_000)
    #expect(ServiceNotifier(environment: ["WATCHDOG_USEC": "0"]).watchdogMicroseconds == nil)
    #expect(ServiceNotifier(environment: ["WATCHDOG_USEC": "5", "WATCHDOG_PID": "1"]).watchdogMicroseconds == nil)
    let fd = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
    defer { close(fd) }
    let name = "newsfold-test-\(UUID())"
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: [0] + Array(name.utf8)) }
    let length = socklen_t(MemoryLayout<sa_family_t>.size + 1 + name.utf8.count)
    let bound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(fd, $0, length) }
    }
    #expect(bound == 0)
    ServiceNotifier(environment: ["NOTIFY_SOCKET": "@" + name]).send("READY=1")
    var buffer = [UInt8](repeating: 0, count: 64)
    let count = recv(fd, &buffer, buffer.count, Int32(MSG_DONTWAIT))
    #expect(count > 0 && String(decoding: buffer[..<max(0, count)], as: UTF8.self) == "READY=1")
  }
}
