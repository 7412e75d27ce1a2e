// newsfold config: what the settings say.
import ArgumentParser
import Console
import News
import Settings
import Worker

struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Checks the settings file.", subcommands: [Check.self],
    defaultSubcommand: Check.self)

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Reads the settings and names every problem with its place; exit code 78 when there is one.")

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
      let path = try common.settingsPath()
      let settings: Configuration
      do { settings = try common.settings() } catch let error as SettingsError where output.json {
        try print(JSONText.text(ConfigView(file: path, problems: error.problems.map { "\($0)" })), terminator: "")
        throw ExitCode(ExitStatus.badSettings)
      }
      try Workspace.check(settings)
      var view = ConfigView(file: path)
      view.state = settings.stateDirectory
      view.secrets = settings.sources.flatMap { source in
        Secrets.problems(of: source).map { "source \(source.name): \($0)" }
      }
      view.sources = settings.sources.map {
        .init(name: $0.name, url: $0.url.redacted, kind: $0.kind.rawValue, interval: $0.interval)
      }
      if output.json {
        try print(JSONText.text(view), terminator: "")
        if !view.secrets.isEmpty { throw ExitCode(ExitStatus.badSettings) }
        return
      }
      print("\(path): \(Phrases.count(view.sources.count, "source")), state in \(settings.stateDirectory)")
      var table = Table([
        .init("SOURCE", style: .cyan), .init("KIND"), .init("EVERY", right: true), .init("ADDRESS", shrinks: true),
      ])
      for source in view.sources {
        table.add("\(source.name)", source.kind, source.interval.map(SchedulePolicy.words) ?? "adaptive", source.url)
      }
      print(table.text(for: output.terminal), terminator: "")
      for problem in view.secrets { Failure.complain(problem) }
      if !view.secrets.isEmpty { throw ExitCode(ExitStatus.badSettings) }
    }
  }
}

/// The settings as `--json` gives them.
struct ConfigView: Encodable {
  struct Source: Encodable {
    let name: SourceName
    let url: String
    let kind: String
    let interval: Int?
  }

  let file: String
  var state: String?
  var sources: [Source] = []
  var problems: [String] = []
  /// What is wrong with the files that hold secrets.
  var secrets: [String] = []
}
