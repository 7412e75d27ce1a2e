// newsfold ingest: polls what is due, once.
import ArgumentParser
import Console
import Foundation
import Logging
import News
import Settings
import Worker

struct IngestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ingest", abstract: "Polls the sources that are due, once, and exits; for cron and timers.",
    discussion: """
      Silent when all is well and output is not a terminal; failing sources are told in a line each on standard error. \
      Exit code 75 when some sources failed, 69 when all that were asked did.
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var output: OutputOptions

  @Option(name: .long, parsing: .upToNextOption, help: "Only these sources, by name.")
  var source: [String] = []

  @Flag(help: "Also sources that are not due yet.")
  var force = false

  @Option(help: "Tell of a failing source only when it has failed this often in a row.")
  var reportAfter = 1

  @Flag(name: .shortAndLong, help: "Print the table of sources also where output is not a terminal.")
  var verbose = false

  func run() async throws {
    let settings = try common.settings()
    let names = try source.map { name in
      guard let known = SourceName(name) else {
        throw Refusal(
          code: "usage", message: "\"\(name)\" is no source name: it has letters a-z, digits, \".\", \"_\" and \"-\"")
      }
      return known
    }
    let workspace = try Workspace(settings: settings, log: .newsfold(.warning))
    let interrupt = Interrupt.watch()
    let work = Task { try await OneShot(workspace).run(only: names, force: force) }
    interrupt.onSignal { work.cancel() }
    let outcome = await work.result
    await workspace.close()
    if work.isCancelled { throw ExitCode(ExitStatus.tryAgain) }
    let report = try outcome.get()
    try tell(report, workspace)
  }

  private func tell(_ report: RunReport, _ workspace: Workspace) throws {
    if output.json {
      print(JSONText.text(report), terminator: "")
    } else if verbose || output.terminal.width != nil {
      print(RunTables.sources(report, output.terminal, now: workspace.time.now()), terminator: "")
      print(RunTables.summary(report))
    }
    let records = try workspace.catalog.sources()
    for failed in report.failed where records[failed.source]?.failures ?? 1 >= reportAfter {
      if !output.json, output.terminal.width == nil, !verbose {
        Failure.complain("\(failed.source): \(failed.message)")
      }
    }
    guard !report.failed.isEmpty else { return }
    throw ExitCode(report.failed.count == report.sources.count ? ExitStatus.unreachable : ExitStatus.tryAgain)
  }
}
