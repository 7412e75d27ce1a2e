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
  /// The feeds a page links to, the most promising first: a site's main feed before those of comments and podcasts, else in
  /// the page's order. At most 50; each address once.
  public static func links(in html: [UInt8], contentType: String?, url: WebAddress) -> [FeedLink] {
    var collector = LinkCollector(base: url.reference)
    HTMLTokenizer.read(CharacterDecoding.html(html, contentType: contentType).utf8, into: &collector)
    let ranked = collector.links.enumerated().sorted {
      (rank($0.element), $0.offset) < (rank($1.element), $1.offset)
    }
    return ranked.map(\.element)
  }

  /// Lower is better.
  private static func rank(_ link: FeedLink) -> Int {
    let words = (link.title ?? "").lowercased() + " " + link.url.path.lowercased()
    return (words.contains("comment") ? 20 : 0) + (words.contains("podcast") ? 10 : 0)
      + (link.type.contains("json") ? 1 : 0)
  }
}

private struct LinkCollector: HTMLTokenReceiver {
  var base: AddressReference
  var links: [FeedLink] = []
  private var hasBase = false

  init(base: AddressReference) { self.base = base }

  mutating func start(_ tag: HTMLTag, _ attributes: HTMLAttributes, selfClosing: Bool) {
    func value(_ name: HTMLAttribute) -> String? { attributes[name].map { String(decoding: $0, as: UTF8.self) } }
    if tag == .base, !hasBase, let href = value(.href) {
      base = AddressReference(AddressReference.resolve(href, against: base))
      hasBase = true
    }
    guard tag == .link, links.count < 50, let href = value(.href),
      let relations = value(.rel)?.lowercased().split(whereSeparator: \.isWhitespace)
    else { return }
    let type = (value(.type) ?? "").lowercased().prefix { $0 != ";" }.filter { !$0.isWhitespace }
    let isFeed =
      ["application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"]
      .contains(type) || relations.contains("feed")
    let isMaybeFeed = ["application/json", "application/xml", "text/xml"].contains(type)
    guard relations.contains("alternate") && (isFeed || isMaybeFeed) || relations.contains("feed"),
      let url = WebAddress(AddressReference.resolve(href, against: base)), !links.contains(where: { $0.url == url })
    else { return }
    // A plain JSON or XML alternate is an interface more often than a feed.
    if isMaybeFeed, url.path.contains("wp-json") || url.path.contains("oembed") || url.path.contains("xmlrpc") {
      return
    }
    links.append(FeedLink(url: url, title: value(.title).flatMap(HTMLText.collapsed), type: type))
  }

  mutating func end(_ tag: HTMLTag) {}
  mutating func text(_ written: UnsafeBufferPointer<UInt8>) {}
}
