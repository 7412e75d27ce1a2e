// newsfold articles: what is in the archive.
import ArgumentParser
import Catalog
import Console
import Foundation
import News
import Worker

struct ArticlesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "articles", abstract: "Shows the articles in the archive.", subcommands: [List.self, Show.self],
    defaultSubcommand: List.self)
}

extension ArticlesCommand {
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Lists articles, the latest first.")

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: OutputOptions
    @Option(help: "Only this source, by name.")
    var source: String?
    @Option(help: "At most so many; 0 for all.")
    var limit = 50

    func run() throws {
      let inspector = try common.inspector()
      let name = try source.map { text in
        guard let name = SourceName(text) else {
          throw Refusal(code: "usage", message: "\"\(text)\" is no source name")
        }
        return name
      }
      let articles = try inspector.catalog.articles(ArticleFilter(source: name, limit: limit > 0 ? limit : Int.max))
      if output.json {
        try print(JSONText.text(articles.map(ArticleView.init)), terminator: "")
        return
      }
      var table = Table([
        .init("ARTICLE", style: .cyan), .init("TIME"), .init("SOURCE"), .init("WORDS", right: true), .init("BODY FROM"),
        .init("STORY", style: .cyan), .init("TITLE", shrinks: true),
      ])
      for article in articles {
        table.add(
          Phrases.short(article.id), Phrases.time(article.time), "\(article.source)", "\(article.words)",
          article.bodyOrigin.rawValue, Phrases.short(article.story), article.title)
      }
      print(table.text(for: output.terminal), terminator: "")
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Shows an article and where it lies.")

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: OutputOptions
    @Argument(help: "The first characters of the article's identifier.")
    var id: String

    func run() throws {
      let inspector = try common.inspector()
      let record = try inspector.article(id)
      var view = ArticleView(record)
      view.text = try inspector.text(of: record)
      guard !output.json else {
        try print(JSONText.text(view), terminator: "")
        return
      }
      let terminal = output.terminal
      print(terminal.styled(DisplayText.line(record.title), .bold))
      let facts: [(String, String?)] = [
        ("article", "\(record.id)"), ("version", "\(record.version)"), ("outlet", record.outlet),
        ("source", "\(record.source)"), ("address", record.url?.description),
        ("authors", record.authors.isEmpty ? nil : record.authors.joined(separator: ", ")),
        ("published", record.published.map { "\($0)" }), ("first seen", "\(record.fetched)"),
        ("language", record.language?.description), ("story", "\(record.story)"),
        ("relation", record.relation.rawValue + (record.match.map { " of \(Phrases.short($0))" } ?? "")),
        ("body from", "\(record.bodyOrigin.rawValue), confidence \(Phrases.decimal(record.confidence))"),
        ("because", record.bodyReason),
        ("bundle", record.bundle),
      ]
      for (name, value) in facts {
        guard let value else { continue }
        print(name.padding(toLength: 11, withPad: " ", startingAt: 0) + DisplayText.line(value))
      }
      print("")
      for line in (view.text ?? "").split(separator: "\n", omittingEmptySubsequences: false) {
        print(DisplayText.line(String(line)))
      }
    }
  }
}

/// An article as `--json` gives it.
struct ArticleView: Encodable {
  let article: ArticleID
  let version: Int
  let title: String
  let source: SourceName
  let outlet: String
  let url: WebAddress?
  let authors: [String]
  let language: LanguageTag?
  let published: Instant?
  let fetched: Instant
  let words: Int
  let bodyOrigin: ArticleBody.Origin
  let confidence: Double
  let bodyReason: String?
  let contentHash: String
  let bundle: String
  let story: StoryID
  let relation: Relation
  let match: ArticleID?
  let evidence: Evidence?
  var text: String?

  init(_ record: ArticleRecord) {
    article = record.id
    version = record.version
    title = record.title
    source = record.source
    outlet = record.outlet
    url = record.url
    authors = record.authors
    language = record.language
    published = record.published
    fetched = record.fetched
    words = record.words
    bodyOrigin = record.bodyOrigin
    confidence = record.confidence
    bodyReason = record.bodyReason
    contentHash = record.contentHash
    bundle = record.bundle
    story = record.story
    relation = record.relation
    match = record.match
    evidence = record.evidence
  }
}
