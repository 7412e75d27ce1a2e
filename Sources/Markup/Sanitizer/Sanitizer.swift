// HTML from feeds made inert: read token by token, written from an allow-list.

public import News

/// Makes foreign HTML harmless to show anywhere.
public enum Sanitizer {
  /// What becomes of formulas (MathML) and drawings (SVG).
  public enum Graphics: Sendable {
    /// They are dropped with their content: in whole pages they are icons.
    case dropped
    /// What is harmless of them is kept.
    case kept
  }

  /// The fragment as inert HTML: listed elements and attributes only, addresses absolute (`http`, `https`, `mailto`,
  /// `tel`, `ftp`), text escaped, everything closed. `html` is UTF-8. Sanitising the result changes nothing.
  /// Linear in the input's length; the result can be longer than the input only by escapes, resolved addresses and
  /// end tags.
  public static func sanitize(
    _ html: [UInt8], base: AddressReference?, graphics: Graphics = .dropped
  ) -> [UInt8] {
    var out: [UInt8] = []
    html.withUnsafeBufferPointer { sanitize($0, base: base, graphics: graphics, into: &out) }
    return out
  }

  /// The same for bytes that stand somewhere else, such as in a parser's buffer; what is written is appended to `out`.
  public static func sanitize(
    _ html: UnsafeBufferPointer<UInt8>, base: AddressReference?, graphics: Graphics = .dropped, into out: inout [UInt8]
  ) {
    var receiver = SanitizingReceiver(
      writer: InertWriter(base: base, capacity: html.count + 64), keepsGraphics: graphics == .kept)
    HTMLTokenizer.read(html, into: &receiver)
    receiver.writer.closeAll()
    out.append(contentsOf: receiver.writer.out.bytes)
  }
}

private struct SanitizingReceiver: HTMLTokenReceiver, ~Copyable {
  var writer: InertWriter
  let keepsGraphics: Bool
  var dropped = DroppedContent()

  @inline(__always) mutating func start(_ tag: HTMLTag, _ attributes: HTMLAttributes, selfClosing: Bool) {
    if keepsGraphics, writer.isForeign || tag == .svg || tag == .math {
      startForeign(tag, attributes, selfClosing: selfClosing)
    } else if dropped.start(tag, selfClosing: selfClosing) {
      writer.start(tag, attributes)
    }
  }

  @inline(__always) mutating func end(_ tag: HTMLTag) {
    if writer.isForeign { endForeign(tag) } else if dropped.end(tag) { writer.end(tag) }
  }

  @inline(__always) mutating func text(_ written: UnsafeBufferPointer<UInt8>) {
    guard !dropped.isDropping else { return }
    if writer.isForeign { writer.textInForeign(written) } else { writer.text(written: written) }
  }

  /// A start tag in a formula or drawing, or of one.
  private mutating func startForeign(_ tag: HTMLTag, _ attributes: HTMLAttributes, selfClosing: Bool) {
    if dropped.isDropping {
      guard dropped.start(tag, selfClosing: selfClosing, isForeign: writer.isForeign) else { return }
    } else if !writer.isForeign {
      if !selfClosing, !writer.startForeign(tag, attributes) { dropped.drop(tag, selfClosing: false) }
      return
    } else {
      switch writer.startInForeign(tag, attributes, selfClosing: selfClosing) {
      case .taken: return
      case .dropped: return dropped.drop(tag, selfClosing: selfClosing)
      case .html: break
      }
    }
    writer.leaveForeign()
    writer.start(tag, attributes)
  }

  /// An end tag in a formula or drawing.
  private mutating func endForeign(_ tag: HTMLTag) {
    if dropped.isDropping {
      guard tag == writer.foreign?.tag, tag != dropped.element else {
        _ = dropped.end(tag)
        return
      }
      dropped.stop()
    }
    writer.endInForeign(tag)
  }
}
