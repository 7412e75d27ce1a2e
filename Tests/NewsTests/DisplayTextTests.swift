// Foreign text on a terminal.
import News
import Testing

@Suite struct DisplayTextTests {
  @Test(arguments: [
    "\u{1B}]8;;http://evil.example\u{07}click\u{1B}]8;;\u{07}", "a\u{9B}31mred", "line\n<3>forged", "\u{202E}desrever",
    "a\u{08}b\rc", "zero\u{200B}width\u{FEFF}", "tag\u{E0041}",
  ])
  func `control and direction-changing characters become visible`(text: String) {
    let shown = DisplayText.line(text)
    for scalar in shown.unicodeScalars {
      #expect(scalar.value >= 32 && !(0x7F..<0xA0).contains(scalar.value))
      #expect(!(0x202A...0x202E).contains(scalar.value) && scalar.value != 0x200B && scalar.value != 0xFEFF)
      #expect(!(0xE0000...0xE007F).contains(scalar.value))
    }
  }

  @Test func `ordinary text stays as it is`() {
    #expect(DisplayText.line("Grüße, 東京 – “ok” 👍🏽") == "Grüße, 東京 – “ok” 👍🏽")
  }

  @Test func `width counts columns, not characters`() {
    #expect(DisplayText.width("abc") == 3)
    #expect(DisplayText.width("東京") == 4)
    #expect(DisplayText.width("e\u{301}") == 1)
    #expect(DisplayText.fitted("abcdef", to: 4) == "abc…")
    #expect(DisplayText.fitted("東京都", to: 4) == "東…")
    #expect(DisplayText.fitted("abc", to: 3) == "abc")
  }
}
