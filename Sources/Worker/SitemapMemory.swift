// What is remembered of one sitemap of an index, and when it is asked again: pure, table-tested.
internal import News
internal import Transport

/// The memory of one sitemap.
struct SitemapMemory: Codable, Equatable {
  /// What the server gave it to be known by, and at which address.
  private(set) var validators = Validators()
  private(set) var validatorsURL: WebAddress?
  /// What the index said of it when it was last asked.
  private(set) var stamp: String?
  /// When it was last asked.
  private(set) var asked: Instant
  /// When the newest entry it listed is news no longer; nil where it listed no news.
  private(set) var newsUntil: Instant?
  /// Failures in a row, and what the last of them was.
  private(set) var failures = 0
  private(set) var failure: String?
  /// It is not asked before then, whatever the index says: it failed, or the server wants it so.
  private(set) var notBefore: Instant
  /// It is asked again then, although the index says nothing new of it.
  private(set) var next: Instant

  /// Entries older than this are no news, in seconds.
  static let freshSeconds: Int64 = 3 * 86_400
  /// A sitemap without news is asked again after this long; no wait is longer, whoever asks for it.
  static let restSeconds: Int64 = 86_400

  /// One with news is asked again after this long, though the index, which tells times of day, says nothing new of it.
  static let trustSeconds: Int64 = 3600

  /// A sitemap that is asked for the first time.
  init(stamp: String?, at now: Instant) {
    self.stamp = stamp
    (asked, notBefore, next) = (now, now, now)
  }

  /// A date is news for three days; a bare day, which stands for its noon, until as long after its end.
  static func newsEnd(of date: WrittenDate) -> Instant {
    date.instant.adding(seconds: freshSeconds + (date.hasTime ? 0 : 43_200))
  }

  /// Whether what it listed last is news still.
  func holdsNews(at now: Instant) -> Bool {
    newsUntil.map { $0 >= now && $0 <= now.adding(seconds: Self.freshSeconds) } ?? false
  }

  /// Whether it is to be asked. A wait longer than any that is set here was set by a clock that has been put right since.
  func isDue(stamp: String?, at now: Instant) -> Bool {
    func isOver(_ wait: Instant) -> Bool { wait <= now || wait > now.adding(seconds: Self.restSeconds) }
    return isOver(notBefore) && (stamp != self.stamp || isOver(next))
  }

  /// It is asked now.
  mutating func ask(stamp: String?, at now: Instant) {
    self.stamp = stamp
    asked = now
  }

  /// It listed entries; `news` are those that are news.
  mutating func list(_ news: [FeedEntry], _ response: FetchResponse) {
    // One that holds news now will hold more soon. A date in the future is not believed: it would hold for ever.
    let dates = news.compactMap { $0.published ?? $0.updated }
    let latest = asked.adding(seconds: Self.freshSeconds)
    newsUntil = dates.map { min(Self.newsEnd(of: $0), latest) }.max()
    (validators, validatorsURL) = (response.validators, response.finalURL)
    rest(freshness: response.freshnessSeconds)
  }

  /// It has not changed (304). Such an answer need not repeat the validators.
  mutating func stay(_ response: FetchResponse) {
    let new = response.validators
    validators = Validators(
      etag: new.etag ?? validators.etag, lastModified: new.lastModified ?? validators.lastModified)
    validatorsURL = response.finalURL
    rest(freshness: response.freshnessSeconds)
  }

  private mutating func rest(freshness: Int?) {
    (failures, failure) = (0, nil)
    notBefore = asked.adding(seconds: min(Int64(freshness ?? 0), Self.restSeconds))
    // A date without a time of day, or none, cannot tell that nothing has changed since.
    let tellsTimes = stamp?.contains(":") ?? false
    let soon = tellsTimes ? max(notBefore, asked.adding(seconds: Self.trustSeconds)) : notBefore
    next = holdsNews(at: asked) ? soon : asked.adding(seconds: Self.restSeconds)
  }

  /// It failed, and is left alone for so many seconds.
  mutating func fail(_ sentence: String, rest seconds: Int64) {
    failures += 1
    failure = sentence
    notBefore = asked.adding(seconds: min(max(seconds, 0), Self.restSeconds))
    next = notBefore
  }

  /// The wait after a failure that may pass, in seconds: doubled by each in a row.
  func backOff(shortest: Int) -> Int64 { min(Int64(shortest) << min(failures, 16), Self.restSeconds) }
}
