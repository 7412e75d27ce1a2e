// The bench beside the product: adapters by which labelled corpora are scored, replays of real input, benchmarks.
import ArgumentParser

@main
struct NewsfoldEval: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "newsfold-eval",
    abstract: "Speaks the protocols of the evaluation kits, and replays real input through the whole job.",
    subcommands: [
      FeedsCommand.self, PagesCommand.self, StoriesCommand.self, SanitizerCommand.self, ReplayCommand.self,
      BenchCommand.self,
    ])
}
