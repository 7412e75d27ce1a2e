// Text: references become characters, damage is mended, and what needs no change is not touched.

extension XMLMender {
  /// Takes up the text up to the next `<`.
  mutating func text() {
    let texts = self.texts
    let base = bytes.baseAddress!
    let count = bytes.count
    var run = at
    var isMending = false
    while true {
      at = XMLTextScan.text(base, from: at, to: count)
      guard at < count, base[at] != UInt8(ascii: "<") else { break }
      switch base[at] {
      case UInt8(ascii: "&"):
        texts.mend(run..<at)
        isMending = true
        reference(texts)
        run = at
      case UInt8(ascii: "]"):
        if at + 2 < count, base[at + 1] == UInt8(ascii: "]"), base[at + 2] == UInt8(ascii: ">") {
          log.note(.strayCDATAEnd)
          at += 3
        } else {
          at += 1
        }
      default: run = character(after: run, &isMending)
      }
      if texts.mendedCount >= Self.piece { end(&isMending) }
    }
    finish(run, &isMending)
  }

  /// Takes up the CDATA section that begins here. XML knows no nesting, but generators wrap what is wrapped: the inner marks
  /// are dropped when another end follows that belongs to no other section.
  mutating func cdata() {
    let base = bytes.baseAddress!
    let count = bytes.count
    at += 9
    let limit = openSectionEnd() ?? count
    var run = at
    var depth = 1
    var isMending = false
    while true {
      at = XMLTextScan.cdata(base, from: at, to: limit)
      guard at < limit else { break }
      switch base[at] {
      case UInt8(ascii: "]") where at + 2 < limit && base[at + 2] == UInt8(ascii: ">"):
        depth -= 1
        if depth == 0 || !anotherEndFollows(at + 3) {
          finish(run, &isMending)
          at += 3
          return
        }
        takeUp(run, &isMending)
        at += 3
        run = at
      case UInt8(ascii: "<") where starts("<![CDATA["):
        takeUp(run, &isMending)
        log.note(.nestedCDATA)
        at += 9
        depth += 1
        run = at
      case UInt8(ascii: "]"), UInt8(ascii: "<"): at += 1
      default: run = character(after: run, &isMending)
      }
      if texts.mendedCount >= Self.piece { end(&isMending) }
    }
    finish(run, &isMending)
    if limit < count { log.note(.openCDATA) } else { isCut = true }
  }

  /// Where a section that begins here ends though nobody closed it: before the end tag of the element it stands in, if no
  /// section ends after here at all, or another begins between that tag and the next end. Nil where it is closed.
  private mutating func openSectionEnd() -> Int? {
    if !hasNoCDATAEnd, nextCDATAEnd < at {
      nextCDATAEnd = find("]]>", from: at) ?? bytes.count
      hasNoCDATAEnd = nextCDATAEnd == bytes.count
    }
    let end = hasNoCDATAEnd ? bytes.count : nextCDATAEnd
    guard let element = open.last else { return nil }
    var stop = end
    if !hasNoCDATAEnd {
      guard let next = find("[CDATA[", from: at, to: end) else { return nil }
      stop = next
    }
    var index = at
    while let found = find(UInt8(ascii: "<"), from: index, to: stop), found + 2 + element.name.count < bytes.count {
      if bytes[found + 1] == UInt8(ascii: "/"), isSame(element.name, at: found + 2),
        !XMLNameBytes.canContinue(bytes[found + 2 + element.name.count])
      {
        return found
      }
      index = found + 1
    }
    return nil
  }

  /// The most mended text that is kept before it is handed on.
  private static let piece = 32_768

  /// Begins to mend, or goes on: what stands between `run` and here is kept.
  private mutating func takeUp(_ run: Int, _ isMending: inout Bool) {
    texts.mend(run..<at)
    isMending = true
  }

  /// Looks at a control character or the beginning of U+FFFE and U+FFFF, and leaves out what XML does not allow; a line
  /// ends in a line feed (XML 1.0, section 2.11). Returns where the run goes on.
  private mutating func character(after run: Int, _ isMending: inout Bool) -> Int {
    if bytes[at] == 13 {
      takeUp(run, &isMending)
      if at + 1 == bytes.count || bytes[at + 1] != 10 { texts.mend(10) }
      at += 1
      return at
    }
    let length = illegalLength(at)
    guard length > 0 else {
      at += 1
      return run
    }
    takeUp(run, &isMending)
    log.note(.illegalCharacter)
    at += length
    return at
  }

  /// Ends the text here.
  private mutating func finish(_ run: Int, _ isMending: inout Bool) {
    if isMending {
      texts.mend(run..<at)
      end(&isMending)
    } else if run < at {
      texts.append(run..<at)
      writePlaceholder()
    }
  }

  /// Ends a piece; what was not looked at yet begins the next.
  private mutating func end(_ isMending: inout Bool) {
    isMending = false
    if texts.endMended() { writePlaceholder() }
  }

  /// Reads the reference at this ampersand: what it stands for, or the ampersand itself, is text.
  @inline(__always) private mutating func reference(_ texts: TextQueue) {
    if let length = plainReference(at) {
      switch bytes[at + 1] {
      case UInt8(ascii: "l"): texts.mend(UInt8(ascii: "<"))
      case UInt8(ascii: "g"): texts.mend(UInt8(ascii: ">"))
      case UInt8(ascii: "q"): texts.mend(UInt8(ascii: "\""))
      default: texts.mend(length == 5 ? UInt8(ascii: "&") : UInt8(ascii: "'"))
      }
      at += length
    } else {
      rareReference(texts)
    }
  }

  @inline(never) private mutating func rareReference(_ texts: TextQueue) {
    guard let match = match() else {
      texts.mend(UInt8(ascii: "&"))
      log.note(.strayAmpersand)
      at += 1
      return
    }
    at += match.length
    if Self.isIllegal(match.utf8) { log.note(.illegalCharacter) } else { texts.mend(match.utf8) }
  }

  /// What the reference at this ampersand stands for; nil where there is none, or a name without its semicolon.
  mutating func match() -> CharacterReferences.Match? {
    guard let match = CharacterReferences.match(in: bytes, at: at, inAttribute: true) else { return nil }
    if bytes[at + 1] == UInt8(ascii: "#") { return match }
    guard match.isTerminated else { return nil }
    log.note(.namedEntity)
    return match
  }

  /// Whether it is a character that XML does not allow.
  static func isIllegal(_ utf8: [UInt8]) -> Bool {
    switch utf8.count {
    case 1: utf8[0] < 0x20 && utf8[0] != 9 && utf8[0] != 10 && utf8[0] != 13
    case 3: utf8[0] == 0xEF && utf8[1] == 0xBF && utf8[2] >= 0xBE
    default: false
    }
  }

  /// After the end of an inner section: whether the outer one goes on. It does not where an end tag follows of the element
  /// it stands in, or another section begins before the next end.
  private func anotherEndFollows(_ start: Int) -> Bool {
    var index = start
    while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
    if let element = open.last, starts("</", at: index), index + 2 + element.name.count < bytes.count,
      bytes[index + 2..<index + 2 + element.name.count].elementsEqual(bytes[element.name])
    {
      return false
    }
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "]"), starts("]]>", at: index) { return true }
      if bytes[index] == UInt8(ascii: "<"), starts("<![CDATA[", at: index) { return false }
      index += 1
    }
    return false
  }
}
