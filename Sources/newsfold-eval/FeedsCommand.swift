// The adapter by which feed suites are scored: one JSON request a line in, one reply a line out.

import ArgumentParser
import Feeds
import Foundation
import News

struct FeedsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "feeds",
    abstract: "Read feeds named by JSON lines and answer with what was read.",
    discussion: """
      Each input line is {"id","path","content_type","url"}; each reply is {"id","feed","entries","error"?} on one line.
      """)

  func run() throws {
    while let line = readLine(strippingNewline: true) {
      guard let request = try? JSONDecoder().decode(Request.self, from: Data(line.utf8)) else {
        try reply(Reply(id: "", feed: .init(), entries: [], error: "bad-request: not a request"))
        continue
      }
      try reply(answer(request))
    }
  }

  private func answer(_ request: Request) -> Reply {
    do {
      let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: request.path)))
      let feed = try FeedParser.parse(
        bytes, contentType: request.contentType, url: request.url.flatMap { WebAddress($0) })
      return Reply(
        id: request.id,
        feed: .init(
          title: feed.title, link: feed.link, language: feed.statedLanguage ?? feed.language?.description,
          updated: text(feed.updated)),
        entries: (feed.entries + [feed.cutEntry].compactMap { $0 }).map(entry), error: nil)
    } catch {
      return Reply(id: request.id, feed: .init(), entries: [], error: "\(error)")
    }
  }

  private func entry(_ entry: FeedEntry) -> Reply.Entry {
    Reply.Entry(
      id: entry.guid, title: entry.title, url: entry.url?.string ?? entry.unresolvedLink,
      published: text(entry.published), updated: text(entry.updated), authors: entry.authors,
      summaryHTML: entry.summaryHTML, contentHTML: entry.contentHTML, categories: entry.categories,
      enclosures: entry.enclosures)
  }

  /// A day without a time is given as its midnight, which is what the suites expect.
  private func text(_ date: WrittenDate?) -> String? {
    date.map { $0.hasTime ? $0.rfc3339 : CivilDate($0.instant).dayText + "T00:00:00Z" }
  }

  private func reply(_ reply: Reply) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    FileHandle.standardOutput.write(try encoder.encode(reply) + Data("\n".utf8))
  }

  private struct Request: Decodable {
    var id: String
    var path: String
    var contentType: String?
    var url: String?

    enum CodingKeys: String, CodingKey {
      case id, path, url
      case contentType = "content_type"
    }
  }

  private struct Reply: Encodable {
    struct Description: Encodable {
      var title: String?
      var link: String?
      var language: String?
      var updated: String?
    }

    struct Entry: Encodable {
      var id: String?
      var title: String?
      var url: String?
      var published: String?
      var updated: String?
      var authors: [String]
      var summaryHTML: String?
      var contentHTML: String?
      var categories: [String]
      var enclosures: [Enclosure]

      enum CodingKeys: String, CodingKey {
        case id, title, url, published, updated, authors, categories, enclosures
        case summaryHTML = "summary_html"
        case contentHTML = "content_html"
      }
    }

    var id: String
    var feed: Description
    var entries: [Entry]
    var error: String?
  }
}
