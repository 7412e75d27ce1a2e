// A sitemap as read: the addresses a site lists of itself, with what it says of each.

public import Markup
public import News

/// A sitemap that was read (sitemaps.org protocol 0.9, with Google's news and image extensions).
public struct Sitemap: Sendable {
  /// What a sitemap lists.
  public enum Kind: String, Sendable {
    /// Pages: `urlset`, or a plain list of addresses.
    case urlset
    /// Other sitemaps: `sitemapindex`.
    case index
  }

  /// What it lists. Where it lists both, its root element decides.
  public var kind: Kind
  /// The sitemaps it lists, in the order given.
  public var children: [SitemapChild] = []
  /// The pages it lists, in the order given. `url` is there always and `guid` never; `title`, `published`, `language` and
  /// `categories` are those of the news extension, `updated` is `lastmod`, `image` the first of the image extension.
  public var entries: [FeedEntry] = []
  /// The publication's name, where all entries that give one give the same.
  public var publication: String?
  /// What had to be mended to read it.
  public var repairs: [Repair] = []
  /// The document ended early; only what was complete is here.
  public var truncated = false

  /// A sitemap of which nothing is known yet.
  public init(kind: Kind) { self.kind = kind }
}

/// A sitemap that an index lists.
public struct SitemapChild: Sendable, Hashable {
  /// Where it is.
  public var url: WebAddress
  /// When it last changed, as the index says.
  public var lastModified: WrittenDate?
  /// The same as written, trimmed: it differs when the sitemap does, even where it cannot be read as a date.
  public var lastModifiedText: String?

  /// A listed sitemap.
  public init(url: WebAddress, lastModified: WrittenDate? = nil, lastModifiedText: String? = nil) {
    self.url = url
    self.lastModified = lastModified
    self.lastModifiedText = lastModifiedText
  }
}
