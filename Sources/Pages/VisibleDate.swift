// A date that stands only in the text: looked for around the headline, before and behind the article and in elements
// named for it, nowhere else.

internal import Markup
internal import News

enum VisibleDate {
  /// Dates that may be that of publication, the likeliest first.
  /// - Parameter body: the runs of the article.
  static func find(_ outline: PageOutline, headline: Int?, body: Range<Int>) -> [WrittenDate] {
    let runs = outline.runs
    let title = headline.map { node in runs.partitioningIndex { $0.first >= node } } ?? body.lowerBound
    let firstProse = body.first { runs[$0].isProse && runs[$0].reason == nil } ?? body.lowerBound
    let lastProse = body.last { runs[$0].isProse && runs[$0].reason == nil } ?? body.upperBound
    var named: [WrittenDate] = []
    var near: [WrittenDate] = []
    var behind: [WrittenDate] = []
    for (index, run) in runs.enumerated() where run.length <= 160 {
      let isNear = index >= title - 8 && index <= firstProse + 3 && index <= title + 60
      let isBehind = index > lastProse && index <= lastProse + 8
      let isNamed = isNamedDate(outline, run)
      guard isNear || isBehind || isNamed else { continue }
      if outline.isInside(run.block, reasons: ["related", "comments", "footer", "navigation", "aside"]) { continue }
      let bytes = outline.text(of: run)
      guard bytes.count(where: { $0 >= 48 && $0 <= 57 }) >= 3, let date = date(in: bytes) else { continue }
      if isNamed { named.append(date) } else if isNear { near.append(date) } else { behind.append(date) }
      if named.count > 6 { break }
    }
    return named + near + behind
  }

  /// The date in a line, maybe beside an author's name or a label.
  private static func date(in line: [UInt8]) -> WrittenDate? {
    let text = String(decoding: line, as: UTF8.self)
    if let date = WildDate.parse(text) { return date }
    for part in text.split(whereSeparator: { "|()•·;/–—".contains($0) }) where part.utf8.count < line.count {
      if part.utf8.count(where: { $0 >= 48 && $0 <= 57 }) >= 3, let date = WildDate.parse(String(part)) { return date }
    }
    // A day at the beginning or end of a longer line.
    let words = text.split(separator: " ")
    for count in [5, 4, 3, 2, 1] where words.count > count {
      if let date = WildDate.parse(words.suffix(count).joined(separator: " ")) { return date }
      if let date = WildDate.parse(words.prefix(count).joined(separator: " ")) { return date }
    }
    return nil
  }

  private static func isNamedDate(_ outline: PageOutline, _ run: TextRun) -> Bool {
    // The date may be an inline element in a line with the author.
    if (run.first...run.last).contains(where: { outline.meanings[$0].contains(.date) }) { return true }
    var node = Int(outline.tree.nodes[run.first].parent)
    for _ in 0..<3 where node > 0 {
      if outline.meanings[node].contains(.date) { return true }
      node = Int(outline.tree.nodes[node].parent)
    }
    return false
  }
}
