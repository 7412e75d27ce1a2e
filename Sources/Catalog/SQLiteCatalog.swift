// The catalogue in one SQLite file: opening, and the one transaction that records a batch.
internal import Foundation
internal import GRDB
public import News

/// A catalogue in a SQLite file in WAL mode: one writer, any number of readers, in any number of processes.
public final class SQLiteCatalog: CatalogStore {
  let path: String
  let database: any DatabaseWriter

  /// Opens the file, makes it where there is none, and brings an older one up to date.
  ///
  /// With `readOnly` it changes nothing, and only reads; the file must be there.
  ///
  /// Throws `cannot-open`, `corrupt`, or `newer-state` where a later version of the program wrote it.
  public init(path: String, readOnly: Bool = false) throws(CatalogFailure) {
    self.path = path
    var configuration = Configuration()
    configuration.busyMode = .timeout(10)
    configuration.readonly = readOnly
    configuration.prepareDatabase { db in
      // A committed batch must survive a power cut: WAL alone would only promise consistency.
      if !readOnly { try db.execute(sql: "PRAGMA synchronous = FULL") }
    }
    do {
      let pool: any DatabaseWriter =
        readOnly
        ? try DatabaseQueue(path: path, configuration: configuration)
        : try DatabasePool(path: path, configuration: configuration)
      let migrator = Schema.migrator
      if try pool.read(migrator.hasBeenSuperseded) {
        throw CatalogFailure(
          code: "newer-state", path: path,
          message: "written by a later version of newsfold; run that version, this one would lose what it recorded")
      }
      if !readOnly { try migrator.migrate(pool) }
      database = pool
    } catch let failure as CatalogFailure {
      throw failure
    } catch {
      throw CatalogFailure(error, path: path)
    }
  }

  func read<T>(_ body: (Database) throws -> T) throws(CatalogFailure) -> T {
    do { return try database.read(body) } catch { throw CatalogFailure(error, path: path) }
  }

  /// Records everything of the batch, or nothing.
  public func commit(_ batch: CatalogBatch) throws(CatalogFailure) {
    do {
      try database.write { db in
        for article in batch.articles { try Self.record(article, db) }
        for placement in batch.placements {
          let member = placement.member
          try db.execute(
            sql: "UPDATE article SET story = ?, relation = ?, match = ?, containment = ?, evidence = ? WHERE id = ?",
            arguments: [
              placement.story.description, member.relation.rawValue, member.match?.description,
              member.evidence?.containment, try Self.text(member.evidence), member.article.description,
            ])
        }
        for story in batch.stories { try Self.record(story, db) }
        for move in batch.moves {
          try db.execute(
            sql: "INSERT INTO story_move VALUES (?, ?, ?, ?, ?)",
            arguments: [
              move.at.milliseconds, move.article.description, move.from.description, move.to.description, move.reason,
            ])
        }
        for (source, entry) in batch.seen {
          try db.execute(
            sql: """
              INSERT INTO seen_entry VALUES (?, ?, ?, ?, ?)
              ON CONFLICT (source, key) DO UPDATE SET article = excluded.article, digest = excluded.digest
              """,
            arguments: [
              source.description, entry.key, entry.article.description, Data(entry.digest),
              entry.firstSeen.milliseconds,
            ])
        }
        for (source, entries) in batch.pending {
          try db.execute(sql: "DELETE FROM pending_entry WHERE source = ?", arguments: [source.description])
          for entry in entries {
            try db.execute(
              sql: "INSERT OR REPLACE INTO pending_entry VALUES (?, ?, ?)",
              arguments: [source.description, entry.key, Data(entry.value)])
          }
        }
        for source in batch.sources { try Self.record(source, db) }
        try Self.record(batch.recogniser, db)
        for (name, fact) in batch.facts {
          try db.execute(
            sql: "INSERT OR REPLACE INTO fact VALUES (?, ?, ?)",
            arguments: [name, fact.value, fact.expires?.milliseconds])
        }
        try db.execute(sql: "DELETE FROM fact WHERE expires <= ?", arguments: [batch.at.milliseconds])
      }
    } catch {
      throw CatalogFailure(error, path: path)
    }
  }

  /// Forgets a source's memory and the entries it has shown, in one transaction.
  public func forget(_ source: SourceName, facts: [String]) throws(CatalogFailure) -> Int? {
    do {
      return try database.write { db in
        try db.execute(sql: "DELETE FROM seen_entry WHERE source = ?", arguments: [source.description])
        let entries = db.changesCount
        try db.execute(sql: "DELETE FROM pending_entry WHERE source = ?", arguments: [source.description])
        for prefix in facts {
          try db.execute(
            sql: "DELETE FROM fact WHERE name >= ? AND name < ?", arguments: [prefix, prefix + "\u{10FFFF}"])
        }
        try db.execute(sql: "DELETE FROM source WHERE name = ?", arguments: [source.description])
        return db.changesCount > 0 || entries > 0 ? entries : nil
      }
    } catch {
      throw CatalogFailure(error, path: path)
    }
  }

  private static func text(_ evidence: Evidence?) throws -> String? {
    try evidence.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }
  }

  private static func record(_ article: ArticleRecord, _ db: Database) throws {
    try db.execute(
      sql: """
        INSERT OR REPLACE INTO article VALUES
          (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        article.id.description, article.version, article.source.description, article.outlet, article.guid,
        article.url?.description, article.url?.identityKey, article.title, article.authors.joined(separator: "\n"),
        article.language?.description, article.published?.milliseconds, article.time.milliseconds,
        article.fetched.milliseconds, article.words, article.bodyOrigin.rawValue, article.confidence,
        article.contentHash, article.bundle, article.story.description, article.relation.rawValue,
        article.match?.description, article.evidence?.containment, try text(article.evidence),
        article.bodyReason,
      ])
    try db.execute(
      sql: """
        INSERT INTO revision VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (article, version) DO UPDATE SET title = excluded.title, fetched = excluded.fetched,
          content_hash = excluded.content_hash, bundle = excluded.bundle
        """,
      arguments: [
        article.id.description, article.version, article.title, article.fetched.milliseconds, article.contentHash,
        article.bundle,
      ])
  }

  private static func record(_ story: StoryRecord, _ db: Database) throws {
    try db.execute(
      sql: "INSERT OR REPLACE INTO story VALUES (?, ?, ?, ?, ?, ?, ?)",
      arguments: [
        story.id.description, story.headline, story.firstArticle.description, story.members,
        story.firstSeen.milliseconds, story.lastChanged.milliseconds, story.mergedInto?.description,
      ])
  }

  private static func record(_ source: SourceRecord, _ db: Database) throws {
    try db.execute(
      sql: """
        INSERT OR REPLACE INTO source VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        source.name.description, source.url.description, source.title, source.feedURL?.description, source.etag,
        source.lastModified, source.validatorsURL?.description, source.nextDue.milliseconds, source.dueReason,
        source.lastPolled?.milliseconds,
        source.lastSuccess?.milliseconds, source.outcome, source.message, source.failures, source.retired,
        source.askedSeconds, source.skipHours, source.skipDays, source.adoptedURL?.description,
        source.movedTo?.description, source.movedSightings,
        source.movedFirst?.milliseconds, source.rhythmCount, source.rhythmSeconds, source.newestEntry?.milliseconds,
        source.hubs.joined(separator: "\n"), source.settingsMark, source.extraction,
      ])
  }

  private static func record(_ rows: RecogniserRows, _ db: Database) throws {
    for merge in rows.merged {
      try db.execute(
        sql: "UPDATE recogniser_article SET story = ? WHERE story = ?",
        arguments: [merge.into.description, merge.younger.description])
    }
    for sequence in rows.forgottenScores {
      try db.execute(sql: "DELETE FROM recogniser_score WHERE a = ?", arguments: [sequence])
      try db.execute(sql: "DELETE FROM recogniser_score WHERE b = ?", arguments: [sequence])
    }
    for row in rows.articles {
      try db.execute(
        sql: "INSERT OR REPLACE INTO recogniser_article VALUES (?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          row.sequence, row.id.description, row.story.description, row.founder, row.active, row.digest,
          Data(row.features),
        ])
    }
    for row in rows.scores {
      try db.execute(
        sql: "INSERT OR REPLACE INTO recogniser_score VALUES (?, ?, ?)", arguments: [row.a, row.b, row.score])
    }
    let frequency = try db.makeStatement(sql: "INSERT OR REPLACE INTO recogniser_frequency VALUES (?, ?, ?)")
    for row in rows.frequencies where row.count > 0 {
      try frequency.execute(arguments: [row.vocabulary, row.term, row.count])
    }
    for row in rows.frequencies where row.count <= 0 {
      try db.execute(
        sql: "DELETE FROM recogniser_frequency WHERE vocabulary = ? AND term = ?",
        arguments: [row.vocabulary, row.term])
    }
    for (name, value) in rows.counters {
      try db.execute(sql: "INSERT OR REPLACE INTO recogniser_counter VALUES (?, ?)", arguments: [name, value])
    }
  }
}
