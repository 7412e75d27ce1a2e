// The time of day within a written date.

/// A time of day, as found among the tokens of a date.
struct DateTime {
  var hour: Int
  var minute: Int
  var second: Int
  var thousandths: Int
  /// The index at which the token after the time now stands; 0 where no time was found.
  var end: Int

  /// Whether a clock can show it.
  var isPossible: Bool { hour <= 24 && minute <= 59 && second <= 60 && (hour < 24 || minute + second == 0) }

  /// Finds the time of day and takes its tokens away: `9:15`, `09:15:07.123`, `T0915`, `9.15 Uhr`, `14h30`, `9 pm`.
  static func take(from tokens: inout [DateToken]) -> DateTime? {
    for start in tokens.indices {
      guard let hour = tokens[start].number else { continue }
      let next = start + 1 < tokens.count ? tokens[start + 1] : nil
      let follower = start + 2 < tokens.count ? tokens[start + 2] : nil
      // `-08:00` after a date is a zone.
      let isSigned = start > 0 && tokens[start].touches && (tokens[start - 1].isSign("+"))
      if let next, next.isSign(":"), next.touches, tokens[start].width <= 2, !isSigned {
        if start > 1, tokens[start].touches, tokens[start - 1].isSign("-"), tokens[start - 1].touches,
          start > 4 || tokens[start - 2].word != nil
        {
          continue
        }
        return withColons(&tokens, start: start, hour: hour)
      }
      if let previous = start > 0 ? tokens[start - 1] : nil, previous.word == "t", tokens[start].touches {
        if tokens[start].width == 4 || tokens[start].width == 6 {
          let clock = tokens[start].width == 4 ? hour * 100 : hour
          return taking(
            &tokens, start - 1..<start + 1,
            DateTime(
              hour: clock / 10_000, minute: clock / 100 % 100, second: clock % 100, thousandths: 0, end: 0))
        }
        if tokens[start].width <= 2 {
          return taking(
            &tokens, start - 1..<start + 1, DateTime(hour: hour, minute: 0, second: 0, thousandths: 0, end: 0))
        }
      }
      guard tokens[start].width <= 2, hour <= 24, let next else { continue }
      if next.word == "h" || next.word == "uhr" || next.word == "u" && next.touches || next.word == "時"
        || next.word == "시"
      {
        var minute = 0
        var end = start + 2
        if let value = follower?.number, follower!.width == 2, next.word != "uhr" {
          minute = value
          end += 1
          if end < tokens.count, ["分", "분"].contains(tokens[end].word) { end += 1 }
        }
        return taking(&tokens, start..<end, DateTime(hour: hour, minute: minute, second: 0, thousandths: 0, end: 0))
      }
      if next.isSign("."), next.touches, let minute = follower?.number, follower!.width == 2, start + 3 < tokens.count,
        tokens[start + 3].word == "uhr" || DateWords.dayHalf(tokens[start + 3].word ?? "") != nil
      {
        return taking(
          &tokens, start..<start + 3, DateTime(hour: hour, minute: minute, second: 0, thousandths: 0, end: 0))
      }
      if hour <= 12, half(in: tokens, at: start + 1) != nil {
        return taking(&tokens, start..<start + 1, DateTime(hour: hour, minute: 0, second: 0, thousandths: 0, end: 0))
      }
    }
    return nil
  }

  private static func withColons(_ tokens: inout [DateToken], start: Int, hour: Int) -> DateTime? {
    var time = DateTime(hour: hour, minute: 0, second: 0, thousandths: 0, end: 0)
    var end = start + 1
    for part in 0..<2 where end + 1 < tokens.count && tokens[end].isSign(":") {
      guard let value = tokens[end + 1].number, tokens[end + 1].width <= 2 else { break }
      if part == 0 { time.minute = value } else { time.second = value }
      end += 2
    }
    if end < tokens.count, tokens[end].isSign(":") {
      // `10:00:GMT`, and hundredths after another colon.
      end += end + 1 < tokens.count && tokens[end + 1].number != nil ? 2 : 1
    }
    if end + 1 < tokens.count, tokens[end].isSign(".") || tokens[end].isSign(","), tokens[end].touches,
      tokens[end + 1].touches, let digits = tokens[end + 1].number
    {
      var (value, width) = (digits, min(tokens[end + 1].width, 18))
      while width > 3 { (value, width) = (value / 10, width - 1) }
      while width < 3 { (value, width) = (value * 10, width + 1) }
      time.thousandths = value
      end += 2
    }
    let first = start > 0 && tokens[start - 1].word == "t" ? start - 1 : start
    return taking(&tokens, first..<end, time)
  }

  /// Removes the tokens of a time together with the half of the day said before or after it.
  private static func taking(_ tokens: inout [DateToken], _ range: Range<Int>, _ time: DateTime) -> DateTime {
    var (range, time) = (range, time)
    if let (length, half) = half(in: tokens, at: range.upperBound) {
      range = range.lowerBound..<range.upperBound + length
      time.apply(half)
    } else if range.lowerBound > 0, let half = DateWords.dayHalf(tokens[range.lowerBound - 1].word ?? "") {
      range = range.lowerBound - 1..<range.upperBound
      time.apply(half)
    }
    tokens.removeSubrange(range)
    time.end = max(range.lowerBound, 1)
    return time
  }

  private mutating func apply(_ half: Int) {
    if hour <= 12 { hour = hour % 12 + half }
  }

  /// `pm`, or `p.m.` in its four tokens.
  private static func half(in tokens: [DateToken], at index: Int) -> (length: Int, half: Int)? {
    guard index < tokens.count, let word = tokens[index].word else { return nil }
    if let half = DateWords.dayHalf(word) { return (1, half) }
    guard word == "a" || word == "p", index + 2 < tokens.count, tokens[index + 1].isSign("."),
      tokens[index + 2].word == "m"
    else { return nil }
    let dotted = index + 3 < tokens.count && tokens[index + 3].isSign(".")
    return (dotted ? 4 : 3, word == "a" ? 0 : 12)
  }
}
