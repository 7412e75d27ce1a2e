// Log events on standard error, one escaped line each; with journal priorities where systemd listens.
import Foundation
import Logging
import News

struct EventLog: LogHandler {
  var metadata: Logger.Metadata = [:]
  var logLevel: Logger.Level = .info
  private let journal = ProcessInfo.processInfo.environment["JOURNAL_STREAM"] != nil

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let facts = metadata.merging(event.metadata ?? [:]) { _, new in new }.sorted { $0.key < $1.key }
    var line = DisplayText.line("\(event.message)")
    for (key, value) in facts {
      let value = DisplayText.line("\(value)")
      line +=
        value.contains(" ") || value.isEmpty ? " \(key)=\"\(value.replacing("\"", with: "'"))\"" : " \(key)=\(value)"
    }
    // The journal adds the time and reads the priority (sd-daemon(3)); a file needs both in words.
    let head = journal ? "<\(Self.priority(event.level))>" : "\(Date.now.formatted(.iso8601)) \(event.level.rawValue): "
    FileHandle.standardError.write(Data((head + line + "\n").utf8))
  }

  private static func priority(_ level: Logger.Level) -> Int {
    switch level {
    case .trace, .debug: 7
    case .info: 6
    case .notice: 5
    case .warning: 4
    case .error: 3
    case .critical: 2
    }
  }
}
