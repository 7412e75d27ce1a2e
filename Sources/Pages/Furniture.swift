// Lines that stand on pages next to articles, in the languages real pages use: matched as whole short lines or by how
// they begin, never inside of a sentence.

internal import Markup

enum Furniture {
  /// A run's text prepared for matching.
  struct Line {
    let text: [UInt8]
    /// Lower case, one space between words, no punctuation at the ends.
    let folded: String
    /// Letters and digits only.
    let key: [UInt8]

    init(_ text: [UInt8]) {
      self.text = text
      let string = String(decoding: text.prefix(2000), as: UTF8.self).lowercased()
      key = Headline.key(String(decoding: text, as: UTF8.self))
      folded = Self.fold(string)
    }

    static func fold(_ string: String) -> String {
      var view = Substring(string)
      func isEdge(_ character: Character) -> Bool { !character.isLetter && !character.isNumber && character != "©" }
      while let first = view.first, isEdge(first) { view.removeFirst() }
      while let last = view.last, isEdge(last) { view.removeLast() }
      return String(view).replacing("’", with: "'").replacing("\n", with: " ")
    }

    /// Ends as sentences do.
    var endsSentence: Bool {
      var view = text[...]
      while let last = view.last, last <= 32 || last == 34 || last == 39 || last == 41 || last == 93 {
        view.removeLast()
      }
      guard let last = view.last else { return false }
      if last == 46 || last == 33 || last == 63 || last == 58 { return true }
      let tails: [[UInt8]] = ["…", "。", "！", "？", "”", "»", "“", "’", "।", "؟", "』", "」", "）"].map { Array($0.utf8) }
      return tails.contains { view.ends(with: $0) }
    }
  }

  /// Why a line is furniture, or nil.
  static func reason(_ line: Line, length: Int) -> String? {
    let text = line.folded
    if text.isEmpty { return length < 12 ? "label" : nil }
    if length <= 60, let reason = FurniturePhrases.whole[text] { return reason }
    if length <= 160 {
      for (prefix, reason) in FurniturePhrases.starts where text.hasPrefix(prefix) {
        return reason
      }
    }
    if length <= 70 {
      for (suffix, reason) in FurniturePhrases.ends where text.hasSuffix(suffix) { return reason }
    }
    if length <= 400 {
      for (part, reason) in FurniturePhrases.parts where text.contains(part) { return reason }
    }
    if length <= 140, isCredit(text) { return "credit" }
    return nil
  }

  private static func isCredit(_ text: String) -> Bool {
    if text.hasPrefix("©") || text.hasPrefix("(c)") { return true }
    guard text.utf8.count <= 140 else { return false }
    return FurniturePhrases.credits.contains { text.hasPrefix($0) }
  }

  /// A heading or line behind which nothing belongs to the article any more.
  static func endsArticle(_ line: Line, isHeading: Bool) -> Bool {
    if FurniturePhrases.tails.contains(line.folded) { return true }
    return isHeading && FurniturePhrases.tailStarts.contains { line.folded.hasPrefix($0) }
  }

  /// `By Jane Doe`, `Von Max Muster, Berlin`.
  static func isByline(_ line: Line, authors: Set<[UInt8]>) -> Bool {
    let words = line.folded.split(separator: " ")
    guard words.count <= 14, let first = words.first else { return false }
    if authors.contains(where: {
      !$0.isEmpty && $0.count > 5 && line.key.count < $0.count + 50 && line.key.starts(with: $0)
    }) {
      return !line.endsSentence
    }
    guard Authors.bylineWords.contains(String(first).trimmingColon), words.count >= 2 else { return false }
    if authors.contains(where: { !$0.isEmpty && line.key.count < $0.count + 60 && line.key.containsRun($0) }) {
      return true
    }
    return words.count <= 8 && !line.endsSentence
      && (first == "by" || first == "von" || first == "par" || first == "por")
  }

  /// A line that is a date, with a label or a place at most.
  static func isDateLine(_ line: Line) -> Bool {
    let words = line.folded.split(whereSeparator: { $0 == " " || $0 == "," || $0 == "|" || $0 == "•" || $0 == "·" })
    guard words.count <= 14, line.text.contains(where: { $0 >= 48 && $0 <= 57 }) else { return false }
    guard WildDate.parse(String(decoding: line.text, as: UTF8.self)) != nil else {
      return false
    }
    let digits = line.text.count { $0 >= 48 && $0 <= 57 }
    return digits >= 4 && line.key.count <= 60
  }
}

extension Array where Element == UInt8 {
  /// Whether the bytes occur in a row.
  func containsRun(_ other: [UInt8]) -> Bool {
    guard let first = other.first, count >= other.count else { return false }
    var at = 0
    while at <= count - other.count {
      if self[at] == first, self[at..<at + other.count].elementsEqual(other) { return true }
      at += 1
    }
    return false
  }
}

extension ArraySlice where Element == UInt8 {
  func ends(with other: [UInt8]) -> Bool { count >= other.count && suffix(other.count).elementsEqual(other) }
}
