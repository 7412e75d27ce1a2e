// What the catalogue knows of an article's latest revision; the text itself lies in the bundle.
public import News

/// An article as catalogued.
public struct ArticleRecord: Sendable, Equatable {
  /// Identity.
  public var id: ArticleID
  /// The latest revision.
  public var version: Int
  /// Where it came from.
  public var source: SourceName
  /// The outlet's name for people.
  public var outlet: String
  /// The feed's identifier.
  public var guid: String?
  /// The canonical address, else the address as given.
  public var url: WebAddress?
  /// Plain text.
  public var title: String
  /// Names.
  public var authors: [String]
  /// The language.
  public var language: LanguageTag?
  /// When published, where said.
  public var published: Instant?
  /// Published, else updated, else first seen.
  public var time: Instant
  /// When the latest revision was first seen.
  public var fetched: Instant
  /// Words of the body.
  public var words: Int
  /// Where the body was found.
  public var bodyOrigin: ArticleBody.Origin
  /// How sure the extraction was.
  public var confidence: Double
  /// Why the body is not the page's, where that was looked at.
  public var bodyReason: String?
  /// The SHA-256 of the plain text, 64 hexadecimal digits.
  public var contentHash: String
  /// The bundle, relative to the state directory.
  public var bundle: String
  /// The story it is in.
  public var story: StoryID
  /// How it stands to `match`.
  public var relation: Relation
  /// The earlier article it is closest to.
  public var match: ArticleID?
  /// The evidence for that pair.
  public var evidence: Evidence?

  /// The record of an article just bundled.
  public init(article: Article, bundle: String, contentHash: String, member: StoryMember, story: StoryID) {
    id = article.id
    version = article.version
    source = article.source
    outlet = article.outlet
    guid = article.guid
    url = article.canonicalURL ?? article.url
    title = article.title
    authors = article.authors
    language = article.language
    published = article.published?.instant
    time = article.time
    fetched = article.fetched
    words = WordCount.of(article.body.text)
    bodyOrigin = article.body.origin
    confidence = article.body.confidence
    bodyReason = article.body.reason
    self.contentHash = contentHash
    self.bundle = bundle
    self.story = story
    relation = member.relation
    match = member.match
    evidence = member.evidence
  }

  init(
    id: ArticleID, version: Int, source: SourceName, outlet: String, guid: String?, url: WebAddress?, title: String,
    authors: [String], language: LanguageTag?, published: Instant?, time: Instant, fetched: Instant, words: Int,
    bodyOrigin: ArticleBody.Origin, confidence: Double, bodyReason: String?, contentHash: String, bundle: String,
    story: StoryID, relation: Relation, match: ArticleID?, evidence: Evidence?
  ) {
    self.id = id
    self.version = version
    self.source = source
    self.outlet = outlet
    self.guid = guid
    self.url = url
    self.title = title
    self.authors = authors
    self.language = language
    self.published = published
    self.time = time
    self.fetched = fetched
    self.words = words
    self.bodyOrigin = bodyOrigin
    self.confidence = confidence
    self.bodyReason = bodyReason
    self.contentHash = contentHash
    self.bundle = bundle
    self.story = story
    self.relation = relation
    self.match = match
    self.evidence = evidence
  }
}

/// Which articles are wanted.
public struct ArticleFilter: Sendable {
  /// Only this source.
  public var source: SourceName?
  /// Only this story.
  public var story: StoryID?
  /// Only articles whose time is at or after this.
  public var since: Instant?
  /// At most so many, the latest first; nil for all, the earliest first.
  public var limit: Int?

  /// Everything.
  public init(source: SourceName? = nil, story: StoryID? = nil, since: Instant? = nil, limit: Int? = nil) {
    self.source = source
    self.story = story
    self.since = since
    self.limit = limit
  }
}
