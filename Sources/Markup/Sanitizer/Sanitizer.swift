// HTML from feeds made inert: read token by token, written from an allow-list.

public import News

/// Makes foreign HTML harmless to show anywhere.
public enum Sanitizer {
  /// The fragment as inert HTML: listed elements and attributes only, addresses absolute (`http`, `https`, `mailto`,
  /// `tel`, `ftp`), text escaped, everything closed. `html` is UTF-8. Sanitising the result changes nothing.
  /// Linear in the input's length; the result can be longer than the input only by escapes, resolved addresses and
  /// end tags.
  public static func sanitize(_ html: [UInt8], base: AddressReference?) -> [UInt8] {
    var out: [UInt8] = []
    html.withUnsafeBufferPointer { sanitize($0, base: base, into: &out) }
    return out
  }

  /// The same for bytes that stand somewhere else, such as in a parser's buffer; what is written is appended to `out`.
  public static func sanitize(_ html: UnsafeBufferPointer<UInt8>, base: AddressReference?, into out: inout [UInt8]) {
    var receiver = SanitizingReceiver(writer: InertWriter(base: base, capacity: html.count + 64))
    HTMLTokenizer.read(html, into: &receiver)
    receiver.writer.closeAll()
    out.append(contentsOf: receiver.writer.out.bytes)
  }
}

private struct SanitizingReceiver: HTMLTokenReceiver, ~Copyable {
  var writer: InertWriter
  var skipper = DroppedContent()

  @inline(__always) mutating func start(_ tag: HTMLTag, _ attributes: HTMLAttributes, selfClosing: Bool) {
    if skipper.start(tag, selfClosing: selfClosing) { writer.start(tag, attributes) }
  }
  @inline(__always) mutating func end(_ tag: HTMLTag) { if skipper.end(tag) { writer.end(tag) } }
  @inline(__always) mutating func text(_ written: UnsafeBufferPointer<UInt8>) {
    if !skipper.isDropping { writer.text(written: written) }
  }
}

/// Follows a stream of tags and tells what stands inside of an element that is dropped with its content.
struct DroppedContent {
  private var element: HTMLTag?
  private var depth = 0
  private var integrationDepth = 0

  /// Whether what comes now is dropped.
  var isDropping: Bool { element != nil }

  /// Takes a start tag; false where it is dropped.
  mutating func start(_ tag: HTMLTag, selfClosing: Bool) -> Bool {
    if let element {
      if tag == element, !(selfClosing && Self.isForeign(tag)) { depth += 1 }
      guard Self.isForeign(element), Self.breaksOut(tag) else { return false }
      // Browsers end SVG and MathML at such a tag: what follows is on the page.
      self.element = nil
    }
    guard tag.isDropped else { return true }
    if !tag.isVoid, !(selfClosing && Self.isForeign(tag)) {
      element = tag
      depth = 1
    }
    return false
  }

  /// Takes an end tag; false where it is dropped.
  mutating func end(_ tag: HTMLTag) -> Bool {
    guard let element else { return !tag.isDropped }
    if tag == element {
      depth -= 1
      if depth == 0 { self.element = nil }
    }
    return false
  }

  private static func isForeign(_ tag: HTMLTag) -> Bool { tag == .svg || tag == .math }

  private static func breaksOut(_ tag: HTMLTag) -> Bool {
    switch tag {
    case .b, .big, .blockquote, .body, .br, .center, .code, .dd, .div, .dl, .dt, .em, .h1, .h2, .h3, .h4, .h5, .h6,
      .head, .hr, .i, .img, .li, .listing, .menu, .nobr, .ol, .p, .pre, .ruby, .s, .small, .span, .strike, .strong,
      .sub, .sup, .table, .tt, .u, .ul, .var:
      true
    default: false
    }
  }
}
