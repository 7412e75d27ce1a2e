// A date format of the settings, as strptime has them: which conversions stand where in a written date.

/// A pattern by which a date is read, such as `%d.%m.%Y %H:%M` (POSIX `strptime`).
///
/// The conversions are those of `strptime` that name a part of a day or a time of day, with GNU's padding flags (`%-d`)
/// accepted and ignored. Unlike there, names of months and zones are understood in all languages that dates are read in,
/// and no locale counts. All other characters stand for themselves; white space stands for any amount of it.
public struct DateFormat: Sendable, Hashable, CustomStringConvertible {
  /// A part of the pattern.
  public enum Part: Sendable, Hashable {
    /// `%Y`, a year of four digits; also a Buddhist or Persian one.
    case year
    /// `%y`, a year of two digits: 69 to 99 are of the last century.
    case shortYear
    /// `%m`, a month by number.
    case month
    /// `%B`, `%b` or `%h`, a month by name, full or shortened.
    case monthName
    /// `%d` or `%e`.
    case day
    /// `%j`, a day counted from the year's first.
    case dayOfYear
    /// `%A` or `%a`, any word; it is passed over.
    case weekday
    /// `%H` or `%k`.
    case hour
    /// `%I` or `%l`, of twelve; `%p` tells which half of the day.
    case hourOfTwelve
    /// `%M`.
    case minute
    /// `%S`.
    case second
    /// `%p` or `%P`.
    case dayHalf
    /// `%z`, an offset such as `+0100`, `+01:00` or `Z`.
    case offset
    /// `%Z`, a zone's abbreviation.
    case zoneName
    /// `%s`, seconds since 1970.
    case unixSeconds
    /// White space, of any length, also none at all.
    case space
    /// A character that stands for itself.
    case literal(Unicode.Scalar)
  }

  /// The pattern as written.
  public let description: String
  /// Its parts in order.
  public let parts: [Part]

  /// Reads a pattern. Throws `bad-date-format` with what is wrong with it.
  public init(_ text: String) throws(Refusal) {
    func wrong(_ what: String) -> Refusal {
      Refusal(code: "bad-date-format", message: "in the date format “\(text)”: \(what)")
    }
    var parts: [Part] = []
    var scalars = text.unicodeScalars[...]
    while let scalar = scalars.popFirst() {
      guard scalar == "%" else {
        if !scalar.properties.isWhitespace {
          parts.append(.literal(scalar))
        } else if parts.last != .space {
          parts.append(.space)
        }
        continue
      }
      if let flag = scalars.first, ["-", "_", "0", "^", "#"].contains(flag) { scalars.removeFirst() }
      guard let letter = scalars.popFirst() else {
        throw wrong("nothing stands after the last “%”; “%%” is a percent sign")
      }
      guard let conversion = Self.conversions[letter] else {
        throw wrong(Self.reasons[letter] ?? "“%\(letter)” is no conversion; those there are: \(Self.known)")
      }
      parts += conversion
    }
    guard !parts.contains(.unixSeconds) else {
      description = text
      self.parts = parts
      return
    }
    let met = parts.filter { if case .literal = $0 { false } else { $0 != .space && $0 != .weekday } }
    if let twice = met.indices.first(where: { met[..<$0].contains(met[$0]) }) {
      throw wrong("the same part of a date stands in it twice (\(met[twice]))")
    }
    let hasMonth = met.contains(.month) || met.contains(.monthName)
    let hasTime = met.contains(.hour) || met.contains(.hourOfTwelve)
    if met.contains(.month), met.contains(.monthName) { throw wrong("it has the month twice, as number and as name") }
    if met.contains(.day) != hasMonth, !met.contains(.dayOfYear) {
      throw wrong(hasMonth ? "a month needs a day, %d" : "a day needs a month, %m or %B")
    }
    guard hasMonth || met.contains(.dayOfYear) || hasTime else {
      throw wrong("it names neither a day (%d and %m or %B) nor a time of day (%H:%M)")
    }
    if !hasMonth, !met.contains(.dayOfYear), met.contains(.year) || met.contains(.shortYear) {
      throw wrong("a year needs a month and a day")
    }
    if met.contains(.hourOfTwelve), !met.contains(.dayHalf) { throw wrong("an hour of twelve (%I) needs its half, %p") }
    if met.contains(.minute), !hasTime { throw wrong("minutes need an hour, %H") }
    description = text
    self.parts = parts
  }

  private static let known = "%Y %y %m %B %b %d %e %j %A %a %H %I %p %M %S %z %Z %s %F %T %R %D %n %t %%"

  private static let conversions: [Unicode.Scalar: [Part]] = [
    "Y": [.year], "y": [.shortYear], "m": [.month], "B": [.monthName], "b": [.monthName], "h": [.monthName],
    "d": [.day], "e": [.day], "j": [.dayOfYear], "A": [.weekday], "a": [.weekday], "H": [.hour], "k": [.hour],
    "I": [.hourOfTwelve], "l": [.hourOfTwelve], "M": [.minute], "S": [.second], "p": [.dayHalf], "P": [.dayHalf],
    "z": [.offset], "Z": [.zoneName], "s": [.unixSeconds], "n": [.space], "t": [.space], "%": [.literal("%")],
    "F": [.year, .literal("-"), .month, .literal("-"), .day],
    "D": [.month, .literal("/"), .day, .literal("/"), .shortYear],
    "T": [.hour, .literal(":"), .minute, .literal(":"), .second], "R": [.hour, .literal(":"), .minute],
    "r": [.hourOfTwelve, .literal(":"), .minute, .literal(":"), .second, .space, .dayHalf],
  ]

  private static let reasons: [Unicode.Scalar: String] = [
    "c": "“%c” depends on a locale; write its parts out", "x": "“%x” depends on a locale; write its parts out",
    "X": "“%X” depends on a locale; write its parts out", "C": "a century alone (“%C”) is not read; %Y has it",
    "U": "weeks (“%U”) are not read", "W": "weeks (“%W”) are not read", "V": "weeks (“%V”) are not read",
    "G": "years of weeks (“%G”) are not read; the calendar's year is %Y",
    "N": "fractions (“%N”) are not read", "f": "fractions (“%f”) are not read", "L": "fractions (“%L”) are not read",
  ]
}
