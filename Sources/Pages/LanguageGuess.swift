// Which language a text is in, from its script and its most frequent small words. A reserve for pages that do not say.

/// A guess at the language of a text.
struct LanguageGuess {
  /// The most likely language; nil where the text is too short or like none that is known.
  private(set) var language: String?
  /// Whether the text is plainly in that language.
  private(set) var isCertain = false
  /// Languages that are written so like it that small words do not tell them apart.
  private var alike: [String] = []

  /// - Parameter text: some hundred bytes of prose or more, in UTF-8.
  init(_ text: [UInt8]) {
    let scripts = Scripts(text)
    if let found = scripts.language(text) {
      language = found.first
      alike = found
      isCertain = scripts.letters >= 60
      return
    }
    guard scripts.latin >= 60 else { return }
    countWords(text)
  }

  /// Whether the text may be in a language.
  func agrees(with other: String) -> Bool {
    guard let language else { return true }
    return language == other || alike.contains(other)
      || Self.kin.contains { $0.contains(language) && $0.contains(other) }
  }

  /// Languages, or names of one, that share most small words.
  private static let kin: [Set<String>] = [
    ["no", "nb", "nn", "da"], ["es", "gl", "ast"], ["pt", "gl"], ["hr", "bs", "sr", "sh", "sl"], ["cs", "sk"],
    ["id", "ms"], ["nl", "af", "fy"], ["tl", "fil"], ["de", "gsw", "lb", "nds"], ["fr", "oc", "wa"],
  ]

  private mutating func countWords(_ text: [UInt8]) {
    var counts = [Int](repeating: 0, count: FunctionWords.languages.count)
    var words = 0
    var hash = FunctionWords.seed
    var length = 0
    for at in 0...text.count {
      let byte = at < text.count ? text[at] : 32
      if byte | 32 >= 97 && byte | 32 <= 122 || byte >= 0xC3 && byte <= 0xDF || byte >= 0x80 && byte < 0xC0 {
        hash = FunctionWords.step(hash, byte)
        length += 1
        continue
      }
      if length > 0 {
        words += 1
        var languages = length <= 9 ? FunctionWords.languages(of: hash) : 0
        while languages != 0 {
          counts[languages.trailingZeroBitCount] += 1
          languages &= languages - 1
        }
      }
      hash = FunctionWords.seed
      length = 0
    }
    let order = counts.indices.sorted { counts[$0] > counts[$1] }
    let best = counts[order[0]]
    guard words >= 12, best >= 4, best * 12 >= words else { return }
    language = FunctionWords.languages[order[0]]
    isCertain = words >= 60 && best * 5 >= words && best >= counts[order[1]] * 3 / 2
  }
}

/// How much of a text is in which script.
private struct Scripts {
  var latin = 0
  /// Letters of other scripts.
  var letters = 0
  private var blocks: [Int: Int] = [:]

  init(_ text: [UInt8]) {
    var at = 0
    while at < text.count {
      let byte = text[at]
      switch byte {
      case 0x41...0x5A, 0x61...0x7A, 0xC3...0xC9: latin += 1
      case 0xCE...0xDF: add(Int(byte) & 0x1F)
      case 0xE0 where at + 1 < text.count: add(0x100 | Int(text[at + 1]) >> 1)
      case 0xE1 where at + 1 < text.count: add(0x200 | Int(text[at + 1]) >> 2)
      case 0xE3 where at + 1 < text.count && text[at + 1] < 0x84 && text[at + 1] > 0x80: add(0x300)
      case 0xE4...0xE9: add(0x301)
      case 0xEA...0xED: add(0x302)
      default: break
      }
      at += 1
    }
  }

  private mutating func add(_ block: Int) {
    letters += 1
    blocks[block, default: 0] += 1
  }

  /// The languages a script is used for, the most likely first; nil where the text is in Latin letters.
  func language(_ text: [UInt8]) -> [String]? {
    guard letters >= 20, letters * 2 > latin else { return nil }
    if blocks[0x300, default: 0] * 12 > letters { return ["ja"] }
    guard let block = blocks.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key else { return nil }
    switch block {
    case 0x301: return ["zh", "yue", "ja"]
    case 0x302: return ["ko"]
    case 0x0E, 0x0F: return ["el"]
    case 0x10...0x14: return Self.cyrillic(text)
    case 0x15, 0x16: return text.containsRun([0xD5, 0xA1]) ? ["hy"] : ["he", "yi"]
    case 0x17: return ["he", "yi"]
    case 0x18...0x1B: return Self.arabic(text)
    case 0x1C...0x1F: return nil
    case 0x100 | 0x52, 0x100 | 0x53: return ["hi", "mr", "ne", "sa"]
    default: return Self.byBlock[block]
    }
  }

  private static let byBlock: [Int: [String]] = {
    var table: [Int: [String]] = [:]
    // The second byte of U+0900 to U+0FFF tells the script by sixty-four code points.
    for (language, bytes) in [
      (["hi", "mr", "ne"], 0xA4...0xA5), (["bn", "as"], 0xA6...0xA7), (["pa"], 0xA8...0xA9), (["gu"], 0xAA...0xAB),
      (["or"], 0xAC...0xAD), (["ta"], 0xAE...0xAF), (["te"], 0xB0...0xB1), (["kn"], 0xB2...0xB3),
      (["ml"], 0xB4...0xB5), (["si"], 0xB6...0xB7), (["th"], 0xB8...0xB9), (["lo"], 0xBA...0xBB),
      (["bo", "dz"], 0xBC...0xBF),
    ] as [([String], ClosedRange<Int>)] {
      for byte in bytes { table[0x100 | byte >> 1] = language }
    }
    for (language, bytes) in [
      (["my"], 0x80...0x81), (["ka"], 0x82...0x83), (["ko"], 0x84...0x87), (["am", "ti"], 0x88...0x8E),
      (["km"], 0x9E...0x9F), (["mn"], 0xA0...0xA2),
    ] as [([String], ClosedRange<Int>)] {
      for byte in bytes { table[0x200 | byte >> 2] = language }
    }
    return table
  }()

  /// Told apart by letters that only one of them has.
  private static func cyrillic(_ text: [UInt8]) -> [String] {
    func has(_ letters: String) -> Bool { letters.contains { text.containsRun(Array(String($0).utf8)) } }
    if has("ѓќѕ") { return ["mk"] }
    if has("ђћ") || has("ј") && has("љњ") { return ["sr", "mk"] }
    if has("ў") { return ["be"] }
    if has("їєґ") { return ["uk"] }
    if has("әғқңұһ") { return ["kk", "ky", "tt"] }
    if has("ыэё") { return ["ru", "be", "kk", "ky", "mn"] }
    return has("ъ") ? ["bg", "ru"] : ["ru", "bg", "sr", "mk"]
  }

  private static func arabic(_ text: [UInt8]) -> [String] {
    func has(_ letters: String) -> Bool { letters.contains { text.containsRun(Array(String($0).utf8)) } }
    if has("ٹڈںے") { return ["ur"] }
    if has("ټړښ") { return ["ps"] }
    return has("پچژگ") ? ["fa", "ku"] : ["ar"]
  }
}
