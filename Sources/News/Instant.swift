// Points in time, and dates as publishers write them: with or without a time of day, with or without a zone.

/// A point in time, counted in milliseconds of UTC since 1970-01-01T00:00:00Z, leap seconds not counted.
public struct Instant: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
  /// Milliseconds since 1970 began in UTC; negative before.
  public var milliseconds: Int64

  /// The instant `milliseconds` after 1970 began.
  public init(milliseconds: Int64) { self.milliseconds = milliseconds }
  /// The instant `seconds` after 1970 began.
  public init(seconds: Int64) { milliseconds = seconds * 1000 }

  /// Whole seconds since 1970 began, rounded down.
  public var seconds: Int64 { milliseconds >= 0 ? milliseconds / 1000 : (milliseconds - 999) / 1000 }
  /// Days since 1970 began, with fraction.
  public var days: Double { Double(milliseconds) / 86_400_000 }

  /// The instant moved by a number of seconds.
  public func adding(seconds: Int64) -> Instant { Instant(milliseconds: milliseconds + seconds * 1000) }

  /// Earlier is less.
  public static func < (a: Instant, b: Instant) -> Bool { a.milliseconds < b.milliseconds }

  /// RFC 3339 in UTC, to the second: `2026-11-21T09:30:00Z`.
  public var description: String { CivilDate(self).rfc3339(offsetMinutes: 0) }

  /// Reads RFC 3339, which allows fractions of a second and any zone; nil for anything else.
  public init?(rfc3339 text: String) {
    let bytes = Array(text.utf8)
    func number(_ range: Range<Int>) -> Int? {
      guard range.upperBound <= bytes.count else { return nil }
      var value = 0
      for byte in bytes[range] {
        guard byte >= 48, byte <= 57 else { return nil }
        value = value * 10 + Int(byte - 48)
      }
      return value
    }
    guard bytes.count >= 20, let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
      let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
      bytes[4] == 45, bytes[7] == 45, [84, 116, 32].contains(bytes[10]), bytes[13] == 58, bytes[16] == 58
    else { return nil }
    var at = 19
    var thousandths = 0
    if bytes[at] == 46 {
      at += 1
      var scale = 100
      let first = at
      while at < bytes.count, bytes[at] >= 48, bytes[at] <= 57 {
        thousandths += Int(bytes[at] - 48) * scale
        scale /= 10
        at += 1
      }
      guard at > first, at < bytes.count else { return nil }
    }
    var offset = 0
    if bytes[at] == 90 || bytes[at] == 122 {
      guard at + 1 == bytes.count else { return nil }
    } else {
      guard bytes[at] == 43 || bytes[at] == 45, at + 6 == bytes.count, bytes[at + 3] == 58,
        let hours = number(at + 1..<at + 3), let minutes = number(at + 4..<at + 6), hours < 24, minutes < 60
      else { return nil }
      offset = (hours * 60 + minutes) * (bytes[at] == 45 ? -1 : 1)
    }
    let civil = CivilDate(year: year, month: month, day: day, hour: hour, minute: minute, second: second)
    guard let civil else { return nil }
    milliseconds = civil.instant(offsetMinutes: offset).milliseconds + Int64(thousandths)
  }

  /// Reads the RFC 3339 form from one string.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let value = Instant(rfc3339: text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an RFC 3339 date: \(text)")
    }
    self = value
  }

  /// Writes the RFC 3339 form as one string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// A date and time of day in the Gregorian calendar, without a zone.
public struct CivilDate: Hashable, Sendable {
  /// The year, 1 to 9999.
  public var year: Int
  /// The month, 1 to 12.
  public var month: Int
  /// The day of the month, from 1.
  public var day: Int
  /// The hour, 0 to 23.
  public var hour: Int
  /// The minute, 0 to 59.
  public var minute: Int
  /// The second, 0 to 59; a leap second is taken as 59.
  public var second: Int

  /// A date that exists, or nil: February 30 is refused, hour 24 only as midnight at the day's end, second 60 becomes 59.
  public init?(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= Self.days(in: month, of: year),
      (0...23).contains(hour) || (hour == 24 && minute == 0 && second == 0), (0...59).contains(minute),
      (0...60).contains(second)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
    self.hour = hour
    self.minute = minute
    self.second = min(second, 59)
    if hour == 24 {
      self.hour = 0
      self = CivilDate(instant(offsetMinutes: 0).adding(seconds: 86_400))
    }
  }

  /// The calendar reading of an instant at an offset from UTC.
  public init(_ instant: Instant, offsetMinutes: Int = 0) {
    let local = instant.seconds + Int64(offsetMinutes) * 60
    let day = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
    let rest = Int(local - day * 86_400)
    // Days to year, month, day by eras of 400 years, counted from March so that the leap day comes last.
    let shifted = day + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = Int(shifted - era * 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    self.day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    year = yearOfEra + Int(era) * 400 + (month <= 2 ? 1 : 0)
    hour = rest / 3600
    minute = rest / 60 % 60
    second = rest % 60
  }

  /// The number of days of a month.
  public static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The instant at which clocks at this offset from UTC show the date.
  public func instant(offsetMinutes: Int) -> Instant {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    let days = era * 146_097 + dayOfEra - 719_468
    return Instant(seconds: Int64(days * 86_400 + hour * 3600 + minute * 60 + second - offsetMinutes * 60))
  }

  /// The day of the week, 0 for Sunday.
  public var weekday: Int {
    let days = instant(offsetMinutes: 0).seconds
    let day = days >= 0 ? days / 86_400 : (days - 86_399) / 86_400
    return Int(((day + 4) % 7 + 7) % 7)
  }

  /// RFC 3339 with an offset, or without one where none is known.
  public func rfc3339(offsetMinutes: Int?) -> String {
    let zone =
      switch offsetMinutes {
      case nil: ""
      case 0: "Z"
      case let offset?:
        "\(offset < 0 ? "-" : "+")\(Self.padded(abs(offset) / 60, 2)):\(Self.padded(abs(offset) % 60, 2))"
      }
    return "\(dayText)T\(Self.padded(hour, 2)):\(Self.padded(minute, 2)):\(Self.padded(second, 2))\(zone)"
  }

  /// The day alone: `2026-11-21`.
  public var dayText: String { "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))" }

  static func padded(_ value: Int, _ width: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }
}

/// A date as a publisher wrote it, keeping what was and was not said.
public struct WrittenDate: Hashable, Sendable, Codable {
  /// The instant meant; a missing zone is taken as UTC, a missing time of day as noon UTC.
  public var instant: Instant
  /// Minutes east of UTC, nil where the writer gave no zone.
  public var offsetMinutes: Int?
  /// Whether a time of day was given.
  public var hasTime: Bool

  /// A date read somewhere.
  public init(instant: Instant, offsetMinutes: Int?, hasTime: Bool) {
    self.instant = instant
    self.offsetMinutes = offsetMinutes
    self.hasTime = hasTime
  }

  /// As written: `2026-11-21T09:30:00+01:00`, without a zone if none was given, a bare day if no time was.
  public var description: String {
    let civil = CivilDate(instant, offsetMinutes: offsetMinutes ?? 0)
    return hasTime ? civil.rfc3339(offsetMinutes: offsetMinutes) : civil.dayText
  }

  /// RFC 3339 date-time, complete whatever the writer left out.
  public var rfc3339: String {
    CivilDate(instant, offsetMinutes: offsetMinutes ?? 0).rfc3339(offsetMinutes: offsetMinutes ?? 0)
  }
}
