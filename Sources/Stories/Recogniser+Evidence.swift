// Why two articles scored as they did: the sum part by part, with the words that carried each.
public import News

extension Recogniser {
  /// The score of two articles, part by part, with the term frequencies of now. Nothing is counted or remembered.
  public func explain(_ a: StoryInput, _ b: StoryInput) -> Evidence {
    var stemmer = stemmer
    var all = TermVector()
    let reading = Reading(a, stemmer: &stemmer)
    let first = Features(reading, published: a.published, seen: a.seen, all: &all)
    let second = Features(Reading(b, stemmer: &stemmer), published: b.published, seen: b.seen, all: &all)
    return evidence(first, second, reading: reading)
  }

  /// How an article that is still compared stands to its story now: the earlier member it is closest to, by the scores
  /// at hand. For an article that was moved. Its words are gone, so the evidence names none. Nil where the article has
  /// left the window or is the first of its story.
  public func standing(of article: ArticleID) -> StoryMember? {
    guard let slot = slots[article] else { return nil }
    let record = records[slot]
    var best: (slot: Int, score: Float)?
    for link in record.scores where records[Int(link.slot)].story == record.story {
      let other = Int(link.slot)
      guard stamps[other] < stamps[slot] else { continue }
      if best == nil || link.score > best!.score || (link.score == best!.score && stamps[other] < stamps[best!.slot]) {
        best = (other, link.score)
      }
    }
    guard let best else { return nil }
    let match = records[best.slot]
    let evidence = evidence(record.features, match.features, reading: nil)
    let copy = evidence.containment >= PairScore.copyContainment
    let identical = record.features.digest == match.features.digest
    return StoryMember(
      article: article, relation: identical ? .identical : copy ? .nearDuplicate : .retelling, match: match.id,
      evidence: evidence)
  }

  /// Evidence for a pair; words are shown as `reading`, the text of `a`, has them.
  func evidence(_ a: Features, _ b: Features, reading: Reading?) -> Evidence {
    let pair = PairScore(a, b, frequencies)
    let carriers = reading.map { Carriers(a, b, frequencies, $0) } ?? Carriers()
    typealias Weight = PairScore.Weight
    func part(_ name: String, _ value: Double, _ weight: Double, _ terms: [String]) -> Evidence.Part {
      Evidence.Part(name: name, value: value, weight: weight, contribution: value * weight, terms: terms)
    }
    var parts = [
      part("constant", 1, Weight.constant, []),
      part("lead", pair.lead, Weight.lead, carriers.lead),
      part("names", pair.names, Weight.names, carriers.names),
      part("numbers", pair.numbers, Weight.numbers, carriers.numbers),
      part("title-cover-min", pair.titleCoverMin, Weight.titleCoverMin, []),
      part("title-cover-max", pair.titleCoverMax, Weight.titleCoverMax, carriers.title),
      part("quotations", pair.quotations, Weight.quotations, carriers.quotations),
      part("copy", pair.copy, Weight.copy, []),
    ]
    if let days = pair.daysApart {
      parts.append(part("dated", 1, Weight.sameTime, []))
      parts.append(part("days-beyond-first", max(0, days - Weight.freeDays), Weight.day, []))
    }
    return Evidence(
      score: pair.score, threshold: threshold, parts: parts,
      containment: pair.containment, daysApart: pair.daysApart)
  }
}

/// The words, names, numbers and quotations two articles share, weightiest first, as the first of them writes them.
private struct Carriers {
  var lead: [String] = []
  var names: [String] = []
  var numbers: [String] = []
  var title: [String] = []
  var quotations: [String] = []

  private static let most = 8

  init() {}

  init(_ a: Features, _ b: Features, _ frequencies: Frequencies, _ reading: Reading) {
    lead = Self.surfaces(Self.shared(a.lead, b.lead, .lead, frequencies), reading) { $0.stem }
    let named = Self.shared(a.names, b.names, .names, frequencies)
    names = Self.surfaces(named, reading) { $0.traits.contains(.capital) ? $0.word : nil }
    // Where case tells nothing, keywords stand for names.
    if names.isEmpty { names = Self.surfaces(named, reading) { $0.stem } }
    let shared = Self.shared(a.numbers, b.numbers, .numbers, frequencies)
    numbers = shared.compactMap { term in
      reading.numbers.first { $0.hash == term }.map { reading.surface($0.range.lowerBound, $0.range.upperBound) }
    }
    let covered =
      a.title.filter { b.body.holds(UInt32($0 >> 32)) } + b.title.filter { a.body.holds(UInt32($0 >> 32)) }
    let heavy = Self.heaviest(TermVector(counting: covered).terms.map { (frequencies.idf($0, .body), $0) })
    title = Self.surfaces(heavy, reading) { $0.stem }
    if !a.quotes.isEmpty, !b.quotes.isEmpty { quotations = Self.quotations(reading, b.quotes) }
  }

  private static func heaviest(_ terms: [(weight: Double, term: UInt64)]) -> [UInt64] {
    let sorted = terms.sorted { $0.weight != $1.weight ? $0.weight > $1.weight : $0.term < $1.term }
    return sorted.prefix(most).map(\.term)
  }

  private static func shared(
    _ a: TermVector, _ b: TermVector, _ vocabulary: Vocabulary, _ frequencies: Frequencies
  ) -> [UInt64] {
    var found: [(weight: Double, term: UInt64)] = []
    var j = 0
    for i in 0..<a.count {
      while j < b.count, b.terms[j] < a.terms[i] { j += 1 }
      guard j < b.count, b.terms[j] == a.terms[i] else { continue }
      let idf = frequencies.idf(a.terms[i], vocabulary)
      found.append((Double(a.weights[i]) * Double(b.weights[j]) * idf * idf, a.terms[i]))
    }
    return heaviest(found)
  }

  /// The first word of the text for each term, as written.
  private static func surfaces(_ terms: [UInt64], _ reading: Reading, key: (Token) -> UInt64?) -> [String] {
    guard !terms.isEmpty else { return [] }
    var found = [String?](repeating: nil, count: terms.count)
    var missing = terms.count
    for token in reading.tokens where missing > 0 {
      guard let hash = key(token), let index = terms.firstIndex(of: hash), found[index] == nil else { continue }
      found[index] = reading.surface(Int(token.start), Int(token.end))
      missing -= 1
    }
    return found.compactMap(\.self)
  }

  /// The longest quoted passages whose word 4-grams the other article quotes too.
  private static func quotations(_ reading: Reading, _ other: [UInt32]) -> [String] {
    var found: [(words: Int, at: Int, text: String)] = []
    let tokens = reading.tokens
    var at = 0
    for range in reading.quotations {
      while at < tokens.count, tokens[at].start < range.lowerBound { at += 1 }
      var from: Int?
      while at < tokens.count, tokens[at].end <= range.upperBound {
        let whole = at + 3 < tokens.count && tokens[at + 3].end <= range.upperBound
        if whole, other.holds(Shingles.hash(tokens[at..<at + 4])) {
          if from == nil { from = at }
        } else if let first = from {
          found.append((at + 3 - first, first, reading.surface(Int(tokens[first].start), Int(tokens[at + 2].end))))
          from = nil
        }
        at += 1
      }
    }
    found.sort { $0.words != $1.words ? $0.words > $1.words : $0.at < $1.at }
    return found.prefix(3).map(\.text)
  }
}
