// Which of a date's words is the month.

/// The month's name within a written date.
struct MonthWord {
  /// The month, 1 to 12.
  var number: Int
  /// The tokens it takes up.
  var range: Range<Int>
  /// It is a month of the Persian solar calendar.
  var isPersian = false
  /// It is written in Thai, where years are Buddhist.
  var isThai = false

  /// Finds the month. `mar` is Tuesday in three languages and March in more: of two candidates the later is the month, but
  /// none that stands behind the year, where another date may begin.
  static func find(in tokens: [DateToken]) -> MonthWord? {
    var found: MonthWord?
    var hasYear = false
    for index in tokens.indices {
      if tokens[index].number != nil, tokens[index].width == 4 { hasYear = true }
      if hasYear, found != nil { break }
      found = candidate(tokens, index) ?? found
    }
    return found
  }

  private static func candidate(_ tokens: [DateToken], _ index: Int) -> MonthWord? {
    guard let word = tokens[index].word else { return nil }
    let next = index + 1 < tokens.count ? tokens[index + 1] : nil
    if let follower = next?.word, let month = DateMonths.month(word, follower) {
      return MonthWord(number: month, range: index..<index + 2)
    }
    if let month = DateMonths.month(word) {
      let isThai = word.unicodeScalars.first.map { (0xE00...0xE7F).contains($0.value) } ?? false
      // Slavic neighbours disagree: after an ordinal's full stop the word is the Croats' October.
      let isCroatian = word == "listopada" && index > 0 && tokens[index - 1].isSign(".")
      return MonthWord(number: isCroatian ? 10 : month, range: index..<index + 1, isThai: isThai)
    }
    if let month = DateMonths.persian(word) {
      return MonthWord(number: month, range: index..<index + 1, isPersian: true)
    }
    // In Vietnam months have numbers: tháng 1, thg 1, Th1.
    if ["tháng", "thg", "th"].contains(word), let number = next?.number, (1...12).contains(number) {
      return MonthWord(number: number, range: index..<index + 2)
    }
    return nil
  }
}
