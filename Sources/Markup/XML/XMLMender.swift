// Broken XML made well-formed on its way to libxml2, whose own recovery silently drops text.

import Glibc

/// One pass over a document that hands on well-formed XML without declarations, comments, instructions and DTD: the tags to
/// the parser, the text between them to the queue. Every byte is looked at a bounded number of times.
struct XMLMender {
  let bytes: UnsafeBufferPointer<UInt8>
  let limits: XMLLimits
  /// Hashes of the names that never stand within themselves.
  let unnested: [UInt64]
  private let parser: PushParser
  let texts: TextQueue
  private let handler: any XMLHandler
  var at = 0
  /// The elements that are open.
  var open: [OpenElement] = []
  /// How often each name is open among the elements deeper than the outermost `counted`.
  var deepNames: [UInt64: Int] = [:]
  static let counted = 64
  /// How often each name is open among the elements too deep to be reported; names beyond the first few thousand are not
  /// counted, and their ends close nothing.
  var hiddenNames: [UInt64: Int] = [:]
  static let mostHiddenNames = 4096
  /// Where the elements that never nest stand in the input.
  var ranges: [Range<Int>] = []
  var log = RepairLog()
  /// The input ended within a tag or a CDATA section.
  var isCut = false
  private var out: [UInt8] = []
  private static let chunk = 65_536
  var tag = TagAttributes()
  /// Namespace declarations in force.
  var declarations = 0
  /// The end of the input was reached looking for the end of a comment; there is no use in looking again.
  private var hasNoCommentEnd = false
  private var hasNoInstructionEnd = false
  /// Where the next CDATA section ends, as far as that has been looked for; and whether none does any more.
  var nextCDATAEnd = -1
  var hasNoCDATAEnd = false
  private var hasRunawayDoctype = false

  /// An element whose end has not come.
  struct OpenElement {
    var name: Range<Int>
    /// Of the name in lower case.
    var hash: UInt64
    /// Its name is too long to be reported.
    var isHidden: Bool
    /// Its name is handed on as it is.
    var isPlain: Bool
    /// The index of its range in `ranges`; negative where none is kept.
    var range: Int
    /// Namespaces it declares.
    var declarations: Int
  }

  init(_ bytes: UnsafeBufferPointer<UInt8>, limits: XMLLimits, parser: PushParser, handler: any XMLHandler) {
    self.bytes = bytes
    self.limits = limits
    unnested = limits.unnested.map { name in
      Array(name.utf8).withUnsafeBufferPointer { XMLNameBytes.hash($0[...]) }
    }
    self.parser = parser
    texts = parser.texts
    self.handler = handler
    out.reserveCapacity(Self.chunk + 4096)
  }

  /// Mends the whole document.
  mutating func run() -> XMLOutcome {
    // An element around everything makes text before the root and a second root ordinary content.
    write("<_>")
    while at < bytes.count {
      if bytes[at] != UInt8(ascii: "<") { text() }
      if at < bytes.count { markup() }
    }
    if isCut || !open.isEmpty {
      flush()
      handler.truncated()
    }
    while let element = open.popLast() { if !element.isHidden { writeEnd(element.name) } }
    write("</_>")
    flush()
    parser.finish()
    return XMLOutcome(repairs: log.repairs, ranges: ranges)
  }

  // MARK: Writing

  /// Adds markup.
  mutating func write(_ literal: StaticString) { literal.withUTF8Buffer { out.append(contentsOf: $0) } }

  /// Adds markup.
  mutating func write(_ more: [UInt8]) { out.append(contentsOf: more) }

  /// Adds markup that is fine as it stands.
  mutating func write(_ range: Range<Int>) { out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[range])) }

  /// Hands the markup on, at the end of a tag, where there is enough of it.
  @inline(__always) mutating func tagHasEnded() {
    if out.count >= Self.chunk { flush() }
  }

  /// Adds what stands for a piece of text that has been put in the queue.
  mutating func writePlaceholder() {
    out.append(PushParser.placeholder)
    if out.count >= Self.chunk || texts.mendedCount >= Self.chunk { flush() }
  }

  private mutating func flush() {
    // The parser waits for more text where the last thing it saw was text.
    if out.last == PushParser.placeholder { write("<!---->") }
    out.withUnsafeBufferPointer { parser.push($0) }
    out.removeAll(keepingCapacity: true)
    texts.reset()
  }

  /// The length of a character that XML does not allow, at a byte that may begin one; 0 where it is allowed.
  func illegalLength(_ index: Int) -> Int {
    if bytes[index] < 0x20 { return [9, 10, 13].contains(bytes[index]) ? 0 : 1 }
    guard bytes[index] == 0xEF, index + 2 < bytes.count, bytes[index + 1] == 0xBF, bytes[index + 2] >= 0xBE
    else { return 0 }
    return 3
  }

  /// The length of a reference that XML itself understands by its name.
  @inline(__always) func plainReference(_ index: Int) -> Int? {
    let left = bytes.count - index
    guard left > 3 else { return nil }
    let name = bytes.baseAddress! + index + 1
    let semicolon = UInt8(ascii: ";")
    switch (name[0], name[1]) {
    case (UInt8(ascii: "l"), UInt8(ascii: "t")), (UInt8(ascii: "g"), UInt8(ascii: "t")):
      return name[2] == semicolon ? 4 : nil
    case (UInt8(ascii: "a"), UInt8(ascii: "m")):
      return left > 4 && name[2] == UInt8(ascii: "p") && name[3] == semicolon ? 5 : nil
    case (UInt8(ascii: "q"), UInt8(ascii: "u")):
      return left > 5 && name[2] == UInt8(ascii: "o") && name[3] == UInt8(ascii: "t") && name[4] == semicolon ? 6 : nil
    case (UInt8(ascii: "a"), UInt8(ascii: "p")):
      return left > 5 && name[2] == UInt8(ascii: "o") && name[3] == UInt8(ascii: "s") && name[4] == semicolon ? 6 : nil
    default: return nil
    }
  }

  /// Writes what the reference at this ampersand stands for, as an attribute has it, or the ampersand itself.
  mutating func writeReference() {
    guard let match = match() else {
      write("&amp;")
      log.note(.strayAmpersand)
      at += 1
      return
    }
    at += match.length
    switch match.utf8.first {
    case UInt8(ascii: "&"): write("&amp;")
    case UInt8(ascii: "<"):
      write("&lt;")
      write(Array(match.utf8.dropFirst()))
    case UInt8(ascii: ">"): write("&gt;")
    case UInt8(ascii: "\""): write("&quot;")
    // As characters the parser would take them for spaces (XML 1.0, section 3.3.3).
    case 9: write("&#9;")
    case 10: write("&#10;")
    case 13: write("&#13;")
    default: if Self.isIllegal(match.utf8) { log.note(.illegalCharacter) } else { write(match.utf8) }
    }
  }

  // MARK: Markup

  private mutating func markup() {
    let next = at + 1 < bytes.count ? bytes[at + 1] : 0
    switch next {
    case UInt8(ascii: "!"): declaration()
    case UInt8(ascii: "?"): instruction()
    case UInt8(ascii: "/"): endTag()
    default:
      if XMLNameBytes.canStart(next) { startTag() } else { strayLessThan() }
    }
  }

  mutating func strayLessThan() {
    // A single `<` as the last byte is the beginning of a tag that never came.
    if at + 1 == bytes.count {
      isCut = true
    } else {
      texts.append(at..<at + 1)
      writePlaceholder()
    }
    log.note(.strayLessThan)
    at += 1
  }

  private mutating func declaration() {
    if starts("<!--") {
      comment()
    } else if starts("<![CDATA[") {
      cdata()
    } else if starts("<!DOCTYPE") {
      doctype()
    } else if at + 2 < bytes.count, XMLNameBytes.canStart(bytes[at + 2]) || bytes[at + 2] == UInt8(ascii: "[") {
      at = find(UInt8(ascii: ">"), from: at).map { $0 + 1 } ?? bytes.count
    } else {
      strayLessThan()
    }
  }

  private mutating func comment() {
    if !hasNoCommentEnd {
      if let end = find("-->", from: at + 4) {
        at = end + 3
        return
      }
      hasNoCommentEnd = true
    }
    log.note(.openComment)
    at = find(UInt8(ascii: ">"), from: at).map { $0 + 1 } ?? bytes.count
  }

  private mutating func instruction() {
    if !hasNoInstructionEnd {
      if let end = find("?>", from: at + 2) {
        at = end + 2
        return
      }
      hasNoInstructionEnd = true
    }
    at = find(UInt8(ascii: ">"), from: at).map { $0 + 1 } ?? bytes.count
  }

  /// Leaves out a document type with its internal subset. Nothing it declares is ever used.
  private mutating func doctype() {
    var depth = 0
    var quote: UInt8 = 0
    var index = hasRunawayDoctype ? bytes.count : at + 9
    while index < bytes.count {
      let byte = bytes[index]
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: "[") {
        depth += 1
      } else if byte == UInt8(ascii: "]") {
        depth -= 1
      } else if byte == UInt8(ascii: "<"), depth == 0 {
        break  // The document type was not closed, and the root begins.
      } else if byte == UInt8(ascii: "<"), starts("<!--", at: index) {
        index = (find("-->", from: index) ?? bytes.count - 3) + 2
      } else if byte == UInt8(ascii: "<"), starts("<!ENTITY", at: index) {
        log.note(.entityDeclaration)
      } else if byte == UInt8(ascii: ">"), depth <= 0 {
        index += 1
        break
      }
      index += 1
    }
    // A quote or bracket that never closes has run away with the whole document: the first `>` has to do, and looking so
    // far once is enough.
    if index >= bytes.count {
      hasRunawayDoctype = true
      index = find(UInt8(ascii: ">"), from: at).map { $0 + 1 } ?? bytes.count
    }
    at = index
  }

  // MARK: Looking ahead

  func starts(_ literal: StaticString, at index: Int? = nil) -> Bool {
    let start = index ?? at
    guard start + literal.utf8CodeUnitCount <= bytes.count else { return false }
    return literal.withUTF8Buffer { literal in
      for offset in literal.indices {
        let (a, b) = (bytes[start + offset], literal[offset])
        // Letters in either case: XML's own keywords are not to be mistaken for text.
        if a != b, !(b >= 65 && b <= 90 && a == b | 32) { return false }
      }
      return true
    }
  }

  func find(_ byte: UInt8, from start: Int, to end: Int? = nil) -> Int? {
    let end = end ?? bytes.count
    guard start < end, let base = bytes.baseAddress, let found = memchr(base + start, Int32(byte), end - start)
    else { return nil }
    return UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) - base
  }

  func find(_ literal: StaticString, from start: Int, to end: Int? = nil) -> Int? {
    var index = start
    let first = literal.utf8Start[0]
    while let found = find(first, from: index, to: end) {
      if starts(literal, at: found) { return found }
      index = found + 1
    }
    return nil
  }
}
