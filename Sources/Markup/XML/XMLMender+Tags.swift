// Tags: names libxml2 accepts, attributes quoted and unique, ends that match their starts.

import Glibc

/// The attributes of one tag as ranges of the input; reused from tag to tag.
struct TagAttributes {
  struct Item {
    var name: Range<Int>
    var value: Range<Int>
  }
  var items: [Item] = []
  /// The tag cannot be copied as it is.
  var needsRewriting = false
  /// How many of them declare a namespace.
  var declarations = 0
}

extension XMLMender {
  mutating func startTag() {
    let start = at
    let nameStart = at + 1
    var index = nameStart
    while index < bytes.count, XMLNameBytes.canContinue(bytes[index]) { index += 1 }
    let name = nameStart..<index
    if index < bytes.count, !XMLNameBytes.endsName(bytes[index]) {
      strayLessThan()  // `<someone@example.org>` and the like are text.
      return
    }
    tag.items.removeAll(keepingCapacity: true)
    tag.needsRewriting = !XMLNameBytes.isPlain(bytes[name])
    tag.declarations = 0
    guard let (end, isEmpty) = attributes(from: index, tagStart: start) else {
      isCut = true
      at = bytes.count
      return
    }
    at = end
    let hash = XMLNameBytes.hash(bytes[name])
    // White space without end is not worth handing on.
    if end - start > limits.tagBytes { tag.needsRewriting = true }
    let isUnnested = unnested.contains(hash)
    if isUnnested, !open.isEmpty { close(hash, at: start, upTo: start) }
    let isVoid = XMLNameBytes.isVoidHTML(bytes[name])
    if open.count >= limits.depth {
      log.note(.tooDeep)
      if !isEmpty, !isVoid { hide(hash) }
      return
    }
    let isHidden = name.count > limits.nameBytes
    if isHidden { log.note(.hugeTag) }
    if isVoid, !isEmpty { tag.needsRewriting = true }
    if !isHidden {
      if tag.needsRewriting {
        rewrite(name, isEmpty: isEmpty || isVoid)
      } else {
        write(start..<end)
      }
      tagHasEnded()
    }
    let range = isUnnested && !isHidden && limits.keepsRanges ? ranges.count : -1
    if range >= 0 { ranges.append(start..<end) }
    guard !isEmpty, !isVoid else { return }
    if open.count >= Self.counted { deepNames[hash, default: 0] += 1 }
    let declared = isHidden ? 0 : tag.declarations
    declarations += declared
    open.append(
      OpenElement(
        name: name, hash: hash, isHidden: isHidden, isPlain: XMLNameBytes.isPlain(bytes[name]), range: range,
        declarations: declared))
  }

  mutating func endTag() {
    let nameStart = at + 2
    // Nearly always it ends the innermost element, in the same letters.
    if let element = open.last, !element.isHidden, element.isPlain, open.count <= Self.counted {
      let end = nameStart + element.name.count
      if end < bytes.count, bytes[end] == UInt8(ascii: ">"), isSame(element.name, at: nameStart) {
        open.removeLast()
        declarations -= element.declarations
        if element.range >= 0 { ranges[element.range] = ranges[element.range].lowerBound..<end + 1 }
        write(at..<end + 1)
        at = end + 1
        tagHasEnded()
        return
      }
    }
    var index = nameStart
    while index < bytes.count, XMLNameBytes.canContinue(bytes[index]) { index += 1 }
    guard index < bytes.count else {
      isCut = true
      at = bytes.count
      return
    }
    guard index > nameStart else {
      // `</>` and `</ ` mean nothing.
      at = bytes[index] == UInt8(ascii: ">") ? index + 1 : index
      log.note(.strayEndTag)
      return
    }
    let hash = XMLNameBytes.hash(bytes[nameStart..<index])
    while index < bytes.count, bytes[index] != UInt8(ascii: ">"), bytes[index] != UInt8(ascii: "<") { index += 1 }
    guard index < bytes.count else {
      isCut = true
      at = bytes.count
      return
    }
    let isWhole = bytes[index] == UInt8(ascii: ">")
    if !isWhole { log.note(.openTag) }
    at = isWhole ? index + 1 : index
    if let count = hiddenNames[hash] {
      hiddenNames[hash] = count > 1 ? count - 1 : nil
    } else if !close(hash, at: nameStart - 2, upTo: at) {
      log.note(.strayEndTag)
    }
  }

  /// Remembers an element that is too deep to be reported by its name alone, so that what is never closed takes no room.
  private mutating func hide(_ hash: UInt64) {
    if hiddenNames.count < Self.mostHiddenNames || hiddenNames[hash] != nil { hiddenNames[hash, default: 0] += 1 }
  }

  /// Whether a name stands at an index once more.
  func isSame(_ name: Range<Int>, at index: Int) -> Bool {
    let base = bytes.baseAddress!
    return memcmp(base + name.lowerBound, base + index, name.count) == 0
  }

  /// Closes the nearest element of a name and all within it; false where there is none. A search that finds is paid for by
  /// what it closes; one that does not looks at no more than the outermost 64, as the deeper names are counted.
  /// - Parameters:
  ///   - start: Where elements end that are closed because one around them is.
  ///   - end: Where the element itself ends.
  @discardableResult private mutating func close(_ hash: UInt64, at start: Int, upTo end: Int) -> Bool {
    let isDeep = open.count > Self.counted && deepNames[hash] != nil
    var match = isDeep ? open.count - 1 : min(open.count, Self.counted) - 1
    while match >= 0, open[match].hash != hash { match -= 1 }
    guard match >= 0 else { return false }
    if match < open.count - 1 { log.note(.missingEndTag) }
    while open.count > match {
      let element = open.removeLast()
      declarations -= element.declarations
      if element.range >= 0 {
        ranges[element.range] = ranges[element.range].lowerBound..<(open.count == match ? end : start)
      }
      if open.count >= Self.counted {
        let rest = deepNames[element.hash, default: 1] - 1
        deepNames[element.hash] = rest > 0 ? rest : nil
      }
      if !element.isHidden { writeEnd(element.name) }
    }
    // What was too deep stood within what has ended.
    if !hiddenNames.isEmpty { hiddenNames.removeAll(keepingCapacity: true) }
    return true
  }

  mutating func writeEnd(_ name: Range<Int>) {
    write("</")
    writeName(name)
    write(">")
    tagHasEnded()
  }

  private mutating func writeName(_ name: Range<Int>) {
    if XMLNameBytes.isPlain(bytes[name]) { write(name) } else { write(XMLNameBytes.plain(bytes[name])) }
  }

  /// Reads attributes up to the end of the tag. Nil where the input ends first.
  private mutating func attributes(from start: Int, tagStart: Int) -> (end: Int, isEmpty: Bool)? {
    var index = start
    let lastByte = tagStart + limits.tagBytes
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: ">"): return (index + 1, false)
      case UInt8(ascii: "/") where index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: ">"):
        return (index + 2, true)
      case UInt8(ascii: "<"):
        // The tag was never closed and the next begins.
        tag.needsRewriting = true
        log.note(.openTag)
        return (index, false)
      case 0x20, 9, 10, 13: index += 1
      case let byte where XMLNameBytes.canStart(byte):
        // Two attributes must have white space between them.
        if index > start, bytes[index - 1] > 0x20 { tag.needsRewriting = true }
        index = attribute(at: index, lastByte: lastByte)
      default:
        tag.needsRewriting = true
        index += 1
      }
    }
    return nil
  }

  /// Past white space and control characters, which XML does not take for white space.
  private mutating func skipSpace(from start: Int) -> Int {
    var index = start
    while index < bytes.count, bytes[index] <= 0x20 {
      if illegalLength(index) > 0 { tag.needsRewriting = true }
      index += 1
    }
    return index
  }

  private mutating func attribute(at start: Int, lastByte: Int) -> Int {
    var index = start
    while index < bytes.count, XMLNameBytes.canContinue(bytes[index]) { index += 1 }
    let name = start..<index
    index = skipSpace(from: index)
    guard index < bytes.count, bytes[index] == UInt8(ascii: "=") else {
      note(name, value: name.upperBound..<name.upperBound, end: index, lastByte: lastByte)
      tag.needsRewriting = true
      log.note(.attributeSyntax)
      return index
    }
    index += 1
    index = skipSpace(from: index)
    guard index < bytes.count else { return index }
    let quote = bytes[index]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      let valueStart = index
      while index < bytes.count, bytes[index] > 0x20, bytes[index] != UInt8(ascii: ">"),
        bytes[index] != UInt8(ascii: "<")
      {
        if bytes[index] == UInt8(ascii: "/"), index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: ">") { break }
        index += 1
      }
      note(name, value: valueStart..<index, end: index, lastByte: lastByte)
      tag.needsRewriting = true
      log.note(.attributeSyntax)
      return index
    }
    let valueStart = index + 1
    index = valueStart
    var firstTagEnd: Int?
    while index < bytes.count, bytes[index] != quote {
      switch bytes[index] {
      case UInt8(ascii: ">"): if firstTagEnd == nil { firstTagEnd = index }
      case UInt8(ascii: "<"):
        tag.needsRewriting = true
        if let end = firstTagEnd {
          // A tag ended and another began within the quotes: the closing quote is missing.
          note(name, value: valueStart..<end, end: end, lastByte: lastByte)
          log.note(.attributeSyntax)
          return end
        }
      case UInt8(ascii: "&"): if plainReference(index) == nil { tag.needsRewriting = true }
      case 0xEF, 0..<0x20: if illegalLength(index) > 0 { tag.needsRewriting = true }
      default: break
      }
      index += 1
    }
    if index >= bytes.count, let end = firstTagEnd {
      note(name, value: valueStart..<end, end: end, lastByte: lastByte)
      tag.needsRewriting = true
      return end
    }
    note(name, value: valueStart..<min(index, bytes.count), end: index, lastByte: lastByte)
    return min(index + 1, bytes.count)
  }

  /// Keeps an attribute, unless the tag is over its limits or has one of that name.
  private mutating func note(_ name: Range<Int>, value: Range<Int>, end: Int, lastByte: Int) {
    guard end <= lastByte, name.count <= limits.nameBytes, tag.items.count < limits.attributes else {
      tag.needsRewriting = true
      log.note(.hugeTag)
      return
    }
    if !XMLNameBytes.isPlain(bytes[name]) { tag.needsRewriting = true }
    for item in tag.items where item.name.count == name.count && bytes[item.name].elementsEqual(bytes[name]) {
      tag.needsRewriting = true
      log.note(.attributeSyntax)
      return
    }
    if XMLNameBytes.declaresNamespace(bytes[name]) {
      guard declarations + tag.declarations < limits.namespaces else {
        tag.needsRewriting = true
        log.note(.hugeTag)
        return
      }
      tag.declarations += 1
    }
    tag.items.append(TagAttributes.Item(name: name, value: value))
  }

  private mutating func rewrite(_ name: Range<Int>, isEmpty: Bool) {
    write("<")
    writeName(name)
    let resume = at
    for item in tag.items {
      write(" ")
      writeName(item.name)
      write("=\"")
      at = item.value.lowerBound
      var start = at
      while at < item.value.upperBound {
        let byte = bytes[at]
        let isClean = byte >= 0x20 && ![0x22, 0x26, 0x3C, 0xEF].contains(byte) || [9, 10, 13].contains(byte)
        if isClean || byte == 0xEF && illegalLength(at) == 0 {
          at += 1
          continue
        }
        if byte == UInt8(ascii: "&"), let length = plainReference(at) {
          at += length
          continue
        }
        write(start..<at)
        switch byte {
        case UInt8(ascii: "\""):
          write("&quot;")
          at += 1
        case UInt8(ascii: "<"):
          write("&lt;")
          at += 1
        case UInt8(ascii: "&"): writeReference()
        default: at += illegalLength(at)
        }
        start = min(at, item.value.upperBound)
      }
      write(start..<item.value.upperBound)
      write("\"")
    }
    at = resume
    if isEmpty { write("/>") } else { write(">") }
  }
}
