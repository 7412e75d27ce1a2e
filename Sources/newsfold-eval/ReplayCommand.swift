// newsfold-eval replay: the whole job on documents nobody here wrote, over HTTP on loopback.
import ArgumentParser
import Foundation
import Logging
import Origin
import Settings
import Worker

struct ReplayCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Ingests the seed articles, and the kits' real feeds and pages under their own addresses.",
    discussion: """
      Prints sources, entries, bundles, refusals with their reasons, seconds and peak memory. Exit code 1 when the seeds \
      are not in one story, when a source gave neither entries nor a reason, or when a bundle is not whole.
      """)

  @Argument(help: "The folder that holds seeds and eval.")
  var shared: String

  @Option(help: "Where to write; must be new. Default: a temporary directory that is removed.")
  var state: String?

  func run() async throws {
    let files = FileManager.default
    let scratch = state ?? files.temporaryDirectory.appendingPathComponent("newsfold-replay-\(UUID())").path
    try files.createDirectory(atPath: scratch, withIntermediateDirectories: true)
    defer { if state == nil { try? files.removeItem(atPath: scratch) } }
    let seeds = try await ingest(ReplayPress.seeds(in: shared + "/seeds"), state: scratch + "/seeds")
    print("seeds: \(seeds.line)")
    let real = try await ingest(
      ReplayPress.real(eval: shared + "/eval", scratch: scratch + "/inputs"), state: scratch + "/real")
    print("real: \(real.line)")
    for (reason, count) in real.refusals.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
      print("  refused \(count): \(reason)")
    }
    for (reason, count) in real.pageReasons.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
      print("  pages without an article \(count): \(reason)")
    }
    print("peak memory: \(Self.peakMegabytes) MB")
    let good = seeds.stories == 1 && seeds.faults == 0 && real.faults == 0 && real.silent.isEmpty
    if !real.silent.isEmpty { print("neither entries nor a reason: \(real.silent.joined(separator: ", "))") }
    if !good { throw ExitCode(1) }
  }

  private struct Outcome {
    var report: RunReport
    var faults: Int
    var stories: Int { report.totals.stories }
    var refusals: [String: Int] = [:]
    var pageReasons: [String: Int] = [:]
    var silent: [String] = []

    var line: String {
      let entries = report.sources.reduce(0) { $0 + $1.entries }
      let pages = report.sources.reduce(0) { $0 + $1.pages }
      return "\(report.sources.count) sources, \(report.failed.count) refused, \(entries) entries, \(pages) pages, "
        + "\(report.totals.bundles) bundles, \(report.totals.stories) stories (\(report.totals.folded) told more than once), "
        + "\(faults) faults, \(Double(report.milliseconds) / 1000) s"
    }
  }

  private func ingest(_ press: ReplayPress, state: String) async throws -> Outcome {
    let origin = LoopbackOrigin { press.response(to: $0) }
    let proxy = "http://127.0.0.1:\(try await origin.start())"
    let settings = try SettingsFile.parse(
      press.settings(state: state, proxy: proxy), file: "replay", directory: state)
    var log = Logger(label: "replay")
    log.logLevel = .error
    let workspace = try Workspace(settings: settings, log: log)
    let report = try await OneShot(workspace).run(force: true)
    await workspace.close()
    await origin.stop()
    let verification = try Inspector(state: state, windowSeconds: settings.stories.window).verify()
    for fault in verification.faults { print("fault: \(fault.path): \(fault.problem)") }
    var outcome = Outcome(report: report, faults: verification.faults.count)
    for source in report.sources {
      if source.failed { outcome.refusals["\(source.outcome): \(source.message)", default: 0] += 1 }
      // Page failures begin with the entry's title; the reason follows the last ": ".
      for failure in source.pageFailures {
        let reason = failure.split(separator: ": ").last.map(String.init) ?? failure
        outcome.pageReasons[reason, default: 0] += 1
      }
      if !source.failed, source.entries == 0, source.message.isEmpty { outcome.silent.append("\(source.source)") }
    }
    return outcome
  }

  private static var peakMegabytes: Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Int(usage.ru_maxrss) / 1024
  }
}
