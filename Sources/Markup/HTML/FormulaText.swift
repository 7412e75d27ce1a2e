// The text of formulas: what a reader of a title takes `x²` and `½` for when there is nothing but letters.

/// Follows a formula (MathML) and tells what its elements mean for a text.
struct FormulaText {
  /// What an element's start means.
  enum Start: Equatable {
    /// Its text is text.
    case taken
    /// It begins the lower part of a fraction.
    case denominator
    /// It is left out with its content.
    case dropped
    /// It is HTML: the formula has ended before it.
    case html
  }

  /// Elements further in are not told apart.
  private static let depthLimit = 200

  private(set) var isOpen = false
  private var open: [(tag: HTMLTag, children: Int)] = []

  /// Takes a start tag in a formula, or of one.
  mutating func start(_ tag: HTMLTag, selfClosing: Bool) -> Start {
    guard isOpen else {
      isOpen = !selfClosing
      return .taken
    }
    if ForeignElements.isEnded(by: tag), !isInToken {
      leave()
      return .html
    }
    let role = ForeignElements.role(of: tag, in: .math)
    if role == .dropped { return .dropped }
    var isDenominator = false
    if let last = open.indices.last {
      isDenominator = open[last].tag == .mfrac && open[last].children == 1
      open[last].children += 1
    }
    if !selfClosing, role != .empty, open.count < Self.depthLimit { open.append((tag, 0)) }
    return isDenominator ? .denominator : .taken
  }

  /// Takes an end tag in a formula.
  mutating func end(_ tag: HTMLTag) {
    if tag == .math || tag == .p { return leave() }
    if let index = open.lastIndex(where: { $0.tag == tag }) { open.removeSubrange(index...) }
  }

  /// Ends the formula.
  mutating func leave() {
    guard isOpen else { return }
    isOpen = false
    open = []
  }

  private var isInToken: Bool {
    open.last.map { ForeignElements.role(of: $0.tag, in: .math) == .token } ?? false
  }
}
