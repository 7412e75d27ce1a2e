// A moment written the ways feeds and pages write it.

internal import Foundation

/// Seconds since 1970, as text in UTC.
struct Moment {
  /// How a moment is written.
  enum Format: String, CaseIterable {
    /// `Sat, 21 Nov 2026 09:30:00 +0000` (RSS 2.0).
    case rfc822
    /// `Sat, 21 Nov 2026 09:30:00 GMT` (HTTP, RFC 9110, 5.6.7).
    case http
    /// `2026-11-21T09:30:00Z` (Atom, JSON Feed, JSON-LD).
    case rfc3339
    /// `2026-11-21`.
    case isoDay = "iso-day"
    /// `21 November 2026, 09:30`, for readers.
    case long
    /// `21.11.2026, 09:30`, for German readers.
    case dotted
    /// `Saturday`, for a sentence.
    case weekday
  }

  /// Seconds since 1970-01-01 00:00 UTC.
  var seconds: Int64

  /// The moment in one of the formats.
  func text(_ format: Format) -> String {
    var moment = time_t(seconds)
    var parts = tm()
    gmtime_r(&moment, &parts)
    let year = String(parts.tm_year + 1900)
    let (month, day) = (Self.two(parts.tm_mon + 1), Self.two(parts.tm_mday))
    let clock = Self.two(parts.tm_hour) + ":" + Self.two(parts.tm_min)
    let second = Self.two(parts.tm_sec)
    let monthName = Self.months[Int(parts.tm_mon)]
    let weekday = Self.weekdays[Int(parts.tm_wday)]
    return switch format {
    case .rfc822: text(.http).dropLast(3) + "+0000"
    case .http: "\(weekday.prefix(3)), \(day) \(monthName.prefix(3)) \(year) \(clock):\(second) GMT"
    case .rfc3339: "\(year)-\(month)-\(day)T\(clock):\(second)Z"
    case .isoDay: "\(year)-\(month)-\(day)"
    case .long: "\(parts.tm_mday) \(monthName) \(year), \(clock)"
    case .dotted: "\(day).\(month).\(year), \(clock)"
    case .weekday: weekday
    }
  }

  private static let weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]

  private static func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
