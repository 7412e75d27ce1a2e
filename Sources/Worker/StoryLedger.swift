// Who is in which story while a batch is being made: the catalogue's word, changed by the batch's own decisions.
internal import Bundles
internal import Catalog
internal import News
internal import Stories

/// The memberships a batch leaves behind.
struct StoryLedger {
  private let catalog: any CatalogStore
  private let prefer: [SourceName]
  /// Articles the batch writes, and older ones it moves, each in its place.
  private(set) var records: [ArticleID: ArticleRecord] = [:]
  /// Older articles that changed their story.
  private(set) var placements: [ArticleID: StoryID] = [:]
  /// Moves to remember.
  private(set) var moves: [StoryMoveRecord] = []
  private var touched: Set<StoryID> = []
  private var merged: [StoryID: StoryID] = [:]

  init(catalog: any CatalogStore, prefer: [SourceName]) {
    self.catalog = catalog
    self.prefer = prefer
  }

  /// Takes in what an arrival changed for earlier articles.
  mutating func apply(_ decision: StoryDecision, at now: Instant) throws(CatalogFailure) {
    for merge in decision.merged {
      for var member in try members(of: merge.younger) {
        member.story = merge.into
        place(member)
      }
      merged[merge.younger] = merge.into
      merged[merge.into] = nil
      touched.formUnion([merge.younger, merge.into])
    }
    for move in decision.moves {
      touched.formUnion([move.from, move.to])
      merged[move.to] = nil
      moves.append(
        StoryMoveRecord(at: now, article: move.article, from: move.from, to: move.to, reason: move.reason))
      let known = if let record = records[move.article] { record } else { try catalog.article(move.article) }
      guard var member = known else { continue }
      member.story = move.to
      place(member)
    }
    touched.insert(decision.story)
    merged[decision.story] = nil
  }

  /// Enters an article that the batch writes.
  mutating func enter(_ record: ArticleRecord) {
    records[record.id] = record
    placements[record.id] = nil
    touched.insert(record.story)
  }

  private mutating func place(_ member: ArticleRecord) {
    // An article the batch itself writes is recorded with its place; an older one needs its place changed.
    let written = records[member.id] != nil && placements[member.id] == nil
    records[member.id] = member
    if !written { placements[member.id] = member.story }
  }

  /// The articles the batch writes.
  func written(_ ids: [ArticleID]) -> [ArticleRecord] { ids.compactMap { records[$0] } }

  /// The earliest title the batch itself has for a story.
  func headline(of story: StoryID) -> String? {
    records.values.filter { $0.story == story }.min { ($0.time, $0.id) < ($1.time, $1.id) }?.title
  }

  /// The story's members as the batch leaves them, in order of time.
  func members(of story: StoryID) throws(CatalogFailure) -> [ArticleRecord] {
    let known = try catalog.articles(ArticleFilter(story: story)).filter { records[$0.id] == nil }
    let own = records.values.filter { $0.story == story }
    return (known + own).sorted { ($0.time, $0.id) < ($1.time, $1.id) }
  }

  /// The stories the batch touched, for the catalogue and for their files.
  func stories(at now: Instant) throws(CatalogFailure) -> [(record: StoryRecord, document: StoryDocument)] {
    var out: [(StoryRecord, StoryDocument)] = []
    for id in touched.sorted() {
      let members = try members(of: id)
      let known = try catalog.story(id)
      guard let first = canonical(members) else {
        if let into = merged[id] {
          out.append(closed(id, known, into: into, at: now))
        } else if known != nil {
          // All its members went to other stories one by one: it is superseded by the one that took the last.
          out.append(closed(id, known, into: moves.last { $0.from == id }?.to, at: now))
        }
        continue
      }
      let firstSeen = members.map(\.fetched).min() ?? now
      let record = StoryRecord(
        id: id, headline: first.title, firstArticle: first.id, members: members.count,
        firstSeen: known?.firstSeen ?? firstSeen, lastChanged: now)
      out.append((record, document(record, members)))
    }
    return out
  }

  /// The member that leads the story: of a preferred source where there is one, else the first seen.
  private func canonical(_ members: [ArticleRecord]) -> ArticleRecord? {
    for source in prefer {
      if let found = members.first(where: { $0.source == source }) { return found }
    }
    return members.first
  }

  private func closed(_ id: StoryID, _ known: StoryRecord?, into: StoryID?, at now: Instant) -> (
    StoryRecord, StoryDocument
  ) {
    let nobody = ArticleID(uuid: id.uuid)
    let record = StoryRecord(
      id: id, headline: known?.headline ?? "", firstArticle: known?.firstArticle ?? nobody, members: 0,
      firstSeen: known?.firstSeen ?? now, lastChanged: now, mergedInto: into)
    return (record, document(record, []))
  }

  private func document(_ record: StoryRecord, _ members: [ArticleRecord]) -> StoryDocument {
    StoryDocument(
      id: record.id, headline: record.headline,
      members: members.map { member in
        StoryDocument.Member(
          article: member.id, version: member.version, title: member.title, outlet: member.outlet, url: member.url,
          published: member.time, relation: member.relation, match: member.match,
          share: member.evidence?.containment ?? 0)
      },
      firstSeen: record.firstSeen, lastChanged: record.lastChanged, mergedInto: record.mergedInto)
  }
}
