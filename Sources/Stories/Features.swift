// What is kept of an article to compare it by: hashed words, names, numbers and word sequences, not its text.
internal import News

/// An article's features. About 4 kB for one of 400 words.
struct Features: Sendable, Equatable {
  /// When it was published, nil if undated.
  var published: Instant?
  /// When it was seen, or published where that is not known: the stream's own time.
  var arrival: Instant?
  /// The heaviest terms with their share of the length of that vector, heaviest first: what it is found by.
  var index = TermVector()
  /// Stems of the whole text, high halves of their hashes, sorted.
  var body: [UInt32] = []
  /// Stems of headline and first words.
  var lead = TermVector()
  /// Capitalised words that are not only capitalised by where they stand; keywords where case tells nothing.
  var names = TermVector()
  var numbers = TermVector()
  /// Stems of the headline, sorted.
  var title: [UInt64] = []
  /// Word 4-grams within quotation marks, sorted.
  var quotes: [UInt32] = []
  /// Word 3-grams.
  var shingles = Shingles()
  /// Hash of the normalised text.
  var digest: UInt64 = 0
  /// How many words the text has.
  var words: UInt32 = 0

  init() {}

  /// Counts what was read; also gives the vector of all stems, which is not kept.
  init(_ reading: Reading, published: Instant?, seen: Instant?, all: inout TermVector) {
    self.published = published
    arrival = seen ?? published
    digest = reading.digest
    words = UInt32(clamping: reading.tokens.count)
    let tokens = reading.tokens
    all = TermVector(counting: tokens.lazy.filter { $0.traits.content }.map(\.stem))
    body = all.terms.map { UInt32($0 >> 32) }
    lead = TermVector(counting: Self.lead(tokens).filter { $0.traits.content }.map(\.stem))
    names = Self.tellsByCase(tokens) ? Self.names(tokens) : Self.keywords(tokens, titleEnd: reading.titleEnd)
    numbers = TermVector(counting: reading.numbers.map(\.hash))
    title =
      TermVector(
        counting: tokens.prefix { $0.start < reading.titleEnd }.filter { $0.traits.content }.map(\.stem)
      ).terms
    quotes = Self.quotes(reading)
    shingles = Shingles(tokens)
  }

  /// Words of headline and text that count as lead.
  private static let leadWords = 80

  /// The first words; grams of unspaced scripts count half.
  static func lead(_ tokens: [Token]) -> ArraySlice<Token> {
    var halves = 0
    var end = 0
    while end < tokens.count, halves < 2 * leadWords {
      halves += tokens[end].traits.contains(.gram) ? 1 : 2
      end += 1
    }
    return tokens[..<end]
  }

  /// Whether capitals set names apart: not in scripts without case, nor in texts all in lower or upper case.
  private static func tellsByCase(_ tokens: [Token]) -> Bool {
    var capital = 0
    var lower = 0
    for token in tokens where token.traits.isDisjoint(with: [.short, .digits]) {
      capital += token.traits.contains(.capital) ? 1 : 0
      lower += token.traits.contains(.lower) ? 1 : 0
    }
    return capital > 0 && 10 * lower > capital && 2 * (capital + lower) > tokens.count
  }

  /// What stands for names where there are none to see: words of the headline that the text repeats, and words said
  /// three times or more.
  private static func keywords(_ tokens: [Token], titleEnd: Int) -> TermVector {
    let content = tokens.filter { $0.traits.content }
    let title = TermVector(counting: content.filter { $0.start < titleEnd }.map(\.stem))
    let body = TermVector(counting: content.filter { $0.start >= titleEnd }.map(\.stem))
    let thrice = Float(1 + naturalLog(3)) - 0.001
    var out = TermVector()
    for index in 0..<body.count where body.weights[index] >= thrice || title.holds(body.terms[index]) {
      out.append(body.terms[index], weight: body.weights[index])
    }
    return out
  }

  /// Capitalised words, except those that are capitalised only by position (sentence start, headline) and occur in
  /// lower case elsewhere.
  private static func names(_ tokens: [Token]) -> TermVector {
    var cased: [(word: UInt64, traits: Token.Traits)] = []
    for token in tokens where !token.traits.isDisjoint(with: [.capital, .lower]) && token.traits.content {
      cased.append((token.word, token.traits))
    }
    cased.sort { ($0.word, $0.traits.rawValue) < ($1.word, $1.traits.rawValue) }
    var out = TermVector()
    var index = 0
    while index < cased.count {
      let word = cased[index].word
      var capital = 0
      var lower = false
      var inside = false
      while index < cased.count, cased[index].word == word {
        if cased[index].traits.contains(.capital) {
          capital += 1
          inside = inside || cased[index].traits.contains(.inside)
        } else {
          lower = true
        }
        index += 1
      }
      if capital > 0, inside || !lower { out.append(word, count: capital) }
    }
    return out
  }

  private static func quotes(_ reading: Reading) -> [UInt32] {
    let tokens = reading.tokens
    var out: [UInt32] = []
    var at = 0
    for range in reading.quotations {
      while at < tokens.count, tokens[at].start < range.lowerBound { at += 1 }
      let first = at
      while at < tokens.count, tokens[at].end <= range.upperBound { at += 1 }
      guard at - first >= 4 else { continue }
      for index in first...at - 4 { out.append(Shingles.hash(tokens[index..<index + 4])) }
    }
    out.sortUnique()
    return out
  }
}
