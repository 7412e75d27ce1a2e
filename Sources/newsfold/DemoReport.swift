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

  func text(_ terminal: Terminal) -> String {
    var out = ""
    for run in runs {
      out += "\n" + terminal.styled("The \(run.edition) edition", .bold) + "\n\n"
      out += RunTables.sources(run.report, terminal) + RunTables.summary(run.report) + "\n"
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
    // As the person called it, so that the line works where it is pasted.
    let program = Self.quoted(CommandLine.arguments[0])
    let quoted = Self.quoted(state)
    let told = story.members.dropFirst().min { ($0.share ?? 1) < ($1.share ?? 1) } ?? first
    return [
      "\(program) clusters show \(Phrases.short(story.id)) --state \(quoted)",
      "\(program) clusters explain \(Phrases.short(first.article)) \(Phrases.short(told.article)) --state \(quoted)",
      "\(program) verify --state \(quoted)",
    ]
  }

  /// A word as a shell takes it.
  private static func quoted(_ word: String) -> String {
    let plain = word.utf8.allSatisfy { $0 >= 128 || Self.plain.contains($0) }
    return plain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }
  private static let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+:@%,=".utf8)
}
