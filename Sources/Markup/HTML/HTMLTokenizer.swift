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

  @inline(__always) private static func isSpace(_ byte: UInt8) -> Bool {
    // One bit for each of tab, line feed, form feed, carriage return and space.
    byte <= 32 && 0x1_0000_3600 &>> UInt64(byte) & 1 != 0
  }

  /// The end of the name that begins at `start`: at white space, `/` or `>`, for an attribute also at `=`.
  @inline(__always) private func nameEnd(_ start: Int, isAttribute: Bool) -> Int {
    guard let base = html.baseAddress else { return start }
    var at = start
    while at + ByteWord.width <= html.count {
      let word = ByteWord.load(base + at)
      var found = ByteWord.below(word, 33) | ByteWord.equal(word, 47) | ByteWord.equal(word, 62)
      if isAttribute { found |= ByteWord.equal(word, 61) }
      if found == 0 {
        at += ByteWord.width
        continue
      }
      at += ByteWord.before(found)
      // Other controls than white space are part of a name.
      if html[at] > 32 || Self.isSpace(html[at]) { return at }
      at += 1
    }
    while at < html.count, !Self.isSpace(html[at]), html[at] != 47, html[at] != 62, !isAttribute || html[at] != 61 {
      at += 1
    }
    return at
  }

  /// The tag name at the cursor, which is moved behind it.
  @inline(__always) private mutating func name() -> HTMLTag {
    let start = at
    at = nameEnd(start, isAttribute: false)
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
      skipRawText(tag)
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
    var names = HTMLAttributes.Names()
    var count = 0
    while true {
      while at < html.count, Self.isSpace(html[at]) || html[at] == 47 { at += 1 }
      guard at < html.count else { return nil }
      if html[at] == 62 {
        at += 1
        return HTMLAttributes(UnsafeBufferPointer(start: items, count: count), names: names, hasReferences: true)
      }
      let start = at
      at = nameEnd(at + 1, isAttribute: true)
      let name = HTMLAttribute(UnsafeBufferPointer(rebasing: html[start..<at]))
      var after = at
      while after < html.count, Self.isSpace(html[after]) { after += 1 }
      var value = 0..<0
      if after < html.count, html[after] == 61 {
        at = after + 1
        guard let range = attributeValue() else { return nil }
        value = range
      }
      if let name, names.insert(name) {
        (items + count).initialize(to: .init(name: name, value: UnsafeBufferPointer(rebasing: html[value])))
        count += 1
      }
    }
  }

  /// The value behind `=`, without its quotes; nil where the input ends inside it.
  @inline(__always) private mutating func attributeValue() -> Range<Int>? {
    while at < html.count, Self.isSpace(html[at]) { at += 1 }
    guard at < html.count else { return nil }
    let start = at
    if html[start] == 34 || html[start] == 39 {
      let close = html.find(html[start], from: start + 1)
      guard close < html.count else {
        at = html.count
        return nil
      }
      at = close + 1
      return start + 1..<close
    }
    while at < html.count, !Self.isSpace(html[at]), html[at] != 62 { at += 1 }
    return start..<at
  }

  /// The content of an element whose text is not markup, up to and with its end tag.
  private mutating func skipRawText(_ tag: HTMLTag) {
    let length = tag.name.count
    while at < html.count {
      let open = html.find(60, from: at)
      at = open + 1
      let close = open + 2 + length
      guard close < html.count else { continue }
      guard html[open + 1] == 47, HTMLTag(UnsafeBufferPointer(rebasing: html[open + 2..<close])) == tag,
        Self.isSpace(html[close]) || html[close] == 47 || html[close] == 62
      else { continue }
      at = close
      _ = attributes()
      return
    }
    at = html.count
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
