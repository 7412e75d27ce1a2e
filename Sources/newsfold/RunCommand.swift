// newsfold run: the service.
import ArgumentParser
import Foundation
import Logging
import Settings
import Worker

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Polls for ever, each source when it is due, until SIGTERM or SIGINT.",
    discussion: "Tells systemd when it is ready and that it lives (Type=notify, WatchdogSec). Logs to standard error.")

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let settings = try common.settings()
    let level = Logger.Level(rawValue: settings.log.level.rawValue) ?? .info
    let workspace = try Workspace(settings: settings, log: .newsfold(level))
    let notifier = ServiceNotifier(environment: ProcessInfo.processInfo.environment)
    let service = Service(workspace, notifier: notifier)
    let interrupt = Interrupt.watch()
    interrupt.onSignal { Task { await service.stop() } }
    try await service.run()
  }
}
