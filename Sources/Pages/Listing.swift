// A page that lists articles, read as if it were a feed.

public import News

/// What a listing page lists.
public struct Listing: Sendable {
  /// The page's title without white space around it.
  public var title: String?
  /// The articles in page order, each address once.
  public var entries: [FeedEntry]
  /// How they were found: `selectors`, `json-ld` or `discovered`.
  public var method: String
  /// The page's language.
  public var language: LanguageTag?

  /// A listing.
  public init(title: String?, entries: [FeedEntry], method: String, language: LanguageTag?) {
    self.title = title
    self.entries = entries
    self.method = method
    self.language = language
  }
}
