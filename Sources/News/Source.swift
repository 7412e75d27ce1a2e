// A place that is polled: its address, what kind it is, and how it is to be read.

/// A configured source.
public struct Source: Sendable, Hashable {
  /// What the address answers with.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// RSS, RDF, Atom or JSON Feed.
    case feed
    /// A web page that lists articles.
    case html
  }

  /// When an article's own page is fetched.
  public enum PagePolicy: String, Sendable, Hashable, CaseIterable {
    /// When the feed does not carry the full text.
    case auto
    /// For every new entry.
    case always
    /// Never; what the feed carries is the article.
    case never
  }

  /// Unique name.
  public var name: SourceName
  /// The outlet's name for people; nil takes the feed's own title.
  public var title: String?
  /// What is polled.
  public var url: WebAddress
  /// Feed or listing page.
  public var kind: Kind
  /// The shortest time between two polls, in seconds.
  public var interval: Int
  /// The language, where the source's own statement is missing or wrong.
  public var language: LanguageTag?
  /// When article pages are fetched.
  public var pages: PagePolicy
  /// How a listing page is read; nil discovers it. Only for `kind == .html`.
  public var listing: ListingRules?
  /// Request headers sent in addition, such as `Accept-Language`.
  public var headers: [String: String]

  /// A source with everything said.
  public init(
    name: SourceName, title: String? = nil, url: WebAddress, kind: Kind = .feed, interval: Int = 1800,
    language: LanguageTag? = nil, pages: PagePolicy = .auto, listing: ListingRules? = nil,
    headers: [String: String] = [:]
  ) {
    self.name = name
    self.title = title
    self.url = url
    self.kind = kind
    self.interval = interval
    self.language = language
    self.pages = pages
    self.listing = listing
    self.headers = headers
  }
}

/// How a listing page is taken apart. Each selector is XPath 1.0 (it begins with `/`, `.` or `(`) or CSS.
public struct ListingRules: Sendable, Hashable {
  /// Selects one node an article.
  public var item: String
  /// Relative to the item; nil takes the item's first link with text.
  public var link: String?
  /// Relative to the item; nil takes the link's text.
  public var title: String?
  /// Relative to the item: the element (or attribute) that tells when it was published.
  public var date: String?
  /// Relative to the item: teaser text.
  public var summary: String?
  /// Relative to the item: who wrote it.
  public var author: String?

  /// Rules with at least the item selector.
  public init(
    item: String, link: String? = nil, title: String? = nil, date: String? = nil, summary: String? = nil,
    author: String? = nil
  ) {
    self.item = item
    self.link = link
    self.title = title
    self.date = date
    self.summary = summary
    self.author = author
  }
}
