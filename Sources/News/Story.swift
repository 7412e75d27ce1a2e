// A story: articles that tell the same event, and why each was counted in.

/// How an article stands to the story it is in.
public enum Relation: String, Sendable, Codable, CaseIterable {
  /// The first told, or told by nobody else.
  case new
  /// The same text after normalisation, or the same canonical address.
  case identical
  /// A copy with edits: most of the shorter text's word 3-grams are in the longer.
  case nearDuplicate = "near-duplicate"
  /// The same event in other words.
  case retelling
}

/// Why two articles were, or were not, counted as one story: a score that is the sum of named parts.
public struct Evidence: Sendable, Equatable, Codable {
  /// One part of the sum.
  public struct Part: Sendable, Equatable, Codable {
    /// What was compared, such as `names`.
    public var name: String
    /// The measure, mostly 0 to 1.
    public var value: Double
    /// What a measure of 1 is worth.
    public var weight: Double
    /// What it added to the score.
    public var contribution: Double
    /// What carried it: shared words, names, numbers or quotations, the weightiest first.
    public var terms: [String]

    /// A part.
    public init(name: String, value: Double, weight: Double, contribution: Double, terms: [String] = []) {
      self.name = name
      self.value = value
      self.weight = weight
      self.contribution = contribution
      self.terms = terms
    }
  }

  /// The sum of the parts, within the bounds the scorer sets.
  public var score: Double
  /// The mean score at which two groups are one story.
  public var threshold: Double
  /// The parts, the constant first.
  public var parts: [Part]
  /// The share of the shorter text's word 3-grams that the longer holds, 0 to 1.
  public var containment: Double
  /// Days between the two, where both are dated.
  public var daysApart: Double?

  /// Evidence.
  public init(score: Double, threshold: Double, parts: [Part], containment: Double, daysApart: Double?) {
    self.score = score
    self.threshold = threshold
    self.parts = parts
    self.containment = containment
    self.daysApart = daysApart
  }
}

/// An article's place in a story.
public struct StoryMember: Sendable, Equatable, Codable {
  /// Who.
  public var article: ArticleID
  /// How it stands to `match`.
  public var relation: Relation
  /// The earlier article it is closest to; nil for the first.
  public var match: ArticleID?
  /// The evidence for that pair.
  public var evidence: Evidence?

  /// A member.
  public init(article: ArticleID, relation: Relation, match: ArticleID? = nil, evidence: Evidence? = nil) {
    self.article = article
    self.relation = relation
    self.match = match
    self.evidence = evidence
  }
}
