// newsfold pages: how a page is read, block by block, and how it would be by other rules.
import ArgumentParser
import Console
import Foundation
import News
import Worker

struct PagesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pages", abstract: "Shows how an article's page is read, and tries out rules for it.",
    subcommands: [Check.self], defaultSubcommand: Check.self)
}

extension PagesCommand {
  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Reads one page and shows what was taken, what was left out and why; stores nothing.",
      discussion: """
        A page that belongs to a source of the settings, by --source or because the host is the same, is read by that \
        source's rules (`article`). --body, --remove, --title and --date try out others in their place. Works without a \
        settings file. Private addresses are refused unless --allow or the settings name them.

        Exit codes: 0 there is an article; 65 the page holds none, or is no page; 66 the file cannot be read; 69 the \
        page cannot be had.
        """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: OutputOptions
    @Argument(help: "The address of a page, or a file that holds one; - for standard input.")
    var page: String
    @Option(help: "The address of the page in the file.")
    var url: String?
    @Option(help: "The source whose rules are followed, by name.")
    var source: String?
    @Option(help: ArgumentHelp("Selects what holds the text; may be given several times.", valueName: "selector"))
    var body: [String] = []
    @Option(help: ArgumentHelp("Selects what is no part of it; may be given several times.", valueName: "selector"))
    var remove: [String] = []
    @Option(help: ArgumentHelp("Selects the headline.", valueName: "selector"))
    var title: String?
    @Option(help: ArgumentHelp("Selects the date of publication.", valueName: "selector"))
    var date: String?
    @Option(help: "An address, network (CIDR) or host that may be reached although it is private.")
    var allow: [String] = []
    @Flag(help: "Show every block, and the whole of it.")
    var all = false

    func run() async throws {
      let settings = try common.settingsIfAny()
      let rules = PageRules(body: body, remove: remove, title: title, date: date)
      let reading = try await PageCheck.run(
        place(), settings: settings, options: .init(source: source, rules: rules, allow: allow))
      if output.json {
        try print(JSONText.text(reading), terminator: "")
      } else {
        print(PageReadingText(reading, of: page, all: all, terminal: output.terminal).text, terminator: "")
      }
      guard reading.outcome != "ok" else { return }
      throw ExitCode(reading.wasHad ? ExitStatus.badData : ExitStatus.unreachable)
    }

    private func place() throws -> PageCheck.Page {
      if page.hasPrefix("http://") || page.hasPrefix("https://") {
        guard let address = WebAddress(page) else {
          throw Refusal(code: "usage", message: "\"\(page)\" is no address that can be asked")
        }
        return .address(address)
      }
      let address = try url.map { text in
        guard let address = WebAddress(text) else {
          throw Refusal(code: "usage", message: "--url \"\(text)\" is no http or https address")
        }
        return address
      }
      return .file(try InputFile.read(page, atMost: PageCheck.largest), address: address)
    }
  }
}
