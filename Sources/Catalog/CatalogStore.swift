// The catalogue as everyone sees it. One protocol, so that another database can stand behind it for a fleet.
public import News

/// What is known: sources, articles, stories, and what the recogniser needs to go on where it stopped.
///
/// All calls are synchronous and may block on the disk; all throw `CatalogFailure`.
public protocol CatalogStore: Sendable {
  /// The memory of all sources ever polled, by name.
  func sources() throws(CatalogFailure) -> [SourceName: SourceRecord]
  /// Those of the keys that the source has shown before.
  func seen(_ keys: [String], in source: SourceName) throws(CatalogFailure) -> [String: SeenEntry]
  /// The entries of a source that are pending, in the order of their keys.
  func pending(of source: SourceName) throws(CatalogFailure) -> [PendingEntry]
  /// The latest revision of an article.
  func article(_ id: ArticleID) throws(CatalogFailure) -> ArticleRecord?
  /// The only article of a source that lives at an address (`WebAddress.identityKey`); nil where there are several.
  func article(at identityKey: String, in source: SourceName) throws(CatalogFailure) -> ArticleRecord?
  /// Articles whose identity begins with these characters, at most `limit`.
  func articles(idPrefix: String, limit: Int) throws(CatalogFailure) -> [ArticleRecord]
  /// Articles by source, story and time.
  func articles(_ filter: ArticleFilter) throws(CatalogFailure) -> [ArticleRecord]
  /// A story, merged ones included.
  func story(_ id: StoryID) throws(CatalogFailure) -> StoryRecord?
  /// Stories whose identity begins with these characters, at most `limit`.
  func stories(idPrefix: String, limit: Int) throws(CatalogFailure) -> [StoryRecord]
  /// Stories by size and time.
  func stories(_ filter: StoryFilter) throws(CatalogFailure) -> [StoryRecord]
  /// How an article came to its story after it was first placed, the oldest move first.
  func moves(of article: ArticleID) throws(CatalogFailure) -> [StoryMoveRecord]
  /// The paths of the bundles recorded, relative to the state directory: those at or after `path` in the order of bytes,
  /// which is that of days.
  func bundles(from path: String) throws(CatalogFailure) -> [String]
  /// What the recogniser left to go on from.
  func recogniserRows() throws(CatalogFailure) -> RecogniserRows
  /// A single remembered value.
  func fact(_ name: String) throws(CatalogFailure) -> String?
  /// The remembered values whose names begin with these characters, by name.
  func facts(prefix: String) throws(CatalogFailure) -> [String: String]
  /// Numbers for the end of a run.
  func totals() throws(CatalogFailure) -> CatalogTotals
  /// Records everything of the batch, or nothing.
  func commit(_ batch: CatalogBatch) throws(CatalogFailure)
  /// Forgets a source's memory and the entries it has shown, pending ones included, and every value whose name begins with one of `facts`;
  /// articles and stories stay. Returns how many entries were forgotten, or nil where the source was never polled.
  func forget(_ source: SourceName, facts: [String]) throws(CatalogFailure) -> Int?
}

/// How much the catalogue holds.
public struct CatalogTotals: Sendable, Equatable, Codable {
  /// Articles.
  public var articles: Int
  /// Bundles: articles and their later revisions.
  public var bundles: Int
  /// Stories that are not merged away.
  public var stories: Int
  /// Stories with more than one member.
  public var folded: Int
}
