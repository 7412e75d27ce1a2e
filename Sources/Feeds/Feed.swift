// A feed as read: what a source says of itself and its articles.

public import Markup
public import News

/// The family a feed's format belongs to.
public enum FeedFormat: String, Sendable, CaseIterable {
  /// RSS 0.91 to 2.0.
  case rss
  /// RSS 0.90 and 1.0, which are RDF.
  case rdf
  /// Atom 0.3 and 1.0.
  case atom
  /// JSON Feed 1.0 and 1.1.
  case jsonFeed = "json-feed"
  /// Channel Definition Format and other feeds whose root is a bare channel.
  case channel
}

/// A feed that was read.
public struct Feed: Sendable {
  /// What it is written in.
  public var format: FeedFormat
  /// The format's version as stated; nil where none was.
  public var version: String?
  /// The title as plain text.
  public var title: String?
  /// The address of the site, absolute where it could be made so.
  public var link: String?
  /// The language of the whole.
  public var language: LanguageTag?
  /// The language as the feed writes it, which may be no language tag.
  public var statedLanguage: String?
  /// When the feed says it last changed.
  public var updated: WrittenDate?
  /// The articles, in the order given.
  public var entries: [FeedEntry] = []
  /// Where the feed says it lives (`rel="self"`).
  public var selfAddress: String?
  /// WebSub hubs.
  public var hubs: [String] = []
  /// Minutes for which a copy stays good (RSS `ttl`).
  public var ttlMinutes: Int?
  /// Hours of the day in UTC, 0 to 23, at which the source asks not to be polled.
  public var skipHours: [Int] = []
  /// Days of the week, 0 for Sunday, on which the source asks not to be polled.
  public var skipDays: [Int] = []
  /// Seconds between updates (the syndication module's period divided by its frequency).
  public var updatePeriodSeconds: Int?
  /// What had to be mended to read it.
  public var repairs: [Repair] = []
  /// The document ended early; only what was complete is here.
  public var truncated = false
  /// The entry within which a truncated document ended, with those of its fields that were complete: to show what is
  /// missing, not to be taken for the article.
  public var cutEntry: FeedEntry?

  /// A feed of which nothing is known yet.
  public init(format: FeedFormat, version: String? = nil) {
    self.format = format
    self.version = version
  }
}
