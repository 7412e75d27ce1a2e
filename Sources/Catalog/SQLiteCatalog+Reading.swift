// What the catalogue answers.
internal import Foundation
internal import GRDB
public import News

extension SQLiteCatalog {
  /// The memory of all sources ever polled, by name.
  public func sources() throws(CatalogFailure) -> [SourceName: SourceRecord] {
    try read { db in
      var out: [SourceName: SourceRecord] = [:]
      for row in try Row.fetchAll(db, sql: "SELECT * FROM source") {
        guard let name = SourceName(row["name"]), let url = WebAddress(row["url"]) else { continue }
        var record = SourceRecord(name: name, url: url)
        record.title = row["title"]
        record.feedURL = (row["feed_url"] as String?).flatMap { WebAddress($0) }
        record.etag = row["etag"]
        record.lastModified = row["last_modified"]
        record.validatorsURL = (row["validators_url"] as String?).flatMap { WebAddress($0) }
        record.nextDue = Instant(milliseconds: row["next_due"])
        record.dueReason = row["due_reason"]
        record.lastPolled = (row["last_polled"] as Int64?).map(Instant.init(milliseconds:))
        record.lastSuccess = (row["last_success"] as Int64?).map(Instant.init(milliseconds:))
        record.outcome = row["outcome"]
        record.message = row["message"]
        record.failures = row["failures"]
        record.retired = row["retired"]
        record.askedSeconds = row["asked_seconds"]
        record.skipHours = row["skip_hours"]
        record.skipDays = row["skip_days"]
        record.adoptedURL = (row["adopted_url"] as String?).flatMap { WebAddress($0) }
        record.movedTo = (row["moved_to"] as String?).flatMap { WebAddress($0) }
        record.movedSightings = row["moved_sightings"]
        record.movedFirst = (row["moved_first"] as Int64?).map(Instant.init(milliseconds:))
        // A catalogue opened to be read only may still be an older one, without these.
        record.rhythmCount = (row["rhythm_count"] as Double?) ?? 0
        record.rhythmSeconds = (row["rhythm_seconds"] as Double?) ?? 0
        record.newestEntry = (row["newest_entry"] as Int64?).map(Instant.init(milliseconds:))
        record.hubs = ((row["hubs"] as String?) ?? "").split(separator: "\n").map(String.init)
        record.settingsMark = (row["settings_mark"] as String?) ?? ""
        record.extraction = (row["extraction"] as String?) ?? ""
        out[name] = record
      }
      return out
    }
  }

  /// Those of the keys that the source has shown before.
  public func seen(_ keys: [String], in source: SourceName) throws(CatalogFailure) -> [String: SeenEntry] {
    try read { db in
      var out: [String: SeenEntry] = [:]
      let statement = try db.makeStatement(
        sql: "SELECT article, digest, first_seen FROM seen_entry WHERE source = ? AND key = ?")
      for key in keys {
        guard let row = try Row.fetchOne(statement, arguments: [source.description, key]),
          let article = ArticleID(row["article"] as String)
        else { continue }
        out[key] = SeenEntry(
          key: key, article: article, digest: Array(row["digest"] as Data),
          firstSeen: Instant(milliseconds: row["first_seen"]))
      }
      return out
    }
  }

  /// The entries of a source that are pending, in the order of their keys.
  public func pending(of source: SourceName) throws(CatalogFailure) -> [PendingEntry] {
    try read { db in
      let rows = try Row.fetchAll(
        db, sql: "SELECT key, value FROM pending_entry WHERE source = ? ORDER BY key", arguments: [source.description])
      return rows.map { PendingEntry(key: $0["key"], value: Array($0["value"] as Data)) }
    }
  }

  /// The latest revision of an article.
  public func article(_ id: ArticleID) throws(CatalogFailure) -> ArticleRecord? {
    try read { db in
      try Row.fetchOne(db, sql: "SELECT * FROM article WHERE id = ?", arguments: [id.description]).flatMap(Self.article)
    }
  }

  /// The only article of a source that lives at an address.
  public func article(at identityKey: String, in source: SourceName) throws(CatalogFailure) -> ArticleRecord? {
    try read { db in
      let rows = try Row.fetchAll(
        db, sql: "SELECT * FROM article WHERE source = ? AND identity_key = ? LIMIT 2",
        arguments: [source.description, identityKey])
      return rows.count == 1 ? Self.article(rows[0]) : nil
    }
  }

  /// Articles whose identity begins with these characters.
  public func articles(idPrefix: String, limit: Int) throws(CatalogFailure) -> [ArticleRecord] {
    try read { db in
      try Row.fetchAll(
        db, sql: "SELECT * FROM article WHERE id >= ? AND id < ? ORDER BY id LIMIT ?",
        arguments: [idPrefix.lowercased(), idPrefix.lowercased() + "~", limit]
      ).compactMap(Self.article)
    }
  }

  /// Articles by source, story and time.
  public func articles(_ filter: ArticleFilter) throws(CatalogFailure) -> [ArticleRecord] {
    try read { db in
      var conditions = ["1"]
      var arguments: [any DatabaseValueConvertible] = []
      if let source = filter.source {
        conditions.append("source = ?")
        arguments.append(source.description)
      }
      if let story = filter.story {
        conditions.append("story = ?")
        arguments.append(story.description)
      }
      if let since = filter.since {
        conditions.append("time >= ?")
        arguments.append(since.milliseconds)
      }
      let order = filter.limit.map { "ORDER BY time DESC, id LIMIT \($0)" } ?? "ORDER BY time, id"
      return try Row.fetchAll(
        db, sql: "SELECT * FROM article WHERE \(conditions.joined(separator: " AND ")) \(order)",
        arguments: StatementArguments(arguments)
      ).compactMap(Self.article)
    }
  }

  /// A story, merged ones included.
  public func story(_ id: StoryID) throws(CatalogFailure) -> StoryRecord? {
    try read { db in
      try Row.fetchOne(db, sql: "SELECT * FROM story WHERE id = ?", arguments: [id.description]).flatMap(Self.story)
    }
  }

  /// Stories whose identity begins with these characters.
  public func stories(idPrefix: String, limit: Int) throws(CatalogFailure) -> [StoryRecord] {
    try read { db in
      try Row.fetchAll(
        db, sql: "SELECT * FROM story WHERE id >= ? AND id < ? ORDER BY id LIMIT ?",
        arguments: [idPrefix.lowercased(), idPrefix.lowercased() + "~", limit]
      ).compactMap(Self.story)
    }
  }

  /// Stories by size and time, the latest changed first.
  public func stories(_ filter: StoryFilter) throws(CatalogFailure) -> [StoryRecord] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT * FROM story WHERE merged_into IS NULL AND members >= ? AND last_changed >= ?
          ORDER BY last_changed DESC, members DESC, id LIMIT ?
          """,
        arguments: [filter.atLeastMembers, filter.since?.milliseconds ?? Int64.min, filter.limit ?? -1]
      ).compactMap(Self.story)
    }
  }

  /// How an article came to its story after it was first placed.
  public func moves(of article: ArticleID) throws(CatalogFailure) -> [StoryMoveRecord] {
    try read { db in
      try Row.fetchAll(
        db, sql: "SELECT * FROM story_move WHERE article = ? ORDER BY rowid", arguments: [article.description]
      ).compactMap { row in
        guard let from = StoryID(row["from_story"] as String), let to = StoryID(row["to_story"] as String) else {
          return nil
        }
        return StoryMoveRecord(
          at: Instant(milliseconds: row["at"]), article: article, from: from, to: to, reason: row["reason"])
      }
    }
  }

  /// The paths of the bundles recorded at or after one, in order.
  public func bundles(from path: String) throws(CatalogFailure) -> [String] {
    try read { db in
      try String.fetchAll(db, sql: "SELECT bundle FROM revision WHERE bundle >= ? ORDER BY bundle", arguments: [path])
    }
  }

  /// What the recogniser left to go on from.
  public func recogniserRows() throws(CatalogFailure) -> RecogniserRows {
    try read { db in
      var rows = RecogniserRows()
      let articles = try Row.fetchCursor(db, sql: "SELECT * FROM recogniser_article ORDER BY sequence")
      while let row = try articles.next() {
        guard let id = ArticleID(row["article"] as String), let story = StoryID(row["story"] as String) else {
          continue
        }
        rows.articles.append(
          .init(
            sequence: row["sequence"], id: id, story: story, founder: row["founder"], active: row["active"],
            digest: row["digest"], features: Array(row["features"] as Data)))
      }
      let scores = try Row.fetchCursor(db, sql: "SELECT a, b, score FROM recogniser_score ORDER BY a, b")
      while let row = try scores.next() { rows.scores.append(.init(a: row[0], b: row[1], score: row[2])) }
      let counts = try Row.fetchCursor(db, sql: "SELECT vocabulary, term, count FROM recogniser_frequency")
      while let row = try counts.next() {
        rows.frequencies.append(.init(vocabulary: row[0], term: row[1], count: row[2]))
      }
      for row in try Row.fetchAll(db, sql: "SELECT name, value FROM recogniser_counter") {
        rows.counters[row[0]] = row[1]
      }
      return rows
    }
  }

  /// The remembered values whose names begin with these characters, by name.
  public func facts(prefix: String) throws(CatalogFailure) -> [String: String] {
    try read { db in
      let rows = try Row.fetchAll(
        db, sql: "SELECT name, value FROM fact WHERE name >= ? AND name < ?",
        arguments: [prefix, prefix + "\u{10FFFF}"])
      return Dictionary(uniqueKeysWithValues: rows.map { ($0["name"] as String, $0["value"] as String) })
    }
  }

  /// A single remembered value.
  public func fact(_ name: String) throws(CatalogFailure) -> String? {
    try read { db in try String.fetchOne(db, sql: "SELECT value FROM fact WHERE name = ?", arguments: [name]) }
  }

  /// How much there is.
  public func totals() throws(CatalogFailure) -> CatalogTotals {
    try read { db in
      func count(_ sql: String) throws -> Int { try Int.fetchOne(db, sql: sql) ?? 0 }
      return CatalogTotals(
        articles: try count("SELECT count(*) FROM article"), bundles: try count("SELECT count(*) FROM revision"),
        stories: try count("SELECT count(*) FROM story WHERE merged_into IS NULL AND members > 0"),
        folded: try count("SELECT count(*) FROM story WHERE merged_into IS NULL AND members > 1"))
    }
  }

  private static func article(_ row: Row) -> ArticleRecord? {
    guard let id = ArticleID(row["id"] as String), let source = SourceName(row["source"]),
      let story = StoryID(row["story"] as String)
    else { return nil }
    let evidence = (row["evidence"] as String?).flatMap {
      try? JSONDecoder().decode(Evidence.self, from: Data($0.utf8))
    }
    return ArticleRecord(
      id: id, version: row["version"], source: source, outlet: row["outlet"], guid: row["guid"],
      url: (row["url"] as String?).flatMap { WebAddress($0) }, title: row["title"],
      authors: (row["authors"] as String).split(separator: "\n").map(String.init),
      language: (row["language"] as String?).flatMap(LanguageTag.init),
      published: (row["published"] as Int64?).map(Instant.init(milliseconds:)),
      time: Instant(milliseconds: row["time"]), fetched: Instant(milliseconds: row["fetched"]), words: row["words"],
      bodyOrigin: ArticleBody.Origin(rawValue: row["body_origin"]) ?? .none, confidence: row["confidence"],
      bodyReason: row["body_reason"] as String?, contentHash: row["content_hash"], bundle: row["bundle"], story: story,
      relation: Relation(rawValue: row["relation"]) ?? .new, match: (row["match"] as String?).flatMap { ArticleID($0) },
      evidence: evidence)
  }

  private static func story(_ row: Row) -> StoryRecord? {
    guard let id = StoryID(row["id"] as String), let first = ArticleID(row["first_article"] as String) else {
      return nil
    }
    return StoryRecord(
      id: id, headline: row["headline"], firstArticle: first, members: row["members"],
      firstSeen: Instant(milliseconds: row["first_seen"]), lastChanged: Instant(milliseconds: row["last_changed"]),
      mergedInto: (row["merged_into"] as String?).flatMap { StoryID($0) })
  }
}
