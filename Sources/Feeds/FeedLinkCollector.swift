// Which of a page's elements lead to feeds.

internal import Markup
internal import News

/// Collects links to feeds from a page's tags.
struct FeedLinkCollector: HTMLTokenReceiver {
  /// More links than this are left out.
  private static let most = 50

  private var base: AddressReference?
  private var hasBase = false
  private var declared: [FeedLink] = []
  private var guessed: [FeedLink] = []

  init(base: AddressReference?) { self.base = base }

  /// The links to feeds: those in `link` elements if there are any, else those of the text.
  var found: [FeedLink] { declared.isEmpty ? guessed : declared }

  mutating func start(_ tag: HTMLTag, _ attributes: HTMLAttributes, selfClosing: Bool) {
    func value(_ name: HTMLAttribute) -> String? { attributes[name].map { String(decoding: $0, as: UTF8.self) } }
    switch tag {
    case .base:
      guard !hasBase, let href = value(.href) else { return }
      base = BaseAddress(AddressReference(AddressReference.resolve(href, against: base))).reference ?? base
      hasBase = true
    case .link:
      guard declared.count < Self.most, let href = value(.href), let relation = value(.rel) else { return }
      declare(href, Set(relation.lowercased().split { $0.isWhitespace || $0 == "," }.map(String.init)), value(.type)) {
        value(.title)
      }
    case .a, .area:
      guard guessed.count < Self.most, let href = value(.href) else { return }
      let type = Self.mediaType(value(.type))
      if let url = address(href), Self.feedTypes.contains(type) || Self.looksLikeFeed(url) {
        add(FeedLink(url: url, title: value(.title).flatMap(HTMLText.collapsed), type: type), to: &guessed)
      }
    default: break
    }
  }

  mutating func end(_ tag: HTMLTag) {}
  mutating func text(_ written: UnsafeBufferPointer<UInt8>) {}

  /// Takes up a `link` element.
  private mutating func declare(
    _ href: String, _ relations: Set<String>, _ writtenType: String?, title: () -> String?
  ) {
    let isNamed = relations.contains("feed") || relations.contains("service.feed")
    guard isNamed || relations.contains("alternate") && !relations.contains("stylesheet"), let url = address(href)
    else {
      return
    }
    let type = Self.mediaType(writtenType)
    let isFeed =
      isNamed || Self.feedTypes.contains(type)
      // A plain JSON or XML alternate is an interface more often than a feed.
      || Self.looseTypes.contains(type) && !["wp-json", "oembed", "xmlrpc"].contains(where: url.path.contains)
      || type.isEmpty && Self.looksLikeFeed(url)
    if isFeed { add(FeedLink(url: url, title: title().flatMap(HTMLText.collapsed), type: type), to: &declared) }
  }

  private func add(_ link: FeedLink, to links: inout [FeedLink]) {
    if !links.contains(where: { $0.url == link.url }) { links.append(link) }
  }

  /// The address of a link; `feed:` stands for http, before an address or instead of its scheme. An empty one means the
  /// page itself, which is no feed.
  private func address(_ href: String) -> WebAddress? {
    guard var text = HTMLText.trimmed(Array(href.utf8)), !text.hasPrefix("#") else { return nil }
    if text.lowercased().hasPrefix("feed:") {
      text = String(text.dropFirst(5))
      if text.hasPrefix("//") { text = "http:" + text }
    }
    return WebAddress(AddressReference.resolve(text, against: base))
  }

  private static func mediaType(_ text: String?) -> String {
    (text ?? "").lowercased().prefix { $0 != ";" }.filter { !$0.isWhitespace }
  }

  private static let feedTypes: Set<String> = [
    "application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml", "application/rss",
    "application/atom", "application/x-rss+xml", "application/x-atom+xml", "application/x.atom+xml",
    "application/jsonfeed+json", "text/rss+xml", "text/atom+xml", "text/rss", "text/atom",
  ]
  private static let looseTypes: Set<String> = ["application/json", "application/xml", "text/xml"]

  /// Whether an address is one that sites give their feeds: `/feed/`, `/rss.xml`, `/index.rdf`, `?feed=rss2`.
  private static func looksLikeFeed(_ url: WebAddress) -> Bool {
    let path = url.path.lowercased()
    // Readers offer to subscribe with an address inside of theirs.
    guard !path.contains("http"), !path.contains("/share") else { return false }
    let query = (url.query ?? "").lowercased()
    let parameters = query.split(separator: "&")
    if parameters.contains(where: { $0.hasPrefix("feed=") || $0 == "format=feed" || $0 == "format=rss" || $0 == "rss" })
    {
      return true
    }
    let name = path.split(separator: "/").last.map(String.init) ?? ""
    if [".rss", ".atom", ".rdf"].contains(where: name.hasSuffix) { return true }
    if ["feed", "feeds", "rss", "rss2", "atom", "rdf", "feed.json"].contains(name) { return true }
    return name.hasSuffix(".xml") && ["rss", "atom", "feed", "rdf", "index.xml"].contains { name.contains($0) }
  }
}
