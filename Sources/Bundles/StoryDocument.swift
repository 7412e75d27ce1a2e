// A story as its file tells it.
public import News

/// The members of a story, in order of time, and how each stands to the others.
public struct StoryDocument: Sendable, Equatable {
  /// One article of the story.
  public struct Member: Sendable, Equatable {
    /// The article.
    public var article: ArticleID
    /// Its latest revision.
    public var version: Int
    /// Its title.
    public var title: String
    /// The outlet's name.
    public var outlet: String
    /// Its page.
    public var url: WebAddress?
    /// When it was published, else first seen.
    public var published: Instant
    /// How it stands to `match`.
    public var relation: Relation
    /// The earlier article it is closest to.
    public var match: ArticleID?
    /// The share of the shorter text's word 3-grams that it has in common with `match`, 0 to 1.
    public var share: Double

    /// A member.
    public init(
      article: ArticleID, version: Int, title: String, outlet: String, url: WebAddress?, published: Instant,
      relation: Relation, match: ArticleID?, share: Double
    ) {
      self.article = article
      self.version = version
      self.title = title
      self.outlet = outlet
      self.url = url
      self.published = published
      self.relation = relation
      self.match = match
      self.share = share
    }
  }

  /// The story.
  public var id: StoryID
  /// Its headline.
  public var headline: String
  /// Its articles in order of time; may be empty once the story was merged into another.
  public var members: [Member]
  /// When its first article was stored. It gives the file's folder, so it must never change.
  public var firstSeen: Instant
  /// When it last changed.
  public var lastChanged: Instant
  /// The story that its articles went to.
  public var mergedInto: StoryID?

  /// A story.
  public init(
    id: StoryID, headline: String, members: [Member], firstSeen: Instant, lastChanged: Instant,
    mergedInto: StoryID? = nil
  ) {
    self.id = id
    self.headline = headline
    self.members = members
    self.firstSeen = firstSeen
    self.lastChanged = lastChanged
    self.mergedInto = mergedInto
  }
}
