// Sitemaps that are plain text: one address a line.

internal import Markup
internal import News

/// Reads lists of addresses.
enum SitemapList {
  /// Whether a text can be such a list: its first line is an absolute address, from the first character on.
  static func isList(_ utf8: ArraySlice<UInt8>) -> Bool {
    let start = String(decoding: utf8.prefix(8), as: UTF8.self).lowercased()
    return start.hasPrefix("http://") || start.hasPrefix("https://")
  }

  /// Reads a list.
  /// - Parameter isCut: The text goes on where it cannot be seen, so that the last line is not the whole of it.
  static func read(_ utf8: ArraySlice<UInt8>, url: WebAddress?, isCut: Bool, keepingSource: Bool) -> Sitemap {
    var sitemap = Sitemap(kind: .urlset)
    var damage = SitemapDamage()
    var at = utf8.startIndex
    while at < utf8.endIndex {
      let end = utf8[at...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? utf8.endIndex
      let line = utf8[at..<end]
      at = end + 1
      guard line.contains(where: { $0 > 0x20 }), !isCut || end < utf8.endIndex else { continue }
      guard isList(line.drop { $0 <= 0x20 }), let address = SitemapAddress.read(Array(line), base: url) else {
        damage.badAddresses += 1
        continue
      }
      guard sitemap.entries.count < SitemapReader.mostEntries else {
        damage.leftOut += 1
        continue
      }
      var entry = FeedEntry()
      entry.url = address
      if keepingSource { entry.raw = Array(line) }
      sitemap.entries.append(entry)
    }
    sitemap.repairs = damage.repairs
    sitemap.truncated = isCut
    return sitemap
  }
}
