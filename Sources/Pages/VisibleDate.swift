// A date that stands only in the text. Where it stands, what the element is called and the words before it tell whether it
// is that of the article: near the headline, behind the text, or labelled; never within a sentence.

internal import Markup
internal import News

/// The dates that a page shows its readers.
struct VisibleDate {
  /// The likeliest date of publication.
  private(set) var published: WrittenDate?
  /// How likely it is; from `sure` on a name or label and the place agree.
  private(set) var score = 0
  /// The date labelled as that of a change.
  private(set) var updated: WrittenDate?
  private var updatedScore = 0

  static let sure = 55
  private static let leastScore = 20
  private static let farScore = 45
  private static let longestLine = 200
  /// Longer lines are sentences rather than bylines.
  private static let longestLabelled = 90

  private let outline: PageOutline
  private let isMonthFirst: Bool

  /// - Parameters:
  ///   - body: the runs of the article.
  ///   - isMonthFirst: whether `3/4/2026` is in March.
  ///   - isNearOnly: whether to look only around the headline and the ends of the text, which costs little.
  init(_ outline: PageOutline, headline: Int?, body: Range<Int>, isMonthFirst: Bool, isNearOnly: Bool) {
    self.outline = outline
    self.isMonthFirst = isMonthFirst
    let runs = outline.runs
    let title = headline.map { node in runs.partitioningIndex { $0.first >= node } } ?? body.lowerBound
    let firstProse = body.first { runs[$0].isProse && runs[$0].reason == nil } ?? body.lowerBound
    let lastProse = body.last { runs[$0].isProse && runs[$0].reason == nil } ?? body.upperBound
    for index in runs.indices {
      var place = 0
      if index >= title - 8, index <= title + 14 {
        place = 30 - abs(index - title) - (index < title ? 6 : 0)
      }
      if index >= firstProse - 12, index <= firstProse + 5 {
        place = max(place, 26 - abs(index - firstProse))
      }
      if index > lastProse, index <= lastProse + 8 { place = max(place, 16 - (index - lastProse)) }
      guard place > 0 || !isNearOnly, hasDigits(runs[index]) else { continue }
      look(at: index, place: place, isOpening: (firstProse...firstProse + 5).contains(index))
    }
  }

  /// Whether a run has the digits of a date.
  private func hasDigits(_ run: TextRun) -> Bool {
    let tree = outline.tree
    var count = 0
    for node in nodes(of: run) where tree.nodes[node].tag == .text {
      for byte in tree.text(of: node).prefix(Self.longestLine) where 48...57 ~= byte || byte == 0xD9 || byte == 0xDB {
        count += 1
        if count > 2 { return true }
      }
    }
    return false
  }

  private mutating func look(at index: Int, place: Int, isOpening: Bool) {
    let run = outline.runs[index]
    let tree = outline.tree
    guard !isQuoted(run.block) else { return }
    let nodes = nodes(of: run)
    guard run.length > Self.longestLine else {
      look(in: line(nodes), at: index, nodes: nodes, place: place, isOpening: isOpening)
      return
    }
    if isOpening {
      look(
        in: Array(tree.text(of: run.first).prefix(80)), at: index, nodes: run.first...run.first, place: place,
        isOpening: true)
    }
    // In a line as long as that only an element that is named for it holds the date.
    for node in nodes where tree.nodes[node].tag == .text && tree.text(of: node).count <= 60 {
      let parent = Int(tree.nodes[node].parent)
      guard parent > run.block, tree.nodes[parent].tag == .time || outline.meanings[parent].contains(.date) else {
        continue
      }
      look(in: Array(tree.text(of: node)), at: index, nodes: node...node, place: place, isOpening: false)
    }
  }

  /// Posts of others that are shown within an article have dates of their own.
  private func isQuoted(_ block: Int) -> Bool {
    var node = block
    for _ in 0..<4 where node > 0 {
      if outline.tree.nodes[node].tag == .blockquote { return true }
      node = Int(outline.tree.nodes[node].parent)
    }
    return false
  }

  /// The nodes of a run with those that were taken out of it, as dates are.
  private func nodes(of run: TextRun) -> ClosedRange<Int> {
    let id = outline.runOf[run.first]
    var (first, last) = (run.first, run.last)
    let from = max(run.block, run.first - Self.farthestNode)
    for node in stride(from: run.first, to: from, by: -1) {
      if outline.runOf[node] == id { first = node } else if outline.runOf[node] >= 0 { break }
    }
    let end = min(Int(outline.tree.nodes[run.block].end), run.last + Self.farthestNode)
    for node in run.last..<max(run.last, end) {
      if outline.runOf[node] == id { last = node } else if outline.runOf[node] >= 0 { break }
    }
    return first...last
  }
  private static let farthestNode = 30

  /// A run's text with a space between the texts of different elements, which glue a name to a date where style sheets
  /// keep them apart.
  private func line(_ nodes: ClosedRange<Int>) -> [UInt8] {
    let tree = outline.tree
    let id = outline.runOf[nodes.lowerBound]
    var line: [UInt8] = []
    for node in nodes {
      if tree.nodes[node].tag == .br {
        line.append(10)
      } else if outline.runOf[node] == id {
        var space = !line.isEmpty && line.last != 10
        for byte in tree.text(of: node) {
          guard byte > 32 else {
            space = !line.isEmpty && line.last != 10
            continue
          }
          if space { line.append(32) }
          space = false
          line.append(byte)
        }
      }
    }
    return line
  }

  private mutating func look(
    in line: [UInt8], at index: Int, nodes: ClosedRange<Int>, place: Int, isOpening: Bool
  ) {
    let found = WildDate.dates(in: line, isMonthFirst: isMonthFirst)
    guard !found.isEmpty else { return lookAtSheet(index, line, place: place) }
    let run = outline.runs[index]
    let furniture = outline.furnitureReason(of: nodes.lowerBound)
    let name = DateName(outline, nodes)
    let first = line.firstIndex { $0 > 32 } ?? 0
    var labelStart = 0
    for (number, item) in found.enumerated() {
      let before = line[labelStart..<item.range.lowerBound]
      labelStart = item.range.upperBound
      // In a sentence only what stands right before the date is its label.
      var label = DateLabel(before.suffix(run.length > Self.longestLabelled ? 20 : 60))
      if label == .none, number == 0, item.range.lowerBound <= first + 3 { label = labelAbove(index) }
      judge(
        item, in: line, label: label, name: name, place: place, furniture: furniture,
        isOpening: isOpening && item.range.lowerBound <= first + 2)
    }
  }

  /// Some pages print the parts of a date each in an element of its own, like a sheet of a calendar, and not in order.
  private mutating func lookAtSheet(_ index: Int, _ line: [UInt8], place: Int) {
    guard place > 0, line.count <= 20, let element = DateName.holder(outline, outline.runs[index]) else { return }
    let tree = outline.tree
    let parts = (element..<Int(tree.nodes[element].end)).filter { tree.nodes[$0].tag == .text }
    guard (3...8).contains(parts.count), tree.text(of: element).count <= 60 else { return }
    let sheet = Array(parts.map { tree.text(of: $0) }.joined(separator: [32]))
    guard let date = WildDate.dates(in: sheet, isMonthFirst: isMonthFirst).first else { return }
    judge(
      FoundDate(range: sheet.indices, date: date.date), in: sheet, label: .none, name: .date, place: place,
      furniture: outline.furnitureReason(of: element), isOpening: false)
  }

  private mutating func judge(
    _ item: FoundDate, in line: [UInt8], label: DateLabel, name: DateName, place: Int, furniture: String?,
    isOpening isDateline: Bool
  ) {
    guard label != .other, name != .other else { return }
    let isLine = line.count <= 3 * item.range.count || line.count <= item.range.count + 40
    let isShort = line.count <= Self.longestLabelled
    var score = place
    switch furniture {
    case "related", "comments", "newsletter", "consent": return
    case "caption":
      // Photographs have their own dates, within their captions.
      guard item.range.lowerBound <= 2 else { return }
    case "aside", "footer", "navigation", "promotion":
      guard label != .none || place > 20 && isLine else { return }
      score -= 6
    default: break
    }
    switch label {
    case .published: score += 35
    case .updated: score += 30
    default: break
    }
    switch name {
    case .published: score += 32
    case .date: score += 22
    case .updated where label == .none: score += 22
    default: break
    }
    if isLine { score += 8 }
    // Away from headline and text a name or label may be another article's.
    if place == 0 { score = min(score, Self.farScore) }
    // Within a sentence a date is that of what is told.
    if !isLine, !isDateline, name == .none {
      guard label == .none ? isShort && Self.isSetOff(item, line) : place > 0 || isShort || label == .updated else {
        return
      }
    }
    guard score >= Self.leastScore else { return }
    if label == .updated || name == .updated && label == .none {
      if score > updatedScore { (updated, updatedScore) = (item.date, score) }
    } else if score > self.score {
      (published, self.score) = (item.date, score)
    }
  }

  /// Whether a sign or an end of the line stands before or behind a date, as in `Ines Okafor | 21 November 2026`.
  private static func isSetOff(_ item: FoundDate, _ line: [UInt8]) -> Bool {
    func isSign(_ byte: UInt8?) -> Bool { byte.map { $0 < 128 && !(97...122 ~= $0 | 32) } ?? true }
    let before = line[..<item.range.lowerBound].last { $0 != 32 }
    let after = line[item.range.upperBound...].first { $0 != 32 }
    return isSign(before) || isSign(after)
  }

  /// A label in a line of its own: `<dt>Published</dt><dd>…`.
  private func labelAbove(_ index: Int) -> DateLabel {
    guard index > 0 else { return .none }
    let above = outline.runs[index - 1]
    guard above.length <= 24, above.linkLength == 0, !hasDigits(above) else { return .none }
    return DateLabel(outline.text(of: above)[...])
  }
}

/// What the names of the elements around a line say of a date in it.
private enum DateName {
  case none
  case date
  case published
  case updated
  case other

  init(_ outline: PageOutline, _ nodes: ClosedRange<Int>) {
    self = .none
    // The date may be an inline element in a line with the author.
    for node in nodes where outline.tree.nodes[node].tag != .text {
      add(outline, node)
    }
    var node = Int(outline.tree.nodes[nodes.lowerBound].parent)
    for _ in 0..<3 where node > 0 {
      add(outline, node)
      if self != .none { break }
      node = Int(outline.tree.nodes[node].parent)
    }
  }

  /// The element around a run that is named for a date.
  static func holder(_ outline: PageOutline, _ run: TextRun) -> Int? {
    var node = Int(outline.tree.nodes[run.first].parent)
    var found: Int?
    for _ in 0..<3 where node > 0 {
      if outline.meanings[node].contains(.date) { found = node }
      node = Int(outline.tree.nodes[node].parent)
    }
    return found
  }

  private mutating func add(_ outline: PageOutline, _ node: Int) {
    let tree = outline.tree
    guard outline.meanings[node].contains(.date) || tree.nodes[node].tag == .time else { return }
    let names = DateStatements.names(tree, node)
    if Self.others.contains(where: { names.containsRun($0) }) {
      self = .other
    } else if Self.changes.contains(where: { names.containsRun($0) }) {
      if self != .published { self = .updated }
    } else if Self.publications.contains(where: { names.containsRun($0) }) {
      self = .published
    } else if self == .none {
      self = .date
    }
  }

  private static let publications = [
    "publi", "posted", "entry-date", "post-date", "article-date", "pubdate", "postdate",
  ]
  .map { Array($0.utf8) }
  private static let changes = ["updat", "modif", "changed"].map { Array($0.utf8) }
  private static let others = ["comment", "joined", "current", "today"].map { Array($0.utf8) }
}
