// The plain text of an HTML fragment.

/// Plain text of HTML fragments.
public enum PlainText {
  /// The text a reader would see, with a blank line between blocks; scripts, styles and the like are not text, formulas
  /// are. `html` is UTF-8.
  public static func text(ofHTML html: [UInt8]) -> String {
    html.withUnsafeBufferPointer { html in
      let receiver = read(html)
      return String(decoding: receiver.writer.written, as: UTF8.self)
    }
  }

  /// The same for bytes that stand somewhere else, such as in a parser's buffer; the text is appended to `out`.
  public static func append(ofHTML html: UnsafeBufferPointer<UInt8>, into out: inout [UInt8]) {
    let receiver = read(html)
    out.append(contentsOf: receiver.writer.written)
  }

  private static func read(_ html: UnsafeBufferPointer<UInt8>) -> TextReceiver {
    var receiver = TextReceiver(writer: PlainTextWriter(capacity: html.count + 16))
    HTMLTokenizer.read(html, into: &receiver)
    return receiver
  }
}

private struct TextReceiver: HTMLTokenReceiver, ~Copyable {
  var writer: PlainTextWriter
  var content = FragmentContent()
  var decoded = ByteBuffer(capacity: 256)

  mutating func start(_ tag: HTMLTag, _ attributes: HTMLAttributes, selfClosing: Bool) {
    switch content.start(tag, selfClosing: selfClosing) {
    case .html: writer.boundary(of: tag, isStart: true)
    case .nothing: break
    case .denominator: writer.text([UInt8(ascii: "/")])
    case .row: writer.boundary(of: .tr, isStart: true)
    case .cell: writer.boundary(of: .td, isStart: true)
    }
  }

  mutating func end(_ tag: HTMLTag) { if content.end(tag) { writer.boundary(of: tag, isStart: false) } }

  mutating func text(_ written: UnsafeBufferPointer<UInt8>) {
    guard content.takes(written) else { return }
    guard written.find(UInt8(ascii: "&"), from: 0) < written.count else { return writer.text(written) }
    decoded.truncate(to: 0)
    HTMLReferences.decode(written, inAttribute: false, into: &decoded)
    writer.text(decoded.bytes)
  }
}
