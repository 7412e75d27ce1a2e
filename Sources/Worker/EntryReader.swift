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
  /// Whether there will be no later poll, so that nothing can wait.
  let isLast: Bool

  /// What came of the entries.
  struct Results {
    var drafts: [ArticleDraft] = []
    var pages = 0
    var failures: [String] = []
    /// Pages that were read although the source's rules do not fit them, each with a sentence.
    var misfits: [String] = []
    /// What of pages was mended or left out because they are damaged, each with a sentence.
    var mended: [String] = []
    /// What the pages of new articles gave, to notice when that changes.
    var samples: [ExtractionSample] = []
    /// Entries whose page could not be had just now, to be read further at a later poll.
    var waiting: [IdentifiedEntry] = []
    /// Those again, as met.
    var met: [SeenEntry] = []
    /// Entries that need no recording, since what is recorded is better than what they give now.
    var settled: [SeenEntry] = []
    /// Entries beyond what one poll takes on.
    var unread: [IdentifiedEntry] = []
    /// All that is to be read at a later poll.
    var left: [IdentifiedEntry] { waiting + unread }
  }

  /// What came of one entry's page.
  private enum Page {
    case notNeeded
    case read(PageArticle, FetchResponse)
    /// Not to be had; the sentence says why. `later` where another try may help.
    case missing(String, asked: Bool, later: Bool)
  }

  private static let pagesAtOnce = 4
  /// How long an entry waits for its page: then what the feed carries is taken.
  private static let patienceSeconds: Int64 = 2 * 3600
  /// What one poll takes on, so that a source of any size costs a bounded time and memory; the rest is for the next.
  private static let mostPages = 200
  private static let mostEntries = 5000
  private static let mostBytes = 64 << 20
  /// And time, in milliseconds: a host that wants its pages asked for a minute apart has few of them read at a poll.
  private static let longest: Int64 = 300_000

  func read(_ entries: [IdentifiedEntry], now: Instant) async -> Results {
    var results = Results()
    let end = poller.time.monotonicMilliseconds() + Self.longest
    await withTaskGroup(of: (Int, ArticleBuilder.EntryText, Page).self) { group in
      var next = 0
      var bytes = 0
      var drafts: [Int: ArticleDraft] = [:]
      var samples: [Int: ExtractionSample] = [:]
      func start() {
        guard next < min(entries.count, Self.mostEntries), results.pages < Self.mostPages, bytes < Self.mostBytes,
          poller.time.monotonicMilliseconds() < end, !Task.isCancelled
        else { return }
        let index = next
        next += 1
        group.addTask {
          let text = ArticleBuilder.EntryText(entries[index].entry)
          return (index, text, await page(of: entries[index].entry, text))
        }
      }
      for _ in 0..<Self.pagesAtOnce { start() }
      for await (index, text, page) in group {
        let outcome = outcome(of: entries[index], text, page, &results, now)
        bytes += outcome?.bytes ?? 0
        drafts[index] = outcome
        if case .read(let article, _) = page, entries[index].known == nil, let outcome {
          samples[index] = Self.sample(article, outcome)
        }
        start()
      }
      results.unread = Array(entries[next...])
      results.drafts = drafts.sorted { $0.key < $1.key }.map(\.value)
      results.samples = samples.sorted { $0.key < $1.key }.map(\.value)
    }
    return results
  }

  /// The draft an entry comes to, or nil where it waits or what is recorded is better.
  private func outcome(
    of entry: IdentifiedEntry, _ text: ArticleBuilder.EntryText, _ page: Page, _ results: inout Results, _ now: Instant
  ) -> ArticleDraft? {
    switch page {
    case .notNeeded: return draft(entry, text, nil, nil, now)
    case .read(let article, let response):
      results.pages += 1
      let draft = draft(entry, text, article, response, now)
      for note in article.notes { results.misfits.append(failure(entry.entry, note)) }
      for repair in article.repairs { results.mended.append(failure(entry.entry, repair)) }
      if article.origin == .none {
        results.failures.append(failure(entry.entry, article.reason ?? "no article found"))
        if isWorse(draft, than: entry.known) { results.settled.append(met(entry, now, done: true)) }
      }
      return isWorse(draft, than: entry.known) ? nil : draft
    case .missing(let why, let asked, let later):
      results.pages += asked ? 1 : 0
      results.failures.append(failure(entry.entry, why))
      let patient = now < (entry.firstSeen ?? now).adding(seconds: Self.patienceSeconds)
      let draft = draft(entry, text, nil, nil, missing: why, now)
      if later, patient {
        results.waiting.append(entry)
        results.met.append(met(entry, now, done: false))
        return nil
      }
      guard isWorse(draft, than: entry.known) else { return draft }
      results.settled.append(met(entry, now, done: true))
      return nil
    }
  }

  /// A full text read before is not replaced by a teaser, whatever else the feed changed.
  private func isWorse(_ draft: ArticleDraft, than known: ArticleRecord?) -> Bool {
    guard let known, known.bodyOrigin == .page || known.bodyOrigin == .jsonLD else { return false }
    return draft.article.body.origin == .feedSummary || draft.article.body.origin == .none
  }

  private func met(_ entry: IdentifiedEntry, _ now: Instant, done: Bool) -> SeenEntry {
    SeenEntry(
      key: entry.key.key, article: entry.article, digest: done ? entry.key.digest : [],
      firstSeen: entry.firstSeen ?? now)
  }

  private func failure(_ entry: FeedEntry, _ why: String) -> String {
    DisplayText.line("\(entry.title ?? entry.url?.redacted ?? "an entry"): \(why)")
  }

  private func page(of entry: FeedEntry, _ text: ArticleBuilder.EntryText) async -> Page {
    guard source.pages != .never, !isLast, let url = entry.url else { return .notNeeded }
    if source.pages == .auto, text.isWhole { return .notNeeded }
    var request = FetchRequest(url: url, purpose: .page, maxBodyBytes: poller.settings.network.maxPageBytes)
    request.objection = poller.objection(for: source, isFeed: false)
    if let end = await poller.holds.end(url.host) {
      return .missing("\(url.host) asked to be left alone until \(end)", asked: false, later: true)
    }
    if poller.asksRobots(source, isFeed: false) {
      let permission = await poller.robots.permission(for: url)
      if let objection = permission.objection {
        return .missing(objection.sentence(url), asked: false, later: objection == .unreachable)
      }
      request.spacingMilliseconds = permission.delaySeconds.map { $0 * 1000 }
    }
    let response: FetchResponse
    do {
      response = try await poller.client.fetch(request)
      await poller.holds.note(response)
    } catch {
      let isForbidden = error.code.rawValue == RobotsPolicy.Objection.disallowed.code
      return .missing(
        error.message, asked: error.code != .held, later: error.isRetryable && error.code != .tooLarge && !isForbidden)
    }
    guard response.status == 200 else {
      let later = response.status >= 500 || response.status == 429
      return .missing(StatusSentence.words(response.status).message, asked: true, later: later)
    }
    do {
      let article = try PageReader.read(
        response.body, contentType: response.contentType, url: response.finalURL, rules: source.article)
      return .read(article, response)
    } catch {
      return .missing(error.message, asked: true, later: false)
    }
  }

  private func draft(
    _ entry: IdentifiedEntry, _ text: ArticleBuilder.EntryText, _ page: PageArticle?, _ answer: FetchResponse?,
    missing: String? = nil, _ now: Instant
  ) -> ArticleDraft {
    let article = ArticleBuilder.article(
      id: entry.article, entry: entry.entry, text: text, page: page, missing: missing, pageAddress: answer?.finalURL,
      facts: entry.sheet.facts, source: source, fetched: now)
    let keep = poller.settings.bundles.keepSource
    return ArticleDraft(
      article: article,
      seen: met(entry, now, done: true),
      fetch: FetchRecord(source: entry.sheet.exchange, page: answer.map { Self.exchange($0, asked: entry.entry.url) }),
      entrySource: keep && !entry.entry.raw.isEmpty
        ? KeptSource(bytes: entry.entry.raw, fileExtension: entry.entry.raw.first == UInt8(ascii: "{") ? "json" : "xml")
        : nil,
      pageSource: keep ? answer.map { KeptSource(bytes: $0.body, fileExtension: "html") } : nil)
  }

  /// What a page gave, and what became of it.
  private static func sample(_ page: PageArticle, _ draft: ArticleDraft) -> ExtractionSample {
    let origin: ExtractionSample.Origin
    switch (page.origin, draft.article.body.origin) {
    case (.none, _): origin = .none
    case (_, .page): origin = .page
    case (_, .jsonLD): origin = .jsonLD
    default: origin = .feed
    }
    return ExtractionSample(origin: origin, characters: page.bodyText.unicodeScalars.count)
  }

  static func exchange(_ response: FetchResponse, asked: WebAddress?) -> FetchRecord.Exchange {
    FetchRecord.Exchange(
      requested: asked ?? response.finalURL, final: response.finalURL, status: response.status,
      etag: response.validators.etag, lastModified: response.validators.lastModified, contentType: response.contentType,
      fetchedAt: response.receivedAt, bodySHA256: Digest.sha256Hex(response.body))
  }
}
