// Whether what a feed carries is the article, or only a taste of it.

/// Tells full texts from teasers.
enum FullTextRule {
  /// Whether a text from a feed's content field is the whole article: long enough, and not cut off at its end.
  static func isWhole(_ text: String, words: Int) -> Bool {
    words >= 60 && !isCut(text)
  }

  /// Whether a summary is so long that it can only be the article.
  static func isWholeSummary(_ text: String, words: Int) -> Bool {
    words >= 200 && !isCut(text)
  }

  /// Ends with an ellipsis or an invitation to go on elsewhere.
  static func isCut(_ text: String) -> Bool {
    let tail = text.suffix(60).lowercased().trimmingSuffix { !$0.isLetter && !"….]".contains($0) }
    if tail.hasSuffix("…") || tail.hasSuffix("...") || tail.hasSuffix("[…]") || tail.hasSuffix("[...]") { return true }
    return invitations.contains { tail.hasSuffix($0) }
  }

  private static let invitations = [
    "read more", "continue reading", "read the full story", "read the full article", "keep reading", "weiterlesen",
    "mehr lesen", "lire la suite", "seguir leyendo", "leer más", "leggi tutto", "lees meer", "läs mer", "czytaj dalej",
    "читать далее", "ler mais",
  ]
}

extension StringProtocol {
  /// The text without the characters at its end that satisfy a condition.
  fileprivate func trimmingSuffix(while condition: (Character) -> Bool) -> SubSequence {
    var end = endIndex
    while end > startIndex, condition(self[index(before: end)]) { end = index(before: end) }
    return self[..<end]
  }
}
