// Text and attribute values written so that they can mean nothing but themselves.

extension ByteBuffer {
  /// Appends text: what means something in HTML escaped, control characters left out, a carriage return as a line end.
  /// `hasReferences` tells that character references in it are to be replaced first.
  mutating func appendText(_ text: UnsafeBufferPointer<UInt8>, hasReferences: Bool) {
    appendEscaped(text, inAttribute: false, hasReferences: hasReferences)
  }

  /// Appends the value of an attribute, without references, the same with quotes escaped too.
  mutating func appendValue(_ text: UnsafeBufferPointer<UInt8>) {
    appendEscaped(text, inAttribute: true, hasReferences: false)
  }

  @inline(__always) private mutating func appendEscaped(
    _ text: UnsafeBufferPointer<UInt8>, inAttribute: Bool, hasReferences: Bool
  ) {
    guard let base = text.baseAddress else { return }
    let count = text.count
    var from = 0
    while from < count {
      // Whole words are stored before it is known how much of them stays: there is always room for one more.
      reserve(count - from + ByteWord.width)
      var to = end
      var found: UInt64 = 0
      while from + ByteWord.width <= count {
        found = Self.copy(ByteWord.load(base + from), to: to, inAttribute: inAttribute)
        guard found == 0 else { break }
        from += ByteWord.width
        to += ByteWord.width
      }
      if found == 0 {
        guard from < count else { return advance(to - end) }
        let rest = count - from
        found = Self.copy(ByteWord.load(base + from, rest), to: to, inAttribute: inAttribute) & ByteWord.first(rest)
        guard found != 0 else { return advance(to + rest - end) }
      }
      let clean = ByteWord.before(found)
      from += clean
      advance(to + clean - end)
      if hasReferences, base[from] == 38 {
        from += appendReference(text, from)
      } else {
        // A carriage return before a line feed is part of the same line end.
        if base[from] != 13 || from + 1 == count || base[from + 1] != 10 {
          appendSpecial(base[from], inAttribute: inAttribute)
        }
        from += 1
      }
    }
  }

  /// Stores a word and finds what in it has to be written otherwise.
  @inline(__always) private static func copy(
    _ word: UInt64, to: UnsafeMutablePointer<UInt8>, inAttribute: Bool
  ) -> UInt64 {
    UnsafeMutableRawPointer(to).storeBytes(of: word.littleEndian, as: UInt64.self)
    var found = ByteWord.below(word, 32) & ~ByteWord.exactly(word, 10)
    found |= ByteWord.equal(word, 38) | ByteWord.angle(word) | ByteWord.equal(word, 127)
    if inAttribute { found |= ByteWord.equal(word, 34) }
    return found
  }

  @inline(__always) private mutating func appendSpecial(_ byte: UInt8, inAttribute: Bool) {
    switch byte {
    case 38: append("&amp;")
    case 60: append("&lt;")
    case 62: append("&gt;")
    case 34 where inAttribute: append("&quot;")
    case 13: append(10)
    case 0..<9, 11..<32, 127: break
    default: append(byte)
    }
  }

  /// Appends what the reference at an ampersand stands for and tells its length; an ampersand that begins none is text.
  private mutating func appendReference(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
    let reference = HTMLReferences.common(text, at)
    if reference.length > 0 {
      if reference.scalar < 128 {
        appendSpecial(UInt8(reference.scalar), inAttribute: false)
      } else {
        append(scalar: reference.scalar)
      }
      return reference.length
    }
    guard let match = CharacterReferences.match(in: text, at: at) else {
      append("&amp;")
      return 1
    }
    for byte in match.utf8 { appendSpecial(byte, inAttribute: false) }
    return match.length
  }
}
