// Sources that were never there: when they publish, by seeded chance.
import Foundation

/// Numbers that look random and are the same in every run (SplitMix64).
struct SeededChance: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var out = state
    out = (out ^ out >> 30) &* 0xBF58_476D_1CE4_E5B9
    out = (out ^ out >> 27) &* 0x94D0_49BB_1331_11EB
    return out ^ out >> 31
  }

  /// From 0 up to, not including, 1.
  mutating func fraction() -> Double { Double(next() >> 11) / Double(1 << 53) }

  /// A time to wait for what comes once in `mean` on average, whenever it last came.
  mutating func wait(_ mean: Double) -> Double { -log(1 - fraction()) * mean }
}

/// Ways to publish.
enum PublishingProcess: String, CaseIterable, Sendable {
  /// A news agency: one article in 5 min, at any hour.
  case wire
  /// One article in 2 h, at any hour.
  case steady
  /// A newspaper: 30 articles on a weekday from 6 to 22 o'clock, 10 on a day of the weekend, none at night.
  case daytime
  /// About five articles within minutes, then nothing for 8 h.
  case bursts
  /// A magazine: one article a week, give or take some hours.
  case weekly
  /// Nothing for a year.
  case dead

  /// How many of a hundred sources publish like this.
  var share: Int {
    switch self {
    case .wire: 10
    case .steady: 25
    case .daytime: 35
    case .bursts: 10
    case .weekly: 15
    case .dead: 5
    }
  }

  private static let day = 86_400.0

  /// The times of all articles between two times, in seconds, sorted. Time 0 is a Monday's midnight.
  func articles(from start: Double, to end: Double, _ chance: inout SeededChance) -> [Double] {
    switch self {
    case .wire: Self.poisson(300, start, end, &chance)
    case .steady: Self.poisson(7200, start, end, &chance)
    case .daytime:
      Self.poisson(Self.day / 45, start, end, &chance).filter { time in
        let hour = (time / 3600).truncatingRemainder(dividingBy: 24)
        let day = Int((time / Self.day).rounded(.down))
        let isWeekend = ((day % 7) + 7) % 7 >= 5
        return (hour + 24).truncatingRemainder(dividingBy: 24) >= 6
          && (hour + 24).truncatingRemainder(dividingBy: 24) < 22 && (!isWeekend || chance.fraction() < 1 / 3.0)
      }
    case .bursts:
      Self.poisson(28_800, start, end, &chance).flatMap { first in
        var times = [first]
        while chance.fraction() < 0.8 { times.append(times[times.count - 1] + chance.wait(240)) }
        return times.filter { $0 < end }
      }.sorted()
    case .weekly:
      stride(from: start + chance.fraction() * 7 * Self.day, to: end, by: 7 * Self.day).map {
        $0 + (chance.fraction() - 0.5) * 14_400
      }.filter { $0 >= start && $0 < end }
    case .dead: [start - 365 * Self.day * (0.8 + chance.fraction())]
    }
  }

  private static func poisson(_ mean: Double, _ start: Double, _ end: Double, _ chance: inout SeededChance) -> [Double]
  {
    var out: [Double] = []
    var time = start + chance.wait(mean)
    while time < end {
      out.append(time)
      time += chance.wait(mean)
    }
    return out
  }
}
