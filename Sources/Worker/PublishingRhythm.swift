// How often a source publishes, and how often it is worth asking: three numbers a source, learnt from what it gave.
internal import Glibc
public import News

/// A source's rhythm: publications and the time they were seen in, both fading with age.
///
/// A publication counts `e^(−age / 7 d)`, and so does each second of observation, so that `seconds / count` is the mean
/// time between two publications of about the last week. Both fade in the same way whether they were read from the dates
/// of a feed or seen poll by poll. See <doc:Schedule>.
public struct PublishingRhythm: Sendable, Equatable {
  /// Publications, each fading with its age.
  public var count: Double
  /// The time in which they were seen, in seconds, fading likewise: at most `memory`.
  public var seconds: Double
  /// When the latest was published, as far as is known.
  public var newest: Instant?

  /// The time in which what was seen fades to 1/e, in seconds: a week, so that nights and weekends are averaged out.
  public static let memory = 604_800.0
  /// What is assumed of a source at the beginning: that it publishes every 90 min, which asks it every 30 min.
  static let assumedGap = 5400.0
  /// Articles published within this many seconds are one publication: one poll finds them all.
  static let moment = 60.0
  /// Mean gaps are reported up to this many seconds, a century.
  private static let longestGap = 3.2e9

  /// A rhythm as it was kept.
  public init(count: Double, seconds: Double, newest: Instant?) {
    self.count = count
    self.seconds = seconds
    self.newest = newest
  }

  /// A source of which nothing is known: one publication, in the time that is assumed to pass between two.
  public init() { self.init(count: 1, seconds: Self.assumedGap, newest: nil) }

  /// The rhythm that a feed's own dates tell: `dates` of those of its `entries` that carry one with a time of day, in
  /// any order. A feed is taken to be complete as far back as its oldest entry.
  ///
  /// Dates after `now` tell nothing. Nil where fewer than half of the entries are dated, or none before `now`.
  public init?(dates: [Instant], entries: Int, now: Instant) {
    let past = dates.filter { $0 <= now }.sorted()
    guard let oldest = past.first, let newest = past.last, dates.count * 2 >= entries else { return nil }
    let moments = Self.moments(past)
    // The time before the oldest is not seen. It is taken for a gap like the others, the one assumed among them.
    let before = (Self.assumedGap + Self.seconds(from: oldest, to: newest)) / Double(moments.count)
    let faded = Self.fading(Self.seconds(from: oldest, to: now))
    self.init(
      count: Self.count(moments, now: now), seconds: before * faded + Self.memory * (1 - faded), newest: newest)
  }

  /// Takes note of an answer: `new` entries that were never seen before, `elapsed` seconds after the answer before it.
  /// No new entries, and an answer that nothing has changed, are told by `new` 0.
  ///
  /// `dates` are the dates with a time of day of those new entries that carry one. They tell how many of the entries were
  /// published at once; without them the entries are taken to be spread over the time that has elapsed.
  public mutating func observe(new: Int, dates: [Instant] = [], elapsed: Int, now: Instant) {
    let elapsed = max(0, Double(elapsed))
    let faded = Self.fading(elapsed)
    count *= faded
    seconds = seconds * faded + Self.memory * (1 - faded)
    guard new > 0 else { return }
    // A date in the future says only that the publisher's clock or zone is wrong: the entry is here now.
    let told = dates.map { min($0, now) }.sorted()
    count +=
      told.count * 2 >= new ? Self.count(Self.moments(told), now: now) : min(Double(new), 1 + elapsed / Self.moment)
    newest = max(newest ?? now, told.last ?? now)
  }

  /// The mean time between two publications, in seconds.
  public var gapSeconds: Double { min(seconds / max(count, .leastNormalMagnitude), Self.longestGap) }

  /// Seconds since the latest publication.
  public func silence(at now: Instant) -> Double { newest.map { Self.seconds(from: $0, to: now) } ?? 0 }

  /// The interval at which the source is worth asking, in seconds, before any bounds.
  ///
  /// It grows with the square root of the gap: of all ways to spend a number of polls on many sources this is the one
  /// with the least mean delay (Sia, Cho and Cho, Efficient Monitoring Algorithm for Fast News Alerts, 2007). A source
  /// that is silent for much longer than its gap is asked as if it published more rarely.
  public func intervalSeconds(at now: Instant) -> Double {
    Self.scale * max(gapSeconds, silence(at: now) / Self.patience).squareRoot()
  }

  /// One publication in 40 min is asked for every 20 min; the rest follows from the square root.
  static let scale = 1200 / 2400.0.squareRoot()
  /// Silence counts from this many gaps on.
  static let patience = 4.0

  /// Sorted dates without those that belong to the publication before.
  private static func moments(_ dates: [Instant]) -> [Instant] {
    var out: [Instant] = []
    for date in dates where out.last.map({ seconds(from: $0, to: date) >= moment }) ?? true { out.append(date) }
    return out
  }

  /// Publications, each fading with its age.
  private static func count(_ moments: [Instant], now: Instant) -> Double {
    moments.reduce(0) { $0 + fading(seconds(from: $1, to: now)) }
  }

  private static func fading(_ seconds: Double) -> Double { exp(-seconds / memory) }

  private static func seconds(from: Instant, to: Instant) -> Double {
    Double(max(0, to.milliseconds - from.milliseconds)) / 1000
  }
}
