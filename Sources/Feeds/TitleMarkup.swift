// What only looks like markup in a title, where people write about markup and compare numbers.

internal import Markup

/// Telling a title's tags and references from its words.
enum TitleMarkup {
  /// Calls `body` with the HTML of a title in which what is no markup is text: brackets around what HTML does not know and
  /// that never ends (`List<String>`, `<stdio.h>`), elements that would hide the rest and never end (`the <script> tag`),
  /// tags with attributes of which none has a value (`if a<b and c>d`), declarations (`Class<?>`), and ampersands of words
  /// that only begin like a reference (`Q&notes`). Linear.
  static func withoutFalseMarkup<Result>(
    _ html: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    var out: [UInt8] = []
    var start = 0
    var lastEnds: [UInt64: Int]?
    for at in html.indices {
      let isText: Bool
      switch html[at] {
      case UInt8(ascii: "&"): isText = !isReference(html, at)
      case UInt8(ascii: "<"):
        switch judge(html, at) {
        case .markup: isText = false
        case .text: isText = true
        case .textUnlessEnded(let name):
          let ends = lastEnds ?? endTags(html)
          lastEnds = ends
          isText = ends[name, default: -1] < at
        }
      default: continue
      }
      guard isText else { continue }
      out.append(contentsOf: html[start..<at])
      out.append(contentsOf: html[at] == UInt8(ascii: "&") ? "&amp;".utf8 : "&lt;".utf8)
      start = at + 1
    }
    guard start > 0 else { return body(html) }
    out.append(contentsOf: html[start...])
    return out.withUnsafeBufferPointer(body)
  }

  /// Whether a reference begins here: without its semicolon only where no letter follows, and not as capitals that are
  /// joined to a word (`BTC&ETH`).
  private static func isReference(_ html: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
    guard let match = CharacterReferences.match(in: html, at: at, inAttribute: true) else { return false }
    func isCapital(_ index: Int) -> Bool { 65...90 ~= html[index] }
    return match.isTerminated || !isCapital(at + 1) || !isCapital(at + 2) || at == 0 || html[at - 1] <= 0x20
  }

  private enum Judgement {
    case markup, text
    /// Markup if an end tag of the name, given by its number, follows.
    case textUnlessEnded(UInt64)
  }

  /// What a `<` begins.
  private static func judge(_ html: UnsafeBufferPointer<UInt8>, _ open: Int) -> Judgement {
    let next = open + 1 < html.count ? html[open + 1] : 0
    switch next {
    case UInt8(ascii: "/"): return .markup
    case UInt8(ascii: "!"): return html[open...].starts(with: "<!--".utf8) ? .markup : .text
    case UInt8(ascii: "?"): return .text
    default: guard 97...122 ~= next | 32 else { return .markup }
    }
    let name = name(html, open + 1)
    let rest = html[name.endIndex...].prefix { $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "<") }
    // Without a `>` nothing is a tag; those who come after know that.
    guard rest.endIndex < html.count else { return .markup }
    guard html[rest.endIndex] == UInt8(ascii: ">") else { return .text }
    let tag = HTMLTag(UnsafeBufferPointer(rebasing: name))
    // Word processors leave elements of theirs behind (`<o:p>`).
    if let colon = name.firstIndex(of: UInt8(ascii: ":")), colon > name.startIndex, colon + 1 < name.endIndex,
      !name[(colon + 1)...].contains(UInt8(ascii: ":"))
    {
      return .markup
    }
    if tag.isVoid || rest.last == UInt8(ascii: "/") && tag != .unknown { return .markup }
    if tag == .unknown || tag.isDropped { return .textUnlessEnded(hash(name)) }
    let isPlain = rest.contains { $0 > 0x20 } && !rest.contains(UInt8(ascii: "="))
    return isPlain ? .textUnlessEnded(hash(name)) : .markup
  }

  /// Where the last end tag of each name stands.
  private static func endTags(_ html: UnsafeBufferPointer<UInt8>) -> [UInt64: Int] {
    var out: [UInt64: Int] = [:]
    for at in html.indices.dropLast(2) where html[at] == UInt8(ascii: "<") && html[at + 1] == UInt8(ascii: "/") {
      out[hash(name(html, at + 2))] = at
    }
    return out
  }

  /// A name as HTML reads it, up to white space, a slash or a bracket; of a long one the beginning.
  private static func name(_ html: UnsafeBufferPointer<UInt8>, _ start: Int) -> Slice<UnsafeBufferPointer<UInt8>> {
    html[start...].prefix(100).prefix {
      $0 > 0x20 && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "<")
    }
  }

  /// A number for a name in any letter case.
  private static func hash(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> UInt64 {
    name.reduce(14_695_981_039_346_656_037) { ($0 ^ UInt64($1 | 32)) &* 1_099_511_628_211 }
  }
}
