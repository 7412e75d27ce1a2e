// Dates within lines of text: what is found, with which time of day, and what only looks like a date.

import Markup
import Testing

@Suite("Dates within text")
struct DatesInTextRulesTests {
  @Test(
    arguments: DateCase.table(
      """
      2026-11-21 ← Von Ines Okafor, 21. November 2026
      2026-11-21 ← November 21, 2026 | Harbour
      2026-11-21 ← Posted on Nov. 21st, 2026 by Tom
      2026-11-21 ← 21 de noviembre de 2026 - Puerto
      2026-11-21 ← le 21 novembre 2026
      2026-11-01 ← Le 1er novembre 2026
      2026-11-21 ← 21.11.2026
      2026-11-21 ← 21. 11. 2026, Bremen
      2026-11-21 ← 21.11.26
      2026-11-21 ← 2026-11-21, updated daily
      2026-11-21 ← 2026/11/21
      2026-11-21 ← 2026. november 21.
      2026-11-21 ← 2026年11月21日 港
      2026-11-21 ← 2026년 11월 21일
      2026-11-21 ← 21 ноября 2026 г.
      2026-11-21 ← 21 listopada 2026
      2026-11-21 ← 21 Kasım 2026
      2026-11-21 ← ٢١ نوفمبر ٢٠٢٦
      2026-11-21 ← ngày 21 tháng 11 năm 2026
      2026-11-21 ← 21 พฤศจิกายน 2569
      2026-11-21 ← 21 Nov '26
      2026-11-21 ← 21-Nov-2026
      2026-11-21 ← (21/11/2026)
      2026-11-21T09:05:00 ← 21.11.2026, 09:05 Uhr
      2026-11-21T09:05:00 ← 21. November 2026 um 9.05 Uhr
      2026-11-21T09:05:00 ← 09:05, 21 November 2026
      2026-11-21T21:05:00 ← November 21, 2026 at 9:05 p.m. in Harbour
      2026-11-21T14:30:00 ← le 21 novembre 2026 à 14h30 et plus
      2026-11-21T09:05:00-05:00 ← Nov 21, 2026 9:05 AM EST
      2026-11-21T09:05:00+01:00 ← 2026-11-21T09:05:00+01:00
      2026-11-21T09:05:07 ← 2026-11-21 09:05:07
      """))
  func `A date is found where it stands`(line: DateCase) {
    let found = WildDate.dates(in: Array(line.text.utf8), isMonthFirst: false)
    #expect(found.map(\.date.description) == [line.expected])
  }

  @Test(arguments: [
    "2026", "November 2026", "21 November", "version 1.2.2026.4", "192.168.11.26", "Tel. 21-11-2026-33", "31.02.2026",
    "14. - 20. November 2026", "21 comments, 2026 views", "20261121", "price 11.20", "9:05", "1926-11-21",
    "from page 21 of 2026 to the end",
  ])
  func `What only looks like a date is none`(line: String) {
    #expect(WildDate.dates(in: Array(line.utf8), isMonthFirst: false).map(\.date.description) == [])
  }

  @Test func `Several dates are told apart, each with its place`() {
    let line = "Posted 3/4/2026, updated 5 March 2026 at 10:00"
    let found = WildDate.dates(in: Array(line.utf8), isMonthFirst: true)
    #expect(found.map(\.date.description) == ["2026-03-04", "2026-03-05T10:00:00"])
    let places = found.map { String(decoding: Array(line.utf8)[$0.range], as: UTF8.self) }
    #expect(places == ["3/4/2026", "5 March 2026 at 10:00"])
    #expect(WildDate.dates(in: Array(line.utf8), isMonthFirst: false).first?.date.description == "2026-04-03")
  }

  @Test func `Any bytes are looked through without harm`() {
    let pieces =
      [
        "21", "2026", "11", ".", "-", "/", " ", "Nov", "年", "月", "日", "T", "09:05", "\u{A0}", "–", "٢", "é", ":", "'",
      ].map { Array($0.utf8) } + [[0xC2], [0xE2, 0x80], [0xEF, 0xBC], [0xD9], [0xFF]]
    var state: UInt64 = 7
    for _ in 0..<4_000 {
      var line: [UInt8] = []
      for _ in 0..<12 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        line += pieces[Int(state >> 33) % pieces.count]
      }
      for found in WildDate.dates(in: line, isMonthFirst: true) {
        #expect(found.range.lowerBound >= 0 && found.range.upperBound <= line.count && !found.range.isEmpty)
      }
    }
  }
}
