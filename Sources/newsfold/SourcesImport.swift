// newsfold sources import: subscriptions of another reader become sources.
import ArgumentParser
import Console
import Feeds
import Foundation
import News
import Settings

extension SourcesCommand {
  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Turns another reader's list of subscriptions (OPML) into sources.",
      discussion: """
        Prints the lines that belong into the settings, and on standard error what was passed over and why. With --write \
        they are put at the end of the settings file's list of sources: nothing else in it changes, and it is replaced \
        at once or not at all. Sources are named after their addresses; folders become comments. An address that the \
        settings have already is passed over, so that a list can be imported again.
        """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: OutputOptions
    @Argument(help: "The OPML file; - for standard input.")
    var file: String
    @Flag(help: "Write to the settings file instead of printing what would be written.")
    var write = false

    func run() throws {
      let path = write ? try common.settingsPath() : try? common.settingsPath()
      let edit = try path.map { try SettingsEdit(path: $0) } ?? SettingsEdit([], file: "newsfold.yaml", directory: ".")
      let list = try OPMLParser.parse(try InputFile.read(file, atMost: OPMLParser.largest))
      let result = OPMLImport(list, besides: edit.sources)
      if list.contents.subscriptions.isEmpty {
        throw Refusal(
          code: "no-subscriptions", message: "This list (OPML) has no feeds in it: no outline has an xmlUrl.")
      }
      let outcome = try edit.adding(
        result.taken.map { taken in
          let folders = taken.categories.joined(separator: " / ")
          return SettingsEdit.Entry(taken.source, comment: folders.isEmpty ? nil : folders)
        })
      if write, !outcome.added.isEmpty {
        try FileReplacement.write(outcome.bytes, to: edit.file, expecting: edit.bytes)
      }
      if output.json {
        let view = ImportView(result, list: list, settings: path, written: write, yaml: outcome.added)
        try print(JSONText.text(view), terminator: "")
      } else if write {
        for taken in result.taken { print("added: \(line(taken))") }
        for line in remarks(result, list) { print(line) }
        print("\(summary(result)); \(result.taken.isEmpty ? "\(edit.file) stays as it is" : "written to \(edit.file)")")
      } else {
        print(outcome.added, terminator: "")
        // The remarks stand below the lines on a terminal too.
        try Output.flush()
        for line in remarks(result, list) { Failure.complain(line, prefix: "") }
        let hint =
          result.taken.isEmpty
          ? "" : "; add --write, or put the lines above at the end of the list of sources in \(edit.file)"
        Failure.complain("\(summary(result)); nothing is written\(hint)", prefix: "")
      }
    }

    private func line(_ taken: OPMLImport.Taken) -> String {
      let folders = taken.categories.isEmpty ? "" : " (\(taken.categories.joined(separator: " / ")))"
      return DisplayText.line("\(taken.source.name), \(taken.source.url.redacted)\(folders)")
    }

    /// What a person may have to look after.
    private func remarks(_ result: OPMLImport, _ list: OPML) -> [String] {
      var out: [String] = []
      for taken in result.taken { for note in taken.notes { out.append("\(taken.source.name): \(note)") } }
      for skipped in result.skipped {
        let name = [skipped.title, skipped.address ?? ""].filter { !$0.isEmpty }
        out.append(
          "skipped: \(name.isEmpty ? "a line without text" : name.joined(separator: ", ")): \(skipped.message)")
      }
      out += list.repairSentences.map { "repaired: " + $0 }
      return out.map(DisplayText.line)
    }

    private func summary(_ result: OPMLImport) -> String {
      "\(Phrases.count(result.taken.count, "new source")), \(Phrases.count(result.skipped.count, "line")) skipped"
    }
  }
}

/// An import as `--json` gives it.
struct ImportView: Encodable {
  struct Taken: Encodable {
    let name: SourceName
    let title: String?
    let url: WebAddress
    let kind: String
    let language: LanguageTag?
    let categories: [String]
    let notes: [String]
  }

  struct Skipped: Encodable {
    let title: String
    let address: String?
    let code: String
    let message: String
  }

  let title: String?
  let settings: String?
  let written: Bool
  let taken: [Taken]
  let skipped: [Skipped]
  let repairs: [String]
  /// The lines for the settings.
  let yaml: String

  init(_ result: OPMLImport, list: OPML, settings: String?, written: Bool, yaml: String) {
    title = list.title
    self.settings = settings
    self.written = written && !yaml.isEmpty
    taken = result.taken.map {
      Taken(
        name: $0.source.name, title: $0.source.title, url: $0.source.url, kind: $0.source.kind.rawValue,
        language: $0.source.language, categories: $0.categories, notes: $0.notes)
    }
    skipped = result.skipped.map {
      Skipped(title: $0.title, address: $0.address, code: $0.code, message: $0.message)
    }
    repairs = list.repairSentences
    self.yaml = yaml
  }
}
