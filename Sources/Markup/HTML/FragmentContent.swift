// What of a fragment is for readers: HTML as it is, formulas as their text, scripts, drawings and the like not at all.

/// Follows a fragment's tags and tells what each means to who writes HTML or text from them.
struct FragmentContent {
  /// What a start tag means.
  enum Start {
    /// It is an element of HTML.
    case html
    /// It means nothing, or what is in it is dropped.
    case nothing
    /// In a formula: the lower part of a fraction comes now, behind a slash.
    case denominator
    /// In a formula: another row of a table comes now.
    case row
    /// In a formula: another cell of a row comes now.
    case cell
  }

  private var dropped = DroppedContent()
  private var formula = FormulaText()

  /// Takes a start tag.
  @inline(__always) mutating func start(_ tag: HTMLTag, selfClosing: Bool) -> Start {
    if formula.isOpen || tag == .math { return startInFormula(tag, selfClosing: selfClosing) }
    return dropped.start(tag, selfClosing: selfClosing) ? .html : .nothing
  }

  /// Takes an end tag; true where it is one of HTML.
  @inline(__always) mutating func end(_ tag: HTMLTag) -> Bool {
    formula.isOpen ? endInFormula(tag) : dropped.end(tag)
  }

  /// Whether it is in this element, dropped, and in no other that is.
  func isDropping(_ tag: HTMLTag) -> Bool { !formula.isOpen && dropped.isDropping(tag) }

  /// Whether a run of text is for readers.
  @inline(__always) func takes(_ written: UnsafeBufferPointer<UInt8>) -> Bool {
    !dropped.isDropping && (!formula.isOpen || formula.takes(written))
  }

  /// A start tag in a formula, or of one.
  private mutating func startInFormula(_ tag: HTMLTag, selfClosing: Bool) -> Start {
    if dropped.isDropping {
      let isInFormula = formula.isOpen && !formula.isInToken
      _ = dropped.start(tag, selfClosing: selfClosing, isInFormula: isInFormula)
      guard !dropped.isDropping else { return .nothing }
      if isInFormula { formula.leave() }
      return .html
    }
    switch formula.start(tag, selfClosing: selfClosing) {
    case .html: return .html
    case .taken: return .nothing
    case .denominator: return .denominator
    case .row: return .row
    case .cell: return .cell
    case .dropped:
      dropped.drop(tag, selfClosing: selfClosing)
      return .nothing
    }
  }

  /// An end tag in a formula, or of one.
  private mutating func endInFormula(_ tag: HTMLTag) -> Bool {
    if dropped.isDropping {
      guard tag == .math else { return dropped.end(tag) }
      dropped.stop()
    }
    return formula.end(tag) && dropped.end(tag)
  }
}
