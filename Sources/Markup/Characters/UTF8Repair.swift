// UTF-8 that is to be trusted: validity by the Unicode standard's table 3-7, and a reading for bytes that break it.

/// What a pass over bytes said of them as UTF-8.
struct UTF8Survey {
  /// Complete sequences of two and more bytes.
  var multibyte = 0
  /// Bytes that belong to no sequence.
  var bad = 0
  /// The input ended within a sequence, which a cut transfer does.
  var cutShort = false

  /// Looks through all bytes, once.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    var at = 0
    while at < bytes.count {
      at = UTF8Repair.endOfASCII(bytes, from: at)
      guard at < bytes.count else { break }
      let length = UTF8Repair.sequenceLength(bytes, at: at)
      if length > 0 {
        multibyte += 1
        at += length
      } else {
        bad += 1
        if bytes.count - at < 4, bytes[at] >= 0xC2, bytes[(at + 1)...].allSatisfy({ $0 & 0xC0 == 0x80 }) {
          cutShort = true
          break
        }
        at += 1
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

  /// UTF-8 with every stray byte read as windows-1252, which is what such bytes nearly always are: text pasted from
  /// elsewhere into a good file, or a whole file in that encoding under the wrong label. A sequence cut off at the end
  /// of the input is left out.
  static func mended(_ bytes: UnsafeBufferPointer<UInt8>, cutShort: Bool) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count + 64)
    var at = 0
    while at < bytes.count {
      let run = at
      at = endOfASCII(bytes, from: at)
      while at < bytes.count, bytes[at] >= 0x80 {
        let length = sequenceLength(bytes, at: at)
        guard length > 0 else { break }
        at += length
      }
      out.append(contentsOf: bytes[run..<at])
      guard at < bytes.count, bytes[at] >= 0x80 else { continue }
      if cutShort, bytes.count - at < 4, bytes[at] >= 0xC2, bytes[(at + 1)...].allSatisfy({ $0 & 0xC0 == 0x80 }) {
        break
      }
      out.appendUTF8(Windows1252.scalar(bytes[at]))
      at += 1
    }
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
