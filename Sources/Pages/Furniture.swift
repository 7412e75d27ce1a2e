// Lines that stand on pages next to articles, in the languages real pages use: matched as whole short lines or by how
// they begin, never inside of a sentence.

internal import Markup

enum Furniture {
  /// A run's text prepared for matching.
  struct Line {
    let text: [UInt8]
    /// Lower case, one space between words, no punctuation at the ends; empty for long texts, which are not matched.
    let folded: [UInt8]
    /// Letters and digits only, in lower case.
    let key: [UInt8]

    init(_ text: [UInt8]) {
      self.text = text
      key = FoldedText.key(text)
      folded = text.count <= 1200 ? FoldedText.trimmed(FoldedText.lower(text)) : []
    }

    /// Ends as sentences do.
    var endsSentence: Bool {
      var view = text[...]
      while let last = view.last, last <= 32 || last == 34 || last == 39 || last == 41 || last == 93 {
        view.removeLast()
      }
      guard let last = view.last else { return false }
      if last == 46 || last == 33 || last == 63 || last == 58 { return true }
      return Furniture.sentenceEnds.contains { view.ends(with: $0) }
    }
  }

  private static let sentenceEnds: [[UInt8]] = ["…", "。", "！", "？", "”", "»", "“", "’", "।", "؟", "』", "」", "）"].map {
    Array($0.utf8)
  }

  /// Why a line is furniture, or nil.
  static func reason(_ line: Line, length: Int) -> String? {
    guard length <= 400 else { return nil }
    let text = line.folded
    if text.isEmpty { return length < 12 ? "label" : nil }
    if length <= 60, let reason = FurniturePhrases.whole[text] { return reason }
    if length <= 160, let reason = FurniturePhrases.starts.reason(startOf: text) { return reason }
    if length <= 70 {
      for (suffix, reason) in FurniturePhrases.ends where text[...].ends(with: suffix) { return reason }
    }
    for (part, reason) in FurniturePhrases.parts where text.containsRun(part) { return reason }
    if length <= 260 {
      if let reason = FurniturePhrases.followStarts.reason(startOf: text),
        FurniturePhrases.networks.contains(where: { text.containsRun($0) })
      {
        return reason
      }
      if FurniturePhrases.creditParts.contains(where: { text.containsRun($0) }) { return "caption" }
      if FurniturePhrases.offers.contains(where: { text.containsRun($0) }),
        FurniturePhrases.invitations.contains(where: { text.containsRun($0) })
      {
        return "newsletter"
      }
    }
    if length <= 140 { return FurniturePhrases.credits.reason(startOf: text) }
    return nil
  }

  /// A heading or line behind which nothing belongs to the article any more; true where comments begin there.
  static func endsArticle(_ line: Line, isHeading: Bool) -> Bool? {
    if let reason = FurniturePhrases.whole[line.folded], reason == "comments" { return true }
    if FurniturePhrases.tails.contains(line.folded) { return false }
    guard isHeading, line.folded.count <= 48, !line.text.contains(where: { $0 == 58 || $0 == 63 }) else { return nil }
    return FurniturePhrases.tailStarts.reason(startOf: line.folded) != nil ? false : nil
  }

  /// `By Jane Doe`, `Von Max Muster, Berlin`.
  static func isByline(_ line: Line, authors: Set<[UInt8]>) -> Bool {
    guard line.folded.count <= 160 else { return false }
    let words = line.folded.split(separator: 32)
    guard words.count <= 14, let first = words.first else { return false }
    if authors.contains(where: { $0.count > 5 && line.key.count < $0.count + 50 && line.key.starts(with: $0) }) {
      return !line.endsSentence
    }
    let word = String(decoding: first, as: UTF8.self).trimmingColon
    guard Authors.bylineWords.contains(word), words.count >= 2 else { return false }
    if authors.contains(where: { line.key.count < $0.count + 60 && line.key.containsRun($0) }) { return true }
    return words.count <= 8 && !line.endsSentence && ["by", "von", "par", "por"].contains(word)
  }

  /// A line that is a date, with a label or a place at most.
  static func isDateLine(_ line: Line) -> Bool {
    guard line.key.count <= 60, line.text.count(where: { $0 >= 48 && $0 <= 57 }) >= 3 else { return false }
    return WildDate.parse(String(decoding: line.text, as: UTF8.self)) != nil
  }
}

extension ArraySlice where Element == UInt8 {
  func ends(with other: [UInt8]) -> Bool { count >= other.count && suffix(other.count).elementsEqual(other) }
}
