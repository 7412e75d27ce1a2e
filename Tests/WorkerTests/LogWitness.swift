// What is logged, for tests that wait until something has happened.
import Logging
import Synchronization

@testable import Worker

/// Keeps what is logged of sources, and lets a test wait for it.
final class LogWitness: Sendable {
  private struct State {
    var lines: [(source: String, message: String)] = []
    var waiting: [(source: String, prefix: String, done: CheckedContinuation<String, Never>)] = []
  }

  private let state = Mutex(State())

  /// A logger that is witnessed, at all levels.
  var log: Logger {
    var log = Logger(label: "test", factory: { _ in Handler(witness: self) })
    log.logLevel = .trace
    return log
  }

  /// Waits for a line about a source that begins so; returns it.
  func wait(_ prefix: String, of source: String) async -> String {
    await withCheckedContinuation { done in
      let known = state.withLock { state -> String? in
        let line = state.lines.first { $0.source == source && $0.message.hasPrefix(prefix) }
        if line == nil { state.waiting.append((source, prefix, done)) }
        return line?.message
      }
      if let known { done.resume(returning: known) }
    }
  }

  private func note(_ source: String, _ message: String) {
    let ready = state.withLock { state in
      state.lines.append((source, message))
      let ready = state.waiting.filter { $0.source == source && message.hasPrefix($0.prefix) }
      state.waiting.removeAll { $0.source == source && message.hasPrefix($0.prefix) }
      return ready
    }
    for item in ready { item.done.resume(returning: message) }
  }

  private struct Handler: LogHandler {
    let witness: LogWitness
    var logLevel = Logger.Level.trace
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      guard let source = event.metadata?["source"] else { return }
      witness.note("\(source)", "\(event.message)")
    }
  }
}

extension Service {
  /// Returns when the step that logged has ended: where a source goes back into the schedule, it does so in that step.
  func settle() {}
}
