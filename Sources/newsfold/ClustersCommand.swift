// newsfold clusters: which articles were folded together, and why.
import ArgumentParser
import Catalog
import Console
import News
import Worker

struct ClustersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clusters", abstract: "Shows which articles tell one story, and why they were folded.",
    subcommands: [List.self, Show.self, Explain.self], defaultSubcommand: List.self)
}

extension CommonOptions {
  func inspector() throws -> Inspector {
    let (path, settings) = try stateDirectory()
    return try Inspector(state: path, windowSeconds: settings?.stories.window ?? 14 * 86_400)
  }
}

extension ClustersCommand {
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Lists stories, the latest changed first.")

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: OutputOptions
    @Option(help: "Only stories with at least so many articles.")
    var members = 2
    @Option(help: "At most so many; 0 for all.")
    var limit = 50

    func run() throws {
      let inspector = try common.inspector()
      let stories = try inspector.catalog.stories(
        StoryFilter(atLeastMembers: max(1, members), limit: limit > 0 ? limit : nil))
      if output.json {
        try print(JSONText.text(stories.map(inspector.view)), terminator: "")
        return
      }
      var table = Table([
        .init("STORY", style: .cyan), .init("ARTICLES", right: true), .init("FIRST SEEN"), .init("LAST CHANGED"),
        .init("HEADLINE", shrinks: true),
      ])
      for story in stories {
        table.add(
          Phrases.short(story.id), "\(story.members)", Phrases.time(story.firstSeen), Phrases.time(story.lastChanged),
          story.headline)
      }
      print(table.text(for: output.terminal), terminator: "")
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Shows a story's articles in order of time.")

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: OutputOptions
    @Argument(help: "The story, or one of its articles: the first characters of the identifier.")
    var id: String

    func run() throws {
      let inspector = try common.inspector()
      let view = try inspector.view(inspector.story(id))
      try print(output.json ? JSONText.text(view) : StoryText.text(view, output.terminal), terminator: "")
    }
  }

  struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Shows the score of two articles, part by part, with what carried it.")

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: OutputOptions
    @Argument(help: "An article: the first characters of its identifier.")
    var a: String
    @Argument(help: "Another article.")
    var b: String

    func run() throws {
      let inspector = try common.inspector()
      let view = try inspector.explain(inspector.article(a), inspector.article(b))
      try print(output.json ? JSONText.text(view) : PairText.text(view, output.terminal), terminator: "")
    }
  }
}
