// The catalogue: what goes in comes back, and a batch is recorded whole or not at all.
import Catalog
import Foundation
import GRDB
import News
import Testing

@Suite struct CatalogTests {
  private final class Scratch {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("catalog-\(UUID()).sqlite").path
    deinit { for tail in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + tail) } }
  }

  private let now = Instant(seconds: 1_795_000_000)
  private let wire = SourceName("wire")!

  private func record(_ guid: String, story: StoryID? = nil, title: String = "Ferry adrift") -> ArticleRecord {
    let id = ArticleID(source: wire, guid: guid)
    let body = ArticleBody(
      html: "<p>One two.</p>", text: "One two.", origin: .feedContent, confidence: 0.9,
      reason: "the page gave 2 of 8 characters")
    var article = Article(id: id, source: wire, outlet: "Wire", title: title, body: body, fetched: now)
    article.guid = guid
    article.url = WebAddress("https://wire.example/\(guid)?utm_source=x")
    article.authors = ["A. Writer", "B. Editor"]
    article.published = WrittenDate(instant: now.adding(seconds: -60), offsetMinutes: 60, hasTime: true)
    let evidence = Evidence(
      score: 3.5, threshold: -1.25,
      parts: [.init(name: "names", value: 0.5, weight: 10.42, contribution: 5.21, terms: ["Aurelia"])],
      containment: 0.25,
      daysApart: 0.5)
    return ArticleRecord(
      article: article, bundle: "articles/2026/11/18/\(id)", contentHash: "00",
      member: StoryMember(article: id, relation: .retelling, match: id, evidence: evidence),
      story: story ?? StoryID(firstArticle: id))
  }

  @Test func `an article comes back as it was recorded`() throws {
    let scratch = Scratch()
    let catalog = try SQLiteCatalog(path: scratch.path)
    let written = record("1")
    var batch = CatalogBatch(at: now)
    batch.articles = [written]
    try catalog.commit(batch)
    #expect(try catalog.article(written.id) == written)
    #expect(try catalog.article(at: "wire.example/1", in: wire) == written)
    #expect(try catalog.articles(idPrefix: String(written.id.description.prefix(6)), limit: 2) == [written])
    #expect(try catalog.bundles(from: "articles/2026/11/18") == [written.bundle])
    #expect(try catalog.bundles(from: "articles/2026/11/19").isEmpty)
    #expect(try catalog.article(ArticleID(source: wire, guid: "2")) == nil)
  }

  @Test func `a source's memory and seen entries come back byte for byte`() throws {
    let scratch = Scratch()
    let catalog = try SQLiteCatalog(path: scratch.path)
    var source = SourceRecord(name: wire, url: WebAddress("https://wire.example/feed?key=1")!)
    source.etag = "W/\"a\u{FF}b\""
    source.lastModified = "Tue, 2 Jan 2024 03:04:05 +0000"
    source.validatorsURL = WebAddress("https://wire.example/moved")
    source.nextDue = now
    source.movedTo = WebAddress("https://wire.example/moved")
    source.movedSightings = 2
    source.rhythmCount = 12.5
    source.rhythmSeconds = 604_799.25
    source.newestEntry = now.adding(seconds: -90)
    source.settingsMark = "a b c"
    source.extraction = "{\"usual\":[]}"
    source.hubs = ["https://hub.example/", "https://hub.example/?b"]
    source.movedFirst = now
    (source.askedSeconds, source.skipHours, source.skipDays) = (3600, 0xFF_FFFF, 0x7F)
    source.adoptedURL = WebAddress("https://wire.example/new")
    let seen = SeenEntry(
      key: "guid 1", article: ArticleID(source: wire, guid: "1"), digest: [1, 2, 255], firstSeen: now)
    var batch = CatalogBatch(at: now)
    batch.sources = [source]
    batch.seen = [(wire, seen)]
    try catalog.commit(batch)
    #expect(try catalog.sources() == [wire: source])
    #expect(try catalog.seen(["guid 1", "guid 2"], in: wire) == ["guid 1": seen])
    #expect(try catalog.seen(["guid 1"], in: SourceName("other")!).isEmpty)
  }

  @Test func `a batch that fails leaves nothing of itself`() throws {
    let scratch = Scratch()
    let catalog = try SQLiteCatalog(path: scratch.path)
    var first = CatalogBatch(at: now)
    first.articles = [record("1")]
    try catalog.commit(first)
    var second = CatalogBatch(at: now)
    var clash = record("3")
    clash.bundle = record("1").bundle  // no two revisions share a bundle
    second.articles = [record("2"), clash]
    #expect(throws: CatalogFailure.self) { try catalog.commit(second) }
    #expect(try catalog.totals().articles == 1)
    #expect(try catalog.bundles(from: "") == [record("1").bundle])
  }

  @Test func `an entry keeps the time it was first met, and facts are forgotten when they expire`() throws {
    let scratch = Scratch()
    let catalog = try SQLiteCatalog(path: scratch.path)
    let article = ArticleID(source: wire, guid: "1")
    var batch = CatalogBatch(at: now)
    batch.seen = [(wire, SeenEntry(key: "guid 1", article: article, digest: [], firstSeen: now))]
    batch.facts = ["short": Fact("1", expires: now.adding(seconds: 60)), "long": Fact("2")]
    try catalog.commit(batch)
    var later = CatalogBatch(at: now.adding(seconds: 60))
    later.seen = [(wire, SeenEntry(key: "guid 1", article: article, digest: [7], firstSeen: later.at))]
    try catalog.commit(later)
    let seen = try catalog.seen(["guid 1"], in: wire)["guid 1"]
    #expect(seen?.digest == [7] && seen?.firstSeen == now)
    #expect(try catalog.fact("short") == nil)
    #expect(try catalog.fact("long") == "2")
  }

  @Test func `an address that several articles share names none of them`() throws {
    let scratch = Scratch()
    let catalog = try SQLiteCatalog(path: scratch.path)
    var batch = CatalogBatch(at: now)
    var a = record("1"), b = record("2")
    a.url = WebAddress("https://wire.example/")
    b.url = a.url
    batch.articles = [a]
    try catalog.commit(batch)
    #expect(try catalog.article(at: "wire.example/", in: wire)?.id == a.id)
    batch.articles = [b]
    try catalog.commit(batch)
    #expect(try catalog.article(at: "wire.example/", in: wire) == nil)
  }

  @Test func `stories are listed by size and the moves of an article in order`() throws {
    let scratch = Scratch()
    let catalog = try SQLiteCatalog(path: scratch.path)
    let a = record("1"), b = record("2", story: a.story), c = record("3")
    var batch = CatalogBatch(at: now)
    batch.articles = [a, b, c]
    batch.stories = [
      StoryRecord(id: a.story, headline: "Ferry", firstArticle: a.id, members: 2, firstSeen: now, lastChanged: now),
      StoryRecord(id: c.story, headline: "Other", firstArticle: c.id, members: 1, firstSeen: now, lastChanged: now),
    ]
    batch.moves = [
      StoryMoveRecord(at: now, article: b.id, from: c.story, to: a.story, reason: "closer"),
      StoryMoveRecord(at: now, article: b.id, from: a.story, to: c.story, reason: "apart"),
    ]
    try catalog.commit(batch)
    #expect(try catalog.stories(StoryFilter(atLeastMembers: 2)).map(\.id) == [a.story])
    #expect(try catalog.articles(ArticleFilter(story: a.story)).map(\.id).sorted() == [a.id, b.id].sorted())
    #expect(try catalog.moves(of: b.id).map(\.reason) == ["closer", "apart"])
    var placement = CatalogBatch(at: now)
    placement.placements = [Placement(story: c.story, member: StoryMember(article: b.id, relation: .new))]
    try catalog.commit(placement)
    let moved = try catalog.article(b.id)
    #expect(moved?.story == c.story && moved?.relation == .new && moved?.match == nil && moved?.evidence == nil)
  }

  @Test func `the recogniser's rows come back, merges and removals applied in order`() throws {
    let scratch = Scratch()
    let catalog = try SQLiteCatalog(path: scratch.path)
    let a = record("1"), b = record("2")
    func row(_ sequence: Int64, _ record: ArticleRecord) -> RecogniserRows.Article {
      .init(
        sequence: sequence, id: record.id, story: record.story, founder: sequence, active: true, digest: -5,
        features: [1, 2])
    }
    var batch = CatalogBatch(at: now)
    batch.recogniser.articles = [row(1, a), row(2, b)]
    batch.recogniser.scores = [.init(a: 1, b: 2, score: 1.5)]
    batch.recogniser.frequencies = [
      .init(vocabulary: 0, term: .min, count: 3), .init(vocabulary: 1, term: 7, count: 1),
    ]
    batch.recogniser.counters = ["sequence": 2]
    try catalog.commit(batch)
    var expected = batch.recogniser
    #expect(try catalog.recogniserRows() == expected)

    var next = CatalogBatch(at: now)
    next.recogniser.merged = [.init(younger: b.story, into: a.story)]
    next.recogniser.forgottenScores = [2]
    next.recogniser.frequencies = [.init(vocabulary: 1, term: 7, count: 0)]
    try catalog.commit(next)
    expected.articles[1].story = a.story
    expected.scores = []
    expected.frequencies.removeLast()
    #expect(try catalog.recogniserRows() == expected)
  }

  @Test func `pending entries are those of the latest batch that spoke of their source`() throws {
    let scratch = Scratch()
    let catalog = try SQLiteCatalog(path: scratch.path)
    let other = SourceName("wire2")!
    var batch = CatalogBatch(at: now)
    batch.pending = [
      (wire, [PendingEntry(key: "b", value: [0, 255]), PendingEntry(key: "a", value: [])]),
      (other, [PendingEntry(key: "a", value: [1])]),
    ]
    try catalog.commit(batch)
    #expect(try catalog.pending(of: wire).map(\.key) == ["a", "b"])
    #expect(try catalog.pending(of: wire)[1].value == [0, 255])
    try catalog.commit(CatalogBatch(at: now))
    #expect(try catalog.pending(of: wire).count == 2)
    batch.pending = [(wire, [PendingEntry(key: "c", value: [2])])]
    try catalog.commit(batch)
    #expect(try catalog.pending(of: wire).map(\.key) == ["c"])
    #expect(try catalog.pending(of: other).count == 1)
    _ = try catalog.forget(wire, facts: [])
    #expect(try catalog.pending(of: wire).isEmpty)
    #expect(try catalog.pending(of: other).count == 1)
  }

  @Test func `a source that is forgotten leaves its articles, and other sources what they have`() throws {
    let scratch = Scratch()
    let catalog = try SQLiteCatalog(path: scratch.path)
    let other = SourceName("wire2")!
    var batch = CatalogBatch(at: now)
    batch.articles = [record("1")]
    for name in [wire, other] {
      batch.sources.append(SourceRecord(name: name, url: WebAddress("https://wire.example/feed")!))
      batch.seen.append(
        (name, SeenEntry(key: "1", article: ArticleID(source: name, guid: "1"), digest: [1], firstSeen: now)))
      batch.facts["sitemap \(name) https://wire.example/map"] = Fact("x")
    }
    batch.facts["robots https://wire.example"] = Fact("y")
    try catalog.commit(batch)
    #expect(try catalog.forget(wire, facts: ["sitemap wire "]) == 1)
    #expect(try catalog.sources().keys.map(\.description) == ["wire2"])
    #expect(try catalog.seen(["1"], in: wire).isEmpty)
    #expect(try catalog.seen(["1"], in: other).count == 1)
    #expect(try catalog.facts(prefix: "sitemap ") == ["sitemap wire2 https://wire.example/map": "x"])
    #expect(try catalog.fact("robots https://wire.example") == "y")
    #expect(try catalog.totals().articles == 1)
    #expect(try catalog.forget(wire, facts: []) == nil)
  }

  @Test func `a catalogue of the first version is read as it is, and brought up to date by the first to write`() throws
  {
    let scratch = Scratch()
    var batch = CatalogBatch(at: now)
    batch.sources = [SourceRecord(name: wire, url: WebAddress("https://wire.example/feed")!)]
    try SQLiteCatalog(path: scratch.path).commit(batch)
    batch.articles = [record("1")]
    try SQLiteCatalog(path: scratch.path).commit(batch)
    let first = try DatabaseQueue(path: scratch.path)
    try first.write { db in
      for column in ["rhythm_count", "rhythm_seconds", "newest_entry", "hubs", "settings_mark", "extraction"] {
        try db.execute(sql: "ALTER TABLE source DROP COLUMN \(column)")
      }
      try db.execute(sql: "DROP TABLE pending_entry")
      try db.execute(sql: "ALTER TABLE article DROP COLUMN body_reason")
      try db.execute(sql: "DELETE FROM grdb_migrations WHERE identifier != '1-first'")
    }
    try first.close()
    let old = try SQLiteCatalog(path: scratch.path, readOnly: true)
    #expect(try old.sources()[wire]?.rhythmSeconds == 0)
    #expect(try old.sources()[wire]?.extraction == "")
    #expect(try old.article(record("1").id)?.bodyReason == nil)
    batch.sources[0].hubs = ["https://hub.example/"]
    try SQLiteCatalog(path: scratch.path).commit(batch)
    #expect(try SQLiteCatalog(path: scratch.path, readOnly: true).sources()[wire]?.hubs == ["https://hub.example/"])
  }

  @Test func `a file that is no catalogue is refused with a sentence`() throws {
    let scratch = Scratch()
    try Data(repeating: 7, count: 4096).write(to: URL(fileURLWithPath: scratch.path))
    #expect { try SQLiteCatalog(path: scratch.path) } throws: { error in
      (error as? CatalogFailure)?.code == "corrupt"
    }
    #expect { try SQLiteCatalog(path: "/nonexistent/catalog.sqlite") } throws: { error in
      (error as? CatalogFailure)?.code == "cannot-open"
    }
  }
}
