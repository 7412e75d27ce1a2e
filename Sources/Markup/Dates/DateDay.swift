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

  /// A year as written: two digits turn at 69, three count from 1900 (RFC 2822 section 4.3), Buddhist years are 543 ahead.
  private static func year(_ value: Int, width: Int) -> Int {
    switch width {
    case 1, 2: value < 69 ? 2000 + value : 1900 + value
    case 3: 1900 + value
    default: value > 2400 && value < 2700 ? value - 543 : value
    }
  }

  private static func withMonthName(_ tokens: [DateToken]) -> DateDay? {
    // "mar" is Tuesday in three languages and March in more: of two candidates the later is the month.
    var named: Int?
    var numbers: [(value: Int, width: Int)] = []
    for token in tokens {
      if let value = token.number, numbers.count < 4 { numbers.append((value, token.width)) }
      if let word = token.word, let month = DateWords.month(word) { named = month }
    }
    guard let month = named else { return nil }
    guard !numbers.isEmpty else { return nil }
    if let year = numbers.firstIndex(where: { $0.width == 4 }) {
      let day = numbers.enumerated().first { $0.offset != year && $0.element.width <= 2 }?.element.value
      return DateDay(year: Self.year(numbers[year].value, width: 4), month: month, day: day ?? 1)
    }
    guard numbers.count > 1 else { return nil }
    let (first, second) = (numbers[0], numbers[1])
    if first.value > 31, first.width <= 2 {
      return DateDay(year: Self.year(first.value, width: 2), month: month, day: second.value)
    }
    return DateDay(year: Self.year(second.value, width: second.width), month: month, day: first.value)
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
    var at = start
    while at < tokens.count, parts.count < 3, let value = tokens[at].number {
      parts.append((value, tokens[at].width))
      at += 1
      // Full stops may be followed by a space, 年 and its like by none or one.
      guard at < tokens.count else { break }
      switch tokens[at].kind {
      case .sign(let sign) where sign == 45 || sign == 46 || sign == 47:
        separator = sign
        at += 1
      case .word("年"), .word("月"), .word("日"), .word("년"), .word("월"), .word("일"): at += 1
      default: break
      }
    }
    switch parts.count {
    case 3: return ordered(parts, separator: separator)
    case 2: return pair(parts, isNegative: start > 0 && tokens[start - 1].isSign("-"))
    default: return single(parts[0], isNegative: start > 0 && tokens[start - 1].isSign("-"), isAlone: tokens.count <= 2)
    }
  }

  /// Three numbers: a year of four digits stands first or last; then the separator tells whose habit it is.
  private static func ordered(_ parts: [(value: Int, width: Int)], separator: UInt8) -> DateDay? {
    let (a, b, c) = (parts[0], parts[1], parts[2])
    if a.width >= 4 {
      let isSwapped = b.value > 12 && c.value <= 12
      return DateDay(
        year: year(a.value, width: 4), month: isSwapped ? c.value : b.value, day: isSwapped ? b.value : c.value)
    }
    guard a.width <= 2, b.width <= 2 else { return nil }
    if c.width == 4 || separator != UInt8(ascii: "-") {
      let year = year(c.value, width: c.width)
      let monthFirst = b.value > 12 || separator == UInt8(ascii: "/") && a.value <= 12
      return DateDay(year: year, month: monthFirst ? a.value : b.value, day: monthFirst ? b.value : a.value)
    }
    return DateDay(year: year(a.value, width: 2), month: b.value, day: c.value)
  }

  /// `2026-11`, `2026-325` (day of the year), `-26-11`.
  private static func pair(_ parts: [(value: Int, width: Int)], isNegative: Bool) -> DateDay? {
    let (a, b) = (parts[0], parts[1])
    if a.width == 4 {
      if b.width == 3 { return ordinal(year: a.value, day: b.value) }
      return b.width <= 2 ? DateDay(year: a.value, month: b.value, day: 1) : nil
    }
    if a.width == 2, b.width == 3 { return ordinal(year: year(a.value, width: 2), day: b.value) }
    if a.width == 2, b.width == 2, isNegative {
      return DateDay(year: year(a.value, width: 2), month: b.value, day: 1)
    }
    return b.width == 4 && a.value <= 12 ? DateDay(year: b.value, month: a.value, day: 1) : nil
  }

  private static func single(_ part: (value: Int, width: Int), isNegative: Bool, isAlone: Bool) -> DateDay? {
    guard isAlone else { return nil }
    switch part.width {
    case 4:
      return isNegative
        ? DateDay(year: year(part.value / 100, width: 2), month: part.value % 100, day: 1)
        : DateDay(year: part.value, month: 1, day: 1)
    case 6:
      return DateDay(year: year(part.value / 10_000, width: 2), month: part.value / 100 % 100, day: part.value % 100)
    case 5: return ordinal(year: year(part.value / 1000, width: 2), day: part.value % 1000)
    case 7: return ordinal(year: part.value / 1000, day: part.value % 1000)
    default: return nil
    }
  }

  private static func ordinal(year: Int, day: Int) -> DateDay? {
    guard (1...366).contains(day), let first = CivilDate(year: year, month: 1, day: 1) else { return nil }
    let civil = CivilDate(first.instant(offsetMinutes: 0).adding(seconds: Int64(day - 1) * 86_400))
    return civil.year == year ? DateDay(year: year, month: civil.month, day: civil.day) : nil
  }
}
