// Takes a page apart into tags and text by HTML's rules (section 13.2.5), before libxml2 sees any of it.

internal import Glibc

/// Takes what stands in a page. What it is given stands in the page and is valid only within the call.
protocol PageReceiver: ~Copyable {
  /// Reads a start tag's attributes to the end of the tag; what it takes of them counts only when `start` follows.
  mutating func attributes(_ scanner: inout AttributeScanner)
  /// A start tag; `isClosed` where it is an end tag too.
  mutating func start(_ tag: HTMLTag, name: UnsafeBufferPointer<UInt8>, isClosed: Bool)
  /// An end tag of an element that is open.
  mutating func end(_ tag: HTMLTag, name: UnsafeBufferPointer<UInt8>)
  /// A run of text; `isRaw` where it has no character references.
  mutating func text(_ run: UnsafeBufferPointer<UInt8>, isRaw: Bool)
}

/// One pass over a page. Comments, declarations, scripts, styles, SVG and frames are passed over, about half of a news
/// page's bytes; JSON-LD scripts are handed over separately. Linear in the page's size, whatever stands in it.
struct PageScanner: ~Copyable {
  private let page: UnsafeBufferPointer<UInt8>
  private var at = 0
  private var balance: TagBalance
  private var bodies = 0
  /// Elements whose end tag was looked for in vain; not looked for again, or hostile pages would cost quadratic time.
  private var endless: [HTMLTag] = []
  /// The contents of `application/ld+json` scripts.
  private(set) var linkedData: [[UInt8]] = []
  /// What of the page is not handed over as it was written.
  private(set) var repairs = PageRepairs()

  /// At each further `body` tag libxml2 looks through all open elements; pages glued together have two or three.
  private static let bodyLimit = 8

  /// - Parameters:
  ///   - page: a page in UTF-8 without NUL.
  ///   - countsAll: whether elements whose end tags may be left out count as open until an end tag.
  init(_ page: UnsafeBufferPointer<UInt8>, countsAll: Bool = false) {
    self.page = page
    balance = TagBalance(countsAll: countsAll)
  }

  /// Hands over the whole page.
  mutating func run(_ receiver: inout some PageReceiver & ~Copyable) {
    let count = page.count
    var textStart = 0
    while at < count {
      let open = page.find(60, from: at)
      guard open + 1 < count else { break }
      let byte = page[open + 1]
      if Self.isLetter(byte) {
        flush(textStart, open, &receiver)
        at = open + 1
        startTag(&receiver)
      } else if byte == UInt8(ascii: "/"), open + 2 < count {
        flush(textStart, open, &receiver)
        at = open + 2
        endTag(&receiver)
      } else if byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?") {
        flush(textStart, open, &receiver)
        at = open + 1
        passDeclaration()
      } else {
        at = open + 1
        continue
      }
      textStart = at
    }
    flush(textStart, count, &receiver)
    if balance.dropped > 0 { repairs.note(.tooDeep, count: balance.dropped) }
  }

  @inline(__always)
  private func flush(_ start: Int, _ end: Int, _ receiver: inout some PageReceiver & ~Copyable) {
    guard start < end else { return }
    receiver.text(UnsafeBufferPointer(rebasing: page[start..<end]), isRaw: false)
  }

  @inline(__always) private static func isLetter(_ byte: UInt8) -> Bool { (byte | 32) >= 97 && (byte | 32) <= 122 }

  /// The tag name at the cursor, which is moved behind it.
  @inline(__always) private mutating func name() -> UnsafeBufferPointer<UInt8> {
    let start = at
    at = AttributeScanner(html: page, at: at).nameEnd(isAttribute: false)
    return UnsafeBufferPointer(rebasing: page[start..<at])
  }

  // MARK: tags

  @inline(__always)
  private mutating func startTag(_ receiver: inout some PageReceiver & ~Copyable) {
    let start = at
    let name = name()
    let tag = HTMLTag(name)
    var scanner = AttributeScanner(html: page, at: at)
    let isPassedOver = tag == .script || tag == .style || tag == .iframe
    if isPassedOver {
      while scanner.next() != nil {}
    } else {
      receiver.attributes(&scanner)
    }
    at = scanner.at
    if scanner.hasOpenQuote { repairs.note(.openQuote) }
    // A tag that does not end is dropped (HTML, eof-in-tag).
    guard scanner.isClosed else { return repairs.note(.openTag, bytes: at - start) }
    if isPassedOver {
      passContent(of: tag, tagStart: start)
      return
    }
    switch tag {
    case .svg: if scanner.isSelfClosing || passContent(of: tag, tagStart: start) { return }
    // All that follows would be its text. Nobody means that.
    case .plaintext: return
    case .body:
      bodies += 1
      guard bodies <= Self.bodyLimit else { return repairs.note(.manyBodies) }
    default: break
    }
    // For libxml2 `<x/>` is open and closed at once, whatever the element.
    guard scanner.isSelfClosing || balance.takesStart(of: TagBalance.Name(tag, name)) else { return }
    receiver.start(tag, name: name, isClosed: scanner.isSelfClosing)
    if tag == .title || tag == .textarea || tag == .xmp, !scanner.isSelfClosing { rawText(of: tag, &receiver) }
  }

  @inline(__always)
  private mutating func endTag(_ receiver: inout some PageReceiver & ~Copyable) {
    guard Self.isLetter(page[at]) else {
      // `</3` and the like are a comment up to the next `>`.
      at = min(page.find(62, from: at) + 1, page.count)
      return
    }
    let start = at
    let name = name()
    var scanner = AttributeScanner(html: page, at: at)
    while scanner.next() != nil {}
    at = scanner.at
    guard scanner.isClosed else { return repairs.note(.openTag, bytes: at - start) }
    let tag = HTMLTag(name)
    if tag == .br {
      // Browsers take it for a line break.
      var none = AttributeScanner(html: page, at: at - 1)
      receiver.attributes(&none)
      receiver.start(.br, name: name, isClosed: false)
    } else if balance.takesEnd(of: TagBalance.Name(tag, name)) {
      receiver.end(tag, name: name)
    }
  }

  // MARK: what is no markup

  /// Passes over the content of an element up to and with its end tag; false where there is none and the cursor stays.
  @discardableResult
  private mutating func passContent(of tag: HTMLTag, tagStart: Int) -> Bool {
    let close = endTag(of: tag)
    if tag == .script, isLinkedData(tagStart..<at) { linkedData.append(Array(page[at..<(close ?? page.count)])) }
    if let close {
      at = min(page.find(62, from: close) + 1, page.count)
      return true
    }
    guard tag == .script || tag == .style else { return false }
    if at < page.count { repairs.note(.openScript, bytes: page.count - at) }
    at = page.count
    return true
  }

  /// Hands over the content of an element that holds text only; where it has no end tag it is read as markup.
  private mutating func rawText(of tag: HTMLTag, _ receiver: inout some PageReceiver & ~Copyable) {
    guard let close = endTag(of: tag), close > at else { return }
    receiver.text(UnsafeBufferPointer(rebasing: page[at..<close]), isRaw: tag == .xmp)
    at = close
  }

  /// Where the next end tag of an element begins.
  private mutating func endTag(of tag: HTMLTag) -> Int? {
    guard !endless.contains(tag) else { return nil }
    let length = tag.name.count
    var from = at
    while from < page.count {
      let open = page.find(60, from: from)
      from = open + 1
      let end = open + 2 + length
      guard end < page.count else { break }
      guard page[open + 1] == 47, AttributeScanner.isSpace(page[end]) || page[end] == 47 || page[end] == 62,
        HTMLTag(UnsafeBufferPointer(rebasing: page[open + 2..<end])) == tag
      else { continue }
      return open
    }
    endless.append(tag)
    return nil
  }

  /// A comment, `<!…>` or `<?…>`; the cursor is behind the `<`.
  private mutating func passDeclaration() {
    let start = at
    guard page[at] == UInt8(ascii: "!"), at + 2 < page.count, page[at + 1] == 45, page[at + 2] == 45 else {
      at = min(page.find(62, from: at) + 1, page.count)
      return
    }
    // `<!-->` and `<!--->` are whole comments.
    let first = start + 3
    var from = first
    while from < page.count {
      let end = page.find(62, from: from)
      guard end < page.count else { break }
      let length = end - first
      let isEnd =
        length == 0 || length == 1 && page[first] == 45 || length >= 2 && page[end - 1] == 45 && page[end - 2] == 45
        || length >= 3 && page[end - 1] == 33 && page[end - 2] == 45 && page[end - 3] == 45
      from = end + 1
      if isEnd {
        at = from
        return
      }
    }
    repairs.note(.openComment, bytes: page.count - start)
    at = page.count
  }

  private func isLinkedData(_ tag: Range<Int>) -> Bool {
    let wanted: StaticString = "d+json"
    guard tag.count < 2000, tag.count > wanted.utf8CodeUnitCount else { return false }
    for at in tag.lowerBound...(tag.upperBound - wanted.utf8CodeUnitCount) where page[at] | 32 == 100 {
      if (0..<wanted.utf8CodeUnitCount).allSatisfy({ page[at + $0] | 32 == wanted.utf8Start[$0] | 32 }) { return true }
    }
    return false
  }
}
