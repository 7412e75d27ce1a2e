// Looking for bytes in a part of a larger text, without a copy of it.

internal import Glibc

extension ArraySlice where Element == UInt8 {
  /// Whether the bytes occur in a row.
  func containsRun(_ other: [UInt8]) -> Bool {
    withUnsafeBufferPointer { text in
      other.withUnsafeBufferPointer { wanted in
        guard let start = text.baseAddress, let pattern = wanted.baseAddress else { return wanted.isEmpty }
        let last = text.count - wanted.count
        var at = 0
        while at <= last, let found = memchr(start + at, Int32(pattern[0]), last - at + 1) {
          if memcmp(found, pattern, wanted.count) == 0 { return true }
          at = UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) - start + 1
        }
        return false
      }
    }
  }

  /// Whether the bytes are this word, which is given in lower case, but for letter case.
  func isWord(_ word: StaticString) -> Bool {
    guard count == word.utf8CodeUnitCount else { return false }
    var at = word.utf8Start
    for byte in self {
      if (byte >= 65 && byte <= 90 ? byte | 32 : byte) != at.pointee { return false }
      at += 1
    }
    return true
  }
}
