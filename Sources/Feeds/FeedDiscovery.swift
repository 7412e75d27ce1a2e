// The feeds an HTML page links to.

internal import Markup
public import News

/// A feed that a page links to.
public struct FeedLink: Sendable, Hashable {
  /// Where the feed is.
  public var url: WebAddress
  /// What the page calls it.
  public var title: String?
  /// The media type stated, in lower case.
  public var type: String

  /// A link to a feed.
  public init(url: WebAddress, title: String?, type: String) {
    self.url = url
    self.title = title
    self.type = type
  }
}

/// Autodiscovery: `<link rel="alternate" type="application/rss+xml" href="…">`.
public enum FeedDiscovery {
  /// The feeds a page links to, the most promising first: a site's main feed before those of comments and podcasts, XML
  /// before JSON, else in the page's order. Where the page has no link elements for feeds, the addresses in its text that
  /// look like a feed's. At most 50; each address once.
  public static func links(in html: [UInt8], contentType: String?, url: WebAddress) -> [FeedLink] {
    look(at: html, contentType: contentType, url: url).links
  }

  /// What a page says of itself and of feeds.
  static func look(at html: [UInt8], contentType: String?, url: WebAddress?) -> (title: String?, links: [FeedLink]) {
    var collector = FeedLinkCollector(base: url?.reference)
    let utf8 = CharacterDecoding.html(html, contentType: contentType).utf8
    HTMLTokenizer.read(utf8, into: &collector)
    let ranked = collector.found.enumerated().sorted {
      (rank($0.element), $0.offset) < (rank($1.element), $1.offset)
    }
    return (title(of: utf8), ranked.map(\.element))
  }

  /// The page's title, if it stands in the first 64 kB.
  private static func title(of utf8: [UInt8]) -> String? {
    let head = utf8.prefix(65_536)
    let lower = head.map { $0 >= 65 && $0 <= 90 ? $0 | 32 : $0 }[...]
    guard let tag = lower.firstRange(of: Array("<title".utf8)),
      let start = lower[tag.upperBound...].firstIndex(of: UInt8(ascii: ">"))
    else { return nil }
    let text = head[(start + 1)...].prefix(1000).prefix { $0 != UInt8(ascii: "<") }
    return HTMLText.collapsed(String(decoding: CharacterReferences.decoded(Array(text)), as: UTF8.self))
  }

  /// Lower is better.
  private static func rank(_ link: FeedLink) -> Int {
    let words = (link.title ?? "").lowercased() + " " + link.url.path.lowercased()
    let isComments = ["comment", "kommentar", "comentario", "commentaire", "commenti"].contains { words.contains($0) }
    return (isComments ? 20 : 0) + (words.contains("podcast") ? 10 : 0) + (link.type.contains("json") ? 1 : 0)
  }
}
