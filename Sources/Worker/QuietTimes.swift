// When a feed asks to be left alone: RSS 2.0's skipHours and skipDays.
public import News

/// Hours and days in GMT in which a source is not asked.
public struct QuietTimes: Sendable, Equatable {
  /// Hours of the day, bit 0 for 0 to 1 o'clock.
  public var hours: Int
  /// Days of the week, bit 0 for Sunday.
  public var days: Int

  /// Quiet times as bits; none by default.
  public init(hours: Int = 0, days: Int = 0) {
    self.hours = hours
    self.days = days
  }

  /// Quiet times as a feed lists them: hours 0 to 23 (some write 24 for 0), days 0 for Sunday to 6.
  public init(hours: [Int], days: [Int]) {
    self.hours = hours.reduce(0) { (0...24).contains($1) ? $0 | 1 << ($1 % 24) : $0 }
    self.days = days.reduce(0) { (0...6).contains($1) ? $0 | 1 << $1 : $0 }
  }

  /// The first moment at or after `instant` that is not quiet; a week later where all of it is.
  public func end(from instant: Instant) -> Instant {
    var moment = instant
    for _ in 0..<(7 * 24) where isQuiet(moment) {
      moment = Instant(seconds: (moment.seconds / 3600 + 1) * 3600)
    }
    return moment
  }

  private func isQuiet(_ moment: Instant) -> Bool {
    let civil = CivilDate(moment)
    return hours >> civil.hour & 1 == 1 || days >> civil.weekday & 1 == 1
  }
}
