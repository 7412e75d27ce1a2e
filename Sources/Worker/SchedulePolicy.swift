// When a source is asked again: a pure function of what it said, how it fared, and the settings.
public import News
public import Settings

/// The policy by which the next poll is set.
public struct SchedulePolicy: Sendable {
  /// How a poll ended.
  public enum Outcome: Sendable, Equatable {
    /// Answered, with or without new entries. `serverSeconds` is the longest wait the server or feed asked for.
    case answered(serverSeconds: Int?)
    /// Failed; `retryAfter` in seconds where the server named a wait.
    case failed(retryAfter: Int?)
    /// Gone for good.
    case gone
  }

  /// When, and why then.
  public struct Next: Sendable, Equatable {
    /// The due time.
    public var due: Instant
    /// A clause for people, such as `every 30 min`.
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

  /// The next poll of a source asked every `interval` seconds, after `failures` failures in a row, outside the `quiet` times.
  ///
  /// Our own interval is shortened by up to `jitter`, so that a cron job of the same period finds the source due; waits
  /// the server asked for are only ever lengthened. All stays within `shortest` and `longest`, whoever asked for it.
  public func next(
    after outcome: Outcome, source: SourceName, interval: Int, failures: Int, quiet: QuietTimes = QuietTimes(),
    now: Instant
  ) -> Next {
    let spread = Self.fraction(source, now) * jitter
    let own = Double(min(max(interval, shortest), longest))
    func wait(_ seconds: Double, _ reason: String) -> Next {
      let within = now.adding(seconds: Int64(min(max(seconds, Double(shortest)), Double(longest)).rounded(.up)))
      let open = min(quiet.end(from: within), now.adding(seconds: Int64(longest)))
      return open > within
        ? Next(due: open, reason: "the feed asks to be left alone until then") : Next(due: within, reason: reason)
    }
    switch outcome {
    case .gone:
      return Next(due: Self.never, reason: "gone for good (410); no longer asked")
    case .answered(let server):
      let asked = Double(min(server ?? 0, longest))
      guard asked > own else { return wait(own * (1 - spread), "every \(Self.words(Int(own)))") }
      return wait(asked * (1 + spread), "the server says it stays fresh for \(Self.words(Int(asked)))")
    case .failed(let retryAfter):
      // 1, 2, 4, 8 … intervals, and never less than the server asked for.
      let backoff = min(own * Double(1 << min(max(failures - 1, 0), 16)), Double(longest))
      let asked = Double(min(retryAfter ?? 0, longest))
      guard asked > backoff else {
        return wait(
          backoff * (1 + spread), failures == 1 ? "after a failure" : "after \(failures) failures in a row")
      }
      return wait(asked * (1 + spread), "the server asked to wait \(Self.words(Int(asked)))")
    }
  }

  /// Whether a source is due. No wait set here is longer than `longest`: a due time further away was set by a clock that
  /// has been put right since.
  public func isDue(_ due: Instant, at now: Instant) -> Bool {
    due <= now || due > now.adding(seconds: Int64(longest) + 60)
  }

  /// The end of the calendar.
  static let never = Instant(seconds: 253_402_300_799)

  /// A number from 0 to 1 that differs between sources and polls but is the same when recomputed.
  static func fraction(_ source: SourceName, _ now: Instant) -> Double {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in "\(source) \(now.milliseconds)".utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return Double(hash >> 11) / Double(1 << 53)
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
