// Lines that stand on pages next to articles, in the languages real pages use: matched as whole short lines or by how
// they begin, never inside of a sentence.

internal import Markup

enum Furniture {
  /// Why a line is furniture, or nil.
  static func reason(_ line: TextLine, length: Int) -> String? {
    guard length <= 400 else { return nil }
    let text = line.folded
    if text.isEmpty { return nil }
    if length <= 60, let reason = FurniturePhrases.whole[text] { return reason }
    if length <= 160, let reason = FurniturePhrases.starts.reason(startOf: text) { return reason }
    if length <= 70 {
      for (suffix, reason) in FurniturePhrases.ends where text[...].ends(with: suffix) { return reason }
    }
    if let reason = FurniturePhrases.parts.reason(within: text) { return reason }
    if length <= 260 {
      if let reason = FurniturePhrases.followStarts.reason(startOf: text),
        FurniturePhrases.networks.reason(within: text) != nil
      {
        return reason
      }
      if FurniturePhrases.creditParts.reason(within: text) != nil { return "caption" }
      if FurniturePhrases.offers.reason(within: text) != nil, FurniturePhrases.invitations.reason(within: text) != nil {
        return "newsletter"
      }
    }
    if length <= 200, line.namesAccount, FurniturePhrases.contactWords.reason(within: text) != nil { return "follow" }
    if length <= 140 { return FurniturePhrases.credits.reason(startOf: text) }
    return nil
  }

  /// A heading or line behind which nothing belongs to the article any more; true where comments begin there.
  static func endsArticle(_ line: TextLine, isHeading: Bool) -> Bool? {
    if let reason = FurniturePhrases.whole[line.folded], reason == "comments" { return true }
    if FurniturePhrases.tails.contains(line.folded) { return false }
    guard isHeading, line.folded.count <= 48, !line.text.contains(where: { $0 == 58 || $0 == 63 }) else { return nil }
    return FurniturePhrases.tailStarts.reason(startOf: line.folded) != nil ? false : nil
  }

  /// What a line behind the text is: a notice on comments, or nothing but an account's address.
  static func reasonBehindText(_ line: TextLine, length: Int) -> String? {
    guard length <= 260 else { return nil }
    if FurniturePhrases.commentWords.reason(within: line.folded) != nil,
      FurniturePhrases.commentRules.reason(within: line.folded) != nil
    {
      return "comments"
    }
    return line.namesAccount && !line.text.contains(32) ? "follow" : nil
  }

  /// `By Jane Doe`, `Von Max Muster, Berlin`.
  static func isByline(_ line: TextLine, authors: Set<[UInt8]>) -> Bool {
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
  static func isDateLine(_ line: TextLine) -> Bool {
    guard line.key.count <= 60, line.text.count(where: { $0 >= 48 && $0 <= 57 }) >= 3 else { return false }
    return WildDate.parse(String(decoding: line.text, as: UTF8.self)) != nil
  }
}
