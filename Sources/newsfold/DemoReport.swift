// What the demo tells: what was polled, what each source gave, what was folded, and where it lies.
import Catalog
import Console
import News
import Worker

struct DemoReport: Encodable {
  struct Run: Encodable {
    let edition: String
    let report: RunReport
  }

  let state: String
  let settings: String
  let runs: [Run]
  let stories: [StoryView]

  init(runs: [(edition: String, report: RunReport)], inspector: Inspector, state: String, settings: String) throws {
    self.state = state
    self.settings = settings
    self.runs = runs.map { Run(edition: $0.edition, report: $0.report) }
    stories = try inspector.catalog.stories(StoryFilter(atLeastMembers: 2)).map(inspector.view)
      .sorted { ($1.members.count, $0.id) < ($0.members.count, $1.id) }
  }

  func text(_ terminal: Terminal, now: Instant) -> String {
    var out = ""
    for run in runs {
      out += "\n" + terminal.styled("The \(run.edition) edition", .bold) + "\n\n"
      out += RunTables.sources(run.report, terminal, now: now) + RunTables.summary(run.report) + "\n"
    }
    out += "\n" + terminal.styled("Stories told more than once", .bold) + "\n"
    for story in stories {
      out += "\n\(terminal.styled(Phrases.short(story.id), .cyan))  "
      out += terminal.styled(DisplayText.line(story.headline), .bold) + "\n"
      for member in story.members {
        let shared = member.share.map { ", \(Phrases.percent($0)) shared" } ?? ""
        let edit = member.version > 1 ? ", version \(member.version)" : ""
        let facts = "\(StoryText.relation(member))\(shared)\(edit)"
        out += "  \(terminal.styled(Phrases.short(member.article), .cyan))  \(Phrases.time(member.time).suffix(5))  "
        out += "\(DisplayText.line(member.outlet)): \(DisplayText.line(member.title)) (\(facts))\n"
      }
    }
    out += "\nThe bundles lie in \(state)/articles, the story files in \(state)/stories.\n"
    out += "\nTry next:\n"
    for command in suggestions { out += "  \(command)\n" }
    return out
  }

  /// Commands that show more of the largest story: one whose telling shares few words with the first, if there is one.
  private var suggestions: [String] {
    guard let story = stories.first, let first = story.members.first else { return [] }
    let quoted = state.contains(where: { " '\"\\$".contains($0) }) ? "'\(state.replacing("'", with: "'\\''"))'" : state
    let told = story.members.dropFirst().min { ($0.share ?? 1) < ($1.share ?? 1) } ?? first
    return [
      "newsfold clusters show \(Phrases.short(story.id)) --state \(quoted)",
      "newsfold clusters explain \(Phrases.short(first.article)) \(Phrases.short(told.article)) --state \(quoted)",
      "newsfold verify --state \(quoted)",
    ]
  }
}
