// newsfold run: the service.
import ArgumentParser
import Foundation
import Worker

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Polls for ever, each source when it is due, until SIGTERM or SIGINT.",
    discussion: "Tells systemd when it is ready and that it lives (Type=notify, WatchdogSec). Logs to standard error.")

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let workspace = try common.workspace(logging: nil)
    let notifier = ServiceNotifier(environment: ProcessInfo.processInfo.environment)
    let service = Service(workspace, notifier: notifier)
    let interrupt = Interrupt.watch { Task { await service.stop() } }
    defer { interrupt.end() }
    try await service.run()
  }
}
