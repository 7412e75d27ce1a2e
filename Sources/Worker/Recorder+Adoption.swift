// What a crash or a failed batch left between bundles and catalogue: whole bundles that nobody recorded are taken in.
internal import Bundles
internal import Catalog
internal import News
internal import Stories

extension Recorder {
  /// Remembers when a bundle was last recorded.
  static let lastBundle = "last bundle"
  /// So many bundles are held in memory at once.
  private static let adoptedAtOnce = 100

  /// Takes in bundles that are on disk but not in the catalogue, as if they had just been written.
  ///
  /// Looks at the days since the one before the last recorded bundle only: older days were complete when that one was
  /// recorded, since a poll that began the day before can still have been under way. A bundle that is not whole is
  /// moved to `damaged`, so that its article can be written anew; so is one of a revision that is recorded elsewhere. Throws `BundleFailure` and `CatalogFailure`.
  public func adoptOrphans() throws {
    let last = try catalog.fact(Self.lastBundle).flatMap { Instant(rfc3339: $0) }
    // A clock that ran ahead must not hide what was written since.
    let first = last.map { min($0, time.now()).adding(seconds: -86_400) }
    let day = first.map { "articles/" + CivilDate($0).dayText.replacing("-", with: "/") }
    let recorded = Set(try catalog.bundles(from: day ?? ""))
    var orphans: [BundleLocation] = []
    try store.bundles(since: first) { location in
      if !recorded.contains(location.path) { orphans.append(location) }
      return true
    }
    // First revisions first, in any case before later ones of the same article.
    orphans.sort { ($0.version, $0.path) < ($1.version, $1.path) }
    do {
      for start in stride(from: 0, to: orphans.count, by: Self.adoptedAtOnce) {
        let slice = orphans[start..<min(start + Self.adoptedAtOnce, orphans.count)]
        let bundles = try slice.compactMap { location -> StoredBundle? in
          if try store.verify(bundle: location.path).isEmpty { return try store.read(path: location.path) }
          try store.setAside(location.path)
          return nil
        }
        for bundle in bundles.sorted(by: Self.order) { try adopt(bundle) }
      }
      if !orphans.isEmpty { try mendStories(since: first) }
    } catch {
      forget()
      throw error
    }
    settled()
  }

  /// Writes the story files anew that a batch without a catalogue entry may have changed: those of the stories that could
  /// still take an article. Files of stories that were never recorded are removed.
  private func mendStories(since first: Instant?) throws {
    let ledger = StoryLedger(catalog: catalog, prefer: settings.stories.prefer)
    let since = first?.adding(seconds: -Int64(settings.stories.window))
    let stories = try catalog.stories(StoryFilter(since: since))
    for start in stride(from: 0, to: stories.count, by: Self.adoptedAtOnce) {
      let slice = stories[start..<min(start + Self.adoptedAtOnce, stories.count)]
      try store.write(stories: slice.map { ledger.document($0, try ledger.members(of: $0.id)) })
    }
    try store.keepStories(since: first) { try catalog.story($0) != nil }
  }

  private static func order(_ a: StoredBundle, _ b: StoredBundle) -> Bool {
    (a.article.version, a.article.time, a.article.source, a.article.id)
      < (b.article.version, b.article.time, b.article.source, b.article.id)
  }

  private func adopt(_ bundle: StoredBundle) throws {
    let known = try catalog.article(bundle.article.id)
    // A revision stored once more on another day: what is recorded stands.
    if let known, known.version >= bundle.article.version { return try store.setAside(bundle.path) }
    let now = time.now()
    var batch = CatalogBatch(at: now)
    var ledger = StoryLedger(catalog: catalog, prefer: settings.stories.prefer)
    let place = try place(bundle.article, known, &ledger, now)
    ledger.enter(
      ArticleRecord(
        article: bundle.article, bundle: bundle.path, contentHash: Digest.sha256Hex(bundle.article.body.text.utf8),
        member: place.member(bundle.article.id), story: place.story))
    try close([bundle.article.id], &ledger, &batch, now)
    batch.facts[Self.lastBundle] = Fact(bundle.article.fetched.description)
    try commit(batch)
  }
}
