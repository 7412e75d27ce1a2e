// The recogniser's memory in the catalogue's rows, and back.
internal import Catalog
internal import News
internal import Stories

/// Translates between the recogniser's rows and the catalogue's.
enum RecogniserMemory {
  /// A recogniser that goes on where the recorded one stopped.
  static func restore(from catalog: any CatalogStore, windowSeconds: Int) throws -> Recogniser {
    let rows = try catalog.recogniserRows()
    let state = RecogniserState(
      articles: rows.articles.map {
        ArticleRow(
          sequence: $0.sequence, id: $0.id, story: $0.story, founder: $0.founder, active: $0.active, digest: $0.digest,
          features: $0.features)
      },
      scores: rows.scores.map { ScoreRow(a: $0.a, b: $0.b, score: $0.score) },
      frequencies: rows.frequencies.map { FrequencyRow(vocabulary: $0.vocabulary, term: $0.term, count: $0.count) },
      counters: rows.counters)
    var options = Recogniser.Options()
    options.window = Int64(windowSeconds)
    return try Recogniser(restoring: state, options: options)
  }

  /// What changed, as rows to record.
  static func rows(_ changes: RecogniserChanges) -> RecogniserRows {
    var rows = RecogniserRows()
    rows.merged = changes.merged.map { .init(younger: $0.younger, into: $0.into) }
    rows.forgottenScores = changes.unscored
    rows.articles = changes.articles.map {
      .init(
        sequence: $0.sequence, id: $0.id, story: $0.story, founder: $0.founder, active: $0.active, digest: $0.digest,
        features: $0.features)
    }
    rows.scores = changes.scores.map { .init(a: $0.a, b: $0.b, score: $0.score) }
    rows.frequencies = changes.frequencies.map { .init(vocabulary: $0.vocabulary, term: $0.term, count: $0.count) }
    rows.counters = changes.counters
    return rows
  }

  /// What the recogniser is given of an article.
  static func input(_ article: Article) -> StoryInput {
    StoryInput(
      id: article.id, title: article.title, text: article.body.text, language: article.language,
      published: article.published?.instant ?? article.updated?.instant, seen: article.fetched)
  }
}
