// How often a source publishes, learnt from dates and from polls.
import News
import Testing

@testable import Worker

@Suite struct RhythmTests {
  private static let now = Instant(seconds: 1_795_000_000)

  private static func before(_ seconds: Double...) -> [Instant] {
    seconds.map { Instant(milliseconds: now.milliseconds - Int64($0 * 1000)) }
  }

  private static func rhythm(_ dates: [Instant], entries: Int? = nil) -> PublishingRhythm? {
    PublishingRhythm(dates: dates, entries: entries ?? dates.count, now: now)
  }

  private static func every(_ gap: Int, _ count: Int) -> [Instant] {
    (0..<count).map { now.adding(seconds: Int64(-gap * $0)) }
  }

  @Test(arguments: [300, 1800, 7200, 86_400])
  func `dates at even distances give that distance, whatever their order`(gap: Int) throws {
    for count in [10, 50, 500] {
      let rhythm = try #require(Self.rhythm(Self.every(gap, count).shuffled()))
      #expect(abs(rhythm.gapSeconds / Double(gap) - 1) < (gap < 86_400 ? 0.2 : 0.5), "\(rhythm.gapSeconds)")
      #expect(rhythm.newest == Self.now)
    }
  }

  @Test func `a rhythm is not read from what is not there`() {
    #expect(Self.rhythm([]) == nil)
    #expect(Self.rhythm(Self.every(300, 4), entries: 9) == nil)
    #expect(Self.rhythm(Self.every(300, 5), entries: 10) != nil)
    #expect(Self.rhythm(Self.before(-60, -86_400)) == nil)
  }

  @Test func `a date in the future tells nothing`() throws {
    let plain = try #require(Self.rhythm(Self.every(1800, 20)))
    let sticky = try #require(Self.rhythm(Self.every(1800, 20) + Self.before(-86_400 * 365)))
    #expect(plain == sticky)
  }

  @Test func `articles published together are one publication`() throws {
    let times = Self.every(7200, 10)
    let plain = try #require(Self.rhythm(times))
    let tripled = try #require(Self.rhythm(times + times + times.map { $0.adding(seconds: -20) }))
    #expect(abs(tripled.gapSeconds / plain.gapSeconds - 1) < 0.1)
  }

  @Test func `a feed whose dates are all the same, or that has one entry, is asked as one nothing is known of`() throws
  {
    for dates in [Self.before(0), Array(repeating: Self.now, count: 30)] {
      let seconds = try #require(Self.rhythm(dates)).intervalSeconds(at: Self.now)
      #expect((1700...1801).contains(seconds))
    }
    #expect(abs(PublishingRhythm().intervalSeconds(at: Self.now) - 1800) < 1)
  }

  @Test func `what is learnt poll by poll comes to what the dates tell`() throws {
    // Two weeks of an article every 100 min, asked every 45 min, with and without dates.
    for dated in [true, false] {
      var rhythm = PublishingRhythm()
      var found: Int64 = 0
      for time in stride(from: Int64(2700), through: 14 * 86_400, by: 2700) {
        let there = time / 6000
        let dates = (found..<there).map { Instant(seconds: ($0 + 1) * 6000) }
        rhythm.observe(
          new: Int(there - found), dates: dated ? dates : [], elapsed: 2700, now: Instant(seconds: time))
        found = there
      }
      #expect(abs(rhythm.gapSeconds / 6000 - 1) < 0.05)
      #expect(rhythm.seconds <= PublishingRhythm.memory)
    }
  }

  @Test func `one long wait is learnt from like many short ones`() {
    var once = PublishingRhythm(count: 50, seconds: 400_000, newest: nil)
    var often = once
    once.observe(new: 0, elapsed: 36_000, now: Self.now)
    for _ in 0..<10 { often.observe(new: 0, elapsed: 3600, now: Self.now) }
    #expect(abs(once.count - often.count) < 1e-9)
    #expect(abs(once.seconds - often.seconds) < 1e-6)
  }

  @Test func `undated entries found at once are no more publications than there were minutes`() {
    var rhythm = PublishingRhythm(count: 1, seconds: 604_800, newest: nil)
    rhythm.observe(new: 500, elapsed: 120, now: Self.now)
    #expect(rhythm.count < 4.01)
  }

  @Test func `an entry that is new was published by now, whatever its date`() {
    var rhythm = PublishingRhythm(count: 1, seconds: 604_800, newest: Self.before(86_400)[0])
    rhythm.observe(new: 1, dates: [Self.now.adding(seconds: 7200)], elapsed: 1800, now: Self.now)
    #expect(rhythm.count > 1.9)
    #expect(rhythm.newest == Self.now)
  }

  @Test func `a silent source is asked more and more rarely, and at once more often when it speaks again`() {
    var rhythm = Self.rhythm(Self.every(3600, 100))!
    var now = Self.now
    var waits: [Double] = []
    while waits.last ?? 0 < 86_400 {
      let wait = rhythm.intervalSeconds(at: now)
      #expect(wait >= waits.last ?? 0)
      waits.append(wait)
      now = now.adding(seconds: Int64(wait))
      rhythm.observe(new: 0, elapsed: Int(wait), now: now)
    }
    let days = (now.days - Self.now.days).rounded()
    #expect((14...60).contains(days), "\(days)")
    rhythm.observe(new: 1, elapsed: 86_400, now: now)
    #expect(rhythm.intervalSeconds(at: now) < 6 * 3600)
  }

  @Test func `numbers stay finite whatever is observed`() {
    var rhythm = PublishingRhythm(count: 0, seconds: 0, newest: Self.now.adding(seconds: 1 << 40))
    for elapsed in [0, -5, .max, 1, .min] {
      rhythm.observe(new: 0, elapsed: elapsed, now: Self.now)
      #expect(rhythm.intervalSeconds(at: Self.now).isFinite)
      #expect(rhythm.gapSeconds.isFinite)
    }
    rhythm.observe(new: .max, elapsed: .max, now: Self.now)
    #expect(rhythm.intervalSeconds(at: Self.now) >= 0)
  }
}
