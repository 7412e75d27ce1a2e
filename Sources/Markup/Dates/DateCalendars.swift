// Years and days counted otherwise than in the Gregorian calendar.

internal import News

/// Conversions into the Gregorian calendar.
enum DateCalendars {
  /// A day of the Persian solar calendar, for the years 1206 to 1497 in which its leap years repeat after 33 years; nil
  /// for one that does not exist.
  static func persian(year: Int, month: Int, day: Int) -> DateDay? {
    func isLeap(_ year: Int) -> Bool { (year * 25 + 11) % 33 < 8 }
    let length = month <= 6 ? 31 : month < 12 || isLeap(year) ? 30 : 29
    guard (1206...1497).contains(year), (1...12).contains(month), (1...length).contains(day),
      let anchor = CivilDate(year: 2021, month: 3, day: 21)
    else { return nil }
    // The first day of 1400 was 2021-03-21.
    let years = year >= 1400 ? Array(1400..<year) : Array(year..<1400)
    let wholeYears = years.reduce(0) { $0 + (isLeap($1) ? 366 : 365) } * (year >= 1400 ? 1 : -1)
    let days = wholeYears + (month - 1) * 30 + min(month - 1, 6) + day - 1
    let civil = CivilDate(anchor.instant(offsetMinutes: 0).adding(seconds: Int64(days) * 86_400))
    return DateDay(year: civil.year, month: civil.month, day: civil.day)
  }

  /// The Gregorian year that a year of four digits means: Buddhist years are 543 ahead.
  static func year(_ value: Int) -> Int { value > 2400 && value < 2700 ? value - 543 : value }

  /// The Gregorian year of a Thai date, which is often shortened to two digits of the Buddhist year.
  static func thaiYear(_ value: Int, width: Int) -> Int {
    width <= 2 && value >= 40 ? 2500 + value - 543 : width <= 2 ? 2000 + value : year(value)
  }
}
