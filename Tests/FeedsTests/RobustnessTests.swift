// Every prefix and many mutations of good feeds: never a crash, always an answer.

import Feeds
import News
import Testing

@Suite("Robustness")
struct RobustnessTests {
  private static let names = ["rss2-podcast-and-news.xml", "rss1.rdf", "atom1.xml", "feed.json"]

  @Test("A feed cut anywhere keeps a prefix of its entries", arguments: names)
  func cut(name: String) throws {
    let whole = try fixture(name)
    let expected = try FeedParser.parse(whole, contentType: nil, url: nil).entries
    for length in stride(from: 0, to: whole.count, by: 3) {
      let feed = try? FeedParser.parse(Array(whole.prefix(length)), contentType: nil, url: nil, keepingSource: true)
      guard let feed else { continue }
      #expect(feed.entries.count <= expected.count)
      for (entry, full) in zip(feed.entries, expected) { #expect(entry.guid == full.guid) }
    }
  }

  @Test("A feed with any byte changed is still answered", arguments: names)
  func changed(name: String) throws {
    let whole = try fixture(name)
    var answered = 0
    let replacements = [0x00, 0x22, 0x26, 0x3C, 0x3E, 0x5B, 0xC3, 0xFF] as [UInt8]
    for index in whole.indices {
      var bytes = whole
      bytes[index] = replacements[index % replacements.count]
      if (try? FeedParser.parse(bytes, contentType: nil, url: nil, keepingSource: true)) != nil { answered += 1 }
    }
    #expect(answered > whole.count / 2)
  }
}
