// What two texts have in common word for word.
internal import News

/// Shared wording of two texts.
public enum Passages {
  /// Passages of fewer words are idiom.
  private static let shortest = 6

  /// Passages of six words or more that both texts have, whatever their case and punctuation, as `a` writes them; the
  /// longest first. Cost: linear in both.
  public static func common(_ a: String, _ b: String) -> [String] {
    let bytes = Array(a.utf8)
    let first = words(a)
    let second = words(b)
    guard first.count >= shortest, second.count >= shortest else { return [] }
    var places: [UInt64: Int] = [:]
    for index in 0...second.count - shortest {
      let hash = gram(second, index)
      if places[hash] == nil { places[hash] = index }
    }
    var found: [(words: Int, at: Int)] = []
    var at = 0
    while at + shortest <= first.count {
      guard let start = places[gram(first, at)] else {
        at += 1
        continue
      }
      var length = 0
      while at + length < first.count, start + length < second.count,
        first[at + length].word == second[start + length].word
      { length += 1 }
      guard length >= shortest else {
        at += 1
        continue
      }
      found.append((length, at))
      at += length
    }
    found.sort { $0.words != $1.words ? $0.words > $1.words : $0.at < $1.at }
    return found.map { length, at in
      let range = Int(first[at].start)..<Int(first[at + length - 1].end)
      return String(decoding: bytes[range], as: UTF8.self)
    }
  }

  /// The share of the shorter text's word 3-grams that the longer holds, 0 to 1.
  public static func containment(_ a: String, _ b: String) -> Double {
    Shingles(words(a)).containment(Shingles(words(b)))
  }

  private static func words(_ text: String) -> [Token] {
    let bytes = Array(text.utf8.prefix(Reading.longest))
    return bytes.withUnsafeBufferPointer { Tokeniser($0, titleEnd: 0).tokens }
  }

  private static func gram(_ tokens: [Token], _ at: Int) -> UInt64 {
    var hash = TermHash()
    for index in at..<at + shortest { hash.add(tokens[index].word) }
    return hash.value
  }
}
