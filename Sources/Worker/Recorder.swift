// The one place where articles become bundles: recognise, write, record. One batch at a time, each all or nothing.
internal import Bundles
internal import Catalog
internal import Dispatch
internal import News
internal import Settings
internal import Stories
internal import Synchronization
internal import Transport

/// Records harvests. An actor on a queue of its own, since it blocks on the disk.
public actor Recorder {
  nonisolated let executor = QueueExecutor(label: "newsfold.recorder")
  /// Runs on the recorder's own queue.
  public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  let store: BundleStore
  let catalog: any CatalogStore
  /// What was learned of hosts; goes with every commit.
  let unrecorded: UnrecordedFacts
  let settings: Configuration
  let time: any TimeSource
  private var recogniser: Recogniser?
  /// Set when the worker is to end: one more batch is recorded, and no further one is begun.
  private nonisolated let stopping = Atomic<Bool>(false)
  /// Whether the one batch that is recorded after that has been.
  private var ended = false
  /// Whether a failed batch may have left bundles that are not recorded.
  private var mustAdopt = false

  /// A recorder over an open state directory. The recogniser's memory is read when the first article needs it.
  init(
    store: BundleStore, catalog: any CatalogStore, unrecorded: UnrecordedFacts, settings: Configuration,
    time: any TimeSource
  ) {
    self.store = store
    self.catalog = catalog
    self.unrecorded = unrecorded
    self.settings = settings
    self.time = time
  }

  /// An article's place in a story.
  struct Place {
    var story: StoryID
    var relation: Relation
    var match: ArticleID?
    var evidence: Evidence?

    func member(_ article: ArticleID) -> StoryMember {
      StoryMember(article: article, relation: relation, match: match, evidence: evidence)
    }
  }

  /// Ends the recording: the batch under way is finished, and a last one brings to an end as many harvests as fit into
  /// it. What is left is not recorded, and is asked for again.
  public nonisolated func stop() { stopping.store(true, ordering: .relaxed) }

  /// Gives the state directory free, after the batch under way. Nothing may be recorded any more.
  func release() { store.release() }

  /// What became of a draft.
  private struct Placed {
    let draft: ArticleDraft
    let version: Int
    let place: Place
    let storyName: String
    let matchTitle: String?
  }

  /// What became of harvests.
  struct Recording {
    /// What is recorded, with what was new and what was revised.
    var reports: [SourceName: SourceReport] = [:]
    /// Why not all of them are: `CancellationError` after `stop()`, `Refusal` where the recogniser's memory cannot be read,
    /// `BundleFailure` or `CatalogFailure`.
    var trouble: (any Error)?
  }

  /// Records what the harvests found. Articles are taken in order of time, whatever their source, and written in batches;
  /// a source's own memory is recorded with the last of its articles, so that what is not stored is asked for again.
  ///
  /// In trouble, what earlier batches stored stays stored, and nothing of the failed batch is recorded.
  func record(_ harvests: [Harvest]) -> Recording {
    var recording = Recording()
    var reports = harvests.map(\.report)
    var queue = RecordingQueue(harvests)
    do {
      if mustAdopt, !stopping.load(ordering: .relaxed) { try adoptOrphans() }
      while !ended, let batch = nextBatch(&queue) {
        do {
          try record(batch.drafts, finishing: batch.finishing.map { harvests[$0] }, &reports)
        } catch {
          forget()
          throw error
        }
        for index in batch.finishing { recording.reports[harvests[index].record.name] = reports[index] }
      }
      if !queue.isEmpty { throw CancellationError() }
    } catch {
      recording.trouble = error
    }
    return recording
  }

  private func nextBatch(_ queue: inout RecordingQueue) -> RecordingQueue.Batch? {
    guard stopping.load(ordering: .relaxed) else { return queue.next(atMost: settings.bundles.batchSize) }
    ended = true
    // Bundles that nobody recorded are taken in before anything else is, and that can take long.
    return mustAdopt ? nil : queue.last(atMost: settings.bundles.batchSize)
  }

  private func record(
    _ drafts: [(harvest: Int, draft: ArticleDraft)], finishing: [Harvest], _ reports: inout [SourceReport]
  ) throws {
    let now = time.now()
    var batch = CatalogBatch(at: now)
    var ledger = StoryLedger(catalog: catalog, prefer: settings.stories.prefer)
    var placed: [Placed] = []
    var taken: Set<ArticleID> = []
    for (index, draft) in drafts {
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
      batch.seen += harvest.met.map { (harvest.record.name, $0) }
      if let pending = harvest.pending { batch.pending.append((harvest.record.name, pending)) }
      batch.facts.merge(harvest.facts) { _, new in new }
    }
    try commit(batch)
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
    batch.facts[Self.lastBundle] = Fact(now.description)
  }

  /// A new article gets its place; a revision keeps the article's own.
  func place(
    _ article: Article, _ known: ArticleRecord?, _ ledger: inout StoryLedger, _ now: Instant
  ) throws -> Place {
    let input = RecogniserMemory.input(article)
    if let known {
      try withRecogniser { $0.revise(input) }
      let now = ledger.records[known.id] ?? known
      return Place(story: now.story, relation: now.relation, match: now.match, evidence: now.evidence)
    }
    let (decision, standings) = try withRecogniser { recogniser in
      let decision = recogniser.add(input)
      return (decision, try ledger.displaced(by: decision).map { ($0, recogniser.standing(of: $0)) })
    }
    try ledger.apply(decision, standings: standings, at: now)
    return Place(
      story: decision.story, relation: decision.relation, match: decision.match, evidence: decision.evidence)
  }

  /// Writes the files of the stories a batch touched, and fills the batch with what the transaction records.
  func close(
    _ written: [ArticleID], _ ledger: inout StoryLedger, _ batch: inout CatalogBatch, _ now: Instant
  ) throws {
    batch.articles = ledger.written(written)
    let stories = try ledger.stories(at: now)
    try store.write(stories: stories.map(\.document))
    batch.stories = stories.map(\.record)
    batch.placements = ledger.placements
    batch.moves = ledger.moves
    try withRecogniser { batch.recogniser = RecogniserMemory.rows($0.drainChanges()) }
  }

  /// An edit is a change of what people read: title or text.
  private static func differs(_ article: Article, from known: ArticleRecord) -> Bool {
    article.title != known.title || Digest.sha256Hex(article.body.text.utf8) != known.contentHash
  }

  func withRecogniser<T>(_ body: (inout Recogniser) throws -> T) throws -> T {
    if recogniser == nil {
      recogniser = try RecogniserMemory.restore(from: catalog, windowSeconds: settings.stories.window)
    }
    return try body(&recogniser!)
  }

  /// The recogniser learned what was not recorded, and bundles may lie on disk that nobody knows: the recorded state is
  /// the true one, and what is on disk is taken in before anything else is recorded.
  func forget() {
    recogniser = nil
    mustAdopt = true
  }

  /// All bundles on disk are recorded.
  func settled() { mustAdopt = false }
}
