// Names and short values compared where they stand, in any letter case.

extension UnsafeBufferPointer<UInt8> {
  /// Whether the bytes spell a word given in lower case, in any letter case of ASCII.
  @inline(__always) func spells(_ word: StaticString) -> Bool {
    guard count == word.utf8CodeUnitCount else { return false }
    for index in 0..<count {
      let byte = self[index]
      let lower = byte >= 65 && byte <= 90 ? byte | 32 : byte
      if lower != word.utf8Start[index] { return false }
    }
    return true
  }
}
