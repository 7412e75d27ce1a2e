// What one transaction records: articles, stories and the sources' new validators stand or fall together.
public import News

/// One transaction's worth of changes.
public struct CatalogBatch: Sendable {
  /// Articles new or revised; each also adds to the list of revisions.
  public var articles: [ArticleRecord] = []
  /// Articles whose place changed without a new revision.
  public var placements: [Placement] = []
  /// Stories new or changed.
  public var stories: [StoryRecord] = []
  /// Moves to remember.
  public var moves: [StoryMoveRecord] = []
  /// Entries read.
  public var seen: [(source: SourceName, entry: SeenEntry)] = []
  /// All entries of a source that are pending now; those it had before are forgotten.
  public var pending: [(source: SourceName, entries: [PendingEntry])] = []
  /// Sources polled.
  public var sources: [SourceRecord] = []
  /// What the recogniser learned.
  public var recogniser = RecogniserRows()
  /// Single values.
  public var facts: [String: Fact] = [:]
  /// The time of the batch.
  public var at: Instant

  /// An empty batch.
  public init(at: Instant) { self.at = at }
}

/// A remembered value, until it expires.
public struct Fact: Sendable, Equatable {
  /// The value.
  public var value: String
  /// From when on it may be forgotten; nil for never.
  public var expires: Instant?

  /// A fact.
  public init(_ value: String, expires: Instant? = nil) {
    self.value = value
    self.expires = expires
  }
}

/// An article's place in a story.
public struct Placement: Sendable, Equatable {
  /// Its story now.
  public var story: StoryID
  /// Which article, and how it stands to the others now.
  public var member: StoryMember

  /// A place.
  public init(story: StoryID, member: StoryMember) {
    self.story = story
    self.member = member
  }
}

/// The recogniser's state as plain rows; what they mean is the recogniser's business.
public struct RecogniserRows: Sendable, Equatable {
  /// An article it still looks at.
  public struct Article: Sendable, Equatable {
    /// Order of arrival.
    public var sequence: Int64
    /// Which article.
    public var id: ArticleID
    /// Its story.
    public var story: StoryID
    /// The sequence of the article its story is named after.
    public var founder: Int64
    /// Whether it takes part in recognition.
    public var active: Bool
    /// Hash of its normalised text.
    public var digest: Int64
    /// Its features, encoded by the recogniser.
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
  /// A pair score already computed.
  public struct Score: Sendable, Equatable {
    /// The earlier article's sequence.
    public var a: Int64
    /// The later article's sequence.
    public var b: Int64
    /// The score.
    public var score: Double

    /// A row.
    public init(a: Int64, b: Int64, score: Double) {
      self.a = a
      self.b = b
      self.score = score
    }
  }
  /// How many articles hold a term.
  public struct Frequency: Sendable, Equatable {
    /// Which list of terms.
    public var vocabulary: Int
    /// The term's hash.
    public var term: Int64
    /// Articles that hold it.
    public var count: Int64

    /// A row.
    public init(vocabulary: Int, term: Int64, count: Int64) {
      self.vocabulary = vocabulary
      self.term = term
      self.count = count
    }
  }

  /// Two stories that have become one.
  public struct Merge: Sendable, Equatable {
    /// The story that is no more.
    public var younger: StoryID
    /// The story that took its members.
    public var into: StoryID

    /// A row.
    public init(younger: StoryID, into: StoryID) {
      self.younger = younger
      self.into = into
    }
  }

  // Recorded in this order.

  /// Stories whose every article row changes to another story, in the order in which it happened.
  public var merged: [Merge] = []
  /// Articles whose pair scores are no longer needed.
  public var forgottenScores: [Int64] = []
  /// Articles new or changed.
  public var articles: [Article] = []
  /// Pair scores new or changed.
  public var scores: [Score] = []
  /// Frequencies new or changed, as absolute counts; a count of 0 removes the row.
  public var frequencies: [Frequency] = []
  /// Numbers by name.
  public var counters: [String: Int64] = [:]

  /// No rows.
  public init() {}
}
