// The score of two articles: a sum of named measures, fitted on pairs of real news.
internal import News

/// How alike two articles are, measure by measure.
struct PairScore {
  var lead = 0.0
  var names = 0.0
  var numbers = 0.0
  /// How much of each headline's IDF the other text covers: the smaller and the larger share.
  var titleCoverMin = 0.0
  var titleCoverMax = 0.0
  /// Shared quoted word 4-grams over the smaller set, which counts as one sentence larger than it is: a single recycled
  /// statement says little of the event.
  var quotations = 0.0
  /// The share of the shorter text's word 3-grams that the longer holds.
  var containment = 0.0
  /// Days between the two, nil unless both are dated.
  var daysApart: Double?

  /// What a measure of 1 is worth.
  enum Weight {
    static let constant = -7.16
    static let lead = 10.18
    static let names = 10.42
    static let numbers = 4.65
    static let titleCoverMin = 1.18
    static let titleCoverMax = 0.89
    static let quotations = 6.0
    /// Of containment beyond what recycled background comes to. Keeps copies whose beginning is not theirs.
    static let copy = 4.0
    static let sameTime = 1.0
    static let day = -0.6
    /// So many days apart cost nothing.
    static let freeDays = 1.0
    static let bounds = -6.0...8.0
  }

  /// Measures two articles.
  init(_ a: Features, _ b: Features, _ frequencies: Frequencies) {
    lead = frequencies.cosine(a.lead, b.lead, .lead)
    names = frequencies.cosine(a.names, b.names, .names)
    numbers = frequencies.cosine(a.numbers, b.numbers, .numbers)
    let covers = (Self.cover(a, b, frequencies), Self.cover(b, a, frequencies))
    titleCoverMin = min(covers.0, covers.1)
    titleCoverMax = max(covers.0, covers.1)
    if !a.quotes.isEmpty, !b.quotes.isEmpty {
      quotations = Double(a.quotes.shared(b.quotes)) / (Double(min(a.quotes.count, b.quotes.count)) + Self.sentence)
    }
    containment = a.shingles.containment(b.shingles)
    if let a = a.published, let b = b.published { daysApart = abs(a.days - b.days) }
  }

  /// Word 4-grams of a quoted sentence of 15 words.
  static let sentence = 12.0

  /// From this share of common word 3-grams on, a text is a copy.
  static let copyContainment = 0.25

  /// How far the texts are one another's copy, 0 to 0.75.
  var copy: Double { max(0, containment - Self.copyContainment) }

  /// What the time between two dated articles adds.
  var time: Double {
    daysApart.map { Weight.sameTime + Weight.day * max(0, $0 - Weight.freeDays) } ?? 0
  }

  /// The sum, within its bounds.
  var score: Double {
    let sum =
      Weight.constant + Weight.lead * lead + Weight.names * names + Weight.numbers * numbers
      + Weight.titleCoverMin * titleCoverMin + Weight.titleCoverMax * titleCoverMax
      + Weight.quotations * quotations + Weight.copy * copy + time
    return min(Weight.bounds.upperBound, max(Weight.bounds.lowerBound, sum))
  }

  /// The share of a headline's IDF found in the other text.
  private static func cover(_ a: Features, _ b: Features, _ frequencies: Frequencies) -> Double {
    var total = 0.0
    var found = 0.0
    for term in a.title {
      let idf = frequencies.idf(term, .body)
      total += idf
      if b.body.holds(UInt32(term >> 32)) { found += idf }
    }
    return total > 0 ? found / total : 0
  }
}
