// How long a text is in words, counted one way everywhere.

/// Counts words.
public enum WordCount {
  /// Runs of characters between white space (ASCII control characters count as white space). Linear, without copies.
  public static func of(_ text: String) -> Int {
    var words = 0
    var inside = false
    for scalar in text.unicodeScalars {
      // Most text is ASCII; Unicode's tables cost more than everything else here together.
      let space = scalar.isASCII ? scalar.value <= 32 : scalar.properties.isWhitespace
      if !space, !inside { words += 1 }
      inside = !space
    }
    return words
  }
}
