// What a run did, as tables.
import Console
import News
import Worker

enum RunTables {
  /// What each source gave; what the numbers do not say stands in full below the table.
  static func sources(_ report: RunReport, _ terminal: Terminal) -> String {
    var table = Table([
      .init("SOURCE", style: .cyan), .init("OUTCOME"), .init("FORMAT", shrinks: true), .init("ENTRIES", right: true),
      .init("NEW", right: true), .init("REVISED", right: true), .init("PAGES", right: true),
    ])
    for source in report.sources {
      table.add(
        "\(source.source)", source.outcome, source.format ?? "", "\(source.entries)", "\(source.new)",
        "\(source.revised)", "\(source.pages)")
    }
    var out = table.text(for: terminal)
    for source in report.sources {
      let note = DisplayText.line(note(source))
      if !note.isEmpty { out += "\(terminal.styled("\(source.source)", .cyan)): \(note)\n" }
    }
    return out
  }

  /// What the numbers do not say: why it failed, what was repaired, which pages could not be read.
  static func note(_ source: SourceReport) -> String {
    if source.failed || source.outcome == SourceReport.held { return source.message }
    var notes = source.repairs.isEmpty ? [] : ["repaired: " + source.repairs.joined(separator: "; ")]
    if !source.pageFailures.isEmpty {
      notes.append("\(Phrases.count(source.pageFailures.count, "page")) not read: \(source.pageFailures[0])")
    }
    if let first = source.pageMisfits.first {
      notes.append("its rules do not fit \(Phrases.count(source.pageMisfits.count, "page")): \(first)")
    }
    return (notes + source.notices).joined(separator: "; ")
  }

  static func summary(_ report: RunReport) -> String {
    let failed = report.failed.count
    let held = report.held.count
    return "\(Phrases.count(report.sources.count - held, "source")) polled"
      + (failed > 0 ? ", \(failed) failed" : "") + (held > 0 ? ", \(held) put off by their hosts" : "")
      + (report.notDue > 0 ? ", \(report.notDue) not due" : "")
      + "; \(Phrases.count(report.new, "new article")), \(report.revised) revised, in \(Phrases.decimal(Double(report.milliseconds) / 1000)) s"
      + "; the archive holds \(Phrases.count(report.totals.articles, "article")) in "
      + "\(Phrases.count(report.totals.stories, "story", "stories")), \(report.totals.folded) of them told more than once"
  }
}
