// Dates as they are found in feeds and pages: RFC 822 and its misspellings, ISO 8601, and what people write.

public import News

/// Reading dates that follow no rule. The text is taken apart once; then time of day, zone and day are looked for in turn,
/// each taking away the pieces it used.
public enum WildDate {
  /// The date a text holds; nil where it holds none or one that does not exist. Reads RFC 822 with its usual mistakes,
  /// asctime and `date`, ISO 8601 (calendar, week and ordinal dates, basic and extended), Unix seconds and milliseconds,
  /// numeric dates in the order their separators suggest, month names of some thirty languages, and years of two digits
  /// (69 to 99 are 1900s). Looks at the first 160 bytes; needs no clock and no locale.
  public static func parse(_ text: String) -> WrittenDate? {
    var tokens = DateToken.read(text)
    guard !tokens.isEmpty else { return nil }
    if tokens.count == 1, let value = tokens[0].number, let date = unixTime(value, digits: tokens[0].width) {
      return date
    }
    // More words than any date needs: this is prose with numbers in it.
    guard tokens.count(where: { $0.word != nil }) <= 10 else { return nil }

    splitCompact(&tokens)
    let isKorean = tokens.contains { ["오전", "오후", "년"].contains($0.word) }
    var time = DateTime.take(from: &tokens)
    if time != nil, !time!.isPossible { return nil }
    let zone = DateZone.take(from: &tokens, at: time?.end)
    guard let day = DateDay.find(in: tokens) else { return nil }
    if time == nil, tokens.contains(where: { $0.isSign(":") }), tokens.count(where: { $0.number != nil }) > 4 {
      return nil
    }
    var offset = zone
    // Dates written with Korean markers and no zone come from Korean servers, which are on Korean time.
    if offset == nil, isKorean, time != nil { offset = 540 }
    if time == nil { time = DateTime(hour: 12, minute: 0, second: 0, thousandths: 0, end: 0) }
    guard
      let civil = CivilDate(
        year: day.year, month: day.month, day: day.day, hour: time!.hour, minute: time!.minute, second: time!.second)
    else { return nil }
    let hasTime = time!.end > 0
    var instant = civil.instant(offsetMinutes: hasTime ? offset ?? 0 : 0)
    instant.milliseconds += Int64(time!.thousandths)
    return WrittenDate(instant: instant, offsetMinutes: hasTime ? offset : nil, hasTime: hasTime)
  }

  /// Seconds or milliseconds since 1970, where a bare number can be nothing else.
  private static func unixTime(_ value: Int, digits: Int) -> WrittenDate? {
    switch digits {
    case 10: WrittenDate(instant: Instant(seconds: Int64(value)), offsetMinutes: 0, hasTime: true)
    case 13: WrittenDate(instant: Instant(milliseconds: Int64(value)), offsetMinutes: 0, hasTime: true)
    default: nil
    }
  }

  /// `20261121T093000` and `20261121093000`: digits without separators become the pieces they stand for.
  private static func splitCompact(_ tokens: inout [DateToken]) {
    guard let first = tokens.first, let value = first.number, first.width == 12 || first.width == 14 || first.width == 8
    else { return }
    func piece(_ value: Int, _ width: Int, touches: Bool = true) -> DateToken {
      DateToken(kind: .number(value), width: width, touches: touches)
    }
    let dash = DateToken(kind: .sign(UInt8(ascii: "-")), width: 1, touches: true)
    let colon = DateToken(kind: .sign(UInt8(ascii: ":")), width: 1, touches: true)
    var date = value
    var clock: [DateToken] = []
    if first.width == 14 {
      clock = [
        piece(value / 10_000 % 100, 2, touches: false), colon, piece(value / 100 % 100, 2), colon,
        piece(value % 100, 2),
      ]
      date = value / 1_000_000
    } else if first.width == 12 {
      clock = [piece(value / 100 % 100, 2, touches: false), colon, piece(value % 100, 2)]
      date = value / 10_000
    }
    guard (1900...2199).contains(date / 10_000) else { return }
    tokens.replaceSubrange(
      0..<1, with: [piece(date / 10_000, 4), dash, piece(date / 100 % 100, 2), dash, piece(date % 100, 2)] + clock)
  }
}
