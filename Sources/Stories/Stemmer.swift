// Snowball stems of words, through libstemmer, with a bounded memory of words already stemmed.
internal import CSnowball
internal import Synchronization

/// One language's Snowball algorithm. libstemmer keeps its last answer in the stemmer itself, hence the lock.
private final class Algorithm: Sendable {
  private struct Handle: @unchecked Sendable { let pointer: OpaquePointer }
  private let handle: Mutex<Handle>

  init?(_ name: String) {
    guard let pointer = sb_stemmer_new(name, nil) else { return nil }
    handle = Mutex(Handle(pointer: pointer))
  }

  deinit { handle.withLock { sb_stemmer_delete($0.pointer) } }

  /// The hash of the stem; of the word itself where libstemmer has no memory left.
  func stem(_ word: UnsafeBufferPointer<UInt8>) -> UInt64 {
    handle.withLock { handle in
      var hash = TermHash()
      if let stem = sb_stemmer_stem(handle.pointer, word.baseAddress, Int32(word.count)) {
        for index in 0..<Int(sb_stemmer_length(handle.pointer)) { hash.add(stem[index]) }
      } else {
        for byte in word { hash.add(byte) }
      }
      return hash.value
    }
  }
}

/// Stems of every language that libstemmer knows; words of others stay as they are.
struct Stemmer: Sendable {
  private var algorithms: [String: Algorithm?] = [:]
  /// Words already stemmed, by hash of word and language: a direct-mapped cache, so its size never changes.
  private var words = [UInt64](repeating: 0, count: Self.slots)
  private var stems = [UInt64](repeating: 0, count: Self.slots)
  private static let slots = 1 << 15
  /// Longer words are no words; libstemmer's cost is not linear in all languages.
  private static let longest = 64

  /// Readies a language; later calls of `stem` name it.
  mutating func prepare(_ language: Language) {
    if let name = language.algorithm, algorithms[name] == nil { algorithms[name] = .some(Algorithm(name)) }
  }

  /// The hash of a word's stem, given the word folded to lower case, as a range of `text`, and that form's hash.
  mutating func stem(_ text: [UInt8], _ word: Range<Int>, hash: UInt64, language: Language) -> UInt64 {
    guard let name = language.algorithm, word.count <= Self.longest else { return hash }
    let key = hash ^ language.salt
    let slot = Int(truncatingIfNeeded: key) & (Self.slots - 1)
    if words[slot] == key { return stems[slot] }
    guard case .some(.some(let algorithm)) = algorithms[name] else { return hash }
    let stem = text.withUnsafeBufferPointer { algorithm.stem(UnsafeBufferPointer(rebasing: $0[word])) }
    words[slot] = key
    stems[slot] = stem
    return stem
  }
}
