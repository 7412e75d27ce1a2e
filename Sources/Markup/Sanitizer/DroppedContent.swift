// What stands inside of an element that is dropped with its content.

/// Follows a stream of tags and tells what is dropped.
struct DroppedContent {
  private var element: HTMLTag?
  private var depth = 0

  /// Whether what comes now is dropped.
  @inline(__always) var isDropping: Bool { element != nil }

  /// Whether this element, and none around it, drops what comes now.
  func isDropping(_ tag: HTMLTag) -> Bool { element == tag && depth == 1 }

  /// Takes a start tag; false where it is dropped. `isInFormula` tells that it stands between the elements of one.
  @inline(__always) mutating func start(_ tag: HTMLTag, selfClosing: Bool, isInFormula: Bool = false) -> Bool {
    if element != nil, !ends(at: tag, selfClosing: selfClosing, isInFormula: isInFormula) { return false }
    guard tag.isDropped else { return true }
    drop(tag, selfClosing: selfClosing && tag == .svg)
    return false
  }

  /// Drops an element with its content.
  mutating func drop(_ tag: HTMLTag, selfClosing: Bool) {
    guard !tag.isVoid, !selfClosing else { return }
    element = tag
    depth = 1
  }

  /// Drops nothing any more.
  mutating func stop() { element = nil }

  /// Whether a start tag in a dropped element ends it.
  private mutating func ends(at tag: HTMLTag, selfClosing: Bool, isInFormula: Bool) -> Bool {
    let isForeign = element == .svg || isInFormula
    if tag == element, !(selfClosing && isForeign) { depth += 1 }
    // Browsers end SVG and MathML at such a tag: what follows is on the page. But an annotation may hold HTML.
    guard isForeign, element != .annotation_xml, ForeignElements.isEnded(by: tag) else { return false }
    element = nil
    return true
  }

  /// Takes an end tag; false where it is dropped.
  @inline(__always) mutating func end(_ tag: HTMLTag) -> Bool {
    guard let element else { return !tag.isDropped }
    if tag == element {
      depth -= 1
      if depth == 0 { self.element = nil }
    }
    return false
  }
}
