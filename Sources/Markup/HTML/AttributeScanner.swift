// What stands in a tag behind its name: attributes, in all the ways they may be written (HTML, sections 13.2.5.32 to 39).

/// Reads a tag's attributes one after the other.
struct AttributeScanner {
  let html: UnsafeBufferPointer<UInt8>
  /// Where it reads next; behind the `>` in the end, or at the end of the input.
  var at: Int
  /// The tag's `>` was found.
  private(set) var isClosed = false
  /// The tag ends in `/>`.
  private(set) var isSelfClosing = false
  /// A value's quote was never closed; the tag was ended where it seems to end.
  private(set) var hasOpenQuote = false

  @inline(__always) init(html: UnsafeBufferPointer<UInt8>, at: Int) {
    self.html = html
    self.at = at
  }

  /// Takes the `>` of a tag without attributes; false where the tag goes on.
  @inline(__always) mutating func takesEnd() -> Bool {
    guard at < html.count, html[at] == 62 else { return false }
    at += 1
    isClosed = true
    return true
  }

  /// The next attribute's name and value, without its quotes; nil at the end of the tag or of the input.
  @inline(__always)
  mutating func next() -> (name: UnsafeBufferPointer<UInt8>, value: UnsafeBufferPointer<UInt8>)? {
    let first = at
    while at < html.count, Self.isSpace(html[at]) || html[at] == 47 { at += 1 }
    guard at < html.count else { return nil }
    if html[at] == 62 {
      isSelfClosing = at > first && html[at - 1] == 47
      at += 1
      isClosed = true
      return nil
    }
    let start = at
    at += 1
    at = nameEnd(isAttribute: true)
    let name = UnsafeBufferPointer(rebasing: html[start..<at])
    var after = at
    while after < html.count, Self.isSpace(html[after]) { after += 1 }
    guard after < html.count, html[after] == 61 else { return (name, UnsafeBufferPointer(rebasing: html[0..<0])) }
    at = after + 1
    guard let value = value() else { return nil }
    return (name, UnsafeBufferPointer(rebasing: html[value]))
  }

  /// The value behind `=`, without its quotes; nil where the input ends inside it.
  @inline(__always) private mutating func value() -> Range<Int>? {
    while at < html.count, Self.isSpace(html[at]) { at += 1 }
    guard at < html.count else { return nil }
    let start = at
    if html[start] == 34 || html[start] == 39 {
      let close = html.find(html[start], from: start + 1)
      guard close < html.count else {
        // Never closed: browsers lose all that follows; here the tag ends where it seems to. There is no more of this
        // quote, so this is the only time that it is looked for in vain.
        hasOpenQuote = true
        at = html.find(62, from: start + 1)
        return at < html.count ? start + 1..<at : nil
      }
      at = close + 1
      return start + 1..<close
    }
    while at < html.count, !Self.isSpace(html[at]), html[at] != 62 { at += 1 }
    return start..<at
  }

  /// The end of the name at the cursor: at white space, `/` or `>`, for an attribute also at `=`.
  @inline(__always) func nameEnd(isAttribute: Bool) -> Int {
    guard let base = html.baseAddress else { return at }
    var at = at
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

  @inline(__always) static func isSpace(_ byte: UInt8) -> Bool {
    // One bit for each of tab, line feed, form feed, carriage return and space.
    byte <= 32 && 0x1_0000_3600 &>> UInt64(byte) & 1 != 0
  }
}
