// Formulas and drawings: MathML and SVG written so that every parser reads them alike.
//
// Between the tags of a formula or drawing there are only its own listed elements, no HTML; where parsers switch back to
// HTML (mi, mo, mn, ms, mtext, desc) there is only text. So none of the known ways to hide markup in the seam between the
// languages has a place to start from.

extension InertWriter {
  /// A formula or drawing that is open.
  struct ForeignRoot {
    /// `math` or `svg`.
    let tag: HTMLTag
    /// Its place among the open elements.
    let depth: Int
    /// Where it begins in what is written.
    let start: Int
    /// Something in it can be seen.
    var isWorthKeeping = false
    /// How many elements of text are open.
    var textDepth = 0
  }

  /// What became of a start tag in a formula or drawing.
  enum ForeignStart {
    case taken
    /// It is to be dropped with its content.
    case dropped
    /// It is HTML and ends the formula or drawing.
    case html
  }

  var isForeign: Bool { foreign != nil }

  /// Begins a formula or drawing; false where there is no place for one, or nothing to be seen.
  mutating func startForeign(_ tag: HTMLTag, _ attributes: HTMLAttributes) -> Bool {
    // Directly in a table it would be moved out of it.
    guard foreign == nil, !open.isFull, open.takesText else { return false }
    // An icon, its author says so.
    if tag == .svg, let hidden = attributes.written(.aria_hidden), hidden.elementsEqual("true".utf8) { return false }
    foreign = ForeignRoot(tag: tag, depth: open.depth, start: out.count)
    out.appendStart(of: tag, in: cells, hasAttributes: true)
    out.append(
      tag == .math ? " xmlns=\"http://www.w3.org/1998/Math/MathML\"" : " xmlns=\"http://www.w3.org/2000/svg\"")
    _ = writeForeign(tag, attributes)
    out.append(62)
    open.push(tag)
    return true
  }

  /// A start tag in a formula or drawing.
  mutating func startInForeign(_ tag: HTMLTag, _ attributes: HTMLAttributes, selfClosing: Bool) -> ForeignStart {
    guard let root = foreign else { return .html }
    let role = ForeignElements.role(of: tag, in: root.tag)
    if open.isInnermostToken { return role == .dropped && tag.isDropped ? .dropped : .taken }
    if ForeignElements.isEnded(by: tag) { return .html }
    switch role {
    case .dropped: return .dropped
    case .unwrapped: return .taken
    case .text where tag == .tspan && root.textDepth == 0, .token where open.isFull, .group where open.isFull,
      .text where open.isFull:
      return .taken
    default: break
    }
    // In a text there are links and more text, nothing else.
    if root.textDepth > 0, role != .text, tag != .a { return role == .empty ? .taken : .dropped }
    let start = out.count
    out.appendStart(of: tag, in: cells, hasAttributes: true)
    guard writeForeign(tag, attributes) else {
      out.truncate(to: start)
      return .taken
    }
    out.append(62)
    if role == .empty || selfClosing {
      out.appendEnd(of: tag, in: cells)
      if role == .empty, tag != .stop { foreign?.isWorthKeeping = true }
    } else {
      open.push(tag)
      if role == .text { foreign?.textDepth += 1 }
    }
    return .taken
  }

  /// An end tag in a formula or drawing.
  mutating func endInForeign(_ tag: HTMLTag) {
    guard let root = foreign else { return end(tag) }
    if let at = open.last(tag, from: root.depth) { return close(to: at) }
    // Browsers take the end of an element around it for the end of both, but not where the text of an element is.
    guard !open.isInnermostToken else { return }
    if tag == .p || tag == .br { leaveForeign() }
    end(tag)
  }

  /// Text in a formula or drawing.
  mutating func textInForeign(_ written: UnsafeBufferPointer<UInt8>) {
    guard let root = foreign, root.tag == .math || root.textDepth > 0 || open.isInnermostToken else { return }
    let start = out.count
    out.appendText(written, hasReferences: true)
    guard !root.isWorthKeeping, root.tag == .math || root.textDepth > 0 else { return }
    foreign?.isWorthKeeping = out.bytes[start...].contains { $0 > 32 }
  }

  /// Ends the formula or drawing.
  mutating func leaveForeign() { if let root = foreign { close(to: root.depth) } }
}
