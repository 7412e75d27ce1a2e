// UTF-8 that is to be trusted: validity by the Unicode standard's table 3-7, and a reading for bytes that break it.

/// What a pass over bytes said of them as UTF-8.
struct UTF8Survey {
  /// Complete sequences of two and more bytes.
  var multibyte = 0
  /// Continuation bytes in them: the more there are, the less can they be an accident.
  var continuations = 0
  /// Places where bytes belong to no sequence, each a byte or the remains of one character.
  var bad = 0
  /// Sequences for the control characters 80 to 9F, which nobody means.
  var controls = 0
  /// Characters written as two surrogates of three bytes each (CESU-8, Java's modified UTF-8).
  var surrogatePairs = 0
  /// The input ended within a sequence, which a cut transfer does.
  var cutShort = false

  /// The bytes are to be taken as they are.
  var isClean: Bool { bad + controls + surrogatePairs == 0 }
  /// The text is UTF-8, if maybe with broken places.
  var isMostlyGood: Bool { multibyte > bad || bad == 0 }

  /// Looks through all bytes, once.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    var at = 0
    while at < bytes.count {
      at = UTF8Repair.endOfASCII(bytes, from: at)
      guard at < bytes.count else { break }
      let length = UTF8Repair.sequenceLength(bytes, at: at)
      if length > 0 {
        multibyte += 1
        continuations += length - 1
        if bytes[at] == 0xC2, bytes[at + 1] < 0xA0 { controls += 1 }
        at += length
      } else if UTF8Repair.surrogatePair(bytes, at: at) != nil {
        multibyte += 1
        continuations += 4
        surrogatePairs += 1
        at += 6
      } else {
        bad += 1
        if UTF8Repair.isCut(bytes, at: at) {
          cutShort = true
          break
        }
        at += UTF8Repair.brokenLength(bytes, at: at)
      }
    }
  }
}

/// Reading UTF-8 with broken places in it.
enum UTF8Repair {
  /// The first byte from here on that is not ASCII, or the end.
  @inline(__always) static func endOfASCII(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var at = start
    let raw = UnsafeRawBufferPointer(bytes)
    func word(_ offset: Int) -> UInt64 { raw.loadUnaligned(fromByteOffset: at + offset, as: UInt64.self) }
    while at + 32 <= raw.count, (word(0) | word(8) | word(16) | word(24)) & 0x8080_8080_8080_8080 == 0 { at += 32 }
    while at + 8 <= raw.count,
      raw.loadUnaligned(fromByteOffset: at, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
    {
      at += 8
    }
    while at < bytes.count, bytes[at] < 0x80 { at += 1 }
    return at
  }

  /// The length of the well-formed sequence that starts here; 0 where none does. A NUL and other controls are well-formed.
  @inline(__always) static func sequenceLength(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let first = bytes[index]
    let left = bytes.count - index
    func continuation(_ offset: Int) -> Bool { bytes[index + offset] & 0xC0 == 0x80 }
    switch first {
    case 0..<0x80: return 1
    case 0xC2...0xDF: return left > 1 && continuation(1) ? 2 : 0
    case 0xE0...0xEF:
      guard left > 2, continuation(1), continuation(2) else { return 0 }
      if first == 0xE0 && bytes[index + 1] < 0xA0 || first == 0xED && bytes[index + 1] > 0x9F { return 0 }
      return 3
    case 0xF0...0xF4:
      guard left > 3, continuation(1), continuation(2), continuation(3) else { return 0 }
      if first == 0xF0 && bytes[index + 1] < 0x90 || first == 0xF4 && bytes[index + 1] > 0x8F { return 0 }
      return 4
    default: return 0
    }
  }

  /// The character that two surrogates stand for, each in the three bytes that UTF-8 has no use for.
  @inline(__always) static func surrogatePair(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> UInt32? {
    guard bytes[index] == 0xED, bytes.count - index >= 6, bytes[index + 1] & 0xF0 == 0xA0, bytes[index + 3] == 0xED,
      bytes[index + 4] & 0xF0 == 0xB0, bytes[index + 2] & 0xC0 == 0x80, bytes[index + 5] & 0xC0 == 0x80
    else { return nil }
    let high = UInt32(bytes[index + 1] & 0x0F) << 6 | UInt32(bytes[index + 2] & 0x3F)
    let low = UInt32(bytes[index + 4] & 0x0F) << 6 | UInt32(bytes[index + 5] & 0x3F)
    return 0x10000 + high << 10 + low
  }

  /// Whether the input ends within the sequence that starts here.
  static func isCut(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    let first = bytes[index]
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    return first >= 0xC2 && first <= 0xF4 && bytes.count - index < length
      && bytes[(index + 1)...].allSatisfy { $0 & 0xC0 == 0x80 }
  }

  /// Bytes from here on that were one character once: the beginning of a sequence whose end was lost, a sequence that is
  /// too long for its character, a lone surrogate. 1 where there is nothing of the kind.
  static func brokenLength(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let first = bytes[index]
    guard first >= 0xC0, first < 0xFE else { return 1 }
    let longest = first >= 0xFC ? 6 : first >= 0xF8 ? 5 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    var length = 1
    while length < longest, index + length < bytes.count, bytes[index + length] & 0xC0 == 0x80 { length += 1 }
    return length
  }

  /// UTF-8 with its broken places mended. A stray byte is read as windows-1252, which it nearly always is: text pasted
  /// from elsewhere into a good file, or a whole file in that encoding under the wrong label. In a good file the remains
  /// of one character become one U+FFFD. Surrogate pairs become their character, control characters 80 to 9F what
  /// windows-1252 has in their place. A sequence cut off at the end of the input is left out.
  static func mended(_ bytes: UnsafeBufferPointer<UInt8>, survey: UTF8Survey) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count + 64)
    var at = 0
    var start = 0
    func flush(_ out: inout [UInt8]) { if start < at { out.append(contentsOf: bytes[start..<at]) } }
    while at < bytes.count {
      at = endOfASCII(bytes, from: at)
      guard at < bytes.count else { break }
      let length = sequenceLength(bytes, at: at)
      if length > 0, bytes[at] != 0xC2 || bytes[at + 1] >= 0xA0 {
        at += length
        continue
      }
      flush(&out)
      if length == 2 {
        out.appendUTF8(Windows1252.scalar(bytes[at + 1]))
        at += 2
      } else if let scalar = surrogatePair(bytes, at: at) {
        out.appendUTF8(scalar)
        at += 6
      } else if survey.cutShort, isCut(bytes, at: at) {
        return out
      } else {
        let broken = survey.isMostlyGood ? brokenLength(bytes, at: at) : 1
        out.appendUTF8(broken > 1 ? 0xFFFD : Windows1252.scalar(bytes[at]))
        at += broken
      }
      start = at
    }
    flush(&out)
    return out
  }
}

extension [UInt8] {
  /// Appends one scalar value as UTF-8; what is not a scalar value is appended as U+FFFD.
  @inline(__always) package mutating func appendUTF8(_ value: UInt32) {
    switch value {
    case 0..<0x80: append(UInt8(value))
    case 0x80..<0x800:
      append(UInt8(0xC0 | value >> 6))
      append(UInt8(0x80 | value & 0x3F))
    case 0x800..<0xD800, 0xE000..<0x10000:
      append(UInt8(0xE0 | value >> 12))
      append(UInt8(0x80 | value >> 6 & 0x3F))
      append(UInt8(0x80 | value & 0x3F))
    case 0x10000...0x10FFFF:
      append(UInt8(0xF0 | value >> 18))
      append(UInt8(0x80 | value >> 12 & 0x3F))
      append(UInt8(0x80 | value >> 6 & 0x3F))
      append(UInt8(0x80 | value & 0x3F))
    default: append(contentsOf: [0xEF, 0xBF, 0xBD])
    }
  }
}
