// A story as text.
import Console
import News
import Worker

enum StoryText {
  static func text(_ story: StoryView, _ terminal: Terminal) -> String {
    var out = terminal.styled(DisplayText.line(story.headline), .bold) + "\n"
    out += "story \(story.id), \(Phrases.count(story.members.count, "article"))"
    out += ", first seen \(Phrases.time(story.firstSeen)), last changed \(Phrases.time(story.lastChanged)) (UTC)\n"
    if let into = story.mergedInto { out += "merged into \(into)\n" }
    out += "\n"
    var table = Table([
      .init("ARTICLE", style: .cyan), .init("TIME"), .init("OUTLET", shrinks: true), .init("RELATION"),
      .init("OF", style: .cyan), .init("SHARED", right: true), .init("TITLE", shrinks: true),
    ])
    for member in story.members {
      table.add(
        Phrases.short(member.article), Phrases.time(member.time), member.outlet, relation(member),
        member.match.map(Phrases.short) ?? "", member.share.map(Phrases.percent) ?? "",
        member.title + (member.version > 1 ? " (version \(member.version))" : ""))
    }
    out += table.text(for: terminal)
    for member in story.members {
      for move in member.moves { out += "\(Phrases.short(member.article)) moved \(DisplayText.line(move))\n" }
    }
    return out
  }

  /// The relation in words: the first of a story is its first report.
  static func relation(_ member: MemberView) -> String {
    member.relation == .new ? "first report" : member.relation.rawValue
  }
}
