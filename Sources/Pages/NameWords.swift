// A class name or id taken apart, in bytes: a page has thousands.

/// Takes names apart: `articleBody`, `article-body` and `article__body` are the words article, body.
enum NameWords {
  private static let most = 24

  /// Hands over the words of a name, and what they are together without anything between them.
  static func read(
    _ token: UnsafeBufferPointer<UInt8>,
    _ body: (UnsafeBufferPointer<NameVocabulary.Word>, NameVocabulary.Whole) -> NameMeaning
  ) -> NameMeaning {
    withUnsafeTemporaryAllocation(of: NameVocabulary.Word.self, capacity: most) { words in
      var count = 0
      var joined = WordHash()
      var word = WordHash()
      var hasDigit = false
      var camel = false
      var previousLower = false
      func flush() {
        defer {
          word = WordHash()
          hasDigit = false
        }
        guard word.length > 0 else { return }
        // Hashes that build tools append: `_3xYz1`.
        if hasDigit, word.length > 2 { return }
        joined.append(word)
        // Short words out of a camel-cased run are hashes too.
        if camel && word.length < 4 || count == most { return }
        words[count] = NameVocabulary.word(word.value)
        count += 1
      }
      for byte in token {
        switch byte {
        case 65...90:
          if previousLower {
            camel = true
            flush()
          }
          word.append(byte | 32)
          previousLower = false
        case 97...122, 128...:
          word.append(byte)
          previousLower = true
        case 48...57:
          word.append(byte)
          hasDigit = true
          previousLower = true
        default:
          flush()
          camel = false
          previousLower = false
        }
      }
      flush()
      return body(UnsafeBufferPointer(rebasing: words[0..<count]), NameVocabulary.whole(joined.value))
    }
  }
}

/// A hash of a word that can be put together from the hashes of its parts.
struct WordHash {
  private(set) var value: UInt64 = 0
  private(set) var length = 0
  private var power: UInt64 = 1
  private static let base: UInt64 = 0x9E37_79B9_7F4A_7C15

  mutating func append(_ byte: UInt8) {
    value = value &* Self.base &+ UInt64(byte) &+ 1
    power = power &* Self.base
    length += 1
  }

  mutating func append(_ other: WordHash) {
    value = value &* other.power &+ other.value
    power = power &* other.power
    length += other.length
  }

  static func of(_ text: some Sequence<UInt8>) -> UInt64 {
    var hash = WordHash()
    for byte in text { hash.append(byte) }
    return hash.value
  }
}
