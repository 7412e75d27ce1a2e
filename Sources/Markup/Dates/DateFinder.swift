// Dates within a line of text: a byline, a footer, the beginning of a paragraph.

internal import Glibc
public import News

/// A date that stands in a text.
public struct FoundDate: Sendable {
  /// Where it stands in the bytes that were looked through, its time of day included.
  public var range: Range<Int>
  /// The date, with its time of day and zone where they stand beside it.
  public var date: WrittenDate

  /// A date at a place.
  public init(range: Range<Int>, date: WrittenDate) {
    self.range = range
    self.date = date
  }
}

extension WildDate {
  /// The complete dates (day, month and year) in a line of UTF-8, in their order, at most eight. A year, a month with a year or
  /// a day without a year is no date here, nor are numbers that are part of a longer one, as in a version or an address.
  ///
  /// - Parameter isMonthFirst: whether `3/4/2026` is the fourth of March, which no text says of itself.
  ///
  /// Costs a few nanoseconds a byte, and the reading of what looks like a date.
  public static func dates(in line: [UInt8], isMonthFirst: Bool) -> [FoundDate] {
    line.withUnsafeBufferPointer { bytes in
      var pieces = DatePieces(bytes)
      return DateFinder(bytes: bytes, pieces: pieces.read(), isMonthFirst: isMonthFirst).all()
    }
  }
}

/// The search over the pieces of a line.
private struct DateFinder {
  let bytes: UnsafeBufferPointer<UInt8>
  let pieces: [DatePieces.Piece]
  let isMonthFirst: Bool

  private typealias Day = (date: WrittenDate, pieces: Range<Int>)

  private static let years = 1990...2049
  private static let limit = 8

  func all() -> [FoundDate] {
    var found: [FoundDate] = []
    var at = 0
    /// The first piece that no date has taken.
    var free = 0
    /// The last date was the end of a span of days.
    var endsSpan = false
    while at < pieces.count, found.count < Self.limit {
      guard let day = day(at, free: free) else {
        at += 1
        continue
      }
      let (date, range) = withTime(day, free: free)
      // From a day to a day something goes on; neither is the date of anything written.
      if free > 0, range.lowerBound == free + 1, pieces[free].sign == 45, !date.hasTime {
        if !endsSpan { found.removeLast() }
        endsSpan = true
        at = range.upperBound
        free = at
        continue
      }
      endsSpan = false
      found.append(FoundDate(range: pieces[range.lowerBound].start..<pieces[range.upperBound - 1].end, date: date))
      at = range.upperBound
      free = at
    }
    return found
  }

  /// The day whose first number is the piece at an index.
  private func day(_ at: Int, free: Int) -> Day? {
    guard let number = pieces[at].number, !isPartOfNumber(at) else { return nil }
    if pieces[at].width == 4 {
      guard Self.years.contains(number) else { return nil }
      return separated(at) ?? marked(at) ?? named(at, free: free)
    }
    guard pieces[at].width <= 2, (1...31).contains(number) else { return nil }
    return separated(at) ?? named(at, free: free)
  }

  /// Whether a number continues one before it: `1.2.2026` in `5.1.2.2026`, `12/2026` in `7/12/2026`.
  private func isPartOfNumber(_ at: Int) -> Bool {
    guard at > 1, pieces[at].touches, let sign = pieces[at - 1].sign, pieces[at - 1].touches else { return false }
    return (sign == 45 || sign == 46 || sign == 47 || sign == 58) && pieces[at - 2].number != nil
  }

  // MARK: numbers

  /// `2026-11-21`, `21.11.2026`, `21. 11. 2026`, `11/21/26`.
  private func separated(_ at: Int) -> Day? {
    guard at + 4 < pieces.count, let a = pieces[at].number, let sign = pieces[at + 1].sign,
      sign == 45 || sign == 46 || sign == 47, pieces[at + 3].sign == sign, let b = pieces[at + 2].number,
      let c = pieces[at + 4].number, pieces[at + 2].width <= 2, hasEvenSpace(at, sign)
    else { return nil }
    // More numbers behind make it something else.
    if at + 6 < pieces.count, pieces[at + 5].sign == sign, pieces[at + 5].touches, pieces[at + 6].touches,
      pieces[at + 6].number != nil
    {
      return nil
    }
    if pieces[at].width == 4 {
      guard pieces[at + 4].width <= 2 else { return nil }
      return civil(a, b, c, at..<at + 5)
    }
    var year = c
    switch pieces[at + 4].width {
    case 4: break
    case 2 where sign != 45 && pieces[at].touches == false && (c < 50 || c > 94):
      // Two digits of a year only where all else is written out or the signs are those of dates.
      guard pieces[at + 2].width == 2 || sign == 47 else { return nil }
      // `07.11. 09:20` is a day and a time.
      if at + 5 < pieces.count, pieces[at + 5].sign == 58, pieces[at + 5].touches { return nil }
      year = c < 50 ? 2000 + c : 1900 + c
    default: return nil
    }
    let isMonthFirst = b > 12 || sign == 47 && a <= 12 && isMonthFirst
    return civil(year, isMonthFirst ? a : b, isMonthFirst ? b : a, at..<at + 5)
  }

  /// Signs touch both numbers; full stops may have a space behind them.
  private func hasEvenSpace(_ at: Int, _ sign: UInt8) -> Bool {
    guard pieces[at + 1].touches, pieces[at + 3].touches else { return sign == 47 }
    return sign != 45 || pieces[at + 2].touches && pieces[at + 4].touches
  }

  /// `2026年11月21日`, `2026년 11월 21일`.
  private func marked(_ at: Int) -> Day? {
    guard at + 4 < pieces.count, let year = pieces[at].number, starts(at + 1, "年") || starts(at + 1, "년"),
      let month = pieces[at + 2].number, starts(at + 3, "月") || starts(at + 3, "월"), let day = pieces[at + 4].number
    else { return nil }
    let hasMark = at + 5 < pieces.count && (starts(at + 5, "日") || starts(at + 5, "일") || starts(at + 5, "号"))
    return civil(year, month, day, at..<at + (hasMark ? 6 : 5))
  }

  private func civil(_ year: Int, _ month: Int, _ day: Int, _ range: Range<Int>) -> Day? {
    guard Self.years.contains(year), let civil = CivilDate(year: year, month: month, day: day, hour: 12) else {
      return nil
    }
    return (WrittenDate(instant: civil.instant(offsetMinutes: 0), offsetMinutes: nil, hasTime: false), range)
  }

  // MARK: names of months

  /// `21 November 2026`, `November 21st, 2026`, `2026. november 21.`: two numbers and the words around them; whether one of
  /// them is a month the reader of dates knows.
  private func named(_ at: Int, free: Int) -> Day? {
    var next = at + 1
    var words = 0
    while next < pieces.count, next - at <= 6, pieces[next].number == nil {
      if pieces[next].isWord {
        words += 1
      } else if !Self.joining.contains(pieces[next].sign ?? 0) {
        return nil
      }
      next += 1
    }
    guard next < pieces.count, let second = pieces[next].number, !isRange(at, free: free) else { return nil }
    let isYearFirst = pieces[at].width == 4
    if isYearFirst {
      guard words > 0, words <= 3, pieces[next].width <= 2, (1...31).contains(second) else { return nil }
      if let day = read(at..<next + 1) { return day }
      // Latvian and Lithuanian: the day stands between.
      return next + 2 < pieces.count && pieces[next + 1].sign == 46 && pieces[next + 2].isWord
        ? read(at..<next + 3) : nil
    }
    let isShort = pieces[next].width == 2 && pieces[next - 1].sign == 39 && pieces[next].touches
    // Vietnamese months have numbers: ngày 21 tháng 11 năm 2026.
    if words > 0, pieces[next].width <= 2, !isShort, starts(at + 1, "tháng") {
      var last = next + 1
      while last < pieces.count, last - next <= 2, pieces[last].number == nil { last += 1 }
      guard last < pieces.count, pieces[last].width == 4 else { return nil }
      return read(at..<last + 1)
    }
    let isLong =
      pieces[next].width == 4 && (Self.years.contains(second) || 1370...1420 ~= second || 2530...2600 ~= second)
    guard isLong || isShort else { return nil }
    if words > 0, let day = read(at..<next + 1) { return day }
    // The month stands before: only ordinal endings may stand between day and year.
    guard words <= 1, at > free else { return nil }
    var before = at - 1
    if before > free, let sign = pieces[before].sign, sign == 46 || sign == 45 { before -= 1 }
    guard before >= free, pieces[before].isWord else { return nil }
    return read(before..<next + 1)
  }
  /// `.`, `,`, `-`, `/`, `'`, `(`, `)` may stand between the parts of a date.
  private static let joining: Set<UInt8> = [46, 44, 45, 47, 39, 40, 41]

  /// Whether a number ends a range of days, as `14. - 20. Januar` has it, which is no date of anything but an event.
  private func isRange(_ at: Int, free: Int) -> Bool {
    guard at > free + 1, pieces[at - 1].sign == 45 else { return false }
    return pieces[at - 2].number != nil || at > free + 2 && pieces[at - 2].sign == 46 && pieces[at - 3].number != nil
  }

  private func read(_ range: Range<Int>) -> Day? {
    guard let date = WildDate.parse(text(range)), !date.hasTime else { return nil }
    let year = CivilDate(date.instant).year
    return Self.years.contains(year) ? (date, range) : nil
  }

  // MARK: times of day

  private func withTime(_ day: Day, free: Int) -> Day {
    let range = day.pieces
    let dayText = CivilDate(day.date.instant).dayText
    if let time = timeAfter(range.upperBound), let date = WildDate.parse(dayText + " " + text(time)), date.hasTime {
      return (date, range.lowerBound..<time.upperBound)
    }
    if let time = timeBefore(range.lowerBound, free: free), let date = WildDate.parse(dayText + " " + text(time)),
      date.hasTime
    {
      return (date, time.lowerBound..<range.upperBound)
    }
    return day
  }

  /// `9:15`, `09:15:07`, `14h30`, `9.15 Uhr`, with what stands behind it: halves of the day, a zone.
  private func timeAfter(_ start: Int) -> Range<Int>? {
    var at = start
    while at < pieces.count, at - start < 4, pieces[at].number == nil {
      guard pieces[at].isWord ? pieces[at].end - pieces[at].start <= 8 : Self.beforeTime.contains(pieces[at].sign ?? 0)
      else { return nil }
      at += 1
    }
    guard at + 1 < pieces.count, let hour = pieces[at].number, pieces[at].width <= 2, hour <= 24 else { return nil }
    var end = at + 1
    if pieces[end].sign == 58, end + 1 < pieces.count, pieces[end + 1].number != nil {
      end += 2
      if end + 1 < pieces.count, pieces[end].sign == 58, pieces[end + 1].width == 2 { end += 2 }
    } else if isWord(end, ["h", "uhr", "時", "时", "시", "am", "pm"]) {
      end += 1
      if end < pieces.count, pieces[end].touches, pieces[end].width == 2 { end += 1 }
    } else if pieces[end].sign == 46, end + 2 < pieces.count, pieces[end + 1].width == 2,
      isWord(end + 2, ["uhr", "h", "am", "pm", "a", "p"])
    {
      end += 2
    } else {
      return nil
    }
    return at..<zoneEnd(end)
  }
  /// `,`, `-`, `|`, `/`, `.`, `(`, `@`, `:` may stand between a day and its time.
  private static let beforeTime: Set<UInt8> = [44, 45, 124, 47, 46, 40, 64, 58]

  /// The end of what belongs to a time that ends here. Zones are in capitals: French "et" is no Eastern Time.
  private func zoneEnd(_ start: Int) -> Int {
    var end = start
    var at = start
    while at < pieces.count, at - start < 6 {
      if let sign = pieces[at].sign {
        if sign == 43 || sign == 45, at + 1 < pieces.count, pieces[at + 1].number != nil, pieces[at + 1].touches {
          at += 2
          if at + 1 < pieces.count, pieces[at].sign == 58, pieces[at + 1].width == 2 { at += 2 }
          return at
        }
        guard sign == 46 || sign == 40 || sign == 41 else { break }
        at += 1
        continue
      }
      guard isWord(at, ["am", "pm", "a", "p", "m", "uhr", "h"]) || isCapitals(at) else { break }
      at += 1
      end = at
    }
    return end
  }

  private func timeBefore(_ start: Int, free: Int) -> Range<Int>? {
    var at = start - 1
    while at >= free, start - at <= 2, pieces[at].number == nil {
      guard pieces[at].isWord ? pieces[at].end - pieces[at].start <= 4 : Self.beforeTime.contains(pieces[at].sign ?? 0)
      else { return nil }
      at -= 1
    }
    guard at - 2 >= free, pieces[at].width == 2, pieces[at - 1].sign == 58, pieces[at - 2].width <= 2,
      let hour = pieces[at - 2].number, hour < 24, !isPartOfNumber(at - 2)
    else { return nil }
    return at - 2..<min(zoneEnd(at + 1), start)
  }

  // MARK: pieces

  private func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[pieces[range.lowerBound].start..<pieces[range.upperBound - 1].end], as: UTF8.self)
  }

  private func starts(_ at: Int, _ word: StaticString) -> Bool {
    guard at < pieces.count, pieces[at].isWord, pieces[at].end - pieces[at].start >= word.utf8CodeUnitCount else {
      return false
    }
    return memcmp(bytes.baseAddress! + pieces[at].start, word.utf8Start, word.utf8CodeUnitCount) == 0
  }

  /// Whether a piece is one of some words of lower-case letters, in any letter case.
  private func isWord(_ at: Int, _ words: [String]) -> Bool {
    guard at < pieces.count, pieces[at].isWord else { return false }
    let word = bytes[pieces[at].start..<pieces[at].end]
    return words.contains {
      $0.utf8.count == word.count && $0.utf8.elementsEqual(word.lazy.map { $0 < 128 ? $0 | 32 : $0 })
    }
  }

  private func isCapitals(_ at: Int) -> Bool {
    let word = bytes[pieces[at].start..<pieces[at].end]
    return pieces[at].isWord && (1...5).contains(word.count) && word.allSatisfy { 65...90 ~= $0 }
  }
}
