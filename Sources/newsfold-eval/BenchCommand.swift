// Benchmarks: what Newsfold's parts cost, measured beside what they are compared with.
import ArgumentParser

/// `newsfold-eval bench`: the benchmarks, each a subcommand in a file of its own.
struct BenchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measures what parts of the worker cost.",
    subcommands: [BenchFeedsCommand.self, BenchPagesCommand.self, BenchFetchCommand.self, BenchScheduleCommand.self])
}
