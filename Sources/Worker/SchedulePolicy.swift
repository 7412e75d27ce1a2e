// When a source is asked again: a pure function of what it said, how it fared, and the settings.
public import News
public import Settings

/// The policy by which the next poll is set.
public struct SchedulePolicy: Sendable {
  /// How a poll ended.
  public enum Outcome: Sendable, Equatable {
    /// Answered, with or without new entries. `serverSeconds` is the longest wait the server or feed asked for.
    case answered(serverSeconds: Int?)
    /// Failed; `retryAfter` in seconds where the server named a wait. The back-off grows to `atMost` seconds, nil for the
    /// longest wait.
    case failed(retryAfter: Int?, atMost: Int? = nil)
    /// Not asked, because its host asked for all its sources to wait until then.
    case held(until: Instant)
    /// Not asked, because the worker's own rules forbid it: to try again helps nothing until the settings change.
    case blocked
    /// Gone for good.
    case gone
  }

  /// How often a source is asked where it does not ask otherwise.
  public enum Interval: Sendable, Equatable {
    /// Every so many seconds.
    case fixed(Int)
    /// As often as it publishes; nil while that is not known.
    case adaptive(PublishingRhythm?)

    /// Seconds between two polls, before any bounds.
    func seconds(at now: Instant) -> Double {
      switch self {
      case .fixed(let seconds): Double(seconds)
      case .adaptive(let rhythm): (rhythm ?? PublishingRhythm()).intervalSeconds(at: now)
      }
    }

    /// Why just that: a clause to follow `every 20 min`.
    func explanation(at now: Instant) -> String {
      switch self {
      case .fixed: return ""
      case .adaptive(nil): return ": how often it publishes is not known yet"
      case .adaptive(let rhythm?):
        let silence = rhythm.silence(at: now)
        let gap = rhythm.gapSeconds
        // After that long the mean says little that is worth telling.
        if silence > min(gap * PublishingRhythm.patience, PublishingRhythm.memory) {
          return ": nothing new for \(SchedulePolicy.words(Int(silence)))"
        }
        if gap > PublishingRhythm.memory, rhythm.newest == nil { return ": nothing new was seen yet" }
        return ": it publishes about every \(SchedulePolicy.words(Int(gap)))"
      }
    }
  }

  /// When, and why then.
  public struct Next: Sendable, Equatable {
    /// The due time.
    public var due: Instant
    /// A clause for people, such as `every 20 min: it publishes about every 40 min`.
    public var reason: String
  }

  let shortest: Int
  let longest: Int
  let jitter: Double

  /// The policy of these settings.
  public init(_ polling: Configuration.Polling) {
    self.init(shortest: polling.shortest, longest: polling.longest, jitter: polling.jitter)
  }

  /// The policy with these bounds, in seconds.
  public init(shortest: Int, longest: Int, jitter: Double) {
    self.shortest = shortest
    self.longest = longest
    self.jitter = jitter
  }

  /// The next poll of a source, after `failures` failures in a row, outside its `quiet` times. `bounds` are the shortest
  /// and the longest wait for this source, in seconds.
  ///
  /// Never sooner than the server or the feed asked, as far as the longest wait allows; never sooner than the shortest.
  /// Our own interval is shortened by up to `jitter`, so that a cron job of the same period finds the source due. A wait
  /// that the server asked for is lengthened, by that share of our own interval: enough to part sources that were told
  /// the same, and too little to delay news; after a Retry-After by another tenth (`jitter`), so that the others of the host,
  /// which wait with it, come first. Back-off is lengthened by that share of itself.
  public func next(
    after outcome: Outcome, source: SourceName, interval: Interval, bounds: ClosedRange<Int>, failures: Int,
    quiet: QuietTimes, now: Instant
  ) -> Next {
    let spread = Self.fraction(source, now) * jitter
    let longest = bounds.upperBound
    let own = min(max(interval.seconds(at: now), Double(bounds.lowerBound)), Double(longest))
    func wait(_ seconds: Double, _ reason: String, shortest: Int = bounds.lowerBound) -> Next {
      let within = now.adding(seconds: Int64(min(max(seconds, Double(shortest)), Double(longest)).rounded(.up)))
      let open = min(quiet.end(from: within), now.adding(seconds: Int64(longest)))
      return open > within
        ? Next(due: open, reason: "the feed asks to be left alone until then") : Next(due: within, reason: reason)
    }
    switch outcome {
    case .gone:
      return Next(due: Self.never, reason: "gone for good (410); no longer asked")
    case .blocked:
      return wait(
        Double(longest), "blocked by policy; tried again then, or as soon as its settings or the network's change")
    case .held(let until):
      // It was not asked at all, so the shortest wait between two polls does not apply.
      let held = Double(until.milliseconds - now.milliseconds) / 1000
      return wait(held + own * spread, "the host asked to be left alone until then", shortest: 1)
    case .answered(let server):
      let asked = Double(min(server ?? 0, longest))
      guard asked > own else {
        return wait(max(own * (1 - spread), asked), "every \(Self.words(Int(own)))" + interval.explanation(at: now))
      }
      return wait(asked + own * spread, "the server says it stays fresh for \(Self.words(Int(asked)))")
    case .failed(let retryAfter, let limit):
      // 1, 2, 4, 8 … intervals, and never less than the server asked for.
      let most = max(own, Double(min(limit ?? longest, longest)))
      let backoff = min(own * Double(1 << min(max(failures - 1, 0), 16)), most)
      let asked = Double(min(retryAfter ?? 0, longest))
      guard asked > backoff else {
        return wait(
          backoff * (1 + spread), failures <= 1 ? "after a failure" : "after \(failures) failures in a row")
      }
      // Behind the others of its host, which wait with it: or it would have them wait again each time.
      return wait(asked + own * (jitter + spread), "the server asked to wait \(Self.words(Int(asked)))")
    }
  }

  /// Whether a source is due. No wait set here is longer than the source's `longest` (nil for that of all sources): a due
  /// time further away was set by a clock that has been put right since.
  public func isDue(_ due: Instant, at now: Instant, longest: Int? = nil) -> Bool {
    due <= now || due > now.adding(seconds: Int64(longest ?? self.longest) + 60)
  }

  /// How long a source has still to wait, in milliseconds; negative for how long it is overdue, up to its longest wait.
  func wait(until due: Instant, at now: Instant, longest: Int) -> Int64 {
    let milliseconds = due.milliseconds - now.milliseconds
    guard isDue(due, at: now, longest: longest) else { return milliseconds }
    return max(min(milliseconds, 0), Int64(longest) * -1000)
  }

  /// The end of the calendar.
  static let never = Instant(seconds: 253_402_300_799)

  /// A number from 0 to 1 that differs between sources and polls but is the same when recomputed.
  static func fraction(_ source: SourceName, _ now: Instant) -> Double {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in source.description.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    // The finaliser of SplitMix64: neighbouring milliseconds give numbers that have nothing in common.
    hash ^= UInt64(bitPattern: now.milliseconds)
    hash = (hash ^ hash >> 30) &* 0xBF58_476D_1CE4_E5B9
    hash = (hash ^ hash >> 27) &* 0x94D0_49BB_1331_11EB
    return Double((hash ^ hash >> 31) >> 11) / Double(1 << 53)
  }

  /// `90 s`, `30 min`, `6 h`, `2 d`.
  public static func words(_ seconds: Int) -> String {
    switch seconds {
    case ..<120: "\(seconds) s"
    case ..<7200: "\((seconds + 30) / 60) min"
    case ..<172_800: "\((seconds + 1800) / 3600) h"
    default: "\((seconds + 43_200) / 86_400) d"
    }
  }
}
