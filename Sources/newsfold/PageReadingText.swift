// A page's reading as people see it: the facts, then the page from top to bottom.
import Console
import News
import Worker

/// Lays out a reading for a terminal or a pipe.
struct PageReadingText {
  private(set) var text = ""
  private let terminal: Terminal
  private let all: Bool

  /// - Parameters:
  ///   - page: what the person called the page.
  ///   - all: whether every block is shown, and the whole of it.
  init(_ reading: PageReading, of page: String, all: Bool, terminal: Terminal) {
    self.terminal = terminal
    self.all = all
    line(reading.address ?? page, style: .bold)
    if let source = reading.source { line("read by the rules of \(source)") }
    if reading.outcome != "ok" { line("\(reading.outcome): \(reading.message)", style: .red) }
    for note in reading.notes { line("note: \(note)", style: .yellow) }
    guard reading.wasHad, !reading.blocks.isEmpty || !reading.facts.isEmpty else { return }
    for fact in reading.facts {
      let value = all ? fact.value : DisplayText.fitted(DisplayText.line(fact.value), to: 100)
      line(label(fact.name) + value + (fact.origin.map { " (\($0))" } ?? ""))
    }
    if let origin = reading.bodyOrigin {
      line(
        label("body")
          + "\(Phrases.count(reading.wordsTaken, "word")) taken, \(reading.wordsDropped) left out; found by "
          + "\(origin), confidence \(Phrases.decimal(reading.confidence))")
    }
    if !reading.blocks.isEmpty { text += "\n" + table(reading.blocks) }
  }

  private mutating func line(_ content: String, style: Terminal.Style? = nil) {
    let safe = DisplayText.line(content)
    text += (style.map { terminal.styled(safe, $0) } ?? safe) + "\n"
  }

  private func label(_ name: String) -> String { name + String(repeating: " ", count: max(1, 11 - name.count)) }

  /// The blocks from top to bottom; a row of blocks left out for one reason is cut short.
  private func table(_ blocks: [PageReading.Block]) -> String {
    var table = Table([.init("", style: .green), .init("BLOCK"), .init("LEFT OUT AS"), .init("TEXT", shrinks: true)])
    var index = 0
    while index < blocks.count {
      let block = blocks[index]
      let same = blocks[index...].prefix { !block.taken && !$0.taken && $0.reason == block.reason }.count
      let shown = all || same <= Self.mostAlike ? max(same, 1) : Self.mostAlike - 1
      for block in blocks[index..<index + shown] {
        table.add(
          block.taken ? "+" : "-", block.kind, block.reason ?? "", all ? block.text : Self.beginning(block.text))
      }
      if same > shown { table.add("-", "…", block.reason ?? "", "\(same - shown) more") }
      index += max(same, 1)
    }
    return table.text(for: all ? Terminal(width: nil, colour: false) : terminal)
  }

  private static let mostAlike = 4

  private static func beginning(_ text: String) -> String {
    DisplayText.fitted(DisplayText.line(String(text.prefix(400))), to: 100)
  }
}
