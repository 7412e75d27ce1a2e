// How rare each term is: document frequencies learned from the stream alone, slowly forgetting.

/// The kinds of term counted apart, since a word rare in leads may be common in texts.
enum Vocabulary: Int, CaseIterable, Sendable { case body, lead, names, numbers }

/// Document frequencies and the inverse document frequency (IDF) made from them.
struct Frequencies: Sendable {
  /// Articles counted, halved whenever the counts are.
  private(set) var articles: Int64 = 0
  private var tables = Vocabulary.allCases.map { _ in TermCounts() }
  private var logArticles = 0.0
  /// ln(count + 0.5) of small counts.
  private static let logs: [Double] = (0..<1024).map { naturalLog(Double($0) + 0.5) }
  /// At this many articles all counts are halved: what was news a year ago stops to weigh, and the tables stay bounded.
  private let span: Int64
  /// As if so many articles had been read in which no term of ours occurred. Without them the words of the first story
  /// of a new installation would look common as soon as a few outlets had told it.
  private static let prior = 64.0

  init(span: Int64) { self.span = span }

  /// Counts an article's terms, each once.
  mutating func count(all: TermVector, _ features: Features) {
    articles += 1
    for (vocabulary, vector) in [
      (Vocabulary.body, all), (.lead, features.lead), (.names, features.names), (.numbers, features.numbers),
    ] {
      for term in vector.terms { tables[vocabulary.rawValue].increment(term) }
    }
    if articles >= span {
      articles /= 2
      for index in tables.indices { tables[index].halve() }
    }
    logArticles = naturalLog(Double(articles) + 1 + Self.prior)
  }

  /// Takes back what of a copy its original had already said: an agency report printed by fifty papers does not make its
  /// words common. What a copy adds, such as an outlet's furniture, stays counted.
  mutating func discount(all: TermVector, _ copy: Features, of original: Features) {
    for term in all.terms where original.body.holds(UInt32(term >> 32)) {
      tables[Vocabulary.body.rawValue].decrement(term)
    }
    for (vocabulary, a, b) in [
      (Vocabulary.lead, copy.lead, original.lead), (.names, copy.names, original.names),
      (.numbers, copy.numbers, original.numbers),
    ] {
      for term in a.terms where b.holds(term) { tables[vocabulary.rawValue].decrement(term) }
    }
  }

  /// ln((N + 1 + prior) / (df + 0.5)).
  @inline(__always) func idf(_ term: UInt64, _ vocabulary: Vocabulary) -> Double {
    let count = Int(tables[vocabulary.rawValue][term])
    return logArticles - (count < Self.logs.count ? Self.logs[count] : naturalLog(Double(count) + 0.5))
  }

  /// The cosine of two vectors whose weights are multiplied by IDF, 0 to 1.
  func cosine(_ a: TermVector, _ b: TermVector, _ vocabulary: Vocabulary) -> Double {
    var shared = 0.0
    var i = 0
    var j = 0
    while i < a.count, j < b.count {
      if a.terms[i] == b.terms[j] {
        let idf = idf(a.terms[i], vocabulary)
        shared += Double(a.weights[i]) * Double(b.weights[j]) * idf * idf
        i += 1
        j += 1
      } else if a.terms[i] < b.terms[j] {
        i += 1
      } else {
        j += 1
      }
    }
    guard shared > 0 else { return 0 }
    return shared / (square(a, vocabulary) * square(b, vocabulary)).squareRoot()
  }

  private func square(_ a: TermVector, _ vocabulary: Vocabulary) -> Double {
    var sum = 0.0
    for index in 0..<a.count {
      let weight = Double(a.weights[index]) * idf(a.terms[index], vocabulary)
      sum += weight * weight
    }
    return sum
  }

  /// Rows changed since the last call.
  mutating func drain() -> [FrequencyRow] {
    var rows: [FrequencyRow] = []
    for vocabulary in Vocabulary.allCases {
      for (term, count) in tables[vocabulary.rawValue].drain() {
        rows.append(
          FrequencyRow(
            vocabulary: vocabulary.rawValue, term: Int64(bitPattern: term), count: Int64(count)))
      }
    }
    return rows
  }

  /// Takes back what was stored; false for a row that cannot be one of ours.
  mutating func restore(articles: Int64, rows: [FrequencyRow]) -> Bool {
    self.articles = articles
    logArticles = naturalLog(Double(articles) + 1 + Self.prior)
    for row in rows {
      guard tables.indices.contains(row.vocabulary), (0...Int64(Int32.max)).contains(row.count) else { return false }
      tables[row.vocabulary].restore(UInt64(bitPattern: row.term), count: UInt32(row.count))
    }
    return true
  }
}
