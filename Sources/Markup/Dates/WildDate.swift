// Dates as they are found in feeds and pages: RFC 822 and its misspellings, ISO 8601, and what people write.

public import News

/// Reading dates that follow no rule. The text is taken apart once; then time of day, zone and day are looked for in turn,
/// each taking away the pieces it used.
public enum WildDate {
  /// The date a text holds; nil where it holds none or one that does not exist. Reads RFC 822 with its usual mistakes,
  /// asctime and `date`, ISO 8601 (calendar, week and ordinal dates, basic and extended), Unix seconds and milliseconds,
  /// numeric dates in the order their separators suggest, month names of some fifty languages, Buddhist and Persian years,
  /// and years of two digits (50 to 99 are 1900s). Looks at the first 160 bytes; needs no clock and no locale.
  public static func parse(_ text: String) -> WrittenDate? {
    var text = text
    return text.withUTF8 { CommonDate.parse($0) } ?? parseAnyForm(text)
      ?? (text.utf8.contains(UInt8(ascii: "(")) ? parseAnyForm(withoutComments(text)) : nil)
  }

  /// The text without the comments in parentheses that mail allows anywhere (RFC 5322 section 3.2.2).
  private static func withoutComments(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    var depth = 0
    var isQuoted = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case _ where isQuoted: isQuoted = false
      case "\\" where depth > 0: isQuoted = true
      case "(": depth += 1
      case ")" where depth > 0: depth -= 1
      case _ where depth == 0: out.append(scalar)
      default: break
      }
    }
    return String(out)
  }

  static func parseAnyForm(_ text: String) -> WrittenDate? {
    var tokens = DateToken.read(text)
    guard !tokens.isEmpty else { return nil }
    if let date = unixTime(tokens) { return date }
    // More words than any date needs: this is prose with numbers in it.
    guard tokens.count(where: { $0.word != nil }) <= 10 else { return nil }

    splitCompact(&tokens)
    plainSeparators(&tokens)
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
    let hasTime = time != nil
    if time == nil { time = DateTime(hour: 12) }
    guard
      let civil = CivilDate(
        year: day.year, month: day.month, day: day.day, hour: time!.hour, minute: time!.minute, second: time!.second)
    else { return nil }
    var instant = civil.instant(offsetMinutes: hasTime ? offset ?? 0 : 0)
    instant.milliseconds += Int64(time!.thousandths)
    return WrittenDate(instant: instant, offsetMinutes: hasTime ? offset : nil, hasTime: hasTime)
  }

  /// Seconds, milliseconds or microseconds since 1970, where a number can be nothing else: alone, with a fraction, after
  /// `@`, or as .NET's `/Date(1795253415000+0100)/`.
  private static func unixTime(_ tokens: [DateToken]) -> WrittenDate? {
    guard let at = tokens.firstIndex(where: { $0.number != nil }), at <= 3, let value = tokens[at].number,
      tokens[..<at].allSatisfy({
        $0.word == "date" || $0.isSign("@") || $0.isSign("(") || $0.isSign("/") || $0.isSign("\\")
      })
    else { return nil }
    let milliseconds: Int64
    switch tokens[at].width {
    case 9, 10: milliseconds = Int64(value) * 1000
    case 12 where !(1900...2199).contains(value / 100_000_000), 13: milliseconds = Int64(value)
    case 16: milliseconds = Int64(value) / 1000
    default: return nil
    }
    var rest = tokens[(at + 1)...]
    if tokens[at].width <= 10, rest.count == 2, rest.first?.isSign(".") == true, rest.last?.number != nil { rest = [] }
    var offset = 0
    if rest.count > 1, rest.first?.isSign("+") == true || rest.first?.isSign("-") == true,
      let zone = rest.dropFirst().first, zone.width == 4, let number = zone.number, number % 100 < 60, number <= 1400
    {
      offset = (number / 100 * 60 + number % 100) * (rest.first?.isSign("-") == true ? -1 : 1)
      rest = rest.dropFirst(2)
    }
    guard rest.allSatisfy({ $0.isSign(")") || $0.isSign("/") || $0.isSign("\\") }) else { return nil }
    return WrittenDate(instant: Instant(milliseconds: milliseconds), offsetMinutes: offset, hasTime: true)
  }

  /// `2026:11:21 09:30:00`, which cameras write, gets the separators of other dates, and `2026-11-21+01:00`, a day with a
  /// zone as XML Schema has it, loses the zone.
  private static func plainSeparators(_ tokens: inout [DateToken]) {
    guard tokens.count >= 5, tokens[0].width == 4, tokens[0].number != nil, tokens[2].number != nil,
      tokens[4].number != nil
    else { return }
    if tokens[1].isSign(":"), tokens[3].isSign(":") {
      tokens[1].kind = .sign(UInt8(ascii: "-"))
      tokens[3].kind = .sign(UInt8(ascii: "-"))
    }
    if tokens.count == 9, tokens[1].isSign("-"), tokens[3].isSign("-"), tokens[7].isSign(":"),
      tokens[5].isSign("+") || tokens[5].isSign("-"), tokens[5].touches, tokens[6].touches
    {
      tokens.removeSubrange(5...)
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
    guard (1900...2199).contains(date / 10_000), (1...12).contains(date / 100 % 100) else { return }
    tokens.replaceSubrange(
      0..<1, with: [piece(date / 10_000, 4), dash, piece(date / 100 % 100, 2), dash, piece(date % 100, 2)] + clock)
  }
}
