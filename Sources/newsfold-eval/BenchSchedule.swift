// newsfold-eval bench schedule: a day of ten thousand sources on a simulated clock, and formulae beside each other.
import ArgumentParser
import Foundation

struct BenchScheduleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schedule",
    abstract: "A day of many sources on a simulated clock; and how long articles wait to be found, by formula.",
    discussion: """
      The day is run by the worker's own agenda, policy and rhythm, after an hour's stop, with slow, failing and strained \
      hosts, hosts of very unequal size, and three hours in which the machine sleeps. The formulae are then set beside \
      each other on sources that publish in different ways for four weeks. All is seeded: the same every time, but for \
      the processor's seconds. A source is starved when it is asked later than due by more than ten minutes and a second for \
      each source of its host, or not at all. Exit code 1 where a limit was exceeded, or a source asked early or starved, or where the day \
      took more processor time than --at-most-seconds.
      """)

  @Option(help: "Sources of the day.")
  var sources = 10_000

  @Option(help: "The seed.")
  var seed: UInt64 = 1

  @Option(help: "Exit code 1 where the day takes more processor time.")
  var atMostSeconds: Double?

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    guard sources >= 100 else { throw ValidationError("--sources must be at least 100.") }
  }

  private struct Report: Codable {
    var day: ScheduledDayReport
    var formulae: [RhythmResult]
  }

  func run() throws {
    var day = ScheduledDay(sources: sources, seed: seed)
    let report = Report(day: day.run(), formulae: RhythmComparison(seed: seed, scale: 2).results())
    if json {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
      Swift.print(String(decoding: try encoder.encode(report), as: UTF8.self))
    } else {
      Self.print(report.day)
      Self.print(report.formulae)
    }
    if !report.day.isGood || report.day.cpuSeconds > atMostSeconds ?? .infinity { throw ExitCode(1) }
  }

  private static func print(_ day: ScheduledDayReport) {
    Swift.print(
      """
      \(day.sources) sources on \(day.hosts) hosts (the largest has \(day.largestHost)), one day, 3 h of it asleep
        \(String(format: "%.2f", day.cpuSeconds)) s of CPU, the simulation included
        \(day.polls) polls (\(day.failures) failed), \(day.held) put off for a host, \(day.articles) articles
        latest: \(String(format: "%.1f", day.longestLateness)) s after it was due, on a host of \(day.latestHostSources)
        most starts in a second: \(day.mostStarts) (allowed \(day.allowedStarts))
        limits exceeded: \(day.violations)   asked early: \(day.early)   starved: \(day.starved)

      """)
  }

  private static func print(_ results: [RhythmResult]) {
    let kinds = PublishingProcess.allCases.map(\.rawValue) + ["all"]
    Swift.print("minutes until found, mean (95th percentile) / polls a day and source")
    Swift.print("".padded(14) + kinds.map { $0.padded(22) }.joined())
    var formulae: [String] = []
    for result in results where formulae.last != result.formula { formulae.append(result.formula) }
    for formula in formulae {
      let cells = kinds.compactMap { kind in results.first { $0.formula == formula && $0.process == kind } }.map {
        String(format: "%.1f (%.0f) / %.1f", $0.meanDelay, $0.delay95, $0.polls).padded(22)
      }
      Swift.print(formula.padded(14) + cells.joined())
    }
  }
}

extension String {
  fileprivate func padded(_ width: Int) -> String { padding(toLength: max(width, count), withPad: " ", startingAt: 0) }
}
