// An article out of a feed's entry and, where it was fetched, the article's page: which of the two is believed for what.
internal import Markup
internal import News
internal import Pages

/// What a feed says of all its entries.
struct FeedFacts: Sendable, Codable {
  /// The outlet's name for itself.
  var title: String?
  /// The feed's language.
  var language: LanguageTag?
}

/// Builds articles; pure.
enum ArticleBuilder {
  /// The texts an entry carries, read once for all who ask.
  struct EntryText {
    let content: String
    let summary: String
    let contentWords: Int
    let summaryWords: Int

    init(_ entry: FeedEntry) {
      content = entry.contentHTML.map { PlainText.text(ofHTML: Array($0.utf8)) } ?? ""
      summary = entry.summaryHTML.map { PlainText.text(ofHTML: Array($0.utf8)) } ?? ""
      contentWords = WordCount.of(content)
      summaryWords = WordCount.of(summary)
    }

    /// Whether the entry is the article, so that its page need not be fetched.
    var isWhole: Bool {
      FullTextRule.isWhole(content, words: contentWords) || FullTextRule.isWholeSummary(summary, words: summaryWords)
    }
  }

  /// The article of an entry.
  ///
  /// The feed is believed for the title, the page for what the feed leaves out. The page's text is the body unless it is
  /// clearly shorter than what the feed itself carries; the body then says why it is not the page's. `missing` is why there
  /// is no page, where it was asked for.
  static func article(
    id: ArticleID, entry: FeedEntry, text: EntryText, page: PageArticle?, missing: String? = nil,
    pageAddress: WebAddress?, facts: FeedFacts, source: Source, fetched: Instant
  ) -> Article {
    let body = body(entry, text, page, missing)
    var article = Article(
      id: id, source: source.name, outlet: source.title ?? facts.title ?? source.url.host,
      title: title(entry, page, body), body: body, fetched: fetched)
    article.guid = entry.guid
    article.url = entry.url
    article.canonicalURL = page?.canonicalURL?.canonical ?? pageAddress?.canonical ?? entry.url?.canonical
    article.summary = summary(text, page, body)
    article.authors = entry.authors.isEmpty ? page?.authors ?? [] : entry.authors
    article.published = better(entry.published, page?.published)
    article.updated = better(entry.updated, page?.updated)
    article.language = entry.language ?? source.language ?? page?.language ?? facts.language
    article.categories = entry.categories
    article.image = entry.image.map { ArticleImage(url: $0.description) } ?? page?.image
    article.enclosures = entry.enclosures
    article.paywalled = page?.paywalled ?? false
    return article
  }

  private static func body(_ entry: FeedEntry, _ text: EntryText, _ page: PageArticle?, _ missing: String?)
    -> ArticleBody
  {
    var feed: ArticleBody
    if !text.content.isEmpty, text.content.utf8.count >= text.summary.utf8.count {
      let whole = FullTextRule.isWhole(text.content, words: text.contentWords)
      feed = ArticleBody(
        html: entry.contentHTML ?? "", text: text.content, origin: .feedContent, confidence: whole ? 0.9 : 0.5)
    } else if !text.summary.isEmpty {
      let whole = FullTextRule.isWholeSummary(text.summary, words: text.summaryWords)
      feed = ArticleBody(
        html: entry.summaryHTML ?? "", text: text.summary, origin: .feedSummary, confidence: whole ? 0.8 : 0.3)
    } else {
      feed = ArticleBody(html: "", text: "", origin: .none, confidence: 0)
    }
    guard let page else {
      feed.reason = missing.map { "the page could not be read: \($0)" }
      return feed
    }
    guard page.origin != .none, !page.bodyText.isEmpty else {
      feed.reason = "the page gave nothing" + (page.reason.map { ": \($0)" } ?? "")
      return feed
    }
    // A page that gives less than the feed was misread, or hides the rest behind a wall.
    guard page.bodyText.utf8.count * 10 >= feed.text.utf8.count * 9 else {
      let counts = (page.bodyText.unicodeScalars.count, feed.text.unicodeScalars.count)
      feed.reason = "the page gave \(Grouped.digits(counts.0)) of \(Grouped.digits(counts.1)) characters"
      return feed
    }
    return ArticleBody(html: page.bodyHTML, text: page.bodyText, origin: page.origin, confidence: page.confidence)
  }

  private static func title(_ entry: FeedEntry, _ page: PageArticle?, _ body: ArticleBody) -> String {
    for title in [entry.title, page?.title] {
      if let title, title.contains(where: { !$0.isWhitespace }) { return title }
    }
    let firstLine = body.text.prefix { $0 != "\n" }
    if !firstLine.isEmpty { return DisplayText.fitted(String(firstLine), to: 100) }
    return entry.url?.description ?? entry.guid ?? "Untitled"
  }

  private static func summary(_ text: EntryText, _ page: PageArticle?, _ body: ArticleBody) -> String? {
    for candidate in [text.summary, page?.summary ?? ""] where !candidate.isEmpty && candidate != body.text {
      return candidate
    }
    return nil
  }

  /// The feed's date, unless only the page tells the time of day.
  private static func better(_ feed: WrittenDate?, _ page: WrittenDate?) -> WrittenDate? {
    guard let feed else { return page }
    return !feed.hasTime && page?.hasTime == true ? page : feed
  }
}
