// HTML fragments as a stream of tags and text, after HTML's own tokenisation rules (section 13.2.5).
//
// This is for the fragments that feeds carry and for what the sanitiser has written; whole pages go through libxml2
// (HTMLTree). A fragment is rewritten as it is read, without a tree, in linear time, and reading what was written
// gives the same again, which libxml2's repairs do not promise.

/// Takes what the tokenizer finds. What it is given stands in the page and is valid only within the call.
public protocol HTMLTokenReceiver: ~Copyable {
  /// A start tag. Only attributes that are looked at are given, each once.
  mutating func start(_ tag: HTMLTag, _ attributes: HTMLAttributes, selfClosing: Bool)
  /// An end tag, maybe of an element that is not open.
  mutating func end(_ tag: HTMLTag)
  /// A run of text as it is written, with its character references.
  mutating func text(_ written: UnsafeBufferPointer<UInt8>)
  /// What stands between the tags of a `noscript`: HTML for readers without scripts.
  mutating func noscript(_ content: UnsafeBufferPointer<UInt8>)
}

extension HTMLTokenReceiver where Self: ~Copyable {
  /// Does nothing.
  public mutating func noscript(_ content: UnsafeBufferPointer<UInt8>) {}
}

/// Splits UTF-8 HTML into tags and text. Comments, declarations and processing instructions are passed over.
public enum HTMLTokenizer {
  /// Reads all of `html`.
  public static func read(_ html: [UInt8], into receiver: inout some HTMLTokenReceiver & ~Copyable) {
    html.withUnsafeBufferPointer { read($0, into: &receiver) }
  }

  /// Reads all of `html`.
  @inline(__always)
  static func read(_ html: UnsafeBufferPointer<UInt8>, into receiver: inout some HTMLTokenReceiver & ~Copyable) {
    var scanner = HTMLScanner(html)
    scanner.run(&receiver)
  }
}

private struct HTMLScanner: ~Copyable {
  let html: UnsafeBufferPointer<UInt8>
  var at = 0
  /// Elements whose text is not markup, and of which no end tag follows any more.
  private var unended: [HTMLTag] = []
  /// The attributes of the tag being read; each name is taken once, so there is room for all.
  private let items = UnsafeMutablePointer<HTMLAttributes.Item>.allocate(capacity: HTMLAttribute.allCases.count)

  init(_ html: UnsafeBufferPointer<UInt8>) { self.html = html }

  deinit { items.deallocate() }

  @inline(__always)
  mutating func run(_ receiver: inout some HTMLTokenReceiver & ~Copyable) {
    var textStart = 0
    let end = html.count
    while at < end {
      let open = html.find(60, from: at)
      guard open + 1 < end else { break }
      at = open + 1
      let byte = html[at]
      if Self.isLetter(byte) {
        flush(textStart, open, &receiver)
        startTag(&receiver)
      } else if byte == UInt8(ascii: "/") {
        guard at + 1 < end else { break }
        flush(textStart, open, &receiver)
        endTag(&receiver)
      } else if byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?") {
        flush(textStart, open, &receiver)
        skipDeclaration()
      } else {
        continue
      }
      textStart = at
    }
    flush(textStart, end, &receiver)
  }

  @inline(__always)
  private func flush(_ start: Int, _ end: Int, _ receiver: inout some HTMLTokenReceiver & ~Copyable) {
    guard start < end else { return }
    receiver.text(UnsafeBufferPointer(rebasing: html[start..<end]))
  }

  @inline(__always) private static func isLetter(_ byte: UInt8) -> Bool { (byte | 32) >= 97 && (byte | 32) <= 122 }

  /// The tag name at the cursor, which is moved behind it.
  @inline(__always) private mutating func name() -> HTMLTag {
    let start = at
    at = AttributeScanner(html: html, at: at).nameEnd(isAttribute: false)
    return HTMLTag(UnsafeBufferPointer(rebasing: html[start..<at]))
  }

  @inline(__always)
  private mutating func endTag(_ receiver: inout some HTMLTokenReceiver & ~Copyable) {
    at += 1
    guard Self.isLetter(html[at]) else {
      // `</3` and the like are a comment up to the next `>`.
      at = min(html.find(62, from: at) + 1, html.count)
      return
    }
    let tag = name()
    guard attributes() != nil else { return }
    receiver.end(tag)
  }

  @inline(__always)
  private mutating func startTag(_ receiver: inout some HTMLTokenReceiver & ~Copyable) {
    let tag = name()
    guard let attributes = attributes() else { return }
    receiver.start(tag, attributes, selfClosing: html[at - 2] == 47)
    switch tag {
    case .script, .style, .xmp, .iframe, .noembed, .noframes, .noscript, .title, .textarea:
      if let content = skipRawText(tag) {
        if tag == .noscript { receiver.noscript(UnsafeBufferPointer(rebasing: html[content])) }
      } else {
        // Browsers take all that follows for its text. Nobody has written that: the element was meant to be empty.
        if tag == .script || tag == .style { at = html.count } else { unended.append(tag) }
      }
      receiver.end(tag)
    case .plaintext: at = html.count
    default: break
    }
  }

  /// Attributes up to and with `>`; nil where the input ends first, which drops the tag.
  @inline(__always) private mutating func attributes() -> HTMLAttributes? {
    if at < html.count, html[at] == 62 {
      at += 1
      return HTMLAttributes.none
    }
    return someAttributes()
  }

  private mutating func someAttributes() -> HTMLAttributes? {
    var scanner = AttributeScanner(html: html, at: at)
    var names = HTMLAttributes.Names()
    var count = 0
    while let (name, value) = scanner.next() {
      if let name = HTMLAttribute(name), names.insert(name) {
        (items + count).initialize(to: .init(name: name, value: value))
        count += 1
      }
    }
    at = scanner.at
    guard scanner.isClosed else { return nil }
    return HTMLAttributes(UnsafeBufferPointer(start: items, count: count), names: names, hasReferences: true)
  }

  /// Passes over an element whose text is not markup, up to and with its end tag, and tells what was in it; nil where
  /// there is no end tag.
  private mutating func skipRawText(_ tag: HTMLTag) -> Range<Int>? {
    // Looked for in vain once is enough.
    guard !unended.contains(tag) else { return nil }
    let start = at
    let length = tag.name.count
    while at < html.count {
      let open = html.find(60, from: at)
      at = open + 1
      let close = open + 2 + length
      guard close < html.count else { continue }
      guard html[open + 1] == 47, HTMLTag(UnsafeBufferPointer(rebasing: html[open + 2..<close])) == tag,
        AttributeScanner.isSpace(html[close]) || html[close] == 47 || html[close] == 62
      else { continue }
      at = close
      _ = attributes()
      return start..<open
    }
    at = start
    return nil
  }

  /// A comment, `<!…>` or `<?…>`; the cursor is behind the `<`.
  private mutating func skipDeclaration() {
    guard starts(with: "!--", at) else {
      at = min(html.find(62, from: at) + 1, html.count)
      return
    }
    var from = at + 3
    // `<!-->` and `<!--->` are whole comments.
    if starts(with: ">", from) || starts(with: "->", from) {
      at = from + (html[from] == 62 ? 1 : 2)
      return
    }
    while from < html.count {
      let dash = html.find(45, from: from)
      if starts(with: "-->", dash) || starts(with: "--!>", dash) {
        at = dash + (html[dash + 2] == 62 ? 3 : 4)
        return
      }
      from = dash + 1
    }
    at = html.count
  }

  private func starts(with text: StaticString, _ start: Int) -> Bool {
    guard start + text.utf8CodeUnitCount <= html.count else { return false }
    for index in 0..<text.utf8CodeUnitCount where html[start + index] != text.utf8Start[index] { return false }
    return true
  }
}
