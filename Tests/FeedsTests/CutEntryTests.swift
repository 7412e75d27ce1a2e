// Feeds that end early, entries handed over one by one, and what a feed says of its language.

import Feeds
import Foundation
import News
import Testing

@Suite struct CutEntryTests {
  private let feed = """
    <rss version="2.0"><channel><title>Harbour Post</title><language>en_us</language>
    <item><guid>a</guid><title>Quay closed</title><description>All of it.</description></item>
    <item><guid>b</guid><title>Quay open</title><link>https://harbour.example/b</link><description>Half of
    """

  @Test func `what was complete of a cut entry is told, but is no entry`() throws {
    let feed = try FeedParser.parse(Array(feed.utf8), contentType: nil, url: nil)
    #expect(feed.entries.map(\.guid) == ["a"])
    #expect(feed.truncated)
    #expect(feed.cutEntry?.guid == "b")
    #expect(feed.cutEntry?.title == "Quay open")
    #expect(feed.cutEntry?.url?.string == "https://harbour.example/b")
    #expect(feed.cutEntry?.summaryHTML == nil)
    #expect(
      feed.repairs.map(\.detail) == ["The document ended early, within “Quay open”; complete entries were kept."])
  }

  @Test func `a feed that only lacks its end has no cut entry`() throws {
    let whole = try #require(feed.range(of: "<item><guid>b"))
    let feed = try FeedParser.parse(Array(feed[..<whole.lowerBound].utf8), contentType: nil, url: nil)
    #expect(feed.entries.count == 1)
    #expect(feed.truncated)
    #expect(feed.cutEntry == nil)
  }

  @Test func `entries are handed over in order, and the feed then holds none`() throws {
    var entries: [FeedEntry] = []
    let read = try FeedParser.parse(Array(feed.utf8), contentType: nil, url: nil) { entries.append($0) }
    #expect(entries == (try FeedParser.parse(Array(feed.utf8), contentType: nil, url: nil)).entries)
    #expect(read.entries.isEmpty)
    #expect(read.title == "Harbour Post")
    #expect(throws: Refusal.self) {
      try FeedParser.parse(Array("<html></html>".utf8), contentType: nil, url: nil) { _ in Issue.record("an entry") }
    }
  }

  @Test func `entries of JSON feeds are handed over as well`() throws {
    let json = #"{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1"},{"id":"2"}]}"#
    var ids: [String?] = []
    let read = try FeedParser.parse(Array(json.utf8), contentType: nil, url: nil) { ids.append($0.guid) }
    #expect(ids == ["1", "2"])
    #expect(read.entries.isEmpty)
  }

  @Test func `more entries are handed over than a feed is let hold`() throws {
    let many = "<rss><channel>" + String(repeating: "<item><title>t</title></item>", count: 20_100) + "</channel></rss>"
    var count = 0
    _ = try FeedParser.parse(Array(many.utf8), contentType: nil, url: nil) { _ in count += 1 }
    #expect(count == 20_100)
    #expect(try FeedParser.parse(Array(many.utf8), contentType: nil, url: nil).entries.count == 20_000)
  }

  @Test func `the language is kept as stated and as a tag`() throws {
    let feed = try FeedParser.parse(Array(feed.utf8), contentType: nil, url: nil)
    #expect(feed.statedLanguage == "en_us")
    #expect(feed.language?.description == "en-US")
  }

  @Test func `of a description and a summary the second is the content where there is no other`() throws {
    func entry(_ more: String) throws -> FeedEntry {
      let feed = "<rss><channel><item><description>One.</description>\(more)</item></channel></rss>"
      return try FeedParser.parse(Array(feed.utf8), contentType: nil, url: nil).entries[0]
    }
    #expect(try entry("<summary>Two.</summary>").contentHTML == "Two.")
    #expect(try entry("<summary>One.</summary>").contentHTML == nil)
    #expect(try entry("<description>Two.</description>").contentHTML == nil)
    #expect(try entry("<summary>Two.</summary><content>Three.</content>").contentHTML == "Three.")
    #expect(try entry("<summary>Two.</summary>").summaryHTML == "One.")
  }
}
