// Whatever pieces a text is made of, it holds a date that exists or none.

import Markup
import News
import Testing

@Suite("Dates in any text")
struct AnyTextDateRulesTests {
  private static let pieces = [
    "Sat", ", ", " ", "21", "5", "0", "00", "31", "12", "2026", "1400", "26", "999", "20261121", "1795253415",
    "99999999999999999999", "-", "/", ".", ":", "T", "Z", "GMT", "+0100", "+", "0530",
    "Nov", "mars", "ноября", "年", "月", "日", "오후", "下午", "午後", "PM", "a.m.", "h", "Uhr", "時", "分", "秒", "เม.ย.", "دی",
    "tháng", "令和", "W", "47", "(", ")", "@", "\u{202F}", "–", "：", "٢", "\u{0}",
  ]

  @Test func `A text of any pieces gives a date that can be written and read again, or none`() {
    var state: UInt64 = 1
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    var found = 0
    for _ in 0..<8_000 {
      let text = (0...random(12)).map { _ in Self.pieces[random(Self.pieces.count)] }.joined()
      guard let date = WildDate.parse(text) else { continue }
      found += 1
      let again = WildDate.parse(date.description)
      #expect(again?.description == date.description, "\(text)")
      #expect(again?.instant.seconds == date.instant.seconds, "\(text)")
    }
    #expect(found > 100)
  }
}
