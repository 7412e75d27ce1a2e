// What libxml2 needs of a page to nest its elements, and what it need not see.

/// A page taken apart. libxml2 spends its time on attributes and text, which have no say in how elements nest: it is
/// given the tags alone, a letter for each text, and nothing of what makes its time more than linear. Texts, attributes
/// and names stand aside, in the order in which libxml2 will report them.
struct PageSkeleton: PageReceiver, ~Copyable {
  /// A start tag or a text.
  struct Token: BitwiseCopyable {
    enum Kind: UInt8 {
      case start
      case text
      /// Nothing but white space.
      case blank
    }
    var kind: Kind
    /// The element; `.text` for text.
    var tag: HTMLTag
    /// Where the text, or the first attribute, is in its array.
    var first: Int32
    /// Where the text ends, or how many attributes there are.
    var last: Int32
  }

  /// What libxml2 is given.
  private(set) var html: ByteBuffer
  private(set) var tokens: RowBuffer<Token>
  /// The page's text, references replaced.
  private(set) var text: ByteBuffer
  private(set) var attributes: RowBuffer<HTMLTree.Attribute>
  private(set) var values: ByteBuffer
  /// How many attributes, and bytes of values, belong to tags that have been taken.
  private var taken = (attributes: 0, values: 0)

  /// The letter that stands for a text.
  static let letter = UInt8(ascii: "x")

  init(pageSize: Int) {
    html = ByteBuffer(capacity: pageSize / 8 + 64)
    tokens = RowBuffer(capacity: pageSize / 64)
    text = ByteBuffer(capacity: pageSize / 8 + 64)
    attributes = RowBuffer(capacity: pageSize / 128)
    values = ByteBuffer(capacity: pageSize / 8 + 64)
  }

  @inline(__always) mutating func attributes(_ scanner: inout AttributeScanner) {
    attributes.truncate(to: taken.attributes)
    values.truncate(to: taken.values)
    if scanner.takesEnd() { return }
    var names = HTMLAttributes.Names()
    while let (name, value) = scanner.next() {
      guard let known = HTMLAttribute(name), names.insert(known) else { continue }
      let start = values.count
      HTMLReferences.decode(value, inAttribute: true, into: &values)
      values.dropControls(from: start)
      attributes.append(.init(name: known, start: Int32(start), stop: Int32(values.count)))
    }
  }

  @inline(__always) mutating func start(_ tag: HTMLTag, name: UnsafeBufferPointer<UInt8>, isClosed: Bool) {
    let count = attributes.count - taken.attributes
    tokens.append(Token(kind: .start, tag: tag, first: Int32(taken.attributes), last: Int32(count)))
    taken = (attributes.count, values.count)
    html.append(60)
    html.appendName(name)
    switch tag {
    // libxml2 adds these by itself where they are missing, without an attribute.
    case .html, .head, .body, .p: html.append(isClosed ? " a/>" : " a>")
    // For libxml2 these have content, which would swallow what follows.
    case .source, .track, .wbr: html.append("/>")
    default: html.append(isClosed ? "/>" : ">")
    }
  }

  @inline(__always) mutating func end(_ tag: HTMLTag, name: UnsafeBufferPointer<UInt8>) {
    html.append("</")
    html.appendName(name)
    html.append(62)
  }

  @inline(__always) mutating func text(_ run: UnsafeBufferPointer<UInt8>, isRaw: Bool) {
    let start = text.count
    let isBlank = run.allSatisfy { AttributeScanner.isSpace($0) }
    if isBlank || isRaw { text.append(run) } else { HTMLReferences.decode(run, inAttribute: false, into: &text) }
    text.dropControls(from: start)
    tokens.append(Token(kind: isBlank ? .blank : .text, tag: .text, first: Int32(start), last: Int32(text.count)))
    html.append(isBlank ? 32 : Self.letter)
  }
}
