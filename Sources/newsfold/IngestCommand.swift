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

  @Flag(help: "Also sources that are not due yet; not those whose hosts asked to be left alone.")
  var force = false

  @Option(help: "Tell of a failing source only when it has failed this often in a row.")
  var reportAfter = 1

  @Flag(name: .shortAndLong, help: "Print the table of sources also where output is not a terminal.")
  var verbose = false

  func run() async throws {
    let names = try names()
    let workspace = try common.workspace(logging: .warning)
    let outcome = await ingest(names, workspace)
    await workspace.close()
    try tell(outcome, workspace)
  }

  /// One pass, which a signal ends in order.
  private func ingest(_ names: [SourceName], _ workspace: Workspace) async -> Result<RunReport, any Error> {
    let force = force
    let work = Task { try await OneShot(workspace).run(only: names, force: force) }
    let interrupt = Interrupt.watch {
      work.cancel()
      // All transfers fail at once; what is left to wait for is a batch being recorded.
      Task { await workspace.close() }
    }
    let result = await work.result
    interrupt.end()
    return work.isCancelled ? .failure(ExitCode(ExitStatus.tryAgain)) : result
  }

  private func names() throws -> [SourceName] {
    var names: [SourceName] = []
    for text in source {
      guard let name = SourceName(text) else {
        throw Refusal(
          code: "usage", message: "\"\(text)\" is no source name: it has letters a-z, digits, \".\", \"_\" and \"-\"")
      }
      names.append(name)
    }
    return names
  }

  private func tell(_ outcome: Result<RunReport, any Error>, _ workspace: Workspace) throws {
    let report = try outcome.get()
    if output.json {
      try print(JSONText.text(report), terminator: "")
    } else if verbose || output.terminal.width != nil {
      print(RunTables.sources(report, output.terminal), terminator: "")
      print(RunTables.summary(report))
    }
    let records = try workspace.catalog.sources()
    for failed in report.failed where records[failed.source]?.failures ?? 1 >= reportAfter {
      if !output.json, output.terminal.width == nil, !verbose {
        Failure.complain("\(failed.source): \(failed.message)")
      }
    }
    guard !report.failed.isEmpty else { return }
    throw ExitCode(
      report.failed.count == report.sources.count - report.held.count ? ExitStatus.unreachable : ExitStatus.tryAgain)
  }
}
