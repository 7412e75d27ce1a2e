// A run's text prepared for comparing: folded once, however often it is looked at.

/// A run's text prepared for matching.
struct TextLine {
  /// As the page has it, white space collapsed.
  let text: [UInt8]
  /// In lower case, one space between words, no punctuation at the ends; empty for long texts, which are not matched.
  let folded: [UInt8]
  /// Letters and digits only, in lower case; empty for long texts.
  let key: [UInt8]

  /// Longer texts are no lines.
  private static let most = 1200

  init(_ text: [UInt8]) {
    self.text = text
    guard text.count <= Self.most else {
      folded = []
      key = []
      return
    }
    let lower = FoldedText.lower(text)
    folded = FoldedText.trimmed(lower)
    key = FoldedText.key(ofLower: lower)
  }

  /// Ends as sentences do.
  var endsSentence: Bool {
    var end = text.count
    while end > 0, [32, 10, 34, 39, 41, 93].contains(text[end - 1]) { end -= 1 }
    guard end > 0 else { return false }
    switch text[end - 1] {
    case 46, 33, 63, 58: return true
    case 0x80...: return Self.ends.contains { text[..<end].ends(with: $0) }
    default: return false
    }
  }

  /// Whether it is all in capital letters and has at least four words, as links to other articles like to be.
  var isShouted: Bool {
    var words = 1
    for byte in text {
      if byte >= 97, byte <= 122 { return false }
      if byte == 32 { words += 1 }
    }
    return words >= 4 && text.contains { $0 >= 65 && $0 <= 90 }
  }

  /// Whether it reads like a headline: five words or more that are no sentence.
  var isHeadline: Bool { text.count { $0 == 32 } >= 4 && !endsSentence }

  /// Whether it names an account of a network: `@name` that begins a word, or an address on it.
  var namesAccount: Bool {
    for at in text.indices where text[at] == 64 {
      let isStart = at == 0 || text[at - 1] == 32 || text[at - 1] == 40
      guard isStart, at + 1 < text.count else { continue }
      let next = text[at + 1] | 32
      if text[at + 1] == 95 || next >= 97 && next <= 122 { return true }
    }
    return Self.networkHosts.reason(within: folded) != nil
  }

  private static let networkHosts = PhraseTable(
    ["twitter.com/", "facebook.com/", "instagram.com/", "x.com/@"], "follow")
  private static let ends: [[UInt8]] = ["…", "。", "！", "？", "”", "»", "“", "’", "।", "؟", "』", "」", "）"].map {
    Array($0.utf8)
  }
}

extension ArraySlice where Element == UInt8 {
  func ends(with other: [UInt8]) -> Bool { count >= other.count && suffix(other.count).elementsEqual(other) }
}
