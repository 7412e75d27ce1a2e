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
    logArticles = naturalLog(Double(articles) + 1)
  }

  /// ln((N + 1) / (df + 0.5)).
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
    logArticles = naturalLog(Double(articles) + 1)
    for row in rows {
      guard tables.indices.contains(row.vocabulary), (0...Int64(Int32.max)).contains(row.count) else { return false }
      tables[row.vocabulary].restore(UInt64(bitPattern: row.term), count: UInt32(row.count))
    }
    return true
  }
}
