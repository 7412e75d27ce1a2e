// What moves and merges of stories leave behind in the catalogue and in the story files.
import Bundles
import Catalog
import Foundation
import News
import Testing

@testable import Stories
@testable import Worker

@Suite struct StoryLedgerTests {
  private let now = Instant(seconds: 1_795_000_000)
  private let wire = SourceName("wire")!

  private func record(_ name: String, minute: Int64, story: StoryID? = nil, match: ArticleID? = nil) -> ArticleRecord {
    let id = ArticleID(source: wire, guid: name)
    var article = Article(
      id: id, source: wire, outlet: "Wire", title: name,
      body: ArticleBody(html: "", text: name, origin: .feedContent, confidence: 1),
      fetched: now.adding(seconds: minute * 60))
    article.guid = name
    let member = StoryMember(article: id, relation: match == nil ? .new : .retelling, match: match)
    return ArticleRecord(
      article: article, bundle: "articles/\(name)", contentHash: name, member: member,
      story: story ?? StoryID(firstArticle: id))
  }

  private func catalog(_ records: [ArticleRecord]) throws -> SQLiteCatalog {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("ledger-\(UUID()).sqlite").path
    let catalog = try SQLiteCatalog(path: path)
    var batch = CatalogBatch(at: now)
    batch.articles = records
    for story in Set(records.map(\.story)) {
      let members = records.filter { $0.story == story }
      batch.stories.append(
        StoryRecord(
          id: story, headline: members[0].title, firstArticle: members[0].id, members: members.count, firstSeen: now,
          lastChanged: now))
    }
    try catalog.commit(batch)
    return catalog
  }

  private func decision(
    _ article: ArticleRecord, moves: [StoryMove] = [], merged: [StoryMerge] = []
  ) -> StoryDecision {
    StoryDecision(
      article: article.id, story: article.story, relation: article.relation, match: article.match, evidence: nil,
      moves: moves, merged: merged, runnerUp: nil)
  }

  @Test func `a merged story's members go over, stand anew, and its file says where they went`() throws {
    let a = record("a", minute: 0)
    let b = record("b", minute: 1)
    let c = record("c", minute: 2, story: b.story, match: b.id)
    let arrival = record("d", minute: 3, story: a.story, match: a.id)
    var ledger = StoryLedger(catalog: try catalog([a, b, c]), prefer: [])
    let merge = decision(arrival, merged: [StoryMerge(younger: b.story, into: a.story)])
    #expect(Set(try ledger.displaced(by: merge)) == [b.id, c.id])
    let standing = StoryMember(article: b.id, relation: .retelling, match: a.id)
    try ledger.apply(merge, standings: [(b.id, standing), (c.id, nil)], at: now)
    ledger.enter(arrival)

    let stories = try ledger.stories(at: now)
    let kept = try #require(stories.first { $0.record.id == a.story })
    #expect(kept.document.members.map(\.article) == [a.id, b.id, c.id, arrival.id])
    #expect(kept.document.members.map(\.relation) == [.new, .retelling, .retelling, .retelling])
    let gone = try #require(stories.first { $0.record.id == b.story })
    #expect(gone.record.mergedInto == a.story && gone.record.members == 0)
    #expect(Set(ledger.placements.map(\.member.article)) == [b.id, c.id])
    #expect(ledger.placements.allSatisfy { $0.story == a.story })
  }

  @Test func `an article split off alone no longer names a match in the story it left`() throws {
    let a = record("a", minute: 0)
    let b = record("b", minute: 1, story: a.story, match: a.id)
    let c = record("c", minute: 2, story: a.story, match: b.id)
    var ledger = StoryLedger(catalog: try catalog([a, b, c]), prefer: [])
    let arrival = record("d", minute: 3, story: StoryID(firstArticle: b.id), match: b.id)
    let split = decision(
      arrival, moves: [StoryMove(article: b.id, from: a.story, to: arrival.story, reason: "closer to d")])
    // c stays, but what it was closest to leaves.
    #expect(Set(try ledger.displaced(by: split)) == [b.id, c.id])
    let standing = StoryMember(article: c.id, relation: .nearDuplicate, match: a.id)
    try ledger.apply(split, standings: [(b.id, nil), (c.id, standing)], at: now)
    ledger.enter(arrival)
    let stories = try ledger.stories(at: now)
    let old = try #require(stories.first { $0.record.id == a.story })
    #expect(old.document.members.map(\.match) == [nil, a.id])
    let new = try #require(stories.first { $0.record.id == arrival.story })
    #expect(new.document.members.map(\.article) == [b.id, arrival.id])
    #expect(new.document.members.map(\.match) == [nil, b.id])
    #expect(ledger.moves.map(\.reason) == ["closer to d"])
  }

  @Test func `a preferred source leads a story it has told, and the first seen leads otherwise`() throws {
    let a = record("a", minute: 5)
    var b = record("b", minute: 1, story: a.story, match: a.id)
    b.source = SourceName("other")!
    for (prefer, headline) in [([], "b"), ([wire], "a"), ([SourceName("absent")!], "b")] {
      var ledger = StoryLedger(catalog: try catalog([a, b]), prefer: prefer)
      ledger.enter(a)
      #expect(try ledger.stories(at: now).map(\.record.headline) == [headline])
    }
  }
}
