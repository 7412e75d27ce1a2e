// The one place where articles become bundles: recognise, write, record. One batch at a time, each all or nothing.
public import Bundles
public import Catalog
internal import Dispatch
internal import News
public import Settings
internal import Stories
internal import Transport

/// Records harvests. An actor on a queue of its own, since it blocks on the disk.
public actor Recorder {
  nonisolated let executor = QueueExecutor(label: "newsfold.recorder")
  /// Runs on the recorder's own queue.
  public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  private let store: BundleStore
  private let catalog: any CatalogStore
  private let settings: Configuration
  private let time: any TimeSource
  private var recogniser: Recogniser?

  /// A recorder over an open state directory. The recogniser's memory is read when the first article needs it.
  public init(store: BundleStore, catalog: any CatalogStore, settings: Configuration, time: any TimeSource) {
    self.store = store
    self.catalog = catalog
    self.settings = settings
    self.time = time
  }

  /// An article's place in a story.
  private struct Place {
    var story: StoryID
    var relation: Relation
    var match: ArticleID?
    var evidence: Evidence?

    func member(_ article: ArticleID) -> StoryMember {
      StoryMember(article: article, relation: relation, match: match, evidence: evidence)
    }
  }

  /// What became of a draft.
  private struct Placed {
    let draft: ArticleDraft
    let version: Int
    let place: Place
    let storyName: String
    let matchTitle: String?
  }

  /// Records what the harvests found. Articles are taken in order of time, whatever their source, and written in batches;
  /// a source's own memory is recorded with the last of its articles, so that what is not stored is asked for again.
  ///
  /// Returns the reports with what was new and what was revised. Throws `BundleFailure` or `CatalogFailure`; then what
  /// earlier batches stored stays stored, and nothing of the failed batch is recorded.
  public func record(_ harvests: [Harvest]) throws -> [SourceReport] {
    var reports = harvests.map(\.report)
    var queue: [(harvest: Int, draft: ArticleDraft)] = []
    for (index, harvest) in harvests.enumerated() { queue += harvest.drafts.map { (index, $0) } }
    queue.sort { a, b in
      (a.draft.article.time, a.draft.article.source, a.draft.article.id)
        < (b.draft.article.time, b.draft.article.source, b.draft.article.id)
    }
    var open = harvests.map(\.drafts.count)
    var next = 0
    repeat {
      let end = min(next + settings.bundles.batchSize, queue.count)
      let slice = queue[next..<end]
      for item in slice { open[item.harvest] -= 1 }
      let done = harvests.indices.filter { open[$0] == 0 }
      for index in done { open[index] = -1 }
      do {
        try record(slice, finishing: done.map { harvests[$0] }, &reports)
      } catch {
        // The recogniser learned what was not recorded; the recorded state is the true one.
        recogniser = nil
        throw error
      }
      next = end
    } while next < queue.count
    return reports
  }

  private func record(
    _ slice: ArraySlice<(harvest: Int, draft: ArticleDraft)>, finishing: [Harvest], _ reports: inout [SourceReport]
  ) throws {
    let now = time.now()
    var batch = CatalogBatch(at: now)
    var ledger = StoryLedger(catalog: catalog, prefer: settings.stories.prefer)
    var placed: [Placed] = []
    var taken: Set<ArticleID> = []
    for (index, draft) in slice {
      batch.seen.append((draft.article.source, draft.seen))
      // One article twice in a batch: the second is the same or will be seen as an edit at the next poll.
      guard taken.insert(draft.article.id).inserted else {
        batch.seen.removeLast()
        continue
      }
      let known = try catalog.article(draft.article.id)
      if let known, !Self.differs(draft.article, from: known) { continue }
      if known == nil { reports[index].new += 1 } else { reports[index].revised += 1 }
      placed.append(try place(draft, known, &ledger, now))
    }
    try write(placed, &ledger, &batch, now)
    for harvest in finishing {
      batch.sources.append(harvest.record)
      batch.facts.merge(harvest.facts) { _, new in new }
    }
    try catalog.commit(batch)
  }

  /// Recognises one article and enters it, not yet bundled, into the ledger.
  private func place(
    _ draft: ArticleDraft, _ known: ArticleRecord?, _ ledger: inout StoryLedger, _ now: Instant
  ) throws -> Placed {
    let place = try place(draft.article, known, &ledger, now)
    var article = draft.article
    article.version = (known?.version ?? 0) + 1
    ledger.enter(
      ArticleRecord(
        article: article, bundle: "", contentHash: "", member: place.member(article.id), story: place.story))
    let match = try place.match.flatMap { try ledger.records[$0] ?? catalog.article($0) }
    let name = try catalog.story(place.story)?.headline ?? ledger.headline(of: place.story) ?? article.title
    return Placed(draft: draft, version: article.version, place: place, storyName: name, matchTitle: match?.title)
  }

  /// Bundles first, then story files; the catalogue's transaction comes last and is the caller's.
  private func write(_ placed: [Placed], _ ledger: inout StoryLedger, _ batch: inout CatalogBatch, _ now: Instant)
    throws
  {
    guard !placed.isEmpty else { return }
    let receipts = try store.commit(
      placed.map { item in
        var article = item.draft.article
        article.version = item.version
        // Where a later article of this batch moved this one, the bundle bears the story it ended in.
        let story = ledger.records[article.id]?.story ?? item.place.story
        return BundleDraft(
          article: article, story: story, storyName: item.storyName, relation: item.place.relation,
          match: item.place.match, matchTitle: item.matchTitle, fetch: item.draft.fetch,
          entrySource: item.draft.entrySource, pageSource: item.draft.pageSource)
      })
    for (item, receipt) in zip(placed, receipts) {
      guard var record = ledger.records[item.draft.article.id] else { continue }
      record.bundle = receipt.path
      record.contentHash = receipt.contentHash
      ledger.enter(record)
    }
    try close(placed.map(\.draft.article.id), &ledger, &batch, now)
    batch.facts["last bundle"] = now.description
  }

  /// A new article gets its place; a revision keeps the article's own.
  private func place(
    _ article: Article, _ known: ArticleRecord?, _ ledger: inout StoryLedger, _ now: Instant
  ) throws -> Place {
    let input = RecogniserMemory.input(article)
    if let known {
      try withRecogniser { $0.revise(input) }
      return Place(
        story: ledger.records[known.id]?.story ?? known.story, relation: known.relation, match: known.match,
        evidence: known.evidence)
    }
    let decision = try withRecogniser { $0.add(input) }
    try ledger.apply(decision, at: now)
    return Place(
      story: decision.story, relation: decision.relation, match: decision.match, evidence: decision.evidence)
  }

  /// Writes the files of the stories a batch touched, and fills the batch with what the transaction records.
  private func close(
    _ written: [ArticleID], _ ledger: inout StoryLedger, _ batch: inout CatalogBatch, _ now: Instant
  ) throws {
    batch.articles = ledger.written(written)
    let stories = try ledger.stories(at: now)
    try store.write(stories: stories.map(\.document))
    batch.stories = stories.map(\.record)
    batch.placements = ledger.placements.sorted { $0.key < $1.key }.map { Placement(article: $0.key, story: $0.value) }
    batch.moves = ledger.moves
    try withRecogniser { batch.recogniser = RecogniserMemory.rows($0.drainChanges()) }
  }

  /// Records bundles that are on disk already, oldest first, as if they had just been written.
  func adopt(_ bundles: [StoredBundle]) throws {
    let now = time.now()
    let order = bundles.sorted { a, b in
      (a.article.time, a.article.source, a.article.id, a.article.version)
        < (b.article.time, b.article.source, b.article.id, b.article.version)
    }
    do {
      for bundle in order { try adopt(bundle, now) }
    } catch {
      recogniser = nil
      throw error
    }
  }

  private func adopt(_ bundle: StoredBundle, _ now: Instant) throws {
    var batch = CatalogBatch(at: now)
    var ledger = StoryLedger(catalog: catalog, prefer: settings.stories.prefer)
    let known = try catalog.article(bundle.article.id)
    let place = try place(bundle.article, known, &ledger, now)
    ledger.enter(
      ArticleRecord(
        article: bundle.article, bundle: bundle.path, contentHash: Digest.sha256Hex(bundle.article.body.text.utf8),
        member: place.member(bundle.article.id), story: place.story))
    try close([bundle.article.id], &ledger, &batch, now)
    batch.facts["last bundle"] = bundle.article.fetched.description
    try catalog.commit(batch)
  }

  /// An edit is a change of what people read: title or text.
  private static func differs(_ article: Article, from known: ArticleRecord) -> Bool {
    article.title != known.title || Digest.sha256Hex(article.body.text.utf8) != known.contentHash
  }

  private func withRecogniser<T>(_ body: (inout Recogniser) throws -> T) throws -> T {
    if recogniser == nil {
      recogniser = try RecogniserMemory.restore(from: catalog, windowSeconds: settings.stories.window)
    }
    return try body(&recogniser!)
  }
}
