// The demo newsroom, served to a worker under test, with every request remembered.
import Foundation
import Logging
import News
import Origin
import Settings
import Synchronization

@testable import Worker

/// A served demo newsroom and the state directory it is ingested into; both go when the value goes.
final class DemoPress: Sendable {
  static let content = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../Config/demo").standardized.path

  let state = FileManager.default.temporaryDirectory.appendingPathComponent("newsfold-test-\(UUID())").path
  let settings: Configuration
  private let origin: LoopbackOrigin
  private let shared: Shared

  private final class Shared: Sendable {
    let edition = Mutex("")
    let base = Mutex("")
    let requests = Mutex<[OriginRequest]>([])
  }

  init() async throws {
    let newsroom = try DemoNewsroom(directory: Self.content, start: SystemTime().now().seconds)
    let shared = Shared()
    shared.edition.withLock { $0 = newsroom.editions[0] }
    origin = LoopbackOrigin { request in
      shared.requests.withLock { $0.append(request) }
      return newsroom.response(
        to: request, edition: shared.edition.withLock { $0 }, base: shared.base.withLock { $0 })
    }
    let port = try await origin.start()
    shared.base.withLock { $0 = "http://127.0.0.1:\(port)" }
    self.shared = shared
    try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
    settings = try SettingsFile.parse(
      newsroom.settings(base: "http://127.0.0.1:\(port)", state: state), file: "demo", directory: state)
  }

  func close() async {
    await origin.stop()
    try? FileManager.default.removeItem(atPath: state)
  }

  func show(edition: String) { shared.edition.withLock { $0 = edition } }

  /// The requests since the last call.
  func takeRequests() -> [OriginRequest] {
    shared.requests.withLock { requests in
      defer { requests = [] }
      return requests
    }
  }

  static var quiet: Logger {
    var log = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
    log.logLevel = .critical
    return log
  }

  /// Opens the newsroom, ingests once, closes it.
  @discardableResult func ingest() async throws -> RunReport {
    let workspace = try Workspace(settings: settings, log: Self.quiet)
    do {
      let report = try await OneShot(workspace).run(force: true)
      await workspace.end()
      return report
    } catch {
      await workspace.end()
      throw error
    }
  }

  func inspector() throws -> Inspector { try Inspector(state: state, windowSeconds: settings.stories.window) }
}
