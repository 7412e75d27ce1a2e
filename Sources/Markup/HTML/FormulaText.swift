// The text of formulas: what a reader takes `x²` and `½` for when there is nothing but letters.

/// Follows a formula (MathML) and tells what its elements mean for a text.
struct FormulaText {
  /// What an element's start means.
  enum Start {
    /// Its text is text.
    case taken
    /// It begins the lower part of a fraction.
    case denominator
    /// It begins a row of a table that is not the first.
    case row
    /// It begins a cell that is not the first of its row.
    case cell
    /// It is left out with its content.
    case dropped
    /// It is HTML, in an element of the formula that holds text, or the formula has ended before it.
    case html
  }

  /// Elements further in are not told apart.
  private static let depthLimit = 200

  private(set) var isOpen = false
  /// The open elements with the number of elements in each so far, outermost first.
  private var open: [(tag: HTMLTag, children: Int)] = []

  /// Takes a start tag in a formula, or of one.
  mutating func start(_ tag: HTMLTag, selfClosing: Bool) -> Start {
    let role = ForeignElements.role(of: tag)
    let isInToken = isInToken
    if isOpen, !isInToken, ForeignElements.isEnded(by: tag) {
      leave()
      return .html
    }
    if role == .dropped { return .dropped }
    if isInToken, role == .other { return .html }
    let start = open.last.map { Self.meaning(of: tag, in: $0.tag, after: $0.children) } ?? .taken
    if let last = open.indices.last { open[last].children += 1 }
    if !selfClosing, role != .empty, open.count < Self.depthLimit {
      open.append((tag, 0))
      isOpen = true
    }
    return start
  }

  private static func meaning(of tag: HTMLTag, in parent: HTMLTag, after siblings: Int) -> Start {
    switch tag {
    case .mtr, .mlabeledtr: parent == .mtable && siblings == 0 ? .taken : .row
    case .mtd: (parent == .mtr || parent == .mlabeledtr) && siblings == 0 ? .taken : .cell
    default: parent == .mfrac && siblings == 1 ? .denominator : .taken
    }
  }

  /// Takes an end tag in a formula; false where it is one of the formula's.
  mutating func end(_ tag: HTMLTag) -> Bool {
    if let index = open.lastIndex(where: { $0.tag == tag }) {
      open.removeSubrange(index...)
      isOpen = index > 0
      return false
    }
    guard tag != .unknown, ForeignElements.role(of: tag) == .other else { return false }
    // The end of an element that is not in the formula is that of one around it.
    if !isInToken { leave() }
    return true
  }

  /// Whether a run of text means something: white space between the elements of a formula does not.
  func takes(_ written: UnsafeBufferPointer<UInt8>) -> Bool { isInToken || written.contains { $0 > 32 } }

  /// Ends the formula.
  mutating func leave() {
    isOpen = false
    open = []
  }

  /// Whether what comes now stands in an element that holds text.
  var isInToken: Bool { open.last.map { ForeignElements.role(of: $0.tag) == .token } ?? false }
}
