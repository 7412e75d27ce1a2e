// The entrance for sitemaps: bytes in, sitemap or refusal out.

internal import Markup
public import News

/// Reads sitemaps: XML of both kinds and plain lists of addresses, as gzip files too.
public enum SitemapParser {
  /// The most bytes a sitemap may have, not compressed; what follows is left out.
  static let largest = 50 * 1024 * 1024

  /// Reads a sitemap. What it is is decided by the body; the Content-Type only says in which encoding it may be. Of what
  /// is longer than 50 MB or lists more than 50,000 addresses, the protocol's limits, the beginning is read. Addresses on
  /// other hosts are kept: whether to believe them is for the caller to decide.
  /// - Parameters:
  ///   - bytes: The body, with any content coding removed. It may be a gzip file.
  ///   - contentType: The value of the Content-Type header.
  ///   - url: Where the body came from; relative addresses are resolved against it.
  ///   - keepingSource: Whether each entry keeps its bytes, in UTF-8 and not mended, in `raw`.
  /// - Throws: `Refusal` with the codes `empty`, `too-large`, `compressed` (a gzip file nothing can be unpacked from), or
  ///   `not-a-sitemap`, which says what it is instead.
  public static func parse(_ bytes: [UInt8], contentType: String?, url: WebAddress?, keepingSource: Bool = false)
    throws(Refusal) -> Sitemap
  {
    guard bytes.count <= FeedParser.largest else {
      throw Refusal(
        code: "too-large", message: "The sitemap has \(bytes.count) bytes; at most \(FeedParser.largest) are looked at."
      )
    }
    var body = try GzipBody.unpackedPrefix(bytes, upTo: largest)
    if body.bytes.count > largest {
      body.bytes = Array(body.bytes.prefix(largest))
      body.exceedsLimit = true
    }
    if body.exceedsLimit {
      body.repairs.append(
        Repair(
          code: "too-large",
          detail: "What follows the first \(largest) bytes, the most a sitemap may have, was left out."))
    }
    let isCut = body.truncated || body.exceedsLimit
    let decoded = CharacterDecoding.xml(body.bytes, contentType: contentType)
    guard let first = decoded.utf8.firstIndex(where: { $0 > 0x20 }) else {
      throw Refusal(code: "empty", message: "The body is empty.")
    }
    var sitemap: Sitemap
    if SitemapList.isList(decoded.utf8[first...]) {
      sitemap = SitemapList.read(decoded.utf8[first...], url: url, isCut: isCut, keepingSource: keepingSource)
    } else if case .sitemap(let kind, let offset, let prefix) = FeedSniffer.sniff(decoded.utf8) {
      sitemap = SitemapReader.read(
        decoded.utf8, from: offset, kind: kind, rootPrefix: prefix, url: url, keepingSource: keepingSource)
    } else {
      throw refusal(decoded.utf8, first: first)
    }
    sitemap.truncated = sitemap.truncated || isCut
    sitemap.repairs.insert(contentsOf: body.repairs + decoded.repairs, at: 0)
    if sitemap.truncated {
      sitemap.repairs.append(Repair(code: "truncated", detail: "The document ended early; complete entries were kept."))
    }
    return sitemap
  }

  /// Says what the body is instead.
  private static func refusal(_ utf8: [UInt8], first: Int) -> Refusal {
    let feed = "set \"kind: feed\" for this source."
    let message: String
    switch FeedSniffer.sniff(utf8) {
    case _ where utf8[first] == UInt8(ascii: "{"):
      message = "The body is JSON, not a sitemap; if it is a JSON Feed, \(feed)"
    case .feed(let format, _): message = "This is a feed (\(format.rawValue)), not a sitemap; \(feed)"
    case .page: message = "This is an HTML page, not a sitemap."
    case .other(let root?): message = "The document's root element is <\(root)>, which no sitemap begins with."
    case .sitemap, .other(nil): message = "The body is neither XML nor a list of addresses."
    }
    return Refusal(code: "not-a-sitemap", message: message)
  }
}
