// What of the chosen element is the article, run by run, with a reason for each that is not.

internal import Markup
internal import News

struct BodyCleaner {
  let outline: PageOutline
  let root: Int
  /// The runs taken, in order; the standfirst first.
  private(set) var accepted: [Int] = []
  private(set) var dropped: [(run: Int, reason: String)] = []

  private let headlineKey: [UInt8]
  private let siteKey: [UInt8]

  init(_ outline: PageOutline, root: Int, headline: Headline, facts: PageFacts, authors: [String], site: String?) {
    self.outline = outline
    self.root = root
    headlineKey = headline.text.map { Headline.key($0) } ?? []
    siteKey = site.map { Headline.key($0) } ?? []
    var range = outline.runs(in: root)
    range = afterHeadline(range, headline.node)
    sift(range, authors: authors)
    addLead(before: range.lowerBound, headline: headline, facts: facts)
  }

  /// What stands before the headline in the same element is not the article.
  private func afterHeadline(_ range: Range<Int>, _ node: Int?) -> Range<Int> {
    guard let node, outline.contains(root, node) else { return range }
    let after = outline.runs.partitioningIndex { $0.first >= Int(outline.tree.nodes[node].end) }
    let before = outline.runs[range.lowerBound..<max(range.lowerBound, min(after, range.upperBound))].reduce(0) {
      $0 + ($1.isProse && $1.reason == nil ? $1.length : 0)
    }
    return Double(before) < 0.34 * Double(outline.prose[root]) && after < range.upperBound
      ? max(range.lowerBound, after)..<range.upperBound : range
  }

  private mutating func drop(_ run: Int, _ reason: String) { dropped.append((run, reason)) }

  // MARK: the text

  private mutating func sift(_ range: Range<Int>, authors: [String]) {
    let runs = outline.runs
    let live = range.filter { runs[$0].reason == nil }
    for run in range where runs[run].reason != nil { drop(run, runs[run].reason!) }
    let total = live.reduce(0) { $0 + (runs[$1].isProse ? runs[$1].length : 0) }
    let authorKeys = Set(authors.map { Headline.key($0) })
    let firstProse = live.first { runs[$0].isProse } ?? range.upperBound
    // The last paragraph; items of a list that are links in large part are not one.
    let lastProse =
      live.last {
        runs[$0].isProse && (outline.tree.nodes[runs[$0].block].tag != .li || runs[$0].linkLength * 3 < runs[$0].length)
      } ?? range.lowerBound
    var passed = 0
    var seen: [[UInt8]: Int32] = [:]
    var isTail = false
    var kept: [Int] = []
    for id in live {
      let run = runs[id]
      if isTail {
        drop(id, "tail")
        continue
      }
      let text = outline.text(of: run)
      let line = Furniture.Line(text)
      let tag = outline.tree.nodes[run.block].tag
      let isLong = run.isProse && run.length >= 60
      if run.length < 90, let isComments = Furniture.endsArticle(line, isHeading: tag.isHeading),
        passed * 10 >= total * 3
      {
        // A teaser box in the middle has the same heading as one at the end.
        isTail = isComments || (total - passed) * 5 < total * 2
        drop(id, isTail ? "tail" : "related")
        continue
      }
      if let reason = reason(id, run, line, tag, authorKeys, isBeforeText: id < firstProse, isAfterText: id > lastProse)
      {
        drop(id, reason)
        continue
      }
      // A pulled quote or a standfirst told twice; paragraphs side by side may say the same on purpose.
      let parent = outline.tree.nodes[max(0, Int(outline.tree.nodes[run.block].parent))].parent
      if run.length >= 40, let before = seen.updateValue(parent, forKey: line.key), tag != .p || before != parent {
        drop(id, "repeat")
        continue
      }
      if isLong { passed += run.length }
      kept.append(id)
    }
    // A heading with nothing behind it announced something that was dropped.
    while let last = kept.last, outline.tree.nodes[runs[last].block].tag.isHeading {
      drop(last, "trailing heading")
      kept.removeLast()
    }
    accepted = kept
  }

  private func reason(
    _ id: Int, _ run: TextRun, _ line: Furniture.Line, _ tag: HTMLTag, _ authors: Set<[UInt8]>, isBeforeText: Bool,
    isAfterText: Bool
  ) -> String? {
    if run.length < 2, tag != .td, tag != .th { return "label" }
    if run.linkLength * 4 >= run.length * 3 {
      if tag.isHeading, !isAfterText, id + 1 < outline.runs.count, outline.runs[id + 1].isProse { return nil }
      if run.length < 25, tag == .td || tag == .th { return nil }
      return "links"
    }
    if !headlineKey.isEmpty, run.length < 400, isBeforeText || tag.isHeading, line.key == headlineKey { return "title" }
    if let reason = Furniture.reason(line, length: run.length) { return reason }
    let ends = line.endsSentence
    if run.length < 120, isBeforeText || isAfterText {
      if authors.contains(line.key) { return "byline" }
      if Furniture.isByline(line, authors: authors) { return "byline" }
      if Furniture.isDateLine(line) { return "date" }
    }
    if isAfterText, tag == .li, run.linkLength * 3 >= run.length { return "links" }
    if isBeforeText, !ends, run.length < 45, !tag.isHeading { return "label" }
    if isAfterText, !ends, run.length < 60, tag != .p || run.length < 25, tag != .li || isListAlone(id) {
      return "label"
    }
    if !ends, run.length < 25 {
      switch tag {
      case .p, .li, .td, .th, .dt, .dd, .blockquote, .pre, .h2, .h3, .h4, .h5, .h6, .h1: break
      default: return "label"
      }
    }
    return nil
  }

  /// A list behind the text whose items are all short: tags, links, topics.
  private func isListAlone(_ id: Int) -> Bool { outline.runs[id].length < 30 }

  // MARK: the standfirst

  /// Puts back the standfirst, which often stands outside of the element that holds the text.
  private mutating func addLead(before start: Int, headline: Headline, facts: PageFacts) {
    let runs = outline.runs
    guard let node = headline.node else { return }
    let from = runs.partitioningIndex { $0.first >= Int(outline.tree.nodes[node].end) }
    guard from < start, start - from < 60 else { return }
    let descriptions = ["og:description", "description", "twitter:description"].compactMap { facts.meta[$0]?.first }
      .map { Headline.key($0) }
    let taken = Set(accepted.map { Furniture.Line(outline.text(of: runs[$0])).key })
    var lead: [Int] = []
    for id in from..<start where lead.count < 3 {
      let run = runs[id]
      guard run.length >= 30, run.linkLength * 2 < run.length else { continue }
      if let reason = run.reason, !["header", "details"].contains(reason) { continue }
      let line = Furniture.Line(outline.text(of: run))
      if line.key == headlineKey || taken.contains(line.key) || Furniture.reason(line, length: run.length) != nil {
        continue
      }
      let prefix = line.key.prefix(60)
      let isDescribed =
        prefix.count >= 30
        && descriptions.contains { $0.starts(with: prefix) || line.key.starts(with: $0) && $0.count > 30 }
      guard isDescribed || isNamedLead(run.block) || run.reason == nil && run.isProse && line.endsSentence else {
        continue
      }
      if Furniture.isDateLine(line) { continue }
      lead.append(id)
    }
    accepted = lead + accepted
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

extension BodyCleaner {
  /// Characters of the text taken.
  var length: Int { accepted.reduce(0) { $0 + outline.runs[$1].length } }
}
