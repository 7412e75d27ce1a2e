// The day within a written date.

internal import News

/// A calendar day, as found among the tokens of a date.
struct DateDay {
  var year: Int
  var month: Int
  var day: Int

  /// Finds the day among the tokens that time and zone have left.
  static func find(in tokens: [DateToken]) -> DateDay? {
    guard let day = withMonthName(tokens) ?? withWeek(tokens) ?? numeric(tokens), day.year >= 1000 else { return nil }
    return day
  }

  /// A year as written: two digits turn at 50, three count from 1900 (RFC 5322 section 4.3).
  private static func year(_ value: Int, width: Int) -> Int {
    switch width {
    case 1, 2: value < 50 ? 2000 + value : 1900 + value
    case 3: 1900 + value
    default: DateCalendars.year(value)
    }
  }

  /// A day with the month's name: `21 Nov 2026`, `November 21st, 2026`, `2026. november 21.`, `5 tháng 1 năm 2022`.
  private static func withMonthName(_ tokens: [DateToken]) -> DateDay? {
    guard let month = MonthWord.find(in: tokens) else { return nil }
    var numbers: [(value: Int, width: Int, distance: Int)] = []
    for (index, token) in tokens.enumerated() where numbers.count < 4 {
      guard let value = token.number, !month.range.contains(index) else { continue }
      numbers.append((value, token.width, abs(index - month.range.lowerBound)))
    }
    func dayOfYear(_ value: Int, _ width: Int, _ day: Int) -> DateDay? {
      if month.isPersian { return DateCalendars.persian(year: value, month: month.number, day: day) }
      let year = month.isThai ? DateCalendars.thaiYear(value, width: width) : year(value, width: width)
      return DateDay(year: year, month: month.number, day: day)
    }
    if let year = numbers.firstIndex(where: { $0.width == 4 }) {
      // Weekdays have numbers in Vietnam (T4): the day is the number nearest to the month.
      let day = numbers.filter { $0.width <= 2 }.min { $0.distance < $1.distance }?.value
      return dayOfYear(numbers[year].value, 4, day ?? 1)
    }
    guard numbers.count > 1 else { return nil }
    let (first, second) = (numbers[0], numbers[1])
    if first.value > 31, first.width <= 2 { return dayOfYear(first.value, 2, second.value) }
    return second.width <= 3 ? dayOfYear(second.value, second.width, first.value) : nil
  }

  /// `2026-W47-6`, `2026W476`: the week with the year's first Thursday is the first.
  private static func withWeek(_ tokens: [DateToken]) -> DateDay? {
    guard let mark = tokens.firstIndex(where: { $0.word == "w" }), mark > 0, mark + 1 < tokens.count,
      let year = tokens.first?.number, tokens[0].width == 4, var week = tokens[mark + 1].number
    else { return nil }
    var weekday = 1
    if tokens[mark + 1].width == 3 { (week, weekday) = (week / 10, week % 10) }
    if mark + 3 < tokens.count, tokens[mark + 2].isSign("-"), let value = tokens[mark + 3].number { weekday = value }
    guard (1...53).contains(week), (1...7).contains(weekday), let fourth = CivilDate(year: year, month: 1, day: 4)
    else { return nil }
    let monday = fourth.instant(offsetMinutes: 0).adding(seconds: -Int64((fourth.weekday + 6) % 7) * 86_400)
    let civil = CivilDate(monday.adding(seconds: Int64((week - 1) * 7 + weekday - 1) * 86_400))
    return DateDay(year: civil.year, month: civil.month, day: civil.day)
  }

  private static func numeric(_ tokens: [DateToken]) -> DateDay? {
    guard let start = tokens.firstIndex(where: { $0.number != nil }) else { return nil }
    var parts: [(value: Int, width: Int)] = []
    var separator: UInt8 = 0
    var isMonthFirst = false
    var at = start
    while at < tokens.count, parts.count < 3, let value = tokens[at].number {
      parts.append((value, tokens[at].width))
      at += 1
      // Full stops may be followed by a space, 年 and its like by none or one.
      guard at < tokens.count, parts.count < 3 else { break }
      if parts.count == 1, ["月", "월"].contains(tokens[at].word) { isMonthFirst = true }
      switch tokens[at].kind {
      case .sign(let sign) where sign == 45 || sign == 46 || sign == 47:
        separator = sign
        at += 1
      case .word(let word) where DateWords.isDayPart(word): at += 1
      default: break
      }
    }
    let isNegative = start > 0 && tokens[start - 1].isSign("-")
    switch parts.count {
    case 3 where isMonthFirst: return DateDay(year: parts[2].value, month: parts[0].value, day: parts[1].value)
    case 3:
      if start > 0, parts[0].width < 4, let base = tokens[start - 1].word.flatMap(DateWords.era) {
        return DateDay(year: base + parts[0].value, month: parts[1].value, day: parts[2].value)
      }
      let isEnglish = tokens.allSatisfy { $0.word.map(DateWords.isEnglish) ?? true }
      return ordered(parts, separator: separator, isEnglish: isEnglish)
    case 2: return pair(parts, isNegative: isNegative, isSeparated: separator != 0)
    default:
      return single(
        parts[0], isNegative: isNegative, isAlone: tokens.count <= 2 && tokens.allSatisfy { $0.word == nil })
    }
  }

  /// Three numbers: a year of four digits stands first or last; then the separator tells whose habit it is. Slashes are
  /// read as in America where both readings are possible, unless words of another language stand beside them.
  private static func ordered(
    _ parts: [(value: Int, width: Int)], separator: UInt8, isEnglish: Bool
  ) -> DateDay? {
    let (a, b, c) = (parts[0], parts[1], parts[2])
    if a.width == 4 {
      if separator == UInt8(ascii: "/"), (1340...1420).contains(a.value) {
        return DateCalendars.persian(year: a.value, month: b.value, day: c.value)
      }
      let isSwapped = b.value > 12 && c.value <= 12
      return DateDay(
        year: year(a.value, width: 4), month: isSwapped ? c.value : b.value, day: isSwapped ? b.value : c.value)
    }
    guard a.width <= 2, b.width <= 2, c.width <= 4 else { return nil }
    if c.width == 4 || separator != UInt8(ascii: "-") {
      let year = year(c.value, width: c.width)
      let monthFirst = b.value > 12 || separator == UInt8(ascii: "/") && a.value <= 12 && isEnglish
      return DateDay(year: year, month: monthFirst ? a.value : b.value, day: monthFirst ? b.value : a.value)
    }
    return DateDay(year: year(a.value, width: 2), month: b.value, day: c.value)
  }

  /// `2026-11`, `2026-325` (day of the year), `-26-11`.
  private static func pair(_ parts: [(value: Int, width: Int)], isNegative: Bool, isSeparated: Bool) -> DateDay? {
    let (a, b) = (parts[0], parts[1])
    if a.width == 4 {
      if b.width == 3 { return ordinal(year: year(a.value, width: 4), day: b.value) }
      return b.width <= 2 ? DateDay(year: year(a.value, width: 4), month: b.value, day: 1) : nil
    }
    if a.width == 2, b.width == 3 { return ordinal(year: year(a.value, width: 2), day: b.value) }
    if a.width == 2, b.width == 2, isNegative {
      return DateDay(year: year(a.value, width: 2), month: b.value, day: 1)
    }
    return b.width == 4 && a.value <= 12 && isSeparated
      ? DateDay(year: year(b.value, width: 4), month: a.value, day: 1) : nil
  }

  private static func single(_ part: (value: Int, width: Int), isNegative: Bool, isAlone: Bool) -> DateDay? {
    guard isAlone else { return nil }
    switch part.width {
    case 4:
      return isNegative
        ? DateDay(year: year(part.value / 100, width: 2), month: part.value % 100, day: 1)
        : DateDay(year: year(part.value, width: 4), month: 1, day: 1)
    case 6:
      return DateDay(year: year(part.value / 10_000, width: 2), month: part.value / 100 % 100, day: part.value % 100)
    case 5: return ordinal(year: year(part.value / 1000, width: 2), day: part.value % 1000)
    case 7: return ordinal(year: part.value / 1000, day: part.value % 1000)
    default: return nil
    }
  }

  /// `2026-325`: a day counted from the year's first.
  private static func ordinal(year: Int, day: Int) -> DateDay? {
    guard (1...366).contains(day), let first = CivilDate(year: year, month: 1, day: 1) else { return nil }
    let civil = CivilDate(first.instant(offsetMinutes: 0).adding(seconds: Int64(day - 1) * 86_400))
    return civil.year == year ? DateDay(year: year, month: civil.month, day: civil.day) : nil
  }
}
