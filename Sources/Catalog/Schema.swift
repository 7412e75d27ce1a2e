// The tables, and how an older catalogue becomes today's. Migrations go forward only and are never edited once released.
internal import GRDB

enum Schema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1-first") { db in
      try db.execute(
        sql: """
          CREATE TABLE source (
            name TEXT PRIMARY KEY NOT NULL, url TEXT NOT NULL, title TEXT, feed_url TEXT,
            etag TEXT, last_modified TEXT, validators_url TEXT, next_due INTEGER NOT NULL DEFAULT 0, due_reason TEXT NOT NULL DEFAULT '',
            last_polled INTEGER, last_success INTEGER, outcome TEXT NOT NULL DEFAULT '', message TEXT NOT NULL DEFAULT '',
            failures INTEGER NOT NULL DEFAULT 0, retired INTEGER NOT NULL DEFAULT 0,
            asked_seconds INTEGER, skip_hours INTEGER NOT NULL DEFAULT 0, skip_days INTEGER NOT NULL DEFAULT 0,
            adopted_url TEXT, moved_to TEXT, moved_sightings INTEGER NOT NULL DEFAULT 0, moved_first INTEGER
          ) WITHOUT ROWID;
          CREATE TABLE seen_entry (
            source TEXT NOT NULL, key TEXT NOT NULL, article TEXT NOT NULL, digest BLOB NOT NULL, first_seen INTEGER NOT NULL,
            PRIMARY KEY (source, key)
          ) WITHOUT ROWID;
          CREATE TABLE article (
            id TEXT PRIMARY KEY NOT NULL, version INTEGER NOT NULL, source TEXT NOT NULL, outlet TEXT NOT NULL, guid TEXT,
            url TEXT, identity_key TEXT, title TEXT NOT NULL, authors TEXT NOT NULL, language TEXT,
            published INTEGER, time INTEGER NOT NULL, fetched INTEGER NOT NULL, words INTEGER NOT NULL,
            body_origin TEXT NOT NULL, confidence REAL NOT NULL, content_hash TEXT NOT NULL, bundle TEXT NOT NULL,
            story TEXT NOT NULL, relation TEXT NOT NULL, match TEXT, containment REAL, evidence TEXT
          );
          CREATE INDEX article_time ON article (time);
          CREATE INDEX article_story ON article (story, time);
          CREATE INDEX article_source ON article (source, time);
          CREATE INDEX article_identity ON article (source, identity_key);
          CREATE TABLE revision (
            article TEXT NOT NULL, version INTEGER NOT NULL, title TEXT NOT NULL, fetched INTEGER NOT NULL,
            content_hash TEXT NOT NULL, bundle TEXT NOT NULL UNIQUE, PRIMARY KEY (article, version)
          ) WITHOUT ROWID;
          CREATE TABLE story (
            id TEXT PRIMARY KEY NOT NULL, headline TEXT NOT NULL, first_article TEXT NOT NULL, members INTEGER NOT NULL,
            first_seen INTEGER NOT NULL, last_changed INTEGER NOT NULL, merged_into TEXT
          );
          CREATE INDEX story_changed ON story (last_changed);
          CREATE TABLE story_move (
            at INTEGER NOT NULL, article TEXT NOT NULL, from_story TEXT NOT NULL, to_story TEXT NOT NULL, reason TEXT NOT NULL
          );
          CREATE INDEX story_move_article ON story_move (article);
          CREATE TABLE recogniser_article (
            sequence INTEGER PRIMARY KEY, article TEXT NOT NULL, story TEXT NOT NULL, founder INTEGER NOT NULL,
            active INTEGER NOT NULL, digest INTEGER NOT NULL, features BLOB NOT NULL
          );
          CREATE INDEX recogniser_article_story ON recogniser_article (story);
          CREATE TABLE recogniser_score (
            a INTEGER NOT NULL, b INTEGER NOT NULL, score REAL NOT NULL, PRIMARY KEY (a, b)
          ) WITHOUT ROWID;
          CREATE INDEX recogniser_score_b ON recogniser_score (b);
          CREATE TABLE recogniser_frequency (
            vocabulary INTEGER NOT NULL, term INTEGER NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (vocabulary, term)
          ) WITHOUT ROWID;
          CREATE TABLE recogniser_counter (name TEXT PRIMARY KEY NOT NULL, value INTEGER NOT NULL) WITHOUT ROWID;
          CREATE TABLE fact (name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL, expires INTEGER) WITHOUT ROWID;
          CREATE INDEX fact_expires ON fact (expires) WHERE expires IS NOT NULL;
          """)
    }
    migrator.registerMigration("2-rhythm") { db in
      try db.execute(
        sql: """
          ALTER TABLE source ADD COLUMN rhythm_count REAL NOT NULL DEFAULT 0;
          ALTER TABLE source ADD COLUMN rhythm_seconds REAL NOT NULL DEFAULT 0;
          ALTER TABLE source ADD COLUMN newest_entry INTEGER;
          ALTER TABLE source ADD COLUMN hubs TEXT NOT NULL DEFAULT '';
          ALTER TABLE source ADD COLUMN settings_mark TEXT NOT NULL DEFAULT '';
          CREATE TABLE pending_entry (
            source TEXT NOT NULL, key TEXT NOT NULL, value BLOB NOT NULL, PRIMARY KEY (source, key)
          ) WITHOUT ROWID;
          """)
    }
    migrator.registerMigration("3-page-reading") { db in
      try db.execute(
        sql: """
          ALTER TABLE source ADD COLUMN extraction TEXT NOT NULL DEFAULT '';
          ALTER TABLE article ADD COLUMN body_reason TEXT;
          """)
    }
    return migrator
  }
}
