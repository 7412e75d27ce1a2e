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
    guard hours != 0 || days != 0 else { return instant }
    // Hours since 1970 began, which was on a Thursday.
    let first = Int((Double(instant.milliseconds) / 3_600_000).rounded(.down))
    let open = (first..<first + 7 * 24).first { !isQuiet(hour: $0) } ?? first + 7 * 24
    return open == first ? instant : Instant(seconds: Int64(open) * 3600)
  }

  private func isQuiet(hour: Int) -> Bool {
    let ofWeek = ((hour + 4 * 24) % 168 + 168) % 168
    return hours >> (ofWeek % 24) & 1 == 1 || days >> (ofWeek / 24) & 1 == 1
  }
}
