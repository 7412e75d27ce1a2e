// The time of day within a written date.

/// A time of day, as found among the tokens of a date.
struct DateTime {
  var hour: Int
  var minute = 0
  var second = 0
  var thousandths = 0
  /// The index at which the token after the time now stands.
  var end = 0

  /// Whether a clock can show it.
  var isPossible: Bool { hour <= 24 && minute <= 59 && second <= 60 && (hour < 24 || minute + second == 0) }

  /// Finds the time of day and takes its tokens away. The surest form is looked for first: `9:15`, `09:15:07.123`; then
  /// `T0915`; `kl. 9.15`, `9.15 Uhr`; `14h30`, `9時15分`; `9 pm`.
  static func take(from tokens: inout [DateToken]) -> DateTime? {
    for form in [withColons, afterMark, withFullStops, withWords, halfOnly] {
      for start in tokens.indices where tokens[start].number != nil {
        if let (range, time) = form(tokens, start) { return taking(&tokens, range, time) }
      }
    }
    return nil
  }

  private typealias Found = (range: Range<Int>, time: DateTime)

  /// `9:15`, `09:15:07`, `09:15:07.123`, `09:15:07:123`, `10:00:GMT`.
  private static func withColons(_ tokens: [DateToken], _ start: Int) -> Found? {
    guard let hour = tokens[start].number, tokens[start].width <= 2, start + 2 < tokens.count,
      tokens[start + 1].isSign(":"), tokens[start + 1].touches, !isOffset(tokens, start)
    else { return nil }
    var time = DateTime(hour: hour)
    var end = start + 1
    var parts = 0
    while parts < 2, end + 1 < tokens.count, tokens[end].isSign(":"), let value = tokens[end + 1].number,
      tokens[end + 1].width <= 2
    {
      if parts == 0 { time.minute = value } else { time.second = value }
      parts += 1
      end += 2
    }
    if end < tokens.count, tokens[end].isSign(":") {
      let hasHundredths = end + 1 < tokens.count && tokens[end + 1].number != nil && tokens[end + 1].touches
      end += hasHundredths ? 2 : 1
    }
    if let fraction = fraction(tokens, end) {
      end += 2
      if parts == 2 { time.thousandths = fraction } else { time.add(thousandths: fraction * 60) }
    }
    return (start..<end, time)
  }

  /// `-08:00` and `+08:00` after a time, or after a date with a word in it, are a zone.
  private static func isOffset(_ tokens: [DateToken], _ start: Int) -> Bool {
    guard start > 0, tokens[start].touches else { return false }
    if tokens[start - 1].isSign("+") { return true }
    return tokens[start - 1].isSign("-") && tokens[start - 1].touches && start > 1
      && (start > 4 || tokens[start - 2].word != nil)
  }

  /// After a day: `T0915`, `T091507`, `T09`, `T09.25`, `T09.15.07`, `T09-15-07`.
  private static func afterMark(_ tokens: [DateToken], _ start: Int) -> Found? {
    guard let value = tokens[start].number, start > 1, tokens[start - 1].word == "t", tokens[start].touches,
      tokens[start - 2].number != nil
    else { return nil }
    let end = start + 1
    switch tokens[start].width {
    case 6:
      var time = DateTime(hour: value / 10_000, minute: value / 100 % 100, second: value % 100)
      guard let fraction = fraction(tokens, end) else { return (start - 1..<end, time) }
      time.thousandths = fraction
      return (start - 1..<end + 2, time)
    case 4:
      return (start - 1..<end, DateTime(hour: value / 100, minute: value % 100))
    case 1, 2:
      for sign in [".", "-"] as [Unicode.Scalar] {
        guard let (dotted, time) = dotted(tokens, start, sign: sign), dotted.count == 5 else { continue }
        return (start - 1..<dotted.upperBound, time)
      }
      var time = DateTime(hour: value)
      guard let fraction = fraction(tokens, end) else { return (start - 1..<end, time) }
      time.add(thousandths: fraction * 3600)
      return (start - 1..<end + 2, time)
    default: return nil
    }
  }

  /// `14h30`, `14 h 30`, `14h`, `9 Uhr`, `9時15分30秒`, `3시 4분`.
  private static func withWords(_ tokens: [DateToken], _ start: Int) -> Found? {
    guard let hour = tokens[start].number, tokens[start].width <= 2, hour <= 24, start + 1 < tokens.count,
      let word = tokens[start + 1].word, DateWords.isHour(word), word != "u" || tokens[start + 1].touches
    else { return nil }
    var time = DateTime(hour: hour)
    var end = start + 2
    func part(_ isUnit: (String) -> Bool, isOptional: Bool) -> Int? {
      guard end < tokens.count, let value = tokens[end].number, tokens[end].width <= 2 else { return nil }
      let unit = end + 1 < tokens.count ? tokens[end + 1].word : nil
      if let unit, isUnit(unit) {
        end += 2
        return value
      }
      guard isOptional, tokens[end].width == 2 else { return nil }
      end += 1
      return value
    }
    if word != "uhr", let minute = part(DateWords.isMinute, isOptional: true) {
      time.minute = minute
      if let second = part(DateWords.isSecond, isOptional: false) { time.second = second }
    }
    return (start..<end, time)
  }

  /// `9.15 Uhr`, `kl. 9.15`, `9.15 p.m.`, and `21.11.2026 09.15` after a whole date.
  private static func withFullStops(_ tokens: [DateToken], _ start: Int) -> Found? {
    guard let (range, time) = dotted(tokens, start) else { return nil }
    let next = range.upperBound < tokens.count ? tokens[range.upperBound].word : nil
    if let next, DateWords.isHour(next) { return (range.lowerBound..<range.upperBound + 1, time) }
    if half(in: tokens, at: range.upperBound) != nil { return (range, time) }
    var before = start - 1
    if before >= 0, tokens[before].isSign(".") { before -= 1 }
    let isAnnounced = before >= 0 && tokens[before].word.map(clockWords.contains) == true
    let isLast = tokens[..<start].contains { $0.width == 4 && $0.number != nil } && !tokens[start].touches
    return isAnnounced || isLast ? (range, time) : nil
  }
  private static let clockWords: Set<String> = [
    "kl", "klo", "klokken", "kello", "um", "ore", "alle", "om", "at", "saat", "pukul", "jam", "às", "à", "a", "u", "o",
  ]

  /// `9.15` or `9.15.07`.
  private static func dotted(_ tokens: [DateToken], _ start: Int, sign: Unicode.Scalar = ".") -> Found? {
    func part(_ index: Int) -> Int? {
      guard index + 1 < tokens.count, tokens[index].isSign(sign), tokens[index].touches, tokens[index + 1].touches,
        tokens[index + 1].width == 2
      else { return nil }
      return tokens[index + 1].number
    }
    guard let hour = tokens[start].number, tokens[start].width <= 2, let minute = part(start + 1) else { return nil }
    guard let second = part(start + 3) else {
      // A third part of another width makes it a date.
      let goesOn = start + 4 < tokens.count && tokens[start + 3].isSign(sign) && tokens[start + 4].touches
      return goesOn ? nil : (start..<start + 3, DateTime(hour: hour, minute: minute))
    }
    return (start..<start + 5, DateTime(hour: hour, minute: minute, second: second))
  }

  /// `9 pm`.
  private static func halfOnly(_ tokens: [DateToken], _ start: Int) -> Found? {
    guard let hour = tokens[start].number, tokens[start].width <= 2, hour <= 12,
      half(in: tokens, at: start + 1) != nil, tokens[start + 1].word.map(DateWords.leads) != true
    else { return nil }
    return (start..<start + 1, DateTime(hour: hour))
  }

  /// Thousandths of what the digits after a full stop or comma are a fraction of.
  private static func fraction(_ tokens: [DateToken], _ index: Int) -> Int? {
    guard index + 1 < tokens.count, tokens[index].isSign(".") || tokens[index].isSign(","), tokens[index].touches,
      tokens[index + 1].touches, let digits = tokens[index + 1].number
    else { return nil }
    var (value, width) = (digits, min(tokens[index + 1].width, 18))
    while width > 3 { (value, width) = (value / 10, width - 1) }
    while width < 3 { (value, width) = (value * 10, width + 1) }
    return value
  }

  private mutating func add(thousandths added: Int) {
    let all = (minute * 60 + second) * 1000 + added
    (minute, second, thousandths) = (all / 60_000, all / 1000 % 60, all % 1000)
  }

  /// Removes the tokens of a time together with the half of the day said before or after it.
  private static func taking(_ tokens: inout [DateToken], _ range: Range<Int>, _ time: DateTime) -> DateTime {
    var (range, time) = (range, time)
    if range.lowerBound > 0, tokens[range.lowerBound - 1].word == "t" {
      range = range.lowerBound - 1..<range.upperBound
    }
    if let (length, half) = half(in: tokens, at: range.upperBound) {
      range = range.lowerBound..<range.upperBound + length
      time.apply(half)
    } else if range.lowerBound > 0, let half = DateWords.dayHalf(tokens[range.lowerBound - 1].word ?? "") {
      range = range.lowerBound - 1..<range.upperBound
      time.apply(half)
    }
    tokens.removeSubrange(range)
    time.end = range.lowerBound
    return time
  }

  private mutating func apply(_ half: Int) {
    if hour <= 12 { hour = hour % 12 + half }
  }

  /// `pm`, or `p.m.` in its four tokens, which may have spaces between them.
  private static func half(in tokens: [DateToken], at index: Int) -> (length: Int, half: Int)? {
    guard index < tokens.count, let word = tokens[index].word else { return nil }
    if let half = DateWords.dayHalf(word) { return (1, half) }
    guard index + 2 < tokens.count, tokens[index + 1].isSign("."), let letter = tokens[index + 2].word,
      let half = DateWords.dayHalf(word + letter), word.count == 1, letter.count == 1
    else { return nil }
    let dotted = index + 3 < tokens.count && tokens[index + 3].isSign(".")
    return (dotted ? 4 : 3, half)
  }
}
