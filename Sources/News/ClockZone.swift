// The clocks of a place: how far from UTC they are, and when that changes. A value, so that who reads dates needs no disk.

/// A time zone by its rules.
public struct ClockZone: Sendable, Hashable, CustomStringConvertible {
  /// From an instant on, clocks show UTC plus so many minutes.
  public struct Change: Sendable, Hashable {
    /// When it begins.
    public let start: Instant
    /// Minutes east of UTC from then on.
    public let offsetMinutes: Int

    /// A change.
    public init(start: Instant, offsetMinutes: Int) {
      self.start = start
      self.offsetMinutes = offsetMinutes
    }
  }

  /// The name, such as `Europe/Berlin` or `+01:00`.
  public let description: String
  /// Minutes east of UTC before the first change.
  public let offsetMinutes: Int
  /// Changes, the earliest first.
  public let changes: [Change]

  /// A zone.
  public init(name: String, offsetMinutes: Int, changes: [Change] = []) {
    description = name
    self.offsetMinutes = offsetMinutes
    self.changes = changes
  }

  /// The offset at an instant.
  public func offset(at instant: Instant) -> Int {
    changes.last { $0.start <= instant }?.offsetMinutes ?? offsetMinutes
  }

  /// The offset that clocks have when they show this. Of an hour that is shown twice the first one is meant; one that is
  /// skipped counts as before the change.
  public func offset(showing civil: CivilDate) -> Int {
    let asUTC = civil.instant(offsetMinutes: 0)
    // No place is farther from UTC than this, so the offset in force is one of a day before or after.
    let earlier = offset(at: asUTC.adding(seconds: -86_400))
    let later = offset(at: asUTC.adding(seconds: 86_400))
    for candidate in [earlier, later] {
      if offset(at: civil.instant(offsetMinutes: candidate)) == candidate { return candidate }
    }
    return earlier
  }

  /// A date whose writer gave a time but no zone, as meant by clocks of this zone; any other date as it is.
  public func placing(_ date: WrittenDate) -> WrittenDate {
    guard date.hasTime, date.offsetMinutes == nil else { return date }
    let offset = offset(showing: CivilDate(date.instant))
    var placed = date
    placed.instant = date.instant.adding(seconds: Int64(-offset * 60))
    placed.offsetMinutes = offset
    return placed
  }
}
