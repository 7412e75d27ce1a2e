// Dates read by a format of the settings, for those that are written in a way that cannot be told from the text alone.

public import News

/// Reads dates by formats.
public enum FormattedDate {
  /// The date that stands in a text as the first fitting one of the formats says; it may have other text around it.
  ///
  /// - Parameters:
  ///   - now: completes what a format leaves out: without a year the latest such day up to tomorrow is meant, without a
  ///     day today or, where that lies ahead, yesterday. Without `now` such formats read nothing.
  ///   - zone: whose clocks are meant where the text names no zone; nil leaves that open.
  /// - Returns: nil where no format fits, or the day does not exist. Looks at the first 400 characters.
  public static func parse(_ text: String, formats: [DateFormat], zone: ClockZone?, now: Instant?) -> WrittenDate? {
    let scalars = Array(text.unicodeScalars.prefix(400))
    for format in formats {
      for start in scalars.indices where isStart(scalars, start) {
        var reader = FormattedDateReader(scalars, at: start)
        guard reader.read(format), let date = reader.date(zone: zone, now: now) else { continue }
        return zone?.placing(date) ?? date
      }
    }
    return nil
  }

  /// A date begins neither within a number nor within a word.
  private static func isStart(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    guard index > 0 else { return true }
    let (before, here) = (scalars[index - 1], scalars[index])
    if FormattedDateReader.digit(here) != nil { return FormattedDateReader.digit(before) == nil }
    return !(here.properties.isAlphabetic && before.properties.isAlphabetic)
  }
}

/// One attempt to read a date at one place.
private struct FormattedDateReader {
  private let scalars: [Unicode.Scalar]
  private var at: Int
  private var year: Int?
  private var month: Int?
  private var isPersian = false
  private var isThai = false
  private var isShortYear = false
  private var day: Int?
  private var dayOfYear: Int?
  private var hour: Int?
  private var half: Int?
  private var minute = 0
  private var second = 0
  private var offset: Int?
  private var unixSeconds: Int?

  init(_ scalars: [Unicode.Scalar], at: Int) {
    self.scalars = scalars
    self.at = at
  }

  mutating func read(_ format: DateFormat) -> Bool {
    for (index, part) in format.parts.enumerated() {
      guard read(part) else { return false }
      // The full stop of an abbreviation belongs to it, unless the format has one there.
      let isWord = part == .monthName || part == .weekday
      let next = index + 1 < format.parts.count ? format.parts[index + 1] : nil
      if isWord, next != .literal("."), at < scalars.count, scalars[at] == "." { at += 1 }
    }
    // `21.11.20` is no beginning of `21.11.2026`.
    let last = at > 0 ? scalars[at - 1] : " "
    return at == scalars.count || Self.digit(last) == nil || Self.digit(scalars[at]) == nil
  }

  private mutating func read(_ part: DateFormat.Part) -> Bool {
    switch part {
    case .space:
      skipSpace()
      return true
    case .literal(let scalar): return literal(scalar)
    case .year: return number(4...4, 1000...9999) { $0.year = $1 }
    case .shortYear:
      isShortYear = true
      return number(2...2, 0...99) { $0.year = $1 }
    case .month: return number(1...2, 1...12) { $0.month = $1 }
    case .monthName: return monthName()
    case .day: return number(1...2, 1...31) { $0.day = $1 }
    case .dayOfYear: return number(1...3, 1...366) { $0.dayOfYear = $1 }
    case .weekday: return word() != nil
    case .hour: return number(1...2, 0...23) { $0.hour = $1 }
    case .hourOfTwelve: return number(1...2, 1...12) { $0.hour = $1 }
    case .minute: return number(1...2, 0...59) { $0.minute = $1 }
    case .second: return number(1...2, 0...60) { $0.second = $1 }
    case .dayHalf:
      guard let word = word(allowingStops: true), let half = DateWords.dayHalf(word) else { return false }
      self.half = half
      return true
    case .offset: return readOffset()
    case .zoneName:
      guard let word = word(), let minutes = DateWords.zone(word) else { return false }
      offset = minutes
      return true
    case .unixSeconds: return number(9...11, 0...99_999_999_999) { $0.unixSeconds = $1 }
    }
  }

  // MARK: pieces

  static func digit(_ scalar: Unicode.Scalar) -> Int? {
    if scalar.isASCII { return ("0"..."9").contains(scalar) ? Int(scalar.value) - 48 : nil }
    guard scalar.properties.numericType == .decimal else { return nil }
    return scalar.properties.numericValue.map { Int($0) }
  }

  private mutating func skipSpace() {
    while at < scalars.count, scalars[at].properties.isWhitespace || (0x200B...0x200F).contains(scalars[at].value) {
      at += 1
    }
  }

  private mutating func literal(_ wanted: Unicode.Scalar) -> Bool {
    skipSpaceUnlessWanted(wanted)
    guard at < scalars.count else { return false }
    let found = scalars[at]
    guard found == wanted || found.properties.lowercaseMapping == wanted.properties.lowercaseMapping else {
      return false
    }
    at += 1
    return true
  }

  /// Marks without width may stand anywhere.
  private mutating func skipSpaceUnlessWanted(_ wanted: Unicode.Scalar) {
    while at < scalars.count, scalars[at] != wanted, (0x200B...0x200F).contains(scalars[at].value) { at += 1 }
  }

  /// As in strptime, white space may stand before a number.
  private mutating func number(
    _ widths: ClosedRange<Int>, _ range: ClosedRange<Int>, _ take: (inout Self, Int) -> Void
  ) -> Bool {
    skipSpace()
    var value = 0
    var width = 0
    while at < scalars.count, width < widths.upperBound, let digit = Self.digit(scalars[at]) {
      value = value * 10 + digit
      width += 1
      at += 1
    }
    guard widths.contains(width), range.contains(value) else { return false }
    take(&self, value)
    return true
  }

  /// A run of letters in lower case, with the marks that belong to them.
  private mutating func word(allowingStops: Bool = false) -> String? {
    skipSpace()
    var out = ""
    while at < scalars.count {
      let scalar = scalars[at]
      let isThaiStop = scalar == "." && out.unicodeScalars.last.map { (0xE00...0xE7F).contains($0.value) } ?? false
      if scalar.properties.isAlphabetic || scalar.properties.canonicalCombiningClass != .notReordered
        || (0x900...0xD7F).contains(scalar.value) && Self.digit(scalar) == nil
      {
        out.unicodeScalars.append(scalar)
      } else if !(isThaiStop || allowingStops && scalar == "." && !out.isEmpty) {
        break
      }
      at += 1
    }
    let lowered = String(out.lowercased().unicodeScalars.filter { $0 != "\u{307}" })
    return out.isEmpty ? nil : lowered
  }

  private mutating func monthName() -> Bool {
    guard let word = word() else { return false }
    let afterFirst = at
    if let second = self.word(), let number = DateMonths.month(word, second) {
      month = number
      return true
    }
    at = afterFirst
    isThai = word.unicodeScalars.first.map { (0xE00...0xE7F).contains($0.value) } ?? false
    if let number = DateMonths.month(word) {
      month = number
    } else if let number = DateMonths.persian(word) {
      month = number
      isPersian = true
    } else {
      return false
    }
    return true
  }

  private mutating func readOffset() -> Bool {
    skipSpace()
    guard at < scalars.count else { return false }
    if scalars[at] == "Z" || scalars[at] == "z" {
      at += 1
      offset = 0
      return true
    }
    let sign = scalars[at]
    guard sign == "+" || sign == "-" || sign == "\u{2212}" else { return false }
    at += 1
    var hours = 0
    var minutes = 0
    guard
      number(
        2...2, 0...14,
        {
          hours = $1; _ = $0
        })
    else { return false }
    if at < scalars.count, scalars[at] == ":" { at += 1 }
    if at < scalars.count, Self.digit(scalars[at]) != nil {
      guard
        number(
          2...2, 0...59,
          {
            minutes = $1; _ = $0
          })
      else { return false }
    }
    offset = (hours * 60 + minutes) * (sign == "+" ? 1 : -1)
    return true
  }

  // MARK: the whole

  func date(zone: ClockZone?, now: Instant?) -> WrittenDate? {
    if let unixSeconds {
      return WrittenDate(instant: Instant(seconds: Int64(unixSeconds)), offsetMinutes: 0, hasTime: true)
    }
    var clock = hour
    if let half, let hour, hour <= 12 { clock = hour % 12 + half }
    let local = now.map { CivilDate($0, offsetMinutes: offset ?? zone?.offset(at: $0) ?? 0) }
    guard let day = calendarDay(local, clock: clock) else { return nil }
    guard
      let civil = CivilDate(
        year: day.year, month: day.month, day: day.day, hour: clock ?? 12, minute: minute, second: second)
    else { return nil }
    let hasTime = clock != nil
    return WrittenDate(
      instant: civil.instant(offsetMinutes: hasTime ? offset ?? 0 : 0), offsetMinutes: hasTime ? offset : nil,
      hasTime: hasTime)
  }

  /// `local` is what clocks show now, where that is known.
  private func calendarDay(_ local: CivilDate?, clock: Int?) -> DateDay? {
    if let dayOfYear {
      guard let year = year.map(gregorian) ?? local?.year, let first = CivilDate(year: year, month: 1, day: 1) else {
        return nil
      }
      let civil = CivilDate(first.instant(offsetMinutes: 0).adding(seconds: Int64(dayOfYear - 1) * 86_400))
      return civil.year == year ? DateDay(year: year, month: civil.month, day: civil.day) : nil
    }
    guard let month, let day else { return today(local, clock: clock) }
    if let year {
      if isPersian || !isShortYear && (1300...1497).contains(year) {
        return DateCalendars.persian(year: year, month: month, day: day)
      }
      return DateDay(year: gregorian(year), month: month, day: day)
    }
    guard let local, !isPersian else { return nil }
    // The latest such day that is not later than tomorrow; February 29 may be years ago.
    let tomorrow = local.instant(offsetMinutes: 0).adding(seconds: 86_400)
    for year in stride(from: local.year + 1, through: local.year - 8, by: -1) {
      guard let civil = CivilDate(year: year, month: month, day: day), civil.instant(offsetMinutes: 0) <= tomorrow
      else {
        continue
      }
      return DateDay(year: year, month: month, day: day)
    }
    return nil
  }

  /// A time without a day: today's, or yesterday's where today's lies ahead by more than clocks differ.
  private func today(_ local: CivilDate?, clock: Int?) -> DateDay? {
    guard let local, let clock else { return nil }
    let ahead = (clock * 60 + minute) - (local.hour * 60 + local.minute)
    let day = ahead > 10 ? CivilDate(local.instant(offsetMinutes: 0).adding(seconds: -86_400)) : local
    return DateDay(year: day.year, month: day.month, day: day.day)
  }

  private func gregorian(_ year: Int) -> Int {
    if isShortYear { return isThai ? DateCalendars.thaiYear(year, width: 2) : year < 69 ? 2000 + year : 1900 + year }
    return DateCalendars.year(year)
  }
}
