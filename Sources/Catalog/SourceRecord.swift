// What is remembered of a source between polls.
public import News

/// A source's memory: validators, schedule, how the last poll went.
public struct SourceRecord: Sendable, Equatable {
  /// Which source.
  public var name: SourceName
  /// The address in the settings when last polled; another address there starts the memory anew.
  public var url: WebAddress
  /// The outlet's own name for itself.
  public var title: String?
  /// The feed found behind a web page, polled in its stead.
  public var feedURL: WebAddress?
  /// `ETag` as received, byte for byte.
  public var etag: String?
  /// `Last-Modified` as received, byte for byte.
  public var lastModified: String?
  /// The address that sent the validators: behind a redirect it is not the one that is asked.
  public var validatorsURL: WebAddress?
  /// When the source is asked next.
  public var nextDue: Instant
  /// Why then.
  public var dueReason: String
  /// When it was last asked.
  public var lastPolled: Instant?
  /// When it last answered well.
  public var lastSuccess: Instant?
  /// `ok`, `unchanged` or the code of a failure.
  public var outcome: String
  /// The last outcome in a sentence.
  public var message: String
  /// Failures in a row.
  public var failures: Int
  /// Whether the source is gone for good (410) and is no longer asked.
  public var retired: Bool
  /// The longest wait the feed itself asks for (ttl, sy:updatePeriod), in seconds; it holds until the feed changes.
  public var askedSeconds: Int?
  /// Hours of the day in GMT, bit 0 for 0 to 1 o'clock, in which the feed asks to be left alone (RSS `skipHours`).
  public var skipHours = 0
  /// Days of the week, bit 0 for Sunday, on which it does (RSS `skipDays`).
  public var skipDays = 0
  /// How often the source publishes: publications within `rhythmSeconds`. May be a fraction, as older ones fade.
  public var rhythmCount = 0.0
  /// The time over which they were counted, in seconds; 0 where nothing is known yet.
  public var rhythmSeconds = 0.0
  /// When the latest entry was published, or met where the source gives no dates.
  public var newestEntry: Instant?
  /// A digest of the settings it was last polled under; empty where nobody has kept one.
  public var settingsMark = ""
  /// What its pages gave lately, encoded by whoever watches that; empty where none was read.
  public var extraction = ""
  /// WebSub hubs the source names (W3C WebSub); shown, not subscribed to.
  public var hubs: [String] = []
  /// The address a permanent redirect led to often and long enough to be asked instead of the one in the settings.
  public var adoptedURL: WebAddress?
  /// Where a permanent redirect points.
  public var movedTo: WebAddress?
  /// How often in a row that was seen.
  public var movedSightings: Int
  /// When it was first seen.
  public var movedFirst: Instant?

  /// A source never asked yet.
  public init(name: SourceName, url: WebAddress) {
    self.name = name
    self.url = url
    nextDue = Instant(milliseconds: 0)
    dueReason = "never polled"
    outcome = ""
    message = ""
    failures = 0
    retired = false
    movedSightings = 0
  }
}

/// An entry that was met and is not read yet, kept so that its source need not be asked for it again.
public struct PendingEntry: Sendable, Equatable {
  /// The entry's key within its source.
  public var key: String
  /// What the source said of it, encoded by whoever wants to read it on.
  public var value: [UInt8]

  /// A pending entry.
  public init(key: String, value: [UInt8]) {
    self.key = key
    self.value = value
  }
}

/// An entry that was read before: what it was called and what it said.
public struct SeenEntry: Sendable, Equatable {
  /// The entry's key within its source: guid, else canonical address.
  public var key: String
  /// The article it became.
  public var article: ArticleID
  /// SHA-256 over what the entry said, to notice edits; empty while the entry waits to be read further.
  public var digest: [UInt8]
  /// When the entry was first met. It stays when the entry is recorded again.
  public var firstSeen: Instant

  /// A seen entry.
  public init(key: String, article: ArticleID, digest: [UInt8], firstSeen: Instant) {
    self.key = key
    self.article = article
    self.digest = digest
    self.firstSeen = firstSeen
  }
}
