// One poll of one source: ask, read, find what is new, fetch the pages it needs. Nothing is recorded here.
public import Catalog
internal import Feeds
public import News
internal import Pages
public import Settings
public import Transport

/// Polls sources. Holds no state of its own between polls.
public struct SourcePoller: Sendable {
  let client: HTTPClient
  let catalog: any CatalogStore
  let settings: Configuration
  let time: any TimeSource
  let robots: RobotsPolicy
  let policy: SchedulePolicy
  private let moves: MovePolicy

  /// A poller over a client and a catalogue.
  public init(
    client: HTTPClient, catalog: any CatalogStore, settings: Configuration, time: any TimeSource, agent: String
  ) {
    self.client = client
    self.catalog = catalog
    self.settings = settings
    self.time = time
    robots = RobotsPolicy(client: client, catalog: catalog, time: time, agent: agent)
    policy = SchedulePolicy(settings.polling)
    moves = MovePolicy(sightings: settings.polling.moveSightings, seconds: settings.polling.moveAfter)
  }

  /// Failures in a row after which an address that is not the one in the settings is given up.
  private static let patience = 5

  /// What a successful answer held, whatever its format.
  struct Reading {
    var entries: [FeedEntry]
    var facts: FeedFacts
    var format: String
    var repairs: [String] = []
    /// The longest wait the feed itself asks for.
    var askedSeconds: Int?
    var quiet = QuietTimes()
    /// The feed found behind a page, and the answer it gave.
    var found: (url: WebAddress, response: FetchResponse)?
  }

  /// Asks a source once. Never throws: a failure is an outcome with a sentence.
  public func poll(_ source: Source, known: SourceRecord?) async -> Harvest {
    var record = known.flatMap { $0.belongs(to: source) ? $0 : nil } ?? SourceRecord(name: source.name, url: source.url)
    var report = SourceReport(source: source.name)
    let now = time.now()
    record.lastPolled = now
    let address = record.feedURL ?? record.adoptedURL ?? source.url
    if source.kind == .html, settings.network.respectRobots, let objection = await robots.objection(to: address) {
      return await failed(
        source, record, report, objection.code, objection.sentence(address), retryAfter: nil)
    }
    let isFeed = source.kind == .feed || record.feedURL != nil
    var request = FetchRequest(
      url: address, purpose: isFeed ? .feed : .page,
      // They may be secrets: only for the host they were written for.
      headers: address.host == source.url.host && address.port == source.url.port ? source.sortedHeaders : [],
      maxBodyBytes: isFeed ? settings.network.maxFeedBytes : settings.network.maxPageBytes)
    if record.etag != nil || record.lastModified != nil {
      request.validators = Validators(etag: record.etag, lastModified: record.lastModified)
      request.validatorsURL = record.validatorsURL
    }
    let response: FetchResponse
    do {
      report.requests += 1
      response = try await client.fetch(request)
    } catch {
      return await failed(source, record, report, error.code.rawValue, error.message, retryAfter: nil)
    }
    moves.note(response, in: &record, asked: address, now: now)
    switch response.status {
    case 304 where request.validators == nil:
      return await failed(
        source, record, report, "unexpected-304",
        "304: the server says that nothing has changed, but it was not asked that; it never sent this feed",
        retryAfter: nil)
    case 304:
      remember(response, in: &record, keepingMissing: true)
      report.outcome = "unchanged"
      report.message = "not modified"
      return await answered(source, record, report, EntryReader.Results(), freshness: response.freshnessSeconds)
    case 200, 226: break
    default:
      let words = StatusSentence.words(response.status)
      return await failed(
        source, record, report, words.code, words.message, retryAfter: response.retryAfterSeconds,
        gone: response.status == 410)
    }
    let reading: Reading
    do {
      reading = try await read(response, source: source, foundFeed: record.feedURL != nil, requests: &report.requests)
    } catch {
      return await failed(source, record, report, error.code, error.message, retryAfter: nil)
    }
    record.title = reading.facts.title ?? record.title
    record.askedSeconds = reading.askedSeconds
    (record.skipHours, record.skipDays) = (reading.quiet.hours, reading.quiet.days)
    if let found = reading.found {
      record.feedURL = found.url
      remember(found.response, in: &record, keepingMissing: false)
    } else {
      remember(response, in: &record, keepingMissing: false)
    }
    report.format = reading.format
    report.repairs = reading.repairs
    report.entries = reading.entries.count
    return await gather(source, record, report, reading, now: now, response: response, previous: known)
  }

  /// Reads the new entries further, and hands on what is to be recorded.
  private func gather(
    _ source: Source, _ record: SourceRecord, _ report: SourceReport, _ reading: Reading, now: Instant,
    response: FetchResponse, previous: SourceRecord?
  ) async -> Harvest {
    var record = record
    var report = report
    let keys = EntryKeys.keys(of: reading.entries, in: source.name)
    let results: EntryReader.Results
    do {
      let seen = try catalog.seen(keys.compactMap { $0?.key }, in: source.name)
      let fresh = zip(reading.entries, keys).compactMap { entry, key -> (FeedEntry, EntryKeys)? in
        guard let key, seen[key.key]?.digest != key.digest else { return nil }
        return (entry, key)
      }
      let identified = try identify(fresh, among: reading.entries, all: keys, seen: seen, in: source)
      let reader = EntryReader(
        poller: self, source: source, facts: reading.facts,
        feed: EntryReader.exchange(
          reading.found?.response ?? response,
          asked: reading.found?.url ?? record.feedURL ?? record.adoptedURL ?? source.url))
      results = await reader.read(identified, now: now)
      report.pages = results.pages
      report.pageFailures = results.failures
      report.requests += results.pages
      if !results.waiting.isEmpty || results.unread > 0 {
        restoreValidators(of: previous, in: &record)
        if !results.waiting.isEmpty {
          report.pageFailures.append("\(results.waiting.count) of these are tried again at the next poll")
        }
        if results.unread > 0 { report.pageFailures.append("\(results.unread) entries are left for the next poll") }
      }
    } catch {
      restoreValidators(of: previous, in: &record)
      return await failed(source, record, report, "catalogue", error.description, retryAfter: nil)
    }
    let repeated = keys.count { $0 == nil }
    report.message =
      "\(report.entries) entries" + (repeated > 0 ? ", \(repeated) of them repeated or without any name" : "")
    let freshness = (reading.found?.response ?? response).freshnessSeconds
    return await answered(source, record, report, results, freshness: freshness)
  }

  /// Gives each fresh entry its article: the one it was before, also where the feed changed its guid.
  private func identify(
    _ fresh: [(FeedEntry, EntryKeys)], among entries: [FeedEntry], all: [EntryKeys?], seen: [String: SeenEntry],
    in source: Source
  ) throws(CatalogFailure) -> [IdentifiedEntry] {
    let current = Set(all.compactMap { key in key.map { seen[$0.key]?.article ?? $0.article } })
    var addresses: [String: Int] = [:]
    for entry in entries { if let url = entry.url { addresses[url.identityKey, default: 0] += 1 } }
    var out: [IdentifiedEntry] = []
    for (entry, key) in fresh {
      var article = seen[key.key]?.article ?? key.article
      // Where every entry links to one page, the page names none of them.
      if seen[key.key] == nil, let url = entry.url, addresses[url.identityKey] == 1,
        let known = try catalog.article(at: url.identityKey, in: source.name), !current.contains(known.id)
      {
        article = known.id
      }
      out.append(
        IdentifiedEntry(
          entry: entry, key: key, article: article, known: try catalog.article(article),
          firstSeen: seen[key.key]?.firstSeen))
    }
    return out
  }

  /// For entries that are not all read: to the old validators the server answers with them once more.
  private func restoreValidators(of previous: SourceRecord?, in record: inout SourceRecord) {
    record.etag = previous?.etag
    record.lastModified = previous?.lastModified
    record.validatorsURL = previous?.validatorsURL
  }

  private func remember(_ response: FetchResponse, in record: inout SourceRecord, keepingMissing: Bool) {
    let validators = response.validators
    if !keepingMissing || !validators.isEmpty {
      record.etag = validators.etag ?? (keepingMissing ? record.etag : nil)
      record.lastModified = validators.lastModified ?? (keepingMissing ? record.lastModified : nil)
    }
    record.validatorsURL = response.finalURL
  }

  private func answered(
    _ source: Source, _ record: SourceRecord, _ report: SourceReport, _ results: EntryReader.Results,
    freshness: Int?
  ) async -> Harvest {
    var record = record
    record.failures = 0
    record.retired = false
    record.lastSuccess = record.lastPolled
    return await finish(
      source, record, report, results,
      outcome: .answered(serverSeconds: [freshness, record.askedSeconds].compactMap(\.self).max()))
  }

  private func failed(
    _ source: Source, _ record: SourceRecord, _ report: SourceReport, _ code: String, _ message: String,
    retryAfter: Int?, gone: Bool = false
  ) async -> Harvest {
    var record = record
    var report = report
    record.failures += 1
    // Only the address in the settings can be gone for good. A feed that was found behind a page, or an address moved to,
    // that is gone or keeps failing: begin again at the address in the settings.
    let elsewhere = record.feedURL != nil || record.adoptedURL != nil
    let retired = gone && !elsewhere
    record.retired = retired
    if elsewhere, gone || record.failures % Self.patience == 0 {
      (record.feedURL, record.adoptedURL) = (nil, nil)
      (record.etag, record.lastModified, record.validatorsURL) = (nil, nil, nil)
    }
    report.outcome = code
    report.message = DisplayText.line(message)
    return await finish(
      source, record, report, EntryReader.Results(), outcome: retired ? .gone : .failed(retryAfter: retryAfter))
  }

  private func finish(
    _ source: Source, _ record: SourceRecord, _ report: SourceReport, _ results: EntryReader.Results,
    outcome: SchedulePolicy.Outcome
  ) async -> Harvest {
    var record = record
    var report = report
    let next = policy.next(
      after: outcome, source: source.name, interval: source.interval ?? 1800, failures: record.failures,
      quiet: QuietTimes(hours: record.skipHours, days: record.skipDays), now: time.now())
    record.nextDue = next.due
    record.dueReason = next.reason
    record.outcome = report.outcome
    record.message = report.message
    report.nextDue = next.due
    report.dueReason = next.reason
    return Harvest(
      record: record, drafts: results.drafts, met: results.waiting + results.settled, facts: await robots.drainFacts(),
      report: report)
  }
}

/// An entry, what it is remembered by, and the article it is.
struct IdentifiedEntry: Sendable {
  let entry: FeedEntry
  let key: EntryKeys
  let article: ArticleID
  /// The article as it is recorded, where it is.
  let known: ArticleRecord?
  /// When the entry was first met; nil for now.
  let firstSeen: Instant?
}
