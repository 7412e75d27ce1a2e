// What the catalogue knows of a story.
public import News

/// A story as catalogued.
public struct StoryRecord: Sendable, Equatable {
  /// Identity.
  public var id: StoryID
  /// The canonical member's title.
  public var headline: String
  /// The member first seen, whose title that is.
  public var firstArticle: ArticleID
  /// How many articles are in it.
  public var members: Int
  /// When its first member was stored; it never changes, since the story's file lies below its day.
  public var firstSeen: Instant
  /// When it last gained or lost a member.
  public var lastChanged: Instant
  /// The older story it was merged into, where it was.
  public var mergedInto: StoryID?

  /// A story.
  public init(
    id: StoryID, headline: String, firstArticle: ArticleID, members: Int, firstSeen: Instant, lastChanged: Instant,
    mergedInto: StoryID? = nil
  ) {
    self.id = id
    self.headline = headline
    self.firstArticle = firstArticle
    self.members = members
    self.firstSeen = firstSeen
    self.lastChanged = lastChanged
    self.mergedInto = mergedInto
  }
}

/// Which stories are wanted.
public struct StoryFilter: Sendable {
  /// Only stories with at least so many members.
  public var atLeastMembers: Int
  /// Only stories changed at or after this.
  public var since: Instant?
  /// At most so many, the latest changed first.
  public var limit: Int?

  /// All stories that are not merged away.
  public init(atLeastMembers: Int = 1, since: Instant? = nil, limit: Int? = nil) {
    self.atLeastMembers = atLeastMembers
    self.since = since
    self.limit = limit
  }
}

/// An article that changed its story after it was first placed, and why.
public struct StoryMoveRecord: Sendable, Equatable {
  /// When.
  public var at: Instant
  /// Which article.
  public var article: ArticleID
  /// Out of this story.
  public var from: StoryID
  /// Into this one.
  public var to: StoryID
  /// What made it visible.
  public var reason: String

  /// A move.
  public init(at: Instant, article: ArticleID, from: StoryID, to: StoryID, reason: String) {
    self.at = at
    self.article = article
    self.from = from
    self.to = to
    self.reason = reason
  }
}
