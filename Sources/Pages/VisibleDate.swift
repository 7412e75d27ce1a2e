// A date that stands only in the text: looked for near the headline and in elements named for it, nowhere else.

internal import Markup

enum VisibleDate {
  /// Texts that may be the date of publication, the likeliest first.
  static func find(_ outline: PageOutline, _ facts: PageFacts) -> [String] {
    var named: [String] = []
    var near: [String] = []
    let headline = facts.headings.first ?? 0
    let first = outline.runs.partitioningIndex { $0.first >= headline }
    for (index, run) in outline.runs.enumerated() where run.length <= 120 {
      let isNear = headline > 0 && index >= first - 6 && index <= first + 14
      let isNamed = isNamedDate(outline, run.block)
      guard isNear || isNamed else { continue }
      if outline.isInside(run.block, reasons: ["related", "comments", "footer", "navigation"]) { continue }
      let bytes = outline.text(of: run)
      guard bytes.contains(where: { $0 >= 48 && $0 <= 57 }) else { continue }
      let text = String(decoding: bytes, as: UTF8.self)
      if isNamed { named.append(text) } else { near.append(text) }
      if named.count > 6 { break }
    }
    return isTrusted(named.first) ? named + near : near + named
  }

  private static func isTrusted(_ text: String?) -> Bool { text != nil }

  private static func isNamedDate(_ outline: PageOutline, _ block: Int) -> Bool {
    var node = block
    for _ in 0..<2 where node > 0 {
      if outline.meanings[node].contains(.date) { return true }
      node = Int(outline.tree.nodes[node].parent)
    }
    // The date may be an inline element in a line with the author.
    return outline.tree.nodes[block].end - Int32(block) < 24
      && (block..<Int(outline.tree.nodes[block].end)).contains { outline.meanings[$0].contains(.date) }
  }
}
