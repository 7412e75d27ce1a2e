// Drafts and directories for the tests of the store.
import Bundles
import Foundation
import News

/// A state directory that is gone when the test is.
final class ScratchDirectory {
  let path: String

  init() throws {
    // In memory where that can be: the tests are about order and errors, and `syncfs` on a real disk also waits for
    // what every other program has written.
    let memory = "/dev/shm"
    let manager = FileManager.default
    let parent = manager.isWritableFile(atPath: memory) ? memory : manager.temporaryDirectory.path
    path = parent + "/newsfold-bundles-\(UUID().uuidString)"
    try manager.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func store(_ durability: Durability = .batch) throws -> BundleStore {
    try BundleStore(directory: path, durability: durability, agent: "newsfold/test")
  }

  /// All paths below a folder, in order.
  func files(below folder: String) -> [String] {
    (FileManager.default.enumerator(atPath: path + "/" + folder)?.compactMap { $0 as? String } ?? []).sorted()
  }

  func data(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)))
  }
}

enum Samples {
  static let source = SourceName("harbour-post")!
  static let noon = Instant(rfc3339: "2026-11-21T12:00:00Z")!

  /// An article with everything an article can have.
  static func draft(
    _ number: Int, version: Int = 1, text: String? = nil, fetched: Instant = noon, title: String? = nil
  ) -> BundleDraft {
    let url = WebAddress("https://post.example/news/\(number)?utm_source=rss")!
    let text = text ?? "The ferry \(number) left late.\n\nNobody was told why."
    let html = text.split(separator: "\n\n").map { "<p>\($0)</p>" }.joined(separator: "\n")
    var article = Article(
      id: ArticleID(source: source, guid: "ferry-\(number)"), version: version, source: source,
      outlet: "The Harbour Post", title: title ?? "Ferry \(number) is late",
      body: ArticleBody(
        html: html, text: text, origin: .feedContent, confidence: 0.875, reason: "the page gave 9 of 42 characters"),
      fetched: fetched)
    article.guid = "ferry-\(number)"
    article.url = url
    article.canonicalURL = url.canonical
    article.summary = "A ferry was late."
    article.authors = ["Ada Quay", "Bo Pier"]
    article.published = WrittenDate(instant: noon.adding(seconds: -3600), offsetMinutes: 60, hasTime: true)
    article.updated = WrittenDate(instant: noon, offsetMinutes: nil, hasTime: false)
    article.language = LanguageTag("en-GB")
    article.categories = ["Transport"]
    article.image = ArticleImage(url: "https://post.example/ferry.jpg", caption: "The ferry")
    article.enclosures = [Enclosure(url: "https://post.example/ferry.mp3", type: "audio/mpeg", length: 1234)]
    article.paywalled = true
    let fetch = FetchRecord(
      source: .init(
        requested: WebAddress("https://post.example/rss.xml?key=abc")!, status: 200, etag: "W/\"1\"",
        lastModified: "Sat, 21 Nov 2026 11:00:00 GMT", contentType: "application/rss+xml", fetchedAt: fetched,
        bodySHA256: String(repeating: "ab", count: 32)),
      page: .init(requested: url, status: 200, contentType: "text/html", fetchedAt: fetched))
    return BundleDraft(
      article: article, story: StoryID(firstArticle: article.id), storyName: "Late ferries",
      relation: number == 1 ? .new : .nearDuplicate,
      match: number == 1 ? nil : ArticleID(source: source, guid: "ferry-1"),
      matchTitle: number == 1 ? nil : "Ferry 1 is late", fetch: fetch)
  }

  static func story(_ drafts: [BundleDraft], headline: String = "Late ferries", share: Double = 0.5) -> StoryDocument {
    StoryDocument(
      id: drafts[0].story, headline: headline,
      members: drafts.map {
        StoryDocument.Member(
          article: $0.article.id, version: $0.article.version, title: $0.article.title, outlet: $0.article.outlet,
          url: $0.article.canonicalURL, published: $0.article.time, relation: $0.relation, match: $0.match,
          share: $0.match == nil ? 0 : share)
      }, firstSeen: noon, lastChanged: noon)
  }
}
