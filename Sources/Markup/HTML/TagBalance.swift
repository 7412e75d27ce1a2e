// Keeps what libxml2 has open within bounds: at each end tag it looks through all open elements for the one meant.

/// Counts the open elements of a page by name, to drop tags that would only cost time: end tags of nothing, and start
/// tags nested deeper than any page is. Their text stays.
struct TagBalance {
  /// Real pages are nested some fifty deep; unclosed inline elements may add up to some hundreds.
  private static let limit = 512

  /// An element's name; those without a number of their own are told apart by hash.
  struct Name {
    let tag: HTMLTag
    let hash: UInt64

    @inline(__always) init(_ tag: HTMLTag, _ bytes: UnsafeBufferPointer<UInt8>) {
      self.tag = tag
      hash = tag == .unknown ? NameTable.hash(bytes) : 0
    }
  }

  private var openUnknown: [UInt64: Int32] = [:]
  private var open = [Int32](repeating: 0, count: HTMLTag.allCases.count)
  private var depth = 0
  private let countsAll: Bool
  /// How many start tags were nested too deeply.
  private(set) var dropped = 0

  /// - Parameter countsAll: whether elements whose end tags may be left out are counted too.
  init(countsAll: Bool) {
    self.countsAll = countsAll
    // libxml2 may open a paragraph by itself, around text before any element.
    open[Int(HTMLTag.p.rawValue)] = 1
  }

  /// Takes a start tag; false where it is to be dropped.
  @inline(__always) mutating func takesStart(of name: Name) -> Bool {
    guard isCounted(name.tag) else {
      open[Int(name.tag.rawValue)] += 1
      return true
    }
    // What is never shown would be without its element.
    guard depth < (name.tag.isDropped ? 2 * Self.limit : Self.limit) else {
      dropped += 1
      return false
    }
    if name.tag == .unknown { openUnknown[name.hash, default: 0] += 1 } else { open[Int(name.tag.rawValue)] += 1 }
    depth += 1
    return true
  }

  /// Takes an end tag; false where it is to be dropped.
  @inline(__always) mutating func takesEnd(of name: Name) -> Bool {
    guard isCounted(name.tag) else {
      if name.tag == .html || name.tag == .head || name.tag == .body { return true }
      // Too many may count as open, as they end without end tags, but never too few.
      guard !name.tag.isVoid, open[Int(name.tag.rawValue)] > 0 else { return false }
      open[Int(name.tag.rawValue)] -= 1
      return true
    }
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

  @inline(__always) private func isCounted(_ tag: HTMLTag) -> Bool {
    switch tag {
    // Elements whose end tags may be left out close each other.
    case .p, .li, .td, .th, .tr, .dt, .dd, .option, .optgroup, .thead, .tbody, .tfoot, .colgroup, .caption: countsAll
    case .html, .head, .body: false
    default: !tag.isVoid
    }
  }
}
