// Ways to set the time between two polls: Newsfold's, and others' as far as they are published.
import News
import Worker

/// What a formula is told at a poll. Times in seconds.
struct RhythmView {
  let now: Double
  /// The dates of the feed's entries, sorted.
  let dates: ArraySlice<Double>
  /// Of these, those that were not there at the poll before.
  let new: ArraySlice<Double>
  /// Since the poll before; nil at the first.
  let elapsed: Double?
}

/// A way to set the interval.
struct RhythmFormula: Sendable {
  let name: String
  /// Makes the function that gives the wait after each poll of one source, in seconds.
  let make: @Sendable () -> (RhythmView) -> Double

  static let all = [
    fixed(1800), miniflux, commaFeed, halfTheGap, newsfold,
  ]

  static func fixed(_ seconds: Double) -> RhythmFormula {
    RhythmFormula(name: "fixed, \(Int((seconds / 60).rounded())) min") { { _ in seconds } }
  }

  /// Miniflux' `entry_frequency` with its default factor: a week divided by the entries expected in it.
  static let miniflux = RhythmFormula(name: "Miniflux") {
    { view in
      let week = view.dates.filter { $0 > view.now - 604_800 }
      guard week.count > 1, let first = week.first, let last = week.last else { return 86_400 }
      let weekly = max(1, (604_800 / max(1, (last - first) / Double(week.count - 1))).rounded(.up))
      return min(max(604_800 / weekly, 300), 86_400)
    }
  }

  /// CommaFeed's: half the mean gap up to an hour; 1, 2 and 4 h after 7, 14 and 30 d without an entry.
  static let commaFeed = RhythmFormula(name: "CommaFeed") {
    { view in
      guard view.dates.count > 1, let first = view.dates.first, let last = view.dates.last else { return 14_400 }
      let age = view.now - last
      if age >= 30 * 86_400 { return 14_400 }
      if age >= 14 * 86_400 { return 7200 }
      if age >= 7 * 86_400 { return 3600 }
      return min(max((last - first) / Double(view.dates.count - 1) / 2, 300), 3600)
    }
  }

  /// Two polls for each article: half the gap of the last week, or an eighth of the silence.
  static let halfTheGap = RhythmFormula(name: "half the gap") {
    learning { rhythm, now in max(rhythm.gapSeconds / 2, rhythm.silence(at: now) / 8) }
  }

  /// What Newsfold does.
  static let newsfold = RhythmFormula(name: "Newsfold") { learning { $0.intervalSeconds(at: $1) } }

  private static func learning(
    _ interval: @escaping @Sendable (PublishingRhythm, Instant) -> Double
  ) -> (RhythmView) -> Double {
    var rhythm: PublishingRhythm?
    return { view in
      let now = instant(view.now)
      rhythm.learn(view, at: now)
      return min(max(interval(rhythm ?? PublishingRhythm(), now), 300), 86_400)
    }
  }

  static func instant(_ seconds: Double) -> Instant {
    // A Monday's midnight.
    Instant(milliseconds: 1_795_392_000_000 + Int64(seconds * 1000))
  }
}

extension PublishingRhythm? {
  /// What the worker does with a poll: a feed that has changed tells its dates, one that has not is a 304.
  mutating func learn(_ view: RhythmView, at now: Instant) {
    if let elapsed = view.elapsed, view.new.isEmpty, var known = self {
      known.observe(new: 0, elapsed: Int(elapsed), now: now)
      self = known
    } else {
      self = PublishingRhythm(dates: view.dates.map(RhythmFormula.instant), entries: view.dates.count, now: now)
    }
  }
}
