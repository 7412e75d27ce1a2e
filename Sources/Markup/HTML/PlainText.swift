// The plain text of an HTML fragment.

/// Plain text of HTML fragments.
public enum PlainText {
  /// The text a reader would see, with a blank line between blocks; scripts, styles and the like are not text.
  /// `html` is UTF-8.
  public static func text(ofHTML html: [UInt8]) -> String {
    var receiver = TextReceiver()
    HTMLTokenizer.read(html, into: &receiver)
    return String(decoding: receiver.writer.bytes, as: UTF8.self)
  }

  /// The same for bytes that stand somewhere else, such as in a parser's buffer; the text is appended to `out`.
  public static func append(ofHTML html: UnsafeBufferPointer<UInt8>, into out: inout [UInt8]) {
    var receiver = TextReceiver()
    HTMLTokenizer.read(Array(html), into: &receiver)
    out.append(contentsOf: receiver.writer.bytes)
  }
}

private struct TextReceiver: HTMLTokenReceiver {
  var writer = PlainTextWriter()
  var skipper = DroppedContent()

  mutating func start(
    _ tag: HTMLTag, _ attributes: [(name: HTMLAttribute, value: [UInt8])], selfClosing: Bool
  ) {
    if skipper.start(tag, selfClosing: selfClosing) { writer.boundary(of: tag, isStart: true) }
  }
  mutating func end(_ tag: HTMLTag) { if skipper.end(tag) { writer.boundary(of: tag, isStart: false) } }
  mutating func text(_ bytes: ArraySlice<UInt8>) { if !skipper.isDropping { writer.text(bytes) } }
}
