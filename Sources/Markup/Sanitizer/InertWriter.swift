// Writes HTML that is inert by construction: only listed elements, closed in order, everything else escaped.

public import News

/// A serialiser that takes tags and text in any order and disorder and writes well-formed, inert HTML.
///
/// What it writes contains only elements of the allow-list, each closed inside the element it was opened in, with
/// double-quoted attributes, absolute addresses of harmless schemes and escaped text. How the input was nested has no
/// influence on that, so nothing can be smuggled through a disagreement between parsers. Its own output, read again,
/// is written the same.
public struct InertWriter: ~Copyable {
  var base: AddressWriter
  let cells = TagSpelling.cells
  let attributeCells = AttributeSpelling.cells
  var out: ByteBuffer
  /// Where values are decoded.
  var scratch = ByteBuffer(capacity: 256)
  var open = OpenElements()
  /// Where the last image begins and ends, if no loader knew its address; what was left out begins where it ends.
  var placeholder: Range<Int>?

  /// A writer that resolves addresses against `base`; without one relative addresses stay relative.
  public init(base: AddressReference?) { self.init(base: base, capacity: 4096) }

  /// A writer with room for as many bytes.
  init(base: AddressReference?, capacity: Int) {
    self.base = AddressWriter(base: base)
    out = ByteBuffer(capacity: capacity)
  }

  /// A start tag. Attributes that are not listed for the element are left out.
  public mutating func start(_ original: HTMLTag, _ attributes: HTMLAttributes = .none) {
    guard let tag = AllowList.written(original) else {
      if original.isBlock { closeParagraph() }
      return
    }
    closeImplied(by: tag)
    guard open.fits(tag) else { return }
    switch tag {
    case .img, .source: return writeImage(tag, attributes)
    case .br, .hr, .wbr, .col, .track: write(tag, attributes)
    default:
      guard !open.isFull, write(tag, attributes) else { return open.unwrap(tag) }
      open.push(tag)
    }
  }

  /// An end tag; one that closes nothing is ignored.
  public mutating func end(_ original: HTMLTag) {
    guard let tag = AllowList.written(original), !tag.isVoid else {
      if original.isBlock { closeParagraph() }
      return
    }
    if open.isInnermost(tag), !open.hasUnwrapped(tag) { return closeInnermost() }
    guard !open.wrap(tag), let at = open.last(tag) else { return }
    close(to: at)
  }

  /// Text, as characters: what means something in HTML is escaped.
  public mutating func text(_ characters: ArraySlice<UInt8>) {
    characters.withUnsafeBufferPointer { out.appendText($0, hasReferences: false) }
  }

  /// Text as it is written in HTML, with references.
  mutating func text(written: UnsafeBufferPointer<UInt8>) { out.appendText(written, hasReferences: true) }

  /// Closes what is open and hands the HTML over.
  public mutating func finish() -> [UInt8] {
    close(to: 0)
    defer { out.truncate(to: 0) }
    return Array(out.bytes)
  }

  /// Closes what is open; the HTML is in `out`.
  mutating func closeAll() { close(to: 0) }

  @inline(__always) private mutating func closeInnermost() { out.appendEnd(of: open.pop(), in: cells) }

  private mutating func close(to depth: Int) { while open.depth > depth { closeInnermost() } }

  private mutating func closeParagraph() { if let at = open.lastParagraph() { close(to: at) } }

  /// Closes what a start tag ends without saying so (HTML, section 13.1.2.4), as browsers do.
  @inline(__always) private mutating func closeImplied(by tag: HTMLTag) {
    if tag.isBlock, !OpenElements.isTablePart(tag) || tag == .table { closeParagraph() }
    if let at = open.impliedEnd(by: tag) { close(to: at) }
  }

  /// Writes a start tag; false, and nothing written, where it makes no sense without an attribute it does not have.
  @discardableResult
  @inline(__always) private mutating func write(_ tag: HTMLTag, _ attributes: HTMLAttributes) -> Bool {
    if attributes.isEmpty, tag != .a, tag != .audio, tag != .video, tag != .track {
      out.appendStart(of: tag, in: cells, hasAttributes: false)
      return true
    }
    return writeWithAttributes(tag, attributes)
  }

  private mutating func writeWithAttributes(_ tag: HTMLTag, _ attributes: HTMLAttributes) -> Bool {
    let start = out.count
    out.appendStart(of: tag, in: cells, hasAttributes: true)
    for (name, kind) in AllowList.attributes(tag) {
      let isWritten = write(name, kind, of: attributes)
      if !isWritten, tag == .a || tag == .track && name == .src {
        out.truncate(to: start)
        return false
      }
    }
    if tag == .audio || tag == .video { out.append(" controls=\"\"") }
    writeCommon(attributes)
    out.append(62)
    return true
  }
}
