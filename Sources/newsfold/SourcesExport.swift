// newsfold sources export: the configured sources as a list that other readers take.
import ArgumentParser
import Feeds
import Foundation
import News
import Settings
import Worker

extension SourcesCommand {
  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Writes the sources as a list of subscriptions (OPML) for other readers.",
      discussion: """
        Feeds, and pages with XPath rules (FreshRSS's HTML+XPath). What other readers cannot take (sitemaps, pages with \
        CSS selectors or without rules) is left out and named on standard error. Passwords, tokens and headers are \
        never written.
        """)

    @OptionGroup var common: CommonOptions
    @Argument(help: "The file to write, replaced as a whole. Default: standard output.")
    var file: String?

    func run() throws {
      let settings = try common.settings()
      let export = OPMLExport(settings.sources, title: "Newsfold: sources", created: SystemTime().now())
      if let file, file != "-" {
        guard try real(file) != real(common.settingsPath()) else {
          throw Refusal(code: "usage", message: "\(file) is the settings file; name another to write the list to")
        }
        try FileReplacement.write(export.opml.xml, to: file)
      } else {
        print(String(decoding: export.opml.xml, as: UTF8.self), terminator: "")
        try Output.flush()
      }
      for note in export.notes {
        Failure.complain("\(note.source)\(note.isLeftOut ? " is left out" : ""): \(note.message)")
      }
    }

    private func real(_ path: String) -> String { URL(fileURLWithPath: path).resolvingSymlinksInPath().path }
  }
}
