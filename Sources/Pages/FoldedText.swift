// Text folded for comparison, in bytes: comparing strings by characters took most of the time of reading a page.

internal import Glibc

enum FoldedText {
  /// In lower case, for Latin, Greek and Cyrillic; typewriter apostrophes for curly ones.
  static func lower(_ text: some Collection<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(text.count)
    for byte in text {
      let last = out.last ?? 0
      switch (last, byte) {
      case (_, 65...90): out.append(byte | 32)
      case (0xC3, 0x80...0x9E): out.append(byte + 0x20)
      case (0xCE, 0x91...0x9F): out.append(byte + 0x20)
      case (0xCE, 0xA0...0xA9):
        out[out.count - 1] = 0xCF
        out.append(byte - 0x20)
      case (0xD0, 0x90...0x9F): out.append(byte + 0x20)
      case (0xD0, 0xA0...0xAF):
        out[out.count - 1] = 0xD1
        out.append(byte - 0x20)
      case (0xD0, 0x80...0x8F):
        out[out.count - 1] = 0xD1
        out.append(byte + 0x10)
      case (0xC4...0xC5, 0x80...0xBD) where isUpperLatin(last, byte): out.append(byte + 1)
      case (0x80, 0x98...0x99) where out.count >= 2 && out[out.count - 2] == 0xE2:
        out.removeLast(2)
        out.append(39)
      default: out.append(byte == 10 ? 32 : byte)
      }
    }
    return out
  }

  /// Latin Extended-A alternates upper and lower case; which comes first changes twice.
  private static func isUpperLatin(_ lead: UInt8, _ byte: UInt8) -> Bool {
    let code = Int(lead & 0x1F) << 6 | Int(byte & 0x3F)
    switch code {
    case 0x139...0x148, 0x179...0x17E: return code % 2 == 1
    case 0x100...0x137, 0x14A...0x177: return code % 2 == 0 && code != 0x130
    default: return false
    }
  }

  /// Letters and digits only, in lower case.
  static func key(_ text: some Collection<UInt8>) -> [UInt8] { key(ofLower: lower(text)) }

  /// The same of a text that is in lower case.
  static func key(ofLower text: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(text.count)
    var pending = 0
    for byte in text {
      if pending > 0 {
        pending -= 1
        continue
      }
      switch byte {
      case 97...122, 48...57, 0xC3...0xE1, 0xE3...: out.append(byte)
      case 0xE2: pending = 2
      case 0xC2: pending = 1
      case 0x80...0xBF: out.append(byte)
      default: continue
      }
    }
    return out
  }

  /// Without what is neither letter nor digit at the ends.
  static func trimmed(_ text: [UInt8]) -> [UInt8] {
    var view = text[...]
    func isEdge(_ byte: UInt8) -> Bool {
      byte < 48 || byte > 57 && byte < 65 || byte > 90 && byte < 97 || byte > 122 && byte < 128
    }
    while let first = view.first {
      if isEdge(first) {
        view.removeFirst()
      } else if first == 0xE2, view.count >= 3, view[view.startIndex + 1] == 0x80 || view[view.startIndex + 1] >= 0x86 {
        view.removeFirst(3)
      } else if first == 0xC2, view.count >= 2, view[view.startIndex + 1] != 0xA9 {
        view.removeFirst(2)
      } else {
        break
      }
    }
    while let last = view.last {
      let count = view.count
      if isEdge(last) {
        view.removeLast()
      } else if count >= 3, view[view.endIndex - 3] == 0xE2 {
        view.removeLast(3)
      } else if count >= 2, view[view.endIndex - 2] == 0xC2 {
        view.removeLast(2)
      } else {
        break
      }
    }
    return Array(view)
  }
}

extension Array where Element == UInt8 {
  /// Whether the bytes occur in a row.
  func containsRun(_ other: [UInt8]) -> Bool {
    guard let first = other.first, count >= other.count else { return false }
    return withUnsafeBufferPointer { text in
      other.withUnsafeBufferPointer { wanted in
        guard let start = text.baseAddress, let pattern = wanted.baseAddress else { return false }
        var at = 0
        let last = text.count - wanted.count
        while at <= last, let found = memchr(start + at, Int32(first), last - at + 1) {
          if memcmp(found, pattern, wanted.count) == 0 { return true }
          at = UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) - start + 1
        }
        return false
      }
    }
  }
}
