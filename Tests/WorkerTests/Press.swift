// A newsroom of one or a few sources on a test origin, for one-shot runs one after the other.
import Foundation
import News
import Settings
import Synchronization
import TestOrigin

@testable import Worker

/// A state directory whose sources live on a test origin; what the origin answers can be changed between runs.
final class Press: Sendable {
  let origin: TestOrigin
  let state = FileManager.default.temporaryDirectory.appendingPathComponent("newsfold-test-\(UUID())").path
  private let replies: Replies

  private final class Replies: Sendable {
    let byPath = Mutex<[String: Reply]>([:])
  }

  init() throws {
    let replies = Replies()
    self.replies = replies
    origin = try TestOrigin { request in
      let reply = replies.byPath.withLock { $0[request.path] } ?? .notFound
      let tag = reply.headers.first { $0.0 == "ETag" }?.1
      return tag != nil && request["If-None-Match"] == tag ? .notModified(headers: reply.headers) : reply
    }
    try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
  }

  deinit {
    origin.stop()
    try? FileManager.default.removeItem(atPath: state)
  }

  func set(_ path: String, _ reply: Reply) { replies.byPath.withLock { $0[path] = reply } }

  /// Puts a feed at a path; its ETag changes with its text.
  func set(_ path: String, items: String) {
    let text = "<rss version=\"2.0\"><channel><title>Press</title>\(items)</channel></rss>"
    let tag = "\"\(Digest.sha256Hex(text.utf8).prefix(8))\""
    set(path, .ok(body: text, headers: [("ETag", tag), ("Content-Type", "application/rss+xml")]))
  }

  /// Puts an article of a hundred words and more at a path.
  func set(_ path: String, page title: String, words: String) {
    let body = (1...24).map { "\(words) number \($0) of the harbour report." }.joined(separator: " ")
    set(
      path,
      .ok(
        body:
          "<html><head><title>\(title)</title></head><body><article><h1>\(title)</h1><p>\(body)</p></article></body></html>",
        headers: [("Content-Type", "text/html")]))
  }

  func item(_ guid: String, _ path: String, title: String = "Harbour closed", summary: String = "A teaser.") -> String {
    """
    <item><guid isPermaLink="false">\(guid)</guid><link>\(origin.url(path))</link><title>\(title)</title>
    <description>\(summary)</description></item>
    """
  }

  /// Settings; `sources` is the list in YAML, `more` further groups.
  func settings(_ sources: String, more: String = "", spacing: String = "0s") throws -> Configuration {
    try SettingsFile.parse(
      "state: \"\(state)\"\npolling: {host_spacing: \(spacing)}\nnetwork: {allow: [127.0.0.1, localhost]}\n\(more)sources:\n\(sources)\n",
      file: "test", directory: state)
  }

  @discardableResult func ingest(
    _ sources: String, force: Bool = true, time: any TimeSource = SystemTime(), more: String = "",
    spacing: String = "0s"
  )
    async throws
    -> RunReport
  {
    let workspace = try Workspace(
      settings: settings(sources, more: more, spacing: spacing), time: time, log: DemoPress.quiet)
    let report = try await OneShot(workspace).run(force: force)
    await workspace.end()
    return report
  }

  func inspector() throws -> Inspector { try Inspector(state: state, windowSeconds: 14 * 86_400) }
}

/// A clock that stands still until it is set.
final class ManualTime: TimeSource {
  private let instant: Mutex<Instant>

  init(_ instant: Instant) { self.instant = Mutex(instant) }

  func now() -> Instant { instant.withLock { $0 } }
  func monotonicMilliseconds() -> Int64 { now().milliseconds }
  func advance(seconds: Int64) { instant.withLock { $0 = $0.adding(seconds: seconds) } }
}
