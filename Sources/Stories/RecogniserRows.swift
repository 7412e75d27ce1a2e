// The recogniser's memory as rows a table can hold, so that a run can go on where another stopped.
public import News

/// One article as the recogniser remembers it; the key is `sequence`.
public struct ArticleRow: Sendable, Equatable {
  /// Its place in the order of arrival, from 1.
  public var sequence: Int64
  /// Who it is.
  public var id: ArticleID
  /// Its story.
  public var story: StoryID
  /// The sequence of the article its story is named after.
  public var founder: Int64
  /// Whether later articles are still compared with it.
  public var active: Bool
  /// Hash of its normalised text: bit pattern of 64 bits.
  public var digest: Int64
  /// What it is compared by, encoded; empty once it is not active.
  public var features: [UInt8]

  /// A row.
  public init(
    sequence: Int64, id: ArticleID, story: StoryID, founder: Int64, active: Bool, digest: Int64, features: [UInt8]
  ) {
    self.sequence = sequence
    self.id = id
    self.story = story
    self.founder = founder
    self.active = active
    self.digest = digest
    self.features = features
  }
}

/// The score of two active articles; the key is (`a`, `b`).
public struct ScoreRow: Sendable, Equatable {
  /// Sequence of the earlier article.
  public var a: Int64
  /// Sequence of the later article.
  public var b: Int64
  /// The pair score.
  public var score: Double

  /// A row.
  public init(a: Int64, b: Int64, score: Double) {
    self.a = a
    self.b = b
    self.score = score
  }
}

/// In how many articles a term has occurred; the key is (`vocabulary`, `term`).
public struct FrequencyRow: Sendable, Equatable {
  /// Which kind of term: 0 words, 1 words of the lead, 2 names, 3 numbers.
  public var vocabulary: Int
  /// Hash of the term: bit pattern of 64 bits.
  public var term: Int64
  /// Number of articles; a row whose count is 0 is to be deleted.
  public var count: Int64

  /// A row.
  public init(vocabulary: Int, term: Int64, count: Int64) {
    self.vocabulary = vocabulary
    self.term = term
    self.count = count
  }
}

/// Everything that changed since the last drain, for one transaction. To be applied in the order of the properties.
public struct RecogniserChanges: Sendable, Equatable {
  /// Every article row of story `younger` is now of story `into`; its `founder` may stay as it is.
  public var merged: [StoryMerge] = []
  /// Sequences whose score rows (as `a` or as `b`) are to be deleted: articles no longer active, or revised.
  public var unscored: [Int64] = []
  /// Rows to insert or replace, in order of sequence.
  public var articles: [ArticleRow] = []
  /// Rows to insert or replace.
  public var scores: [ScoreRow] = []
  /// Rows to insert or replace, with absolute counts.
  public var frequencies: [FrequencyRow] = []
  /// Named numbers to insert or replace.
  public var counters: [String: Int64] = [:]

  /// No changes.
  public init() {}
  /// Whether there is nothing to store.
  public var isEmpty: Bool { self == RecogniserChanges() }
}

/// All rows, as they were stored; order does not matter.
public struct RecogniserState: Sendable, Equatable {
  /// Every article ever seen: the active ones with features, the others for their digests.
  public var articles: [ArticleRow]
  /// Scores between active articles.
  public var scores: [ScoreRow]
  /// Term frequencies.
  public var frequencies: [FrequencyRow]
  /// Named numbers.
  public var counters: [String: Int64]

  /// Rows read back.
  public init(
    articles: [ArticleRow] = [], scores: [ScoreRow] = [], frequencies: [FrequencyRow] = [],
    counters: [String: Int64] = [:]
  ) {
    self.articles = articles
    self.scores = scores
    self.frequencies = frequencies
    self.counters = counters
  }
}
