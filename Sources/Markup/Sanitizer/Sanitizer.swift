// HTML from feeds made inert: read token by token, written from an allow-list.

public import News

/// Makes foreign HTML harmless to show anywhere.
public enum Sanitizer {
  /// The fragment as inert HTML: listed elements and attributes only, addresses absolute (`http`, `https`, `mailto`,
  /// `tel`, `ftp`), text escaped, everything closed. Of a formula (MathML) its text is kept, as `PlainText` gives it.
  /// `html` is UTF-8. Sanitising the result changes nothing.
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
  var content = FragmentContent()

  @inline(__always) mutating func start(_ tag: HTMLTag, _ attributes: HTMLAttributes, selfClosing: Bool) {
    switch content.start(tag, selfClosing: selfClosing) {
    case .html: writer.start(tag, attributes)
    case .nothing: break
    case .denominator: writer.text([UInt8(ascii: "/")])
    case .row: writer.start(.br)
    case .cell: writer.text([UInt8(ascii: " ")])
    }
  }

  @inline(__always) mutating func end(_ tag: HTMLTag) { if content.end(tag) { writer.end(tag) } }

  mutating func noscript(_ content: UnsafeBufferPointer<UInt8>) {
    guard self.content.isDropping(.noscript) else { return }
    writer.replaceImage { writer in
      var images = NoscriptImages(writer: writer)
      HTMLTokenizer.read(content, into: &images)
    }
  }

  @inline(__always) mutating func text(_ written: UnsafeBufferPointer<UInt8>) {
    if content.takes(written) { writer.text(written: written) }
  }
}

/// Writes the first image that comes.
private struct NoscriptImages: HTMLTokenReceiver, ~Copyable {
  let writer: UnsafeMutablePointer<InertWriter>
  var isDone = false

  mutating func start(_ tag: HTMLTag, _ attributes: HTMLAttributes, selfClosing: Bool) {
    guard tag == .img, !isDone else { return }
    isDone = true
    writer.pointee.start(tag, attributes)
  }

  mutating func end(_ tag: HTMLTag) {}

  mutating func text(_ written: UnsafeBufferPointer<UInt8>) {}
}
