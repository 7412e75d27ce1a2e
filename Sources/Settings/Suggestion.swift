// "Did you mean": the known word nearest to a mistyped one.
import News

/// Suggestions for unknown words.
enum Suggestion {
  /// `; did you mean …?` where a known word is near, else the whole choice.
  static func sentence(_ word: String, _ known: [String]) -> String {
    if let near = nearest(to: word, in: known) { return "; did you mean `\(near)`?" }
    return "; write one of \(known.joined(separator: ", "))"
  }

  /// The known word fewest single-letter changes away, if these are at most a third of the word.
  static func nearest(to word: String, in known: [String]) -> String? {
    let typed = EditDistance.folded(word)
    // Longer than any key with its third of mistakes; it bounds the comparison.
    guard typed.count <= 96 else { return nil }
    let scored = known.map { (word: $0, distance: EditDistance.between(typed, EditDistance.folded($0))) }
    guard let best = scored.min(by: { $0.distance < $1.distance }) else { return nil }
    return best.distance <= max(1, max(typed.count, best.word.utf8.count) / 3) ? best.word : nil
  }
}
