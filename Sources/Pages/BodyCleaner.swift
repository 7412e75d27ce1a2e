// What of the chosen element is the article, run by run, with a reason for each that is not.

internal import Markup
internal import News

struct BodyCleaner {
  let outline: PageOutline
  let root: Int
  /// The runs taken, in order; the standfirst first.
  private(set) var accepted: [Int] = []
  private(set) var dropped: [(run: Int, reason: String)] = []

  private let core: BodyCore
  private let headlineKey: [UInt8]
  private let authorKeys: Set<[UInt8]>

  init(_ outline: PageOutline, root: Int, headline: Headline, facts: PageFacts, authors: [String]) {
    self.outline = outline
    self.root = root
    headlineKey = headline.text.map { Headline.key($0) } ?? []
    authorKeys = Set(authors.map { Headline.key($0) })
    let range = Self.afterHeadline(outline, root, headline.node)
    let live = range.filter { outline.runs[$0].reason == nil }
    core = BodyCore(outline, live)
    for run in range { if let reason = outline.runs[run].reason { drop(run, reason) } }
    sift(live, headline: headline.node)
    let lead = Standfirst(outline, headline: headline, facts: facts, before: range.lowerBound)
      .runs(besides: accepted, headlineKey: headlineKey)
    accepted = lead + accepted
  }

  /// Characters of the text taken.
  var length: Int { accepted.reduce(0) { $0 + outline.runs[$1].length } }

  /// The runs of the element; what stands before the headline in the same element is not the article.
  private static func afterHeadline(_ outline: PageOutline, _ root: Int, _ node: Int?) -> Range<Int> {
    let range = outline.runs(in: root)
    guard let node, outline.contains(root, node) else { return range }
    let after = outline.runs.partitioningIndex { $0.first >= Int(outline.tree.nodes[node].end) }
    guard after < range.upperBound else { return range }
    let before = outline.runs[range.lowerBound..<max(range.lowerBound, after)].reduce(0) {
      $0 + ($1.isProse && $1.reason == nil ? $1.length : 0)
    }
    return Double(before) < 0.34 * Double(outline.prose[root]) ? max(range.lowerBound, after)..<range.upperBound : range
  }

  /// Takes what there is on a page that says next to nothing and does not consist of links: an article of a word is one.
  mutating func takeWhatThereIs() {
    guard length < 60 else { return }
    let live = outline.runs(in: root).filter { outline.runs[$0].reason == nil }
    let length = live.reduce(0) { $0 + outline.runs[$1].length }
    let links = live.reduce(0) { $0 + outline.runs[$1].linkLength }
    guard outline.length[0] <= 250, links * 2 < length else { return }
    let taken = Set(accepted).union(
      live.filter { id in
        let run = outline.runs[id]
        let line = TextLine(outline.text(of: run))
        return run.linkLength * 2 < run.length && line.key != headlineKey
          && Furniture.reason(line, length: run.length) == nil
      })
    accepted = taken.sorted()
    dropped.removeAll { taken.contains($0.run) }
  }

  private mutating func drop(_ run: Int, _ reason: String) { dropped.append((run, reason)) }

  // MARK: the text

  private mutating func sift(_ live: [Int], headline: Int?) {
    let runs = outline.runs
    let total = live.reduce(0) { $0 + (runs[$1].isProse ? runs[$1].length : 0) }
    let firstProse = live.first { runs[$0].isProse } ?? Int.max
    // The last paragraph; items of a list that are links in large part are not one.
    let lastProse =
      live.last {
        runs[$0].isProse && (outline.tree.nodes[runs[$0].block].tag != .li || runs[$0].linkLength * 3 < runs[$0].length)
      } ?? -1
    var passed = 0
    var repeats = RepeatedText()
    var isTail = false
    var isTeasers = false
    var kept: [Int] = []
    for id in live {
      let run = runs[id]
      if isTail {
        drop(id, "tail")
        continue
      }
      let line = TextLine(outline.text(of: run))
      let tag = outline.tree.nodes[run.block].tag
      if tag.isHeading, passed >= 200, let headline, isAnotherHeadline(run.block, headline) {
        isTail = true
        drop(id, "next article")
        continue
      }
      if run.length < 90, !tag.isPartOfList, !outline.isIn(.td, .th, block: run.block), passed * 10 >= total * 3,
        let isComments = Furniture.endsArticle(line, isHeading: tag.isHeading)
      {
        // A teaser box in the middle has the same heading as one at the end, a table a column of comments.
        isTail = (total - passed) * 5 < total * (isComments ? 4 : 2)
        drop(id, isTail ? "tail" : isComments ? "comments" : "related")
        continue
      }
      let place = core.place(of: id)
      // Behind the text, a heading that is a link begins a list of other articles, with what is said of them.
      isTeasers = place == .core ? false : isTeasers || tag.isHeading && place.isBehind && run.linkLength == run.length
      if isTeasers {
        drop(id, "related")
        continue
      }
      let position = Position(
        isBeforeText: id < firstProse, isAfterText: id > lastProse, isLast: id >= lastProse, place: place)
      if let reason = reason(id, run, line, tag, position) {
        drop(id, reason)
        continue
      }
      if run.isProse { passed += run.length }
      repeats.note(line.text, kept: kept.count)
      kept.append(id)
    }
    for index in repeats.secondCopies { drop(kept[index], "repeat") }
    for index in repeats.secondCopies.reversed() { kept.remove(at: index) }
    // A heading with nothing behind it announced something that was dropped.
    while let last = kept.last, outline.tree.nodes[runs[last].block].tag.isHeading {
      drop(last, "trailing heading")
      kept.removeLast()
    }
    accepted = kept
  }

  /// Whether a heading stands in an element of its own like the one that holds the headline: on a page without end it is
  /// the headline of the next article.
  private func isAnotherHeadline(_ block: Int, _ headline: Int) -> Bool {
    let nodes = outline.tree.nodes
    guard nodes[block].tag == nodes[headline].tag, block > headline, nodes[block].parent != nodes[headline].parent
    else {
      return false
    }
    return BodyCore.kind(outline, around: block) == BodyCore.kind(outline, around: headline)
  }

  private struct Position {
    let isBeforeText: Bool
    let isAfterText: Bool
    /// The last paragraph or behind it.
    let isLast: Bool
    let place: BodyCore.Place
  }

  private func reason(_ id: Int, _ run: TextRun, _ line: TextLine, _ tag: HTMLTag, _ position: Position) -> String? {
    let isCell = tag == .td || tag == .th
    if run.length < 2, !isCell { return "label" }
    if run.linkLength * 4 >= run.length * 3, let reason = reasonOfLinks(id, run, line, tag, position) { return reason }
    if !headlineKey.isEmpty, run.length < 400, position.isBeforeText || tag.isHeading, line.key == headlineKey {
      return "title"
    }
    if line.folded.isEmpty, line.text.count < 12, tag != .p || position.place != .core { return "label" }
    if let reason = Furniture.reason(line, length: run.length) { return reason }
    if position.isLast, let reason = Furniture.reasonBehindText(line, length: run.length) { return reason }
    if run.length < 120, position.isBeforeText || position.isAfterText {
      if authorKeys.contains(line.key) || Furniture.isByline(line, authors: authorKeys) { return "byline" }
      if Furniture.isDateLine(line) { return "date" }
    }
    switch position.place {
    case .beyond: if !isCell, tag != .li || !run.isProse { return "beside" }
    case .ahead: if !isCell, tag == .li || !run.isProse { return "beside" }
    case .behind: if tag.isGeneric { return "beside" }
    default: break
    }
    return isLabel(run, line, tag, position) ? "label" : nil
  }

  /// A run that is mostly links is text where it is a paragraph, an item or a cell among the article's own.
  private func reasonOfLinks(_ id: Int, _ run: TextRun, _ line: TextLine, _ tag: HTMLTag, _ position: Position)
    -> String?
  {
    if tag.isHeading {
      if run.linkLength == run.length, outline.isIn(.li, block: run.block) { return "links" }
      return !position.isAfterText && id + 1 < outline.runs.count && outline.runs[id + 1].isProse ? nil : "links"
    }
    if tag == .td || tag == .th { return run.length < 25 || position.place == .core ? nil : "links" }
    guard position.place == .core, !tag.isGeneric, !line.isShouted else { return "links" }
    return tag == .p && run.linkLength == run.length && line.isHeadline ? "links" : nil
  }

  /// Short text that is no sentence and stands where the article's paragraphs do not.
  private func isLabel(_ run: TextRun, _ line: TextLine, _ tag: HTMLTag, _ position: Position) -> Bool {
    let isOwn = position.place == .core && !tag.isGeneric
    guard !isOwn, tag != .td, tag != .th, !line.endsSentence else { return false }
    if tag.isHeading { return position.isAfterText && position.place != .core && run.length < 60 }
    if position.isBeforeText { return run.length < 45 }
    if position.isAfterText {
      if tag == .li, run.linkLength * 3 >= run.length { return true }
      return run.length < 60 && (tag != .p || run.length < 25) && (tag != .li || run.length < 30)
    }
    return tag.isGeneric ? run.length < 60 : run.length < 25 && !tag.holdsText
  }
}

extension HTMLTag {
  /// Says nothing about what is in it.
  var isGeneric: Bool {
    switch self {
    case .div, .span, .section, .article, .main, .center, .body, .figure, .unknown, .header, .aside: true
    default: false
    }
  }

  /// An item or a cell.
  var isPartOfList: Bool {
    switch self {
    case .li, .td, .th, .dt, .dd, .pre, .caption: true
    default: false
    }
  }

  /// An element of text.
  var holdsText: Bool {
    switch self {
    case .p, .li, .td, .th, .dt, .dd, .blockquote, .pre, .h1, .h2, .h3, .h4, .h5, .h6: true
    default: false
    }
  }
}
