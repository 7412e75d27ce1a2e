// Fixtures and small feeds for the tests of this room.

import Feeds
import Foundation
import News

/// Reads a file of Tests/Fixtures/feeds.
func fixture(_ name: String) throws -> [UInt8] {
  let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  return [UInt8](try Data(contentsOf: directory.appendingPathComponent("Fixtures/feeds/\(name)")))
}

/// Reads a feed from text.
func parse(_ text: String, contentType: String? = nil, url: String? = nil) throws -> Feed {
  try FeedParser.parse(Array(text.utf8), contentType: contentType, url: url.flatMap { WebAddress($0) })
}

/// An RSS feed around items.
func rss(_ items: String) -> String {
  "<rss version=\"2.0\"><channel><title>Feed</title><link>http://example.org/</link>\(items)</channel></rss>"
}

/// The first entry of an RSS feed whose only item has this content.
func item(_ content: String) throws -> FeedEntry? { try parse(rss("<item>\(content)</item>")).entries.first }

extension Feed {
  /// The codes of all repairs.
  var mended: Set<String> { Set(repairs.map(\.code)) }
}

extension Sitemap {
  /// The codes of all repairs.
  var mended: Set<String> { Set(repairs.map(\.code)) }
}
