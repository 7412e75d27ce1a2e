// What is no date, or one that does not exist.

import Markup
import Testing

@Suite("Dates that are dropped")
struct ImpossibleDateRulesTests {
  @Test("What does not exist is never made into something that does", arguments: lines(impossibleTable))
  func impossible(_ text: String) {
    #expect(WildDate.parse(text) == nil)
  }

  @Test("What is no date is none", arguments: lines(otherTable) + ["", " "])
  func other(_ text: String) {
    #expect(WildDate.parse(text) == nil)
  }

  private static func lines(_ table: String) -> [String] { table.split(separator: "\n").map(String.init) }

  private static let impossibleTable = """
    2022-366
    Wed, 30 Feb 2022 12:00:00 GMT
    Wed, 05 Jan 2022 25:61:00 GMT
    0000-00-00T00:00:00Z
    0000-00-00 00:00:00
    0001-01-01T00:00:00Z
    20234-01-01T00:00:00Z
    2022-02-30
    2022-00-10
    Wed, 32 Jan 2022 12:00:00 GMT
    -0001-11-30T00:00:00+00:00
    Wed, 30 Nov -0001 00:00:00 +0000
    Mon, 30 Nov 0002 00:00:00 +0000
    Wed, 05 Jan 20222 12:00:00 GMT
    Wed, 05 Jan 0022 12:00:00 GMT
    2022-01-05T12:60:00Z
    2022-01-05T25:00:00Z
    2022-01-05T24:00:01Z
    2022-04-31T12:00:00Z
    2023-02-29
    1900-02-29
    99999999999999999999
    00000000
    20221305
    20220230
    -1641384000
    0001-01-01T00:00:00
    """

  private static let otherTable = """
    now
    null
    Invalid Date
    NaN
    undefined
    None
    N/A
    TBD 2022
    12:00
    12:00:00 GMT
    0
    3.14
    5
    May
    tomorrow
    %Y-%m-%d
    {{ date }}
    1 hour ago
    2 days ago
    11.12.
    12:34:56
    2022 2023
    2022-2023
    1-2
    Vol. 3, No. 4
    2.0
    10.0.0.1
    555-1234
    Page 2 of 10
    Chapter 11
    Summer 2022
    Q1 2022
    2022 Q1
    5 May
    -1
    30 اسفند 1400
    """
}
