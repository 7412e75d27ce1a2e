// Time zones by name, made into values: what reads dates later needs neither a disk nor a library for it.
import Foundation
import News

/// Reads time zones.
enum ZoneReader {
  /// Zones are described from 1990 to 2050, in seconds since 1970.
  private static let described: ClosedRange<Int64> = 631_152_000...2_524_608_000
  /// No two changes of clocks are as near as this, in seconds.
  private static let step: Int64 = 7 * 86_400

  /// A zone of the tz database by its name, or an offset such as `+01:00`; nil for what is neither.
  static func zone(_ text: String) -> ClockZone? {
    if let minutes = offset(text) { return ClockZone(name: text, offsetMinutes: minutes) }
    guard !text.isEmpty, text.utf8.allSatisfy({ $0 > 32 && $0 < 127 }), let zone = TimeZone(identifier: text)
    else { return nil }
    func minutes(_ seconds: Int64) -> Int {
      zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(seconds))) / 60
    }
    var changes: [ClockZone.Change] = []
    let first = minutes(described.lowerBound)
    var before = first
    for end in stride(from: described.lowerBound + step, through: described.upperBound, by: Int(step)) {
      let after = minutes(end)
      guard after != before else { continue }
      var (low, high) = (end - step, end)
      while high - low > 1 {
        let middle = (low + high) / 2
        if minutes(middle) == before { low = middle } else { high = middle }
      }
      changes.append(ClockZone.Change(start: Instant(seconds: high), offsetMinutes: after))
      before = after
    }
    return ClockZone(name: text, offsetMinutes: first, changes: changes)
  }

  /// `+01:00`, `-0530`.
  private static func offset(_ text: String) -> Int? {
    guard let sign = text.first, sign == "+" || sign == "-" else { return nil }
    let digits = text.dropFirst().filter { $0 != ":" }
    guard digits.utf8.count == 4, digits.utf8.allSatisfy({ (48...57).contains($0) }), let value = Int(digits),
      value % 100 < 60, value <= 1400
    else { return nil }
    return (value / 100 * 60 + value % 100) * (sign == "-" ? -1 : 1)
  }
}
