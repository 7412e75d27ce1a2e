// Options most subcommands share: which settings, which state directory, which form of output.
import ArgumentParser
import Console
import Foundation
import Logging
import News
import Settings
import Worker

struct CommonOptions: ParsableArguments {
  @Option(
    name: [.short, .long],
    help:
      "The settings file. Default: $NEWSFOLD_CONFIG, ./newsfold.yaml, ~/.config/newsfold/newsfold.yaml, /etc/newsfold/newsfold.yaml."
  )
  var config: String?

  @Option(
    help:
      "The state directory, in place of the one in the settings. $STATE_DIRECTORY, which systemd sets, does the same.")
  var state: String?

  /// The settings, with the state directory the person asked for. Throws `SettingsError`.
  // Not inlined: Swift 6.3.1's optimiser crashes on an asynchronous function that takes this in.
  @inline(never)
  func settings() throws -> Configuration {
    var settings = try SettingsFile.load(path: settingsPath(), selectorProblem: Workspace.problem(withSelector:))
    if let state = stateOverride { settings.stateDirectory = state }
    return settings
  }

  /// An open newsroom that logs from a level on, nil for the one in the settings.
  func workspace(logging level: Logger.Level?) throws -> Workspace {
    let settings = try settings()
    let level = level ?? Logger.Level(rawValue: settings.log.level.rawValue) ?? .info
    return try Workspace(settings: settings, log: .newsfold(level))
  }

  /// The state directory and the settings, for commands that only look: without a settings file the defaults do, where
  /// the state directory is named.
  func stateDirectory() throws -> (path: String, settings: Configuration?) {
    if let state = stateOverride { return (state, try settingsIfAny()) }
    let settings = try settings()
    return (settings.stateDirectory, settings)
  }

  private var stateOverride: String? {
    state ?? ProcessInfo.processInfo.environment["STATE_DIRECTORY"].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The settings where there is a file; one that is there must be right.
  func settingsIfAny() throws -> Configuration? { try findSettings() == nil ? nil : settings() }

  func settingsPath() throws -> String {
    if let path = findSettings() { return path }
    throw SettingsError(problems: [
      SettingsProblem(
        file: "newsfold.yaml", line: 0, column: 0,
        message: "no settings file found; looked for \(Self.usual.joined(separator: ", ")). Name one with --config")
    ])
  }

  private func findSettings() -> String? {
    config ?? ProcessInfo.processInfo.environment["NEWSFOLD_CONFIG"]
      ?? Self.usual.first { FileManager.default.fileExists(atPath: $0) }
  }

  /// Where settings are looked for.
  private static var usual: [String] {
    let home = ProcessInfo.processInfo.environment["HOME"].map { $0 + "/.config/newsfold/newsfold.yaml" }
    return ["newsfold.yaml", home, "/etc/newsfold/newsfold.yaml"].compactMap(\.self)
  }
}

struct OutputOptions: ParsableArguments {
  @Flag(help: "Print JSON for other programs.")
  var json = false

  var terminal: Terminal { Terminal.standardOutput(environment: ProcessInfo.processInfo.environment) }
}

extension Logger {
  /// A log on standard error, one line an event.
  static func newsfold(_ level: Logger.Level) -> Logger {
    var log = Logger(label: "newsfold") { _ in EventLog() }
    log.logLevel = level
    return log
  }
}
