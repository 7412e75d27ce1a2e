// What the recogniser answers: the story of an article, why, and what that changed for earlier ones.
public import News

/// The place found for an article.
public struct StoryDecision: Sendable, Equatable {
  /// The article placed.
  public var article: ArticleID
  /// Its story, after the neighbourhood has been grouped again.
  public var story: StoryID
  /// How it stands to `match`.
  public var relation: Relation
  /// The earlier member it is closest to; nil where it is the story's only one.
  public var match: ArticleID?
  /// The evidence for the pair of `article` and `match`; nil where the match has left the window.
  public var evidence: Evidence?
  /// Earlier articles whose story this arrival changed. Members long out of the window are not listed one by one:
  /// they follow `merged`.
  public var moves: [StoryMove]
  /// Stories that have become one, in the order in which it happened.
  public var merged: [StoryMerge]
  /// The best story that the article did not join, by mean score to its active members.
  public var runnerUp: RunnerUp?

  /// A story that came second.
  public struct RunnerUp: Sendable, Equatable, Codable {
    /// Which.
    public var story: StoryID
    /// Mean pair score of the article to its active members.
    public var score: Double

    /// A story that came second.
    public init(story: StoryID, score: Double) {
      self.story = story
      self.score = score
    }
  }
}

/// An earlier article that a later arrival moved to another story.
public struct StoryMove: Sendable, Equatable, Codable {
  /// Who moved.
  public var article: ArticleID
  /// The story it was in.
  public var from: StoryID
  /// The story it is in now.
  public var to: StoryID
  /// A sentence that says what showed it.
  public var reason: String

  /// A move.
  public init(article: ArticleID, from: StoryID, to: StoryID, reason: String) {
    self.article = article
    self.from = from
    self.to = to
    self.reason = reason
  }
}

/// Two stories that turned out to be one. The younger id stays known as another name for the older, until an article
/// is told to be in a story of that id again.
public struct StoryMerge: Sendable, Equatable, Codable {
  /// The story that is no more.
  public var younger: StoryID
  /// The story that took its members.
  public var into: StoryID

  /// A merge.
  public init(younger: StoryID, into: StoryID) {
    self.younger = younger
    self.into = into
  }
}
