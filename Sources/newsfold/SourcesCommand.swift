// newsfold sources: how each source fares, what one would give, how to make one be read afresh; lists in and out.
import ArgumentParser
import Console
import Foundation
import News
import Settings
import Worker

struct SourcesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sources",
    abstract: "Shows how the sources fare, tries a new one, forgets what is known of one, and takes and gives lists.",
    subcommands: [List.self, Check.self, Reset.self, Import.self, Export.self], defaultSubcommand: List.self)
}

extension SourcesCommand {
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Lists the sources: when each is asked next and why, and how the last poll went.")

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
      let settings = try common.settings()
      let rows = try SourceStatus.all(settings)
      if output.json {
        try print(JSONText.text(rows), terminator: "")
        return
      }
      let now = SystemTime().now()
      var table = Table([
        .init("SOURCE", style: .cyan), .init("NEXT"), .init("WHY", shrinks: true), .init("LAST POLL"), .init("OUTCOME"),
        .init("FAILURES", right: true), .init("NOTE", shrinks: true),
      ])
      for row in rows {
        table.add(
          "\(row.source)", row.nextDue.map { Phrases.until($0, from: now) } ?? "now", row.dueReason,
          row.lastPolled.map(Phrases.time) ?? "never", row.outcome, "\(row.failures)",
          note(row))
      }
      print(table.text(for: output.terminal), terminator: "")
    }

    /// What a person should know of a source: what fails first.
    private func note(_ row: SourceStatus) -> String {
      if row.failures > 0 { return row.message }
      if let flag = row.extraction { return "pages read otherwise since \(Phrases.time(flag.since)): \(flag.message)" }
      return row.hubs.first.map { "hub \($0), not subscribed to" } ?? ""
    }
  }

  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Fetches a source once and shows what it would give; stores nothing.",
      discussion:
        "Works without a settings file. Private addresses are refused unless --allow or the settings name them.")

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: OutputOptions
    @Argument(help: "The address of a feed or a page, or the name of a source in the settings.")
    var address: String
    @Option(help: "An address, network (CIDR) or host that may be reached although it is private.")
    var allow: [String] = []
    @Option(help: "Entries to show.")
    var limit = 10

    func run() async throws {
      let settings = try common.settingsIfAny()
      let result = try await SourceCheck.run(address, settings: settings, allow: allow)
      if output.json {
        try print(JSONText.text(result), terminator: "")
      } else {
        print(text(result), terminator: "")
      }
      if result.failed { throw ExitCode(ExitStatus.unreachable) }
    }

    private func text(_ result: SourceCheck.Result) -> String {
      let terminal = output.terminal
      guard !result.failed else {
        return "\(DisplayText.line(result.address)): \(terminal.styled(result.outcome, .red))\n\(result.message)\n"
      }
      var out = "\(DisplayText.line(result.address)): \(result.format ?? "")"
      if let title = result.title { out += ", “\(DisplayText.line(title))”" }
      out += ", \(Phrases.count(result.entries.count, "entry", "entries"))\n"
      if let feed = result.feed { out += "the feed behind it: \(DisplayText.line(feed))\n" }
      for hub in result.hubs { out += "hub, not subscribed to: \(DisplayText.line(hub))\n" }
      for sitemap in result.sitemaps.prefix(max(0, limit)) { out += "sitemap: \(DisplayText.line(sitemap))\n" }
      if result.sitemaps.count > max(0, limit) { out += "and \(result.sitemaps.count - max(0, limit)) more\n" }
      if result.pages > 1 { out += "pages read: \(result.pages)\n" }
      if let text = fields(result.fields) { out += text }
      for notice in result.notices { out += "note: \(DisplayText.line(notice))\n" }
      for repair in result.repairs { out += "repaired: \(DisplayText.line(repair))\n" }
      var table = Table([
        .init("PUBLISHED"), .init("TEXT"), .init("WORDS", right: true), .init("TITLE", shrinks: true),
        .init("ADDRESS", shrinks: true),
      ])
      for entry in result.entries.prefix(max(0, limit)) {
        table.add(
          entry.published.map(Phrases.time) ?? "", entry.whole ? "in the feed" : "from its page", "\(entry.words)",
          entry.title ?? "", entry.url?.description ?? "")
      }
      return out + "\n" + table.text(for: terminal)
    }

    /// Which fields the items of a page have: `of 20 items: link 20, title 20, date 18 (missing in 2)`.
    private func fields(_ fields: [SourceCheck.Field]) -> String? {
      guard let items = fields.first?.items else { return nil }
      let words = fields.map { field in
        "\(field.field) \(field.items - field.missing)" + (field.missing > 0 ? " (missing in \(field.missing))" : "")
      }
      return "of \(Phrases.count(items, "item", "items")): \(words.joined(separator: ", "))\n"
    }
  }

  struct Reset: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Forgets validators, schedule and seen entries of sources, so that they are read afresh.",
      discussion: """
        The next poll asks without conditions and reads every entry again. Articles and stories stay: an entry that says \
        what it said before is recognised, and nothing is written twice. A source that was retired (410) is asked again.
        """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: OutputOptions
    @Argument(help: "Names of sources, as in the settings.")
    var names: [String]

    func run() throws {
      let results = try SourceReset.run(names, settings: try common.settings())
      if output.json {
        try print(JSONText.text(results), terminator: "")
        return
      }
      for result in results {
        print(
          result.wasKnown
            ? "\(result.source): forgotten, with \(Phrases.count(result.entries, "seen entry", "seen entries")); due now"
            : "\(result.source): nothing was known of it")
      }
    }
  }
}
