// The long-running worker: it polls what is due, and ends when told, leaving whole things only.
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

  private static let feed = """
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
