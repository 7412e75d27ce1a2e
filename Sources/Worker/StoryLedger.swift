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
  /// Older articles whose place changed.
  private var placed: Set<ArticleID> = []
  /// Moves to remember.
  private(set) var moves: [StoryMoveRecord] = []
  private var touched: Set<StoryID> = []
  private var merged: [StoryID: StoryID] = [:]

  init(catalog: any CatalogStore, prefer: [SourceName]) {
    self.catalog = catalog
    self.prefer = prefer
  }

  /// The earlier articles that a decision moves, one by one or with their story, and those whose closest match it moves.
  func displaced(by decision: StoryDecision) throws(CatalogFailure) -> [ArticleID] {
    var out: Set<ArticleID> = Set(decision.moves.map(\.article))
    for merge in decision.merged { out.formUnion(try members(of: merge.younger).map(\.id)) }
    for story in Set(decision.moves.map(\.from)) {
      for member in try members(of: story) where member.match.map(out.contains) ?? false { out.insert(member.id) }
    }
    return out.sorted()
  }

  /// Takes in what an arrival changed for earlier articles. `standings` says how each displaced article stands to its
  /// story now; nil where the recogniser no longer compares it.
  mutating func apply(
    _ decision: StoryDecision, standings: [(ArticleID, StoryMember?)], at now: Instant
  ) throws(CatalogFailure) {
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
      guard var member = try record(of: move.article) else { continue }
      member.story = move.to
      place(member)
    }
    for (article, standing) in standings {
      guard var member = try record(of: article) else { continue }
      if let standing {
        (member.relation, member.match, member.evidence) = (standing.relation, standing.match, standing.evidence)
      } else if try member.match.flatMap({ (match) throws(CatalogFailure) in try record(of: match) })?.story
        != member.story
      {
        (member.relation, member.match, member.evidence) = (.new, nil, nil)
      }
      place(member)
    }
    touched.insert(decision.story)
    merged[decision.story] = nil
  }

  private func record(of article: ArticleID) throws(CatalogFailure) -> ArticleRecord? {
    if let record = records[article] { return record }
    return try catalog.article(article)
  }

  /// Enters an article that the batch writes.
  mutating func enter(_ record: ArticleRecord) {
    records[record.id] = record
    placed.remove(record.id)
    touched.insert(record.story)
  }

  private mutating func place(_ member: ArticleRecord) {
    // An article the batch itself writes is recorded with its place; an older one needs its place changed.
    let written = records[member.id] != nil && !placed.contains(member.id)
    records[member.id] = member
    if !written { placed.insert(member.id) }
  }

  /// Where the older articles are now whose place changed.
  var placements: [Placement] {
    placed.sorted().compactMap { records[$0] }.map {
      Placement(
        story: $0.story,
        member: StoryMember(article: $0.id, relation: $0.relation, match: $0.match, evidence: $0.evidence))
    }
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
        // A story born and lost within one batch was never seen by anyone.
        if let known { out.append(closed(known, into: merged[id] ?? moves.last { $0.from == id }?.to, at: now)) }
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

  /// The member that leads the story: the first seen of the most preferred source in it, else the first seen.
  private func canonical(_ members: [ArticleRecord]) -> ArticleRecord? {
    let bySight = members.sorted { ($0.fetched, $0.time, $0.id) < ($1.fetched, $1.time, $1.id) }
    for source in prefer {
      if let found = bySight.first(where: { $0.source == source }) { return found }
    }
    return bySight.first
  }

  private func closed(_ known: StoryRecord, into: StoryID?, at now: Instant) -> (StoryRecord, StoryDocument) {
    var record = known
    (record.members, record.lastChanged, record.mergedInto) = (0, now, into)
    return (record, document(record, []))
  }

  /// A story as its file tells it.
  func document(_ record: StoryRecord, _ members: [ArticleRecord]) -> StoryDocument {
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
