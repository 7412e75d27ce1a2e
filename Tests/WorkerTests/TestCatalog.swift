// A catalogue that fails on demand.
import Catalog
import News
import Synchronization

/// A catalogue in a file whose commits and look-ups fail while told to, and which tells what it has recorded.
final class TestCatalog: CatalogStore {
  let real: SQLiteCatalog
  let readsFail = Mutex(false)
  /// The sources whose memory was recorded, as they are.
  let recorded: AsyncStream<SourceName>
  private let teller: AsyncStream<SourceName>.Continuation
  private let refusal = Mutex<@Sendable (CatalogBatch) -> Bool> { _ in false }

  init(_ real: SQLiteCatalog) {
    self.real = real
    (recorded, teller) = AsyncStream.makeStream()
  }

  /// Refuses those commits of which `test` is true; it sees each before it is made.
  func refuse(_ test: @escaping @Sendable (CatalogBatch) -> Bool) { refusal.withLock { $0 = test } }

  func sources() throws(CatalogFailure) -> [SourceName: SourceRecord] { try real.sources() }
  func seen(_ keys: [String], in source: SourceName) throws(CatalogFailure) -> [String: SeenEntry] {
    if readsFail.withLock({ $0 }) {
      throw CatalogFailure(code: "busy", path: "catalog.sqlite", message: "told to fail")
    }
    return try real.seen(keys, in: source)
  }
  func article(_ id: ArticleID) throws(CatalogFailure) -> ArticleRecord? { try real.article(id) }
  func article(at identityKey: String, in source: SourceName) throws(CatalogFailure) -> ArticleRecord? {
    try real.article(at: identityKey, in: source)
  }
  func articles(idPrefix: String, limit: Int) throws(CatalogFailure) -> [ArticleRecord] {
    try real.articles(idPrefix: idPrefix, limit: limit)
  }
  func articles(_ filter: ArticleFilter) throws(CatalogFailure) -> [ArticleRecord] { try real.articles(filter) }
  func story(_ id: StoryID) throws(CatalogFailure) -> StoryRecord? { try real.story(id) }
  func stories(idPrefix: String, limit: Int) throws(CatalogFailure) -> [StoryRecord] {
    try real.stories(idPrefix: idPrefix, limit: limit)
  }
  func stories(_ filter: StoryFilter) throws(CatalogFailure) -> [StoryRecord] { try real.stories(filter) }
  func pending(of source: SourceName) throws(CatalogFailure) -> [PendingEntry] { try real.pending(of: source) }
  func facts(prefix: String) throws(CatalogFailure) -> [String: String] { try real.facts(prefix: prefix) }
  func forget(_ source: SourceName, facts: [String]) throws(CatalogFailure) -> Int? {
    try real.forget(source, facts: facts)
  }
  func moves(of article: ArticleID) throws(CatalogFailure) -> [StoryMoveRecord] { try real.moves(of: article) }
  func bundles(from path: String) throws(CatalogFailure) -> [String] { try real.bundles(from: path) }
  func recogniserRows() throws(CatalogFailure) -> RecogniserRows { try real.recogniserRows() }
  func fact(_ name: String) throws(CatalogFailure) -> String? { try real.fact(name) }
  func totals() throws(CatalogFailure) -> CatalogTotals { try real.totals() }
  func commit(_ batch: CatalogBatch) throws(CatalogFailure) {
    if refusal.withLock({ $0 })(batch) {
      throw CatalogFailure(code: "disk-full", path: "catalog.sqlite", message: "told to fail")
    }
    try real.commit(batch)
    for source in batch.sources { teller.yield(source.name) }
  }
}
