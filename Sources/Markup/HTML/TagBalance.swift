// Keeps what libxml2 has open within bounds: at each end tag it looks through all open elements for the one meant.

/// Counts the open elements of a page by name, to drop tags that would only cost time: end tags of nothing, and start
/// tags nested deeper than any page is. Their text stays.
struct TagBalance {
  /// Real pages are nested some fifty deep; unclosed inline elements may add up to some hundreds.
  private static let limit = 1000

  /// An element's name; those without a number of their own are told apart by hash.
  struct Name {
    let tag: HTMLTag
    let hash: UInt64

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
      tag = HTMLTag(bytes)
      hash = tag == .unknown ? NameTable.hash(bytes) : 0
    }
  }

  private var openUnknown: [UInt64: Int32] = [:]
  private var open = [Int32](repeating: 0, count: HTMLTag.allCases.count)
  private var depth = 0

  /// Takes a start tag; false where it is to be dropped.
  mutating func takesStart(of name: Name) -> Bool {
    guard Self.isCounted(name.tag) else { return true }
    guard depth < Self.limit else { return name.tag.isDropped }
    if name.tag == .unknown { openUnknown[name.hash, default: 0] += 1 } else { open[Int(name.tag.rawValue)] += 1 }
    depth += 1
    return true
  }

  /// Takes an end tag; false where it is to be dropped.
  mutating func takesEnd(of name: Name) -> Bool {
    guard Self.isCounted(name.tag) else { return true }
    if name.tag == .unknown {
      guard let count = openUnknown[name.hash] else { return false }
      openUnknown[name.hash] = count > 1 ? count - 1 : nil
    } else {
      guard open[Int(name.tag.rawValue)] > 0 else { return false }
      open[Int(name.tag.rawValue)] -= 1
    }
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
