// A source that was asked: what it answered and what that means, before its new articles are read further.
internal import Catalog
public import News
internal import Transport

/// The first half of a poll. ``SourcePoller/gather(_:)`` is the second.
public struct Asked: Sendable {
  /// How the poll goes on.
  enum Step {
    /// Not at all.
    case over(SchedulePolicy.Outcome)
    /// Nothing has changed (304).
    case unchanged(FetchResponse)
    /// There is something to read.
    case read(SourcePoller.Reading, FetchResponse)
  }

  /// Which source.
  public let source: Source
  /// Its memory as it was; nil where nothing is known of it.
  let previous: SourceRecord?
  /// When it was asked.
  let now: Instant
  /// When it had answered, or nobody waited for that any more; later than `now` also where it stood in line.
  var ended: Instant
  /// Its memory as it will be recorded.
  var record: SourceRecord
  var report: SourceReport
  var step = Step.over(.answered(serverSeconds: nil))

  /// Failures in a row after which an address that is not the one in the settings is given up.
  private static let patience = 5
  /// Failures that are mostly our own and cost the publisher nothing: no name server, no proxy, no socket, no secret.
  private static let ourTrouble: Set<String> = [
    FetchFailure.Code.dns.rawValue, FetchFailure.Code.proxy.rawValue, FetchFailure.Code.noSocket.rawValue,
    "secret-unreadable",
  ]
  /// Back-off from these grows to this, in seconds: the day after is not lost to a night without a network.
  private static let longestOfOurs = 3600

  init(source: Source, previous: SourceRecord?, at now: Instant) {
    self.source = source
    self.previous = previous
    self.now = now
    ended = now
    record = previous ?? SourceRecord(name: source.name, url: source.url)
    report = SourceReport(source: source.name)
  }

  /// It answered well.
  mutating func answer(freshness: Int?) {
    record.failures = 0
    record.retired = false
    record.lastSuccess = record.lastPolled
    record.outcome = report.outcome
    record.message = report.message
    step = .over(.answered(serverSeconds: [freshness, record.askedSeconds].compactMap(\.self).max()))
  }

  /// It failed. Only the address in the settings can be gone for good: where a feed that was found behind a page, or an
  /// address moved to, is gone or keeps failing, the next poll begins again at the address in the settings.
  mutating func fail(
    _ code: String, _ message: String, retryAfter: Int? = nil, gone: Bool = false, isPolicy: Bool = false
  ) {
    record.failures += 1
    let isOurs = Self.ourTrouble.contains(code)
    let elsewhere = record.feedURL != nil || record.adoptedURL != nil
    record.retired = gone && !elsewhere
    if elsewhere, gone || record.failures % Self.patience == 0 && !isOurs {
      (record.feedURL, record.adoptedURL) = (nil, nil)
      (record.etag, record.lastModified, record.validatorsURL) = (nil, nil, nil)
    }
    report.outcome = code
    report.message = DisplayText.line(message)
    record.outcome = report.outcome
    record.message = report.message
    // What the feed itself asked for holds while it fails.
    let wait = [retryAfter, record.askedSeconds].compactMap(\.self).max()
    let most = isOurs ? Self.longestOfOurs : nil
    step = .over(record.retired ? .gone : isPolicy ? .blocked : .failed(retryAfter: wait, atMost: most))
  }

  /// It was not asked, because its host wants no request for now. How it fared before stays as it is.
  mutating func hold(until end: Instant, _ sentence: String) {
    report.outcome = SourceReport.held
    report.message = DisplayText.line(sentence)
    step = .over(.held(until: end))
  }

  /// Takes what an answer says of the source itself.
  mutating func take(_ reading: SourcePoller.Reading, _ response: FetchResponse) {
    record.title = reading.facts.title ?? record.title
    record.askedSeconds = reading.askedSeconds
    (record.skipHours, record.skipDays) = (reading.quiet.hours, reading.quiet.days)
    var hubs: [String] = []
    for hub in reading.hubs + (reading.found?.response ?? response).links(relation: "hub") where !hubs.contains(hub) {
      hubs.append(hub)
    }
    record.hubs = Array(hubs.prefix(4))
    if let found = reading.found {
      record.feedURL = found.url
      remember(found.response, keepingMissing: false)
    } else {
      remember(response, keepingMissing: false)
    }
    report.format = reading.format
    report.repairs = reading.repairs
    report.entries = reading.entries.count
    report.notices = reading.notices
    step = .read(reading, response)
  }

  /// Takes what the further pages of a list gave.
  mutating func take(_ found: PageWalk.Result) {
    if found.requests > 0 { report.outcome = "ok" }
    report.entries += found.listed.count
    report.requests += found.requests
    report.notices += found.notices
    if found.pages > 0, let format = report.format { report.format = "\(format), \(found.pages + 1) pages" }
  }

  /// Keeps the validators of an answer. A 304 need not repeat those that have not changed.
  mutating func remember(_ response: FetchResponse, keepingMissing: Bool) {
    let validators = response.validators
    if !keepingMissing || !validators.isEmpty {
      record.etag = validators.etag ?? (keepingMissing ? record.etag : nil)
      record.lastModified = validators.lastModified ?? (keepingMissing ? record.lastModified : nil)
    }
    record.validatorsURL = response.finalURL
  }

  /// For entries that are not all read: to the old validators the server answers with them once more.
  mutating func restoreValidators() {
    record.etag = previous?.etag
    record.lastModified = previous?.lastModified
    record.validatorsURL = previous?.validatorsURL
  }

  /// Learns how often the source publishes: from the dates of a whole feed, else from what is new since the last answer.
  mutating func learn(_ entries: [FeedEntry], new: [FeedEntry], isWhole: Bool) {
    if isWhole, let rhythm = PublishingRhythm(dates: Self.dates(entries), entries: entries.count, now: now) {
      return rhythm.keep(in: &record)
    }
    // At its first answer all of a source is new.
    guard let last = previous?.lastSuccess else { return }
    var rhythm = record.rhythm ?? PublishingRhythm()
    let elapsed = max(0, now.seconds - last.seconds)
    rhythm.observe(new: new.count, dates: Self.dates(new), elapsed: Int(min(elapsed, 1 << 31)), now: now)
    rhythm.keep(in: &record)
  }

  private static func dates(_ entries: [FeedEntry]) -> [Instant] {
    entries.compactMap { entry in
      guard let date = entry.published ?? entry.updated, date.hasTime else { return nil }
      return date.instant
    }
  }
}

extension SourceRecord {
  /// How often the source publishes; nil where that is not known yet.
  var rhythm: PublishingRhythm? {
    rhythmSeconds > 0 ? PublishingRhythm(count: rhythmCount, seconds: rhythmSeconds, newest: newestEntry) : nil
  }
}

extension PublishingRhythm {
  fileprivate func keep(in record: inout SourceRecord) {
    (record.rhythmCount, record.rhythmSeconds, record.newestEntry) = (count, seconds, newest)
  }
}
