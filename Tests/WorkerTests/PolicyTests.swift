// When a source is asked again, in a table.
import News
import Testing

@testable import Worker

@Suite struct PolicyTests {
  private static let now = Instant(seconds: 1_795_000_000)
  private static let policy = SchedulePolicy(shortest: 300, longest: 86_400, jitter: 0.1)
  private static let source = SourceName("wire")!

  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let outcome: SchedulePolicy.Outcome
    var interval = 1800
    var failures = 0
    let seconds: ClosedRange<Int64>
  }

  @Test(arguments: [
    Case(
      testDescription: "answered: the interval, at most a tenth sooner", outcome: .answered(serverSeconds: nil),
      seconds: 1620...1800),
    Case(
      testDescription: "fresh for an hour: not before", outcome: .answered(serverSeconds: 3600), seconds: 3600...3961),
    Case(
      testDescription: "fresh for a minute: the interval rules", outcome: .answered(serverSeconds: 60),
      seconds: 1620...1800),
    Case(
      testDescription: "fresh for ten years: the longest wait rules", outcome: .answered(serverSeconds: 315_360_000),
      seconds: 86_400...86_400),
    Case(
      testDescription: "an interval below the shortest is the shortest", outcome: .answered(serverSeconds: nil),
      interval: 1, seconds: 300...300),
    Case(
      testDescription: "first failure: the interval", outcome: .failed(retryAfter: nil), failures: 1,
      seconds: 1800...1980),
    Case(
      testDescription: "third failure: four intervals", outcome: .failed(retryAfter: nil), failures: 3,
      seconds: 7200...7920),
    Case(
      testDescription: "hundredth failure: the longest wait, never given up", outcome: .failed(retryAfter: nil),
      failures: 100, seconds: 86_400...86_400),
    Case(
      testDescription: "Retry-After longer than the back-off: not before", outcome: .failed(retryAfter: 7200),
      failures: 1, seconds: 7200...7921),
    Case(
      testDescription: "Retry-After of a year is capped", outcome: .failed(retryAfter: 31_536_000), failures: 1,
      seconds: 86_400...86_400),
  ])
  func `the next poll is within its bounds`(row: Case) {
    for step in 0..<50 {
      let now = Self.now.adding(seconds: Int64(step))
      let next = Self.policy.next(
        after: row.outcome, source: Self.source, interval: row.interval, failures: row.failures, now: now)
      #expect(row.seconds.contains(next.due.seconds - now.seconds))
      #expect(!next.reason.isEmpty)
    }
  }

  @Test func `a source that is gone is not asked again, and two sources do not move in step`() {
    let gone = Self.policy.next(after: .gone, source: Self.source, interval: 1800, failures: 1, now: Self.now)
    #expect(gone.due > Self.now.adding(seconds: 86_400 * 365 * 100))
    let a = Self.policy.next(
      after: .answered(serverSeconds: nil), source: Self.source, interval: 1800, failures: 0, now: Self.now)
    let b = Self.policy.next(
      after: .answered(serverSeconds: nil), source: SourceName("other")!, interval: 1800, failures: 0, now: Self.now)
    #expect(a.due != b.due)
  }

  @Test func `sources come out in the order in which they are due, and none before its time`() {
    var due = DueTimes()
    let times: [Int64] = [50, 10, 40, 10, 30, 20, 60]
    for (index, seconds) in times.enumerated() { due.insert(SourceName("s\(index)")!, due: Instant(seconds: seconds)) }
    #expect(due.earliest == Instant(seconds: 10))
    var out: [String] = []
    while let name = due.popDue(at: Instant(seconds: 40)) { out.append(name.description) }
    #expect(out == ["s1", "s3", "s5", "s4", "s2"])
    #expect(due.count == 2)
  }

  @Test func `a due time beyond any wait, set by a clock that ran ahead, counts as due`() {
    #expect(Self.policy.isDue(Self.now, at: Self.now))
    #expect(!Self.policy.isDue(Self.now.adding(seconds: 86_400), at: Self.now))
    #expect(Self.policy.isDue(Self.now.adding(seconds: 86_400 * 365), at: Self.now))
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
    let next = Self.policy.next(
      after: .answered(serverSeconds: nil), source: Self.source, interval: 1800, failures: 0,
      quiet: QuietTimes(hours: Array(0...23), days: []), now: now)
    #expect(next.due == now.adding(seconds: 86_400))
    #expect(next.reason.contains("left alone"))
  }
}
