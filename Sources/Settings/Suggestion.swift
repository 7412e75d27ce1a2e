// "Did you mean": the known word nearest to a mistyped one.

/// Suggestions for unknown words.
enum Suggestion {
  /// `; did you mean …?` where a known word is near, else the whole choice.
  static func sentence(_ word: String, _ known: [String]) -> String {
    if let near = nearest(to: word, in: known) { return "; did you mean `\(near)`?" }
    return "; write one of \(known.joined(separator: ", "))"
  }

  /// The known word fewest single-letter changes away, if these are at most a third of the word.
  static func nearest(to word: String, in known: [String]) -> String? {
    let typed = folded(word)
    // Longer than any key with its third of mistakes; it bounds the table below.
    guard typed.count <= 96 else { return nil }
    let scored = known.map { (word: $0, distance: distance(typed, folded($0))) }
    guard let best = scored.min(by: { $0.distance < $1.distance }) else { return nil }
    return best.distance <= max(1, max(typed.count, best.word.utf8.count) / 3) ? best.word : nil
  }

  /// Letter case and the choice between `-`, `_` and nothing are no mistakes worth counting.
  private static func folded(_ word: String) -> [UInt8] {
    word.lowercased().utf8.filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "_") }
  }

  /// Insertions, deletions, replacements and swaps of neighbours (optimal string alignment).
  private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var older: [Int] = []
    var previous = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var best = min(previous[j + 1] + 1, row[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, older[j - 1] + 1) }
        row.append(best)
      }
      older = previous
      previous = row
    }
    return previous[b.count]
  }
}
