// What one poll of one source gave: articles to record, and the source's new memory that stands or falls with them.
public import Bundles
public import Catalog
public import News

/// What one poll gave.
public struct Harvest: Sendable {
  /// The source's memory as it is to be recorded with the articles.
  public var record: SourceRecord
  /// Articles new or maybe changed; the recorder decides.
  public var drafts: [ArticleDraft]
  /// Entries to remember without an article: those read further at a later poll, and those that gave less than is recorded.
  public var met: [SeenEntry]
  /// All entries of the source that are to be read at a later poll; nil leaves those it had.
  public var pending: [PendingEntry]?
  /// Facts to remember of it, such as its sitemaps.
  public var facts: [String: Fact]
  /// What to tell people.
  public var report: SourceReport
}

/// An article read but not yet recorded.
public struct ArticleDraft: Sendable {
  /// The article; its version is still open.
  public var article: Article
  /// The entry it was read from, to remember.
  public var seen: SeenEntry
  /// Where its bytes came from.
  public var fetch: FetchRecord
  /// The entry as received, where `keep_source` asks for it.
  public var entrySource: KeptSource?
  /// The page as received, where `keep_source` asks for it.
  public var pageSource: KeptSource?

  /// The bytes it holds in memory, as far as they count.
  var bytes: Int {
    article.body.html.utf8.count + article.body.text.utf8.count + (entrySource?.bytes.count ?? 0)
      + (pageSource?.bytes.count ?? 0)
  }
}

/// What a poll of a source comes to, for people and for `--json`.
public struct SourceReport: Sendable, Codable, Equatable {
  /// Which source.
  public var source: SourceName
  /// `ok`, `unchanged`, `held` where its host asked to be left alone, or the code of a failure.
  public var outcome: String
  /// A sentence.
  public var message: String
  /// What the answer was, such as `rss 2.0`; nil where none was read.
  public var format: String?
  /// Entries in the answer.
  public var entries = 0
  /// Articles stored that were not known.
  public var new = 0
  /// Articles stored as a new revision.
  public var revised = 0
  /// Article pages fetched.
  public var pages = 0
  /// Article pages that could not be read, each with a sentence.
  public var pageFailures: [String] = []
  /// Article pages that were read although the source's rules do not fit them, each with a sentence.
  public var pageMisfits: [String] = []
  /// What else is not read, or not yet, each with a sentence.
  public var notices: [String] = []
  /// Repairs made to a malformed answer.
  public var repairs: [String] = []
  /// Requests made for this source.
  public var requests = 0
  /// When it is asked next, and why.
  public var nextDue: Instant?
  /// Why then.
  public var dueReason = ""

  /// The outcome of a poll that was put off because its host asked to be left alone.
  public static let held = "held"

  /// Whether the poll failed.
  public var failed: Bool { outcome != "ok" && outcome != "unchanged" && outcome != Self.held }

  /// A report with nothing counted yet.
  public init(source: SourceName, outcome: String = "ok", message: String = "") {
    self.source = source
    self.outcome = outcome
    self.message = message
  }
}
