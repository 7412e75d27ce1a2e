// The sitemaps an index listed when it was last read: the index itself says only that it has not changed.
internal import Feeds
internal import Foundation
internal import News

/// The memory of a sitemap index.
struct SitemapIndexMemory: Codable, Equatable {
  /// A sitemap, and what the index said of it.
  private struct Row: Codable, Equatable {
    let url: WebAddress
    let stamp: String?
  }

  /// Where the index is. A list is worth nothing for another: the source may have moved.
  let index: WebAddress
  private let rows: [Row]

  /// What an index lists; nothing, where what is there is no index.
  init(index: WebAddress, listing children: [SitemapChild]) {
    self.index = index
    rows = children.map { Row(url: $0.url, stamp: $0.lastModifiedText) }
  }

  /// The sitemaps, in the order in which they were given. Their dates are not kept: while the index stays as it is they
  /// grow old, and its sitemaps may change.
  var children: [SitemapChild] { rows.map { SitemapChild(url: $0.url, lastModifiedText: $0.stamp) } }
}
