// HTML fragments as a stream of tags and text, after HTML's own tokenisation rules (section 13.2.5).
//
// This is for the fragments that feeds carry and for what the sanitiser has written; whole pages go through libxml2
// (HTMLTree). A fragment is rewritten as it is read, without a tree, in linear time, and reading what was written
// gives the same again, which libxml2's repairs do not promise.

/// Takes what the tokenizer finds.
public protocol HTMLTokenReceiver {
  /// A start tag. Only attributes that are looked at are given, each once; their values have no references left.
  mutating func start(_ tag: HTMLTag, _ attributes: [(name: HTMLAttribute, value: [UInt8])], selfClosing: Bool)
  /// An end tag, maybe of an element that is not open.
  mutating func end(_ tag: HTMLTag)
  /// A run of text without references.
  mutating func text(_ bytes: ArraySlice<UInt8>)
}

/// Splits UTF-8 HTML into tags and text. Comments, declarations and processing instructions are passed over.
public enum HTMLTokenizer {
  /// Reads all of `html`.
  public static func read(_ html: [UInt8], into receiver: inout some HTMLTokenReceiver) {
    var scanner = Scanner(html: html)
    scanner.run(&receiver)
  }
}

private struct Scanner {
  let html: [UInt8]
  var at = 0

  init(html: [UInt8]) { self.html = html }

  mutating func run(_ receiver: inout some HTMLTokenReceiver) {
    var textStart = 0
    let end = html.count
    while at < end {
      guard let open = next(60, from: at) else { break }
      at = open + 1
      guard at < end else { break }
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
    at = end
    flush(textStart, end, &receiver)
  }

  func next(_ byte: UInt8, from start: Int) -> Int? { start < html.count ? html[start...].firstIndex(of: byte) : nil }

  func flush(_ start: Int, _ end: Int, _ receiver: inout some HTMLTokenReceiver) {
    guard start < end else { return }
    if html[start..<end].contains(38) {
      receiver.text(CharacterReferences.decoded(Array(html[start..<end]))[...])
    } else {
      receiver.text(html[start..<end])
    }
  }

  static func isLetter(_ byte: UInt8) -> Bool { (byte | 32) >= 97 && (byte | 32) <= 122 }
  static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (byte >= 9 && byte <= 13 && byte != 11) }

  /// The tag name at the cursor, which is moved behind it.
  mutating func name() -> HTMLTag {
    let start = at
    while at < html.count, !Self.isSpace(html[at]), html[at] != 47, html[at] != 62 { at += 1 }
    return HTMLTag(html[start..<at])
  }

  mutating func endTag(_ receiver: inout some HTMLTokenReceiver) {
    at += 1
    guard Self.isLetter(html[at]) else {
      // `</3` and the like are a comment up to the next `>`.
      at = next(62, from: at).map { $0 + 1 } ?? html.count
      return
    }
    let tag = name()
    guard attributes() != nil else { return }
    receiver.end(tag)
  }

  mutating func startTag(_ receiver: inout some HTMLTokenReceiver) {
    let tag = name()
    guard let (list, selfClosing) = attributes() else { return }
    receiver.start(tag, list, selfClosing: selfClosing)
    switch tag {
    case .script, .style, .xmp, .iframe, .noembed, .noframes, .noscript, .title, .textarea:
      skipRawText(tag)
      receiver.end(tag)
    case .plaintext: at = html.count
    default: break
    }
  }

  /// Attributes up to and with `>`; nil where the input ends first, which drops the tag.
  mutating func attributes() -> (list: [(name: HTMLAttribute, value: [UInt8])], selfClosing: Bool)? {
    var list: [(name: HTMLAttribute, value: [UInt8])] = []
    while true {
      while at < html.count, Self.isSpace(html[at]) || html[at] == 47 { at += 1 }
      guard at < html.count else { return nil }
      if html[at] == 62 {
        at += 1
        return (list, html[at - 2] == 47)
      }
      let start = at
      at += 1
      while at < html.count, !Self.isSpace(html[at]), html[at] != 47, html[at] != 62, html[at] != 61 { at += 1 }
      let name = HTMLAttribute(html[start..<at])
      var after = at
      while after < html.count, Self.isSpace(html[after]) { after += 1 }
      var value = 0..<0
      if after < html.count, html[after] == 61 {
        at = after + 1
        guard let range = attributeValue() else { return nil }
        value = range
      }
      // The known names are few, so this stays linear however many attributes a tag has.
      if let name, !list.contains(where: { $0.name == name }) {
        let bytes = Array(html[value])
        list.append((name, bytes.contains(38) ? CharacterReferences.decoded(bytes) : bytes))
      }
    }
  }

  /// The value behind `=`, without its quotes; nil where the input ends inside it.
  mutating func attributeValue() -> Range<Int>? {
    while at < html.count, Self.isSpace(html[at]) { at += 1 }
    guard at < html.count else { return nil }
    if html[at] == 34 || html[at] == 39 {
      guard let close = next(html[at], from: at + 1) else {
        at = html.count
        return nil
      }
      defer { at = close + 1 }
      return at + 1..<close
    }
    let start = at
    while at < html.count, !Self.isSpace(html[at]), html[at] != 62 { at += 1 }
    return start..<at
  }

  /// The content of an element whose text is not markup, up to and with its end tag.
  mutating func skipRawText(_ tag: HTMLTag) {
    let name = tag.name
    while let open = next(60, from: at) {
      at = open + 1
      let close = open + 2 + name.count
      guard close < html.count, html[open + 1] == 47, HTMLTag(html[open + 2..<close]) == tag,
        Self.isSpace(html[close]) || html[close] == 47 || html[close] == 62
      else { continue }
      at = close
      _ = attributes()
      return
    }
    at = html.count
  }

  /// A comment, `<!…>` or `<?…>`.
  mutating func skipDeclaration() {
    guard html[at...].starts(with: [33, 45, 45]) else {
      at = next(62, from: at).map { $0 + 1 } ?? html.count
      return
    }
    var from = at + 3
    // `<!-->` and `<!--->` are whole comments.
    for short in [[62], [45, 62]] as [[UInt8]] where html[from...].starts(with: short) {
      at = from + short.count
      return
    }
    while let dash = next(45, from: from) {
      if html[dash...].starts(with: [45, 45, 62]) {
        at = dash + 3
        return
      }
      if html[dash...].starts(with: [45, 45, 33, 62]) {
        at = dash + 4
        return
      }
      from = dash + 1
    }
    at = html.count
  }
}
