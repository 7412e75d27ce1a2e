// The standfirst, which often stands outside of the element that holds the text: put back.

internal import Markup
internal import News

struct Standfirst {
  private let outline: PageOutline
  private let headline: Headline
  private let facts: PageFacts
  /// The first run of the text.
  private let start: Int

  init(_ outline: PageOutline, headline: Headline, facts: PageFacts, before start: Int) {
    self.outline = outline
    self.headline = headline
    self.facts = facts
    self.start = start
  }

  /// The runs between the headline and the text that are its standfirst: at most three.
  func runs(besides accepted: [Int], headlineKey: [UInt8]) -> [Int] {
    let runs = outline.runs
    guard let node = headline.node else { return [] }
    let from = runs.partitioningIndex { $0.first >= Int(outline.tree.nodes[node].end) }
    guard from < start, start - from < 60 else { return [] }
    let descriptions = ["og:description", "description", "twitter:description"].compactMap { facts.meta[$0]?.first }
      .map { Headline.key($0) }
    let isEnglish = facts.language.map { $0.lowercased().hasPrefix("en") } ?? true
    var lead: [Int] = []
    for id in from..<start where lead.count < 3 {
      let run = runs[id]
      guard run.length >= 30, run.linkLength * 2 < run.length else { continue }
      if let reason = run.reason, reason != "header", reason != "details" { continue }
      let line = TextLine(outline.text(of: run))
      if line.key == headlineKey || Furniture.reason(line, length: run.length) != nil || Furniture.isDateLine(line) {
        continue
      }
      let prefix = line.key.prefix(60)
      let isDescribed =
        prefix.count >= 30
        && descriptions.contains { $0.starts(with: prefix) || line.key.starts(with: $0) && $0.count > 30 }
      guard isDescribed || isNamedLead(run.block) || run.reason == nil && run.isProse && line.endsSentence else {
        continue
      }
      if lead.contains(where: { TextLine(outline.text(of: runs[$0])).key == line.key }) { continue }
      if accepted.contains(where: {
        runs[$0].length == run.length && TextLine(outline.text(of: runs[$0])).key == line.key
      }) {
        continue
      }
      // A subheadline, as papers in English have it, is a second title; elsewhere the standfirst is set as a heading.
      if isEnglish, outline.tree.nodes[run.block].tag.isHeading, !line.endsSentence { continue }
      lead.append(id)
    }
    return lead
  }

  private func isNamedLead(_ block: Int) -> Bool {
    var node = block
    for _ in 0..<3 where node > 0 {
      if outline.meanings[node].contains(.lead) { return true }
      node = Int(outline.tree.nodes[node].parent)
    }
    return false
  }
}
