// When a source is asked again, in a table.
import News
import Testing

@testable import Worker

@Suite struct PolicyTests {
  private static let now = Instant(seconds: 1_795_000_000)
  private static let policy = SchedulePolicy(shortest: 300, longest: 86_400, jitter: 0.1)
  private static let source = SourceName("wire")!

  private static let bounds = 300...86_400

  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let outcome: SchedulePolicy.Outcome
    var interval = SchedulePolicy.Interval.fixed(1800)
    var bounds = PolicyTests.bounds
    var failures = 0
    let seconds: ClosedRange<Int64>
    let reason: String
  }

  /// Publishes every so many seconds, the latest so many seconds ago.
  private static func rhythm(every gap: Double, silent: Int64 = 0) -> SchedulePolicy.Interval {
    .adaptive(PublishingRhythm(count: 604_800 / gap, seconds: 604_800, newest: now.adding(seconds: -silent)))
  }

  private static let cases = [
    Case(
      testDescription: "answered: the interval, at most a tenth sooner", outcome: .answered(serverSeconds: nil),
      seconds: 1620...1800, reason: "every 30 min"),
    Case(
      testDescription: "fresh for an hour: not before, and later by a tenth of our own interval at most",
      outcome: .answered(serverSeconds: 3600), seconds: 3600...3780, reason: "the server says it stays fresh for 60 min"
    ),
    Case(
      testDescription: "fresh for a minute: the interval rules", outcome: .answered(serverSeconds: 60),
      seconds: 1620...1800, reason: "every 30 min"),
    Case(
      testDescription: "fresh for a little less than the interval: the spread does not undercut it",
      outcome: .answered(serverSeconds: 1750), seconds: 1750...1800, reason: "every 30 min"),
    Case(
      testDescription: "fresh for ten years: the longest wait rules", outcome: .answered(serverSeconds: 315_360_000),
      seconds: 86_400...86_400, reason: "the server says it stays fresh for 24 h"),
    Case(
      testDescription: "an interval below the shortest is the shortest", outcome: .answered(serverSeconds: nil),
      interval: .fixed(1), seconds: 300...300, reason: "every 5 min"),
    Case(
      testDescription: "a source may have bounds of its own", outcome: .answered(serverSeconds: nil),
      interval: .fixed(1), bounds: 60...120, seconds: 60...60, reason: "every 60 s"),
    Case(
      testDescription: "the server's wait is capped by the source's own longest",
      outcome: .answered(serverSeconds: 7200),
      interval: .fixed(60), bounds: 60...600, seconds: 600...600, reason: "the server says it stays fresh for 10 min"),
    Case(
      testDescription: "first failure: the interval", outcome: .failed(retryAfter: nil), failures: 1,
      seconds: 1800...1980, reason: "after a failure"),
    Case(
      testDescription: "third failure: four intervals", outcome: .failed(retryAfter: nil), failures: 3,
      seconds: 7200...7920, reason: "after 3 failures in a row"),
    Case(
      testDescription: "hundredth failure: the longest wait, never given up", outcome: .failed(retryAfter: nil),
      failures: 100, seconds: 86_400...86_400, reason: "after 100 failures in a row"),
    Case(
      testDescription: "Retry-After longer than the back-off: not before", outcome: .failed(retryAfter: 7200),
      failures: 1, seconds: 7380...7560, reason: "the server asked to wait 2 h"),
    Case(
      testDescription: "Retry-After shorter than the back-off: the back-off", outcome: .failed(retryAfter: 60),
      failures: 2, seconds: 3600...3960, reason: "after 2 failures in a row"),
    Case(
      testDescription: "Retry-After of a year is capped", outcome: .failed(retryAfter: 31_536_000), failures: 1,
      seconds: 86_400...86_400, reason: "the server asked to wait 24 h"),
    Case(
      testDescription: "held for an hour: not before", outcome: .held(until: now.adding(seconds: 3600)), failures: 2,
      seconds: 3600...3780, reason: "the host asked to be left alone until then"),
    Case(
      testDescription: "held for ten seconds: it was not asked, so the shortest wait does not apply",
      outcome: .held(until: now.adding(seconds: 10)), seconds: 10...190,
      reason: "the host asked to be left alone until then"),
    Case(
      testDescription: "held until a moment gone by: soon", outcome: .held(until: now.adding(seconds: -5)),
      seconds: 1...180, reason: "the host asked to be left alone until then"),
    Case(
      testDescription: "held for a year: the longest wait rules",
      outcome: .held(until: now.adding(seconds: 31_536_000)),
      seconds: 86_400...86_400, reason: "the host asked to be left alone until then"),
    Case(
      testDescription: "a rhythm not known yet: every half hour", outcome: .answered(serverSeconds: nil),
      interval: .adaptive(nil), seconds: 1620...1800, reason: "every 30 min: how often it publishes is not known yet"),
    Case(
      testDescription: "one article in 40 min: asked every 20", outcome: .answered(serverSeconds: nil),
      interval: rhythm(every: 2400), seconds: 1080...1200, reason: "every 20 min: it publishes about every 40 min"),
    Case(
      testDescription: "four times as many: asked twice as often", outcome: .answered(serverSeconds: nil),
      interval: rhythm(every: 600), seconds: 540...600, reason: "every 10 min: it publishes about every 10 min"),
    Case(
      testDescription: "an article every ten seconds: the shortest wait rules", outcome: .answered(serverSeconds: nil),
      interval: rhythm(every: 10), seconds: 300...300, reason: "every 5 min: it publishes about every 10 s"),
    Case(
      testDescription: "a night without news delays the morning by little", outcome: .answered(serverSeconds: nil),
      interval: rhythm(every: 2400, silent: 8 * 3600), seconds: 1800...2100, reason: "every 35 min: nothing new for 8 h"
    ),
    Case(
      testDescription: "a source silent for years is asked once a day", outcome: .answered(serverSeconds: nil),
      interval: rhythm(every: 1e12, silent: 94_608_000), seconds: 77_760...86_400,
      reason: "every 24 h: nothing new for 1095 d"),
    Case(
      testDescription: "a source that never published anything is asked once a day",
      outcome: .answered(serverSeconds: nil),
      interval: .adaptive(PublishingRhythm(count: 1e-6, seconds: 604_800, newest: nil)), seconds: 77_760...86_400,
      reason: "every 24 h: nothing new was seen yet"),
    Case(
      testDescription: "a rhythm does not overrule the server", outcome: .answered(serverSeconds: 3600),
      interval: rhythm(every: 600), seconds: 3600...3660, reason: "the server says it stays fresh for 60 min"),
    Case(
      testDescription: "back-off begins at the rhythm's interval", outcome: .failed(retryAfter: nil),
      interval: rhythm(every: 2400), failures: 2, seconds: 2400...2640, reason: "after 2 failures in a row"),
  ]

  @Test(arguments: cases)
  func `the next poll is within its bounds, and says why`(row: Case) {
    for step in 0..<50 {
      let source = SourceName("wire-\(step)")!
      let next = Self.policy.next(
        after: row.outcome, source: source, interval: row.interval, bounds: row.bounds, failures: row.failures,
        quiet: QuietTimes(), now: Self.now)
      #expect(row.seconds.contains(next.due.seconds - Self.now.seconds))
      #expect(next.reason == row.reason)
    }
  }

  private static func next(
    _ outcome: SchedulePolicy.Outcome = .answered(serverSeconds: nil), _ source: SourceName = source,
    quiet: QuietTimes = QuietTimes(), now: Instant = now
  ) -> SchedulePolicy.Next {
    policy.next(
      after: outcome, source: source, interval: .fixed(1800), bounds: bounds, failures: 0, quiet: quiet, now: now)
  }

  @Test func `a source that is gone is not asked again, and two sources do not move in step`() {
    #expect(Self.next(.gone).due > Self.now.adding(seconds: 86_400 * 365 * 100))
    #expect(Self.next().due != Self.next(.answered(serverSeconds: nil), SourceName("other")!).due)
  }

  @Test func `the spread of polls is even, over sources and over times, and the same when computed again`() {
    for vary in [true, false] {
      var tenths = Array(repeating: 0, count: 10)
      for step in 0..<10_000 {
        let source = SourceName(vary ? "source-\(step)" : "wire")!
        let now = vary ? Self.now : Instant(milliseconds: Self.now.milliseconds + Int64(step))
        let fraction = SchedulePolicy.fraction(source, now)
        #expect(fraction == SchedulePolicy.fraction(source, now))
        tenths[Int(fraction * 10)] += 1
      }
      #expect(tenths.allSatisfy { (850...1150).contains($0) }, "\(tenths)")
    }
  }

  @Test func `a due time beyond any wait, set by a clock that ran ahead, counts as due`() {
    #expect(Self.policy.isDue(Self.now, at: Self.now))
    #expect(!Self.policy.isDue(Self.now.adding(seconds: 86_400), at: Self.now))
    #expect(Self.policy.isDue(Self.now.adding(seconds: 86_400 * 365), at: Self.now))
    // A source's own longest wait may be longer than that of all.
    #expect(!Self.policy.isDue(Self.now.adding(seconds: 86_400 * 30), at: Self.now, longest: 86_400 * 30))
  }

  @Test(
    arguments: [
      (60, 60_000), (0, 0), (-60, -60_000), (-86_400 * 365, -86_400_000), (86_400 * 365, 0), (86_400, 86_400_000),
    ] as [(Int64, Int64)])
  func `what is overdue waits for less than nothing, by as much as it is overdue`(due: Int64, milliseconds: Int64) {
    let wait = Self.policy.wait(until: Self.now.adding(seconds: due), at: Self.now, longest: 86_400)
    #expect(wait == milliseconds)
  }

  /// 2026-11-21, a Saturday, at the given hour.
  private static func saturday(_ hour: Int, _ minute: Int = 0) -> Instant {
    CivilDate(year: 2026, month: 11, day: 21, hour: hour, minute: minute)!.instant(offsetMinutes: 0)
  }

  @Test(
    arguments: [
      ([], [], 9 * 60, 9 * 60), ([9], [], 9 * 60 + 20, 10 * 60), ([9, 10, 11], [], 9 * 60, 12 * 60),
      ([24], [], 0, 60), ([], [6], 10 * 60, 24 * 60), ([0, 1], [6], 10 * 60, 26 * 60), ([99, -1], [9], 60, 60),
      (Array(0...23), [], 60, 7 * 24 * 60),
    ] as [([Int], [Int], Int, Int)])
  func `a source is asked outside its quiet times`(hours: [Int], days: [Int], from: Int, to: Int) {
    let end = QuietTimes(hours: hours, days: days).end(from: Self.saturday(0).adding(seconds: Int64(from * 60)))
    #expect(end >= Self.saturday(0).adding(seconds: Int64(to * 60)))
    if to < 7 * 24 * 60 { #expect(end == Self.saturday(0).adding(seconds: Int64(to * 60))) }
  }

  @Test func `a feed that is quiet all day is still asked within the longest wait`() {
    let now = Self.saturday(9)
    let next = Self.next(quiet: QuietTimes(hours: Array(0...23), days: []), now: now)
    #expect(next.due == now.adding(seconds: 86_400))
    #expect(next.reason.contains("left alone"))
  }

  @Test func `what a server asks for and quiet times hold together`() {
    let now = Self.saturday(9)
    let next = Self.next(.answered(serverSeconds: 3600), quiet: QuietTimes(hours: [10, 11], days: []), now: now)
    #expect(next.due == Self.saturday(12))
  }
}
