// The elements that are open while HTML is written, and which of them a tag ends.

struct OpenElements: ~Copyable {
  /// Deeper elements are unwrapped: browsers stop at 512, and the search for an open element stays short.
  private static let depthLimit = 200
  private static let names = HTMLTag.allCases.count

  /// Outermost first.
  private let tags = UnsafeMutablePointer<HTMLTag>.allocate(capacity: depthLimit)
  /// For each element's name how many are open, then how many were left out.
  private let counts: UnsafeMutablePointer<Int32>
  private(set) var depth = 0

  init() {
    counts = .allocate(capacity: 2 * Self.names)
    counts.initialize(repeating: 0, count: 2 * Self.names)
  }

  deinit {
    tags.deallocate()
    counts.deallocate()
  }

  var isFull: Bool { depth >= Self.depthLimit }

  @inline(__always) private func isOpen(_ tag: HTMLTag) -> Bool { counts[Int(tag.rawValue)] > 0 }

  @inline(__always) func isInnermost(_ tag: HTMLTag) -> Bool { depth > 0 && tags[depth - 1] == tag }

  @inline(__always) mutating func push(_ tag: HTMLTag) {
    (tags + depth).initialize(to: tag)
    counts[Int(tag.rawValue)] += 1
    depth += 1
  }

  @inline(__always) mutating func pop() -> HTMLTag {
    depth -= 1
    counts[Int(tags[depth].rawValue)] -= 1
    return tags[depth]
  }

  /// Remembers that a start tag was not written, so that its end tag closes nothing else.
  mutating func unwrap(_ tag: HTMLTag) { counts[Self.names + Int(tag.rawValue)] += 1 }

  @inline(__always) func hasUnwrapped(_ tag: HTMLTag) -> Bool { counts[Self.names + Int(tag.rawValue)] > 0 }

  /// Takes the end tag of an element that was not written; false where there is none.
  mutating func wrap(_ tag: HTMLTag) -> Bool {
    guard hasUnwrapped(tag) else { return false }
    counts[Self.names + Int(tag.rawValue)] -= 1
    return true
  }

  /// What an end tag closes: a table's parts within their table, all others within their cell.
  func last(_ tag: HTMLTag) -> Int? {
    guard isOpen(tag) else { return nil }
    return Self.isTablePart(tag)
      ? last(where: { $0 == tag }, upTo: { $0 == .table }) : last(where: { $0 == tag }, upTo: Self.isBarrier)
  }

  /// The open paragraph that a block ends.
  @inline(__always) func lastParagraph() -> Int? {
    isOpen(.p) ? last(where: { $0 == .p }, upTo: Self.isBarrier) : nil
  }

  /// What else a start tag ends.
  @inline(__always) func impliedEnd(by tag: HTMLTag) -> Int? {
    switch tag {
    case .a: isOpen(.a) ? last(where: { $0 == .a }, upTo: Self.isBarrier) : nil
    case .li:
      isOpen(.li) ? last(where: { $0 == .li }, upTo: { Self.isBarrier($0) || $0 == .ul || $0 == .ol }) : nil
    case .dt, .dd: last(where: { $0 == .dt || $0 == .dd }, upTo: { Self.isBarrier($0) || $0 == .dl })
    case .h1, .h2, .h3, .h4, .h5, .h6: depth > 0 && tags[depth - 1].isHeading ? depth - 1 : nil
    case .td, .th:
      last(where: { $0 == .td || $0 == .th || $0 == .caption || $0 == .colgroup }, upTo: { $0 == .tr || $0 == .table })
    case .tr:
      last(where: { $0 == .tr || $0 == .caption || $0 == .colgroup }, upTo: { $0 == .table })
    case .thead, .tbody, .tfoot, .caption, .colgroup: lastTableChild()
    default: nil
    }
  }

  /// Whether the element makes sense here; a cell outside of a table, say, is unwrapped.
  @inline(__always) func fits(_ tag: HTMLTag) -> Bool {
    switch tag {
    case .thead, .tbody, .tfoot, .tr, .td, .th, .caption, .colgroup, .col: isOpen(.table)
    case .source: isOpen(.picture) || isOpen(.audio) || isOpen(.video)
    case .track: isOpen(.audio) || isOpen(.video)
    default: true
    }
  }

  /// The innermost open element that fits, looked for down to and with one that stops the search.
  @inline(__always) private func last(where fits: (HTMLTag) -> Bool, upTo stops: (HTMLTag) -> Bool) -> Int? {
    var index = depth - 1
    while index >= 0 {
      if fits(tags[index]) { return index }
      if stops(tags[index]) { return nil }
      index -= 1
    }
    return nil
  }

  /// The open child of the innermost open table.
  private func lastTableChild() -> Int? {
    guard let table = last(where: { $0 == .table }, upTo: { _ in false }), table + 1 < depth else { return nil }
    return table + 1
  }

  private static func isBarrier(_ tag: HTMLTag) -> Bool {
    tag == .td || tag == .th || tag == .caption || tag == .table
  }

  static func isTablePart(_ tag: HTMLTag) -> Bool {
    switch tag {
    case .table, .thead, .tbody, .tfoot, .tr, .td, .th, .caption, .colgroup: true
    default: false
    }
  }
}
