// An article as Newsfold keeps it: read, cleaned, and ready to be bundled.

/// One revision of an article.
public struct Article: Sendable, Equatable {
  /// Identity, the same for all revisions.
  public var id: ArticleID
  /// 1 for the first, one more for each edit.
  public var version: Int
  /// Where it came from.
  public var source: SourceName
  /// The outlet's name for people.
  public var outlet: String
  /// The feed's identifier of the entry.
  public var guid: String?
  /// The page's address as the source gave it.
  public var url: WebAddress?
  /// The page's address after redirects, `rel=canonical` and removal of tracking parameters.
  public var canonicalURL: WebAddress?
  /// Plain text.
  public var title: String
  /// The standfirst or summary as plain text.
  public var summary: String?
  /// Names, in the order given.
  public var authors: [String]
  /// First published.
  public var published: WrittenDate?
  /// Last changed.
  public var updated: WrittenDate?
  /// The language.
  public var language: LanguageTag?
  /// Category terms.
  public var categories: [String]
  /// The lead image.
  public var image: ArticleImage?
  /// Attached media.
  public var enclosures: [Enclosure]
  /// Whether the publisher says that it is not free to read.
  public var paywalled: Bool
  /// The text, and where it was found.
  public var body: ArticleBody
  /// When this revision was first seen.
  public var fetched: Instant

  /// An article with what every article has.
  public init(
    id: ArticleID, version: Int = 1, source: SourceName, outlet: String, title: String, body: ArticleBody,
    fetched: Instant
  ) {
    self.id = id
    self.version = version
    self.source = source
    self.outlet = outlet
    self.title = title
    self.body = body
    self.fetched = fetched
    authors = []
    categories = []
    enclosures = []
    paywalled = false
  }

  /// When it was published, else last changed, else first seen: the article's place in time.
  public var time: Instant { published?.instant ?? updated?.instant ?? fetched }
}

/// The text of an article.
public struct ArticleBody: Sendable, Equatable {
  /// Where a body was taken from.
  public enum Origin: String, Sendable, Codable, CaseIterable {
    /// The feed's full text.
    case feedContent = "feed-content"
    /// The feed's summary; there was nothing longer.
    case feedSummary = "feed-summary"
    /// The article's page.
    case page
    /// The page's JSON-LD `articleBody`.
    case jsonLD = "json-ld"
    /// Nowhere: only the title is known.
    case none
  }

  /// Inert HTML with absolute addresses.
  public var html: String
  /// Plain text, a blank line between paragraphs.
  public var text: String
  /// Where it was found.
  public var origin: Origin
  /// How sure the extraction is, 0 to 1.
  public var confidence: Double
  /// Why it is not the page's, where that was looked at: `the page gave 212 of 1,840 characters`.
  public var reason: String?

  /// A body.
  public init(html: String, text: String, origin: Origin, confidence: Double, reason: String? = nil) {
    self.html = html
    self.text = text
    self.origin = origin
    self.confidence = confidence
    self.reason = reason
  }
}

/// An article's lead image.
public struct ArticleImage: Sendable, Hashable, Codable {
  /// Where it is, absolute.
  public var url: String
  /// Its caption as plain text.
  public var caption: String?

  /// An image.
  public init(url: String, caption: String? = nil) {
    self.url = url
    self.caption = caption
  }
}
