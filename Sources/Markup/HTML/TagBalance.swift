// Keeps what libxml2 has open within bounds: at each end tag it looks through all open elements for the one meant.

/// Counts the open elements of a page by name, to drop tags that would only cost time: end tags of nothing, and start
/// tags nested deeper than any page is. Their text stays.
struct TagBalance {
  /// Real pages are nested some fifty deep; unclosed inline elements may add up to some hundreds.
  private static let limit = 1000

  private var open = [Int32](repeating: 0, count: HTMLTag.allCases.count)
  private var depth = 0

  /// Takes a start tag; false where it is to be dropped.
  mutating func takesStart(of tag: HTMLTag) -> Bool {
    guard Self.isCounted(tag) else { return true }
    guard depth < Self.limit else { return tag.isDropped }
    open[Int(tag.rawValue)] += 1
    depth += 1
    return true
  }

  /// Takes an end tag; false where it is to be dropped.
  mutating func takesEnd(of tag: HTMLTag) -> Bool {
    guard Self.isCounted(tag) else { return true }
    guard open[Int(tag.rawValue)] > 0 else { return false }
    open[Int(tag.rawValue)] -= 1
    depth -= 1
    return true
  }

  /// Elements whose end tags may be left out close each other, and void ones are never open.
  private static func isCounted(_ tag: HTMLTag) -> Bool {
    switch tag {
    case .p, .li, .td, .th, .tr, .dt, .dd, .option, .optgroup, .thead, .tbody, .tfoot, .colgroup, .caption, .html,
      .head, .body:
      false
    // The filter itself takes these out with their content.
    case .script, .style, .svg, .iframe: false
    default: !tag.isVoid
    }
  }
}
