// Tables fitted to a terminal, and plain in a pipe.
import Console
import News
import Testing

@Suite struct TableTests {
  private func sample() -> Table {
    var table = Table([.init("ID", style: .cyan), .init("N", right: true), .init("TITLE", shrinks: true)])
    table.add("a", "1", "A title that is much longer than the terminal is wide, so something has to give way")
    table.add("bb", "100", "東京\u{1B}[31m")
    return table
  }

  @Test(arguments: [24, 40, 80, 200])
  func `no line is wider than the terminal`(width: Int) {
    let text = sample().text(for: Terminal(width: width, colour: false))
    for line in text.split(separator: "\n") { #expect(DisplayText.width(String(line)) <= width) }
    #expect(text.split(separator: "\n").count == 3)
  }

  @Test func `a pipe gets whole values between tabs`() {
    let lines = sample().text(for: Terminal(width: nil, colour: false)).split(separator: "\n")
    #expect(lines[0] == "ID\tN\tTITLE")
    #expect(lines[1].hasSuffix("give way"))
    #expect(!lines[2].contains("\u{1B}"))
  }

  @Test func `colours appear only where they are wanted`() {
    #expect(sample().text(for: Terminal(width: 80, colour: true)).contains("\u{1B}[36m"))
    #expect(!sample().text(for: Terminal(width: 80, colour: false)).contains("\u{1B}"))
  }

  @Test func `JSON output is safe on a terminal and still says the same`() throws {
    let text = try JSONText.text(["title": "a\u{9B}31m\u{202E}b\u{E0041}"])
    #expect(text == "{\n  \"title\" : \"a\\u009b31m\\u202eb\\udb40\\udc41\"\n}\n")
  }

  @Test(arguments: [(-0.004, "0.00"), (3.14159, "+3.14"), (-12.5, "-12.50"), (0.996, "+1.00")])
  func `signed numbers have two decimals`(value: Double, expected: String) {
    let text = Phrases.decimal(value, signed: true)
    #expect(text == expected || (expected == "0.00" && text == "+0.00"))
  }
}
