// The dates of HTTP headers (RFC 9110 section 5.6.7), and the near misses servers send.

internal import News

/// Reads `Sun, 06 Nov 1994 08:49:37 GMT`, the two obsolete forms, and one-digit days.
enum HTTPDate {
  /// The instant, or nil if the text is no date. Zones other than GMT are not read: HTTP has no other.
  static func instant(_ text: String) -> Instant? {
    // Any order of day, month and year is told apart by kind: digits are the day first, then the year.
    var day: Int?
    var month: Int?
    var year: Int?
    var time: [Int]?
    guard text.utf8.count <= 64 else { return nil }
    for part in text.split(whereSeparator: { $0 == " " || $0 == "," || $0 == "-" || $0 == "\t" }) {
      if part.contains(":") {
        let numbers = part.split(separator: ":", omittingEmptySubsequences: false).map(digits)
        guard time == nil, numbers.count == 3, !numbers.contains(nil) else { return nil }
        time = numbers.compactMap(\.self)
      } else if let number = digits(part) {
        if day == nil {
          day = number
        } else if year == nil {
          year = part.utf8.count == 2 ? number + (number < 70 ? 2000 : 1900) : number
        } else {
          return nil
        }
      } else if let found = months.firstIndex(of: part.prefix(3).lowercased()), month == nil {
        month = found + 1
      } else if !neutral.contains(part.prefix(3).lowercased()) {
        return nil
      }
    }
    guard let day, let month, let year, let time else { return nil }
    return CivilDate(year: year, month: month, day: day, hour: time[0], minute: time[1], second: time[2])?
      .instant(offsetMinutes: 0)
  }

  private static func digits(_ part: Substring) -> Int? {
    part.utf8.count <= 4 && part.utf8.allSatisfy { $0 >= 48 && $0 <= 57 } ? Int(part) : nil
  }
  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]
  private static let neutral: Set<String> = ["mon", "tue", "wed", "thu", "fri", "sat", "sun", "gmt", "utc"]
}
