// How far two words are apart: what "did you mean" suggestions are chosen by.

/// The number of mistakes that turn one word into another.
public enum EditDistance {
  /// Insertions, deletions, replacements and swaps of neighbours (optimal string alignment) between two words in UTF-8.
  /// Costs the product of their lengths, so callers bound these.
  public static func between(_ a: [UInt8], _ b: [UInt8]) -> Int {
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

  /// A word as it is compared: letter case and the choice between `-`, `_` and nothing are no mistakes worth counting.
  public static func folded(_ word: String) -> [UInt8] {
    word.lowercased().utf8.filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "_") }
  }
}
