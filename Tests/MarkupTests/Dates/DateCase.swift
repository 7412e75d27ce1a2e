// Tables of dates for the tests: what is to be read, and from what.

import Testing

/// One line of a table: `2022-01-05T12:00:00Z ← Wed, 05 Jan 2022 12:00:00 GMT`.
struct DateCase: CustomTestStringConvertible, Sendable {
  let text: String
  let expected: String

  /// The lines of a table.
  static func table(_ lines: String) -> [DateCase] {
    lines.split(separator: "\n").map { line in
      let halves = line.split(separator: " ← ", maxSplits: 1)
      return DateCase(text: String(halves[1]), expected: String(halves[0]))
    }
  }

  var testDescription: String { text }
}
