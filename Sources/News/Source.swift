// A place that is polled: its address, what kind it is, and how it is to be read.

/// A configured source.
public struct Source: Sendable, Hashable {
  /// What the address answers with.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// RSS, RDF, Atom or JSON Feed.
    case feed
    /// A web page that lists articles.
    case html
    /// A sitemap with news in it, or an index of such (sitemaps.org protocol, Google News extension).
    case sitemap
  }

  /// Which of a source's addresses robots.txt is asked about (RFC 9309).
  public enum RobotsScope: String, Sendable, Hashable, CaseIterable {
    /// Pages and sitemaps, but not a feed: a person has subscribed to that.
    case pages
    /// The feed too.
    case all
    /// Nothing.
    case none
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
  /// Feed, listing page or sitemap.
  public var kind: Kind
  /// The time between two polls in seconds where a person has fixed it; nil adapts it to how often the source publishes.
  public var interval: Int?
  /// The least time between two polls in seconds; nil takes that of all sources.
  public var shortest: Int?
  /// The greatest time between two polls in seconds; nil takes that of all sources.
  public var longest: Int?
  /// The language, where the source's own statement is missing or wrong.
  public var language: LanguageTag?
  /// When article pages are fetched.
  public var pages: PagePolicy
  /// How a listing page is read; nil discovers it. Only for `kind == .html`.
  public var listing: ListingRules?
  /// How article pages are read; nil leaves all of it to the reader.
  public var article: PageRules?
  /// Request headers sent in addition, such as `Accept-Language`.
  public var headers: [String: String]
  /// Request headers whose values are secret: each in a file.
  public var secretHeaders: [String: SecretFile]
  /// Who asks, where the source wants to know.
  public var credentials: CredentialFiles?
  /// Which addresses robots.txt is asked about.
  public var robots: RobotsScope
  /// Whether the source is asked for new entries only (RFC 3229, `A-IM: feed`).
  public var asksForDelta: Bool

  /// A source with everything said.
  public init(
    name: SourceName, title: String? = nil, url: WebAddress, kind: Kind = .feed, interval: Int? = nil,
    shortest: Int? = nil, longest: Int? = nil, language: LanguageTag? = nil, pages: PagePolicy = .auto,
    listing: ListingRules? = nil, article: PageRules? = nil, headers: [String: String] = [:],
    secretHeaders: [String: SecretFile] = [:], credentials: CredentialFiles? = nil,
    robots: RobotsScope = .pages, asksForDelta: Bool = false
  ) {
    self.name = name
    self.title = title
    self.url = url
    self.kind = kind
    self.interval = interval
    self.shortest = shortest
    self.longest = longest
    self.language = language
    self.pages = pages
    self.listing = listing
    self.article = article
    self.headers = headers
    self.secretHeaders = secretHeaders
    self.credentials = credentials
    self.robots = robots
    self.asksForDelta = asksForDelta
  }
}

/// Where a secret stands: it is read when it is needed, and nowhere kept or shown.
public struct SecretFile: Sendable, Hashable {
  /// A path, absolute or relative.
  public var path: String
  /// What a relative path begins at, where the service manager hands out no credential of that name.
  public var directory: String

  /// A file.
  public init(_ path: String, in directory: String) {
    self.path = path
    self.directory = directory
  }
}

/// A source's credentials, their secret part in a file.
public enum CredentialFiles: Sendable, Hashable {
  /// Name and password (RFC 7617).
  case basic(user: String, password: SecretFile)
  /// A token (RFC 6750).
  case bearer(token: SecretFile)
}
