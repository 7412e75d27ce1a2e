// The command line: one file a subcommand, wiring only.
import ArgumentParser
import Foundation
import News
import Worker

@main
struct Newsfold: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "newsfold",
    abstract: "Keeps a newsroom's disk up to date: polls feeds and pages, recognises retold stories, writes bundles.",
    discussion: """
      Exit codes: 0 all well; 64 wrong usage; 65 data is damaged or not what it should be; 66 a file to read is not \
      there; 69 every source that was asked failed, or the page to check cannot be had; 73 a file cannot be made; 74 input or output failed; 75 try again \
      later (another worker holds the state directory, or some sources failed); 77 no permission; 78 the settings are \
      wrong.
      """,
    version: Workspace.version,
    subcommands: [
      IngestCommand.self, RunCommand.self, ClustersCommand.self, ArticlesCommand.self, SourcesCommand.self,
      PagesCommand.self, VerifyCommand.self, ConfigCommand.self, DemoCommand.self,
    ])

  static func main() async {
    // What is written may name addresses with passwords in them: not for everyone to read.
    umask(umask(0o077) | 0o027)
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      try Output.flush()
    } catch {
      Failure.exit(with: error)
    }
  }
}
