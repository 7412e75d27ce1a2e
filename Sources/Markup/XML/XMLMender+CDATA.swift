// CDATA sections: nested ones, unclosed ones, and characters that may not stand in them.

extension XMLMender {
  private static let cdataStops: [Bool] = (0...255).map { byte in
    byte == 0x3C || byte == 0x5D || byte == 0xEF || byte < 0x20 && byte != 9 && byte != 10 && byte != 13
  }
  /// A section is passed on in pieces, because libxml2 looks through an incomplete one again with every chunk.
  private static let piece = 32_768

  /// Writes the CDATA section that begins here. XML knows no nesting, but generators wrap what is wrapped: the inner marks
  /// are dropped when another end follows that belongs to no other section.
  mutating func cdata() {
    write("<![CDATA[")
    at += 9
    var start = at
    var piece = at
    var depth = 1
    let stops = Self.cdataStops
    func pieceEnds(_ at: Int) -> Bool { at - piece >= Self.piece }
    while at < bytes.count {
      while at < bytes.count, !stops[Int(bytes[at])], !pieceEnds(at) { at += 1 }
      guard at < bytes.count else { break }
      if pieceEnds(at), bytes[at] & 0xC0 != 0x80, bytes[at] != UInt8(ascii: ">") {
        write(start..<at)
        write("]]><![CDATA[")
        (start, piece) = (at, at)
      }
      switch bytes[at] {
      case UInt8(ascii: "]") where starts("]]>"):
        write(start..<at)
        at += 3
        depth -= 1
        if depth == 0 || !anotherEndFollows() {
          write("]]>")
          return
        }
        start = at
      case UInt8(ascii: "<") where starts("<![CDATA["):
        write(start..<at)
        log.note(.nestedCDATA)
        at += 9
        depth += 1
        start = at
      case UInt8(ascii: "<"), UInt8(ascii: "]"): at += 1
      default:
        let length = illegalLength(at)
        if length > 0 {
          write(start..<at)
          log.note(.illegalCharacter)
          at += length
          start = at
        } else {
          at += 1
        }
      }
    }
    write(start..<at)
    write("]]>")
    isCut = true
  }

  /// After the end of an inner section: whether the outer one goes on. It does not where an end tag follows of the element
  /// it stands in, or another section begins before the next end.
  private func anotherEndFollows() -> Bool {
    var index = at
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
