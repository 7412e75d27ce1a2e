// The words of a link: which of them are an article's title, and how much they look like one.

internal import Markup

/// What a link says.
struct LinkTitle {
  /// The text.
  var text: String
  /// It stands in a heading, or holds one.
  var isHeading: Bool
  /// 2 for a sentence, 0 for a few words, -2 for a word or two.
  var score: Int

  /// The longest text that can be a title, in characters.
  private static let longest = 200

  init(_ tree: HTMLTree, link: Int, isInHeading: Bool) {
    let range = link..<Int(tree.nodes[link].end)
    let inner = range.first { tree.nodes[$0].tag.isHeading }
    isHeading = isInHeading || inner != nil
    text = tree.plainText(of: inner ?? link)
    if inner == nil, text.count > 60, let part = Self.part(tree, range) { text = part }
    score = Self.score(text)
  }

  /// Of a link around a whole teaser without a heading, the line that is its title: a strong one, else the first that is
  /// no label.
  private static func part(_ tree: HTMLTree, _ range: Range<Int>) -> String? {
    let strong = range.first { [.strong, .b].contains(tree.nodes[$0].tag) }.map { tree.plainText(of: $0) }
    if let strong, score(strong) >= 2 { return strong }
    let lines = ItemLines(tree, range).lines
    guard lines.count > 1 else { return nil }
    return lines.first { score($0) >= 2 && $0.count <= longest }
  }

  static func score(_ text: String) -> Int {
    let words = text.split(separator: " ").count
    var wide = 0
    var unspaced = 0
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF: unspaced += 1
      case 0x2E80...: wide += 1
      default: break
      }
    }
    if wide >= 8 || unspaced >= 16 { return text.count > longest ? 0 : 2 }
    if words >= 4, text.unicodeScalars.count >= 18 { return text.count > longest ? 0 : 2 }
    if words >= 2 && text.unicodeScalars.count >= 10 || wide >= 5 || unspaced >= 8 { return 0 }
    return -2
  }
}

/// The lines of a part of a page, as a reader sees them.
struct ItemLines {
  let lines: [String]

  /// Lines of the nodes in a range, without those of the elements that `skips` names.
  init(_ tree: HTMLTree, _ range: Range<Int>, skips: (Int) -> Bool = { _ in false }) {
    var lines: [String] = []
    var line: [UInt8] = []
    func flush() {
      var writer = PlainTextWriter()
      writer.text(line)
      let text = String(decoding: writer.bytes, as: UTF8.self)
      if !text.isEmpty { lines.append(text) }
      line = []
    }
    var ends: [Int] = []
    var index = range.lowerBound
    while index < range.upperBound {
      while let end = ends.last, end <= index {
        flush()
        ends.removeLast()
      }
      let node = tree.nodes[index]
      if node.tag == .text {
        line += tree.text(of: index)
      } else if node.tag.isDropped || skips(index) {
        index = Int(node.end)
        continue
      } else if node.tag.isBlock || node.tag == .br {
        flush()
        if node.tag != .br { ends.append(Int(node.end)) }
      }
      index += 1
    }
    flush()
    self.lines = lines
  }
}
