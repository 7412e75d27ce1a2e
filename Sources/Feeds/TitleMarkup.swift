// What only looks like markup in a title, where people write about markup and compare numbers.

internal import Markup

/// Telling a title's tags from its words.
enum TitleMarkup {
  /// The HTML of a title in which the brackets of what is no tag are text: an element HTML does not know and that never
  /// ends (`List<String>`), and one with attributes of which none has a value (`if a<b and c>d`). Nil where nothing is so.
  /// Linear.
  static func withoutFalseTags(_ html: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    var out: [UInt8] = []
    var start = 0
    var lastEnds: [UInt64: Int]?
    for at in html.indices where html[at] == UInt8(ascii: "<") {
      guard let tag = falseTag(html, at) else { continue }
      let ends = lastEnds ?? endTags(html)
      lastEnds = ends
      guard ends[hash(tag), default: -1] < at else { continue }
      out.append(contentsOf: html[start..<at])
      out.append(contentsOf: "&lt;".utf8)
      start = at + 1
    }
    guard start > 0 else { return nil }
    out.append(contentsOf: html[start...])
    return out
  }

  /// The name of a start tag that is none, unless its end tag follows.
  private static func falseTag(_ html: UnsafeBufferPointer<UInt8>, _ open: Int) -> Slice<UnsafeBufferPointer<UInt8>>? {
    let name = name(html, open + 1)
    guard let first = name.first, isLetter(first), name.endIndex < html.count else { return nil }
    let rest = html[name.endIndex...].prefix { $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "<") }
    guard rest.endIndex < html.count, html[rest.endIndex] == UInt8(ascii: ">") else { return nil }
    let tag = HTMLTag(UnsafeBufferPointer(rebasing: name))
    if rest.isEmpty { return tag == .unknown ? name : nil }
    let isFalse =
      rest.first! <= 0x20 && rest.contains { $0 > 0x20 } && !rest.contains(UInt8(ascii: "="))
      && rest.last != UInt8(ascii: "/") && !tag.isVoid
    return isFalse ? name : nil
  }

  /// Where the last end tag of each name stands.
  private static func endTags(_ html: UnsafeBufferPointer<UInt8>) -> [UInt64: Int] {
    var out: [UInt64: Int] = [:]
    for at in html.indices.dropLast(2) where html[at] == UInt8(ascii: "<") && html[at + 1] == UInt8(ascii: "/") {
      out[hash(name(html, at + 2))] = at
    }
    return out
  }

  private static func name(_ html: UnsafeBufferPointer<UInt8>, _ start: Int) -> Slice<UnsafeBufferPointer<UInt8>> {
    html[start...].prefix(100).prefix { isLetter($0) || 48...57 ~= $0 }
  }

  /// A number for a name in any letter case.
  private static func hash(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> UInt64 {
    name.reduce(14_695_981_039_346_656_037) { ($0 ^ UInt64($1 | 32)) &* 1_099_511_628_211 }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { 97...122 ~= byte | 32 }
}
