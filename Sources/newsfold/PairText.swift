// Two articles compared, as text: the sum, what carried each part, and the verdict.
import Console
import News
import Worker

enum PairText {
  static func text(_ pair: PairView, _ terminal: Terminal) -> String {
    var out = ""
    for (letter, member) in [("A", pair.a), ("B", pair.b)] {
      out += "\(letter)  \(terminal.styled(Phrases.short(member.article), .cyan))  \(Phrases.time(member.time))  "
      out += "\(DisplayText.line(member.outlet)): \(terminal.styled(DisplayText.line(member.title), .bold))\n"
    }
    let evidence = pair.evidence
    out += "\n"
    var table = Table([
      .init("PART"), .init("MEASURE", right: true), .init("WEIGHT", right: true), .init("ADDS", right: true),
      .init("WHAT CARRIED IT", shrinks: true),
    ])
    for part in evidence.parts {
      table.add(
        part.name, Phrases.decimal(part.value), Phrases.decimal(part.weight),
        Phrases.decimal(part.contribution, signed: true), part.terms.joined(separator: ", "))
    }
    out += table.text(for: terminal)
    let sum = evidence.parts.reduce(0) { $0 + $1.contribution }
    let score = terminal.styled(Phrases.decimal(evidence.score, signed: true), .bold)
    out += "\nsum \(Phrases.decimal(sum, signed: true)), score \(score)"
    out += ", threshold \(Phrases.decimal(evidence.threshold, signed: true)): "
    out += evidence.score >= evidence.threshold ? "alike enough to be one story" : "not alike enough by themselves"
    out += abs(sum - evidence.score) > 0.005 ? " (scores are held within -6 and +8)\n" : "\n"
    if let days = evidence.daysApart { out += "\(Phrases.decimal(days, places: 1)) days apart\n" }
    out += "\(Phrases.percent(evidence.containment)) of the shorter text's word 3-grams are in the longer\n"
    out += verdict(pair)
    if !pair.passages.isEmpty {
      out += "\npassages in common:\n"
      for passage in pair.passages.prefix(8) { out += "  “\(DisplayText.line(passage))”\n" }
    }
    return out
  }

  private static func verdict(_ pair: PairView) -> String {
    if pair.sameStory {
      return "both are in story \(Phrases.short(pair.stories[0]))\n"
    }
    return "they are in different stories, \(Phrases.short(pair.stories[0])) and \(Phrases.short(pair.stories[1]))"
      + (pair.evidence.score >= pair.evidence.threshold
        ? "; a story takes an article by its mean score to all members, and for these the mean was too low\n" : "\n")
  }
}
