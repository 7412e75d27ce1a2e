// From new entries to article drafts: decides which need their page, fetches a few pages at a time, and builds articles.
internal import Bundles
internal import Catalog
internal import Feeds
internal import News
internal import Pages
internal import Transport

/// Reads the new entries of one poll.
struct EntryReader: Sendable {
  let poller: SourcePoller
  let source: Source
  let facts: FeedFacts
  let feed: FetchResponse

  /// What came of the entries.
  struct Results {
    var drafts: [ArticleDraft] = []
    var pages = 0
    var failures: [String] = []
    /// Entries left for the next poll because their page could not be had just now.
    var deferred = 0
  }

  /// What came of one entry's page.
  private enum Page {
    case notNeeded
    case read(PageArticle, FetchResponse)
    /// Not to be had; the sentence says why. `later` where another try may help.
    case missing(String, asked: Bool, later: Bool)
  }

  private static let pagesAtOnce = 4
  /// How old an entry may be to wait for its page: then what the feed carries is taken.
  private static let patienceSeconds: Int64 = 6 * 3600

  func read(_ entries: [IdentifiedEntry], now: Instant) async -> Results {
    var results = Results()
    await withTaskGroup(of: (Int, Page).self) { group in
      var next = 0
      var drafts: [Int: ArticleDraft] = [:]
      func start() {
        guard next < entries.count else { return }
        let index = next
        next += 1
        group.addTask { (index, await page(of: entries[index].entry)) }
      }
      for _ in 0..<Self.pagesAtOnce { start() }
      for await (index, page) in group {
        start()
        let entry = entries[index]
        switch page {
        case .notNeeded: drafts[index] = draft(entry, nil, nil, now)
        case .read(let article, let response):
          results.pages += 1
          if article.origin == .none {
            results.failures.append(failure(entry.entry, article.reason ?? "no article found"))
          }
          drafts[index] = draft(entry, article, response, now)
        case .missing(let why, let asked, let later):
          results.pages += asked ? 1 : 0
          results.failures.append(failure(entry.entry, why))
          if later, let published = entry.entry.published?.instant,
            published > now.adding(seconds: -Self.patienceSeconds)
          {
            results.deferred += 1
          } else {
            drafts[index] = draft(entry, nil, nil, now)
          }
        }
      }
      results.drafts = drafts.sorted { $0.key < $1.key }.map(\.value)
    }
    return results
  }

  private func failure(_ entry: FeedEntry, _ why: String) -> String {
    DisplayText.line("\(entry.title ?? entry.url?.redacted ?? "an entry"): \(why)")
  }

  private func page(of entry: FeedEntry) async -> Page {
    guard source.pages != .never, let url = entry.url else { return .notNeeded }
    if source.pages == .auto, ArticleBuilder.EntryText(entry).isWhole { return .notNeeded }
    if poller.settings.network.respectRobots, let objection = await poller.robots.objection(to: url) {
      return .missing(objection.sentence(url), asked: false, later: objection == .unreachable)
    }
    let response: FetchResponse
    do {
      response = try await poller.client.fetch(
        FetchRequest(url: url, purpose: .page, maxBodyBytes: poller.settings.network.maxPageBytes))
    } catch {
      return .missing(error.message, asked: true, later: error.isRetryable)
    }
    guard response.status == 200 else {
      let later = response.status >= 500 || response.status == 429
      return .missing(StatusSentence.words(response.status).message, asked: true, later: later)
    }
    do {
      let article = try PageReader.read(response.body, contentType: response.contentType, url: response.finalURL)
      return .read(article, response)
    } catch {
      return .missing(error.message, asked: true, later: false)
    }
  }

  private func draft(_ entry: IdentifiedEntry, _ page: PageArticle?, _ answer: FetchResponse?, _ now: Instant)
    -> ArticleDraft
  {
    let article = ArticleBuilder.article(
      id: entry.article, entry: entry.entry, page: page, pageAddress: answer?.finalURL, facts: facts, source: source,
      fetched: now)
    let keep = poller.settings.bundles.keepSource
    return ArticleDraft(
      article: article,
      seen: SeenEntry(key: entry.key.key, article: entry.article, digest: entry.key.digest),
      fetch: FetchRecord(
        source: Self.exchange(feed, asked: source.url), page: answer.map { Self.exchange($0, asked: entry.entry.url) }),
      entrySource: keep && !entry.entry.raw.isEmpty
        ? KeptSource(bytes: entry.entry.raw, fileExtension: entry.entry.raw.first == UInt8(ascii: "{") ? "json" : "xml")
        : nil,
      pageSource: keep ? answer.map { KeptSource(bytes: $0.body, fileExtension: "html") } : nil)
  }

  private static func exchange(_ response: FetchResponse, asked: WebAddress?) -> FetchRecord.Exchange {
    FetchRecord.Exchange(
      requested: asked ?? response.finalURL, final: response.finalURL, status: response.status,
      etag: response.validators.etag, lastModified: response.validators.lastModified, contentType: response.contentType,
      fetchedAt: response.receivedAt, bodySHA256: Digest.sha256Hex(response.body))
  }
}
