// The entrance: bytes in, feed or refusal out.

internal import Markup
public import News

/// Reads feeds of every format.
public enum FeedParser {
  /// More bytes than this are refused.
  static let largest = 256 * 1024 * 1024
  /// So is a gzip file that unpacks to more than this.
  public static let largestUnpacked = 50 * 1024 * 1024

  /// Reads a feed. What it is is decided by the body; the Content-Type only says in which encoding it may be.
  /// - Parameters:
  ///   - bytes: The body, with any content coding removed. It may be a gzip file.
  ///   - contentType: The value of the Content-Type header.
  ///   - url: Where the body came from; relative addresses are resolved against it.
  ///   - keepingSource: Whether each entry of an XML feed keeps its bytes, in UTF-8 and not mended, in `raw`.
  ///   - unpackedLimit: The most bytes a gzip file may unpack to.
  /// - Throws: `Refusal` with the codes `empty`, `too-large`, `compressed` (a gzip file nothing can be unpacked from), or
  ///   `not-a-feed`, which names the feeds that an HTML page links to.
  public static func parse(
    _ bytes: [UInt8], contentType: String?, url: WebAddress?, keepingSource: Bool = false,
    unpackedLimit: Int = largestUnpacked
  ) throws(Refusal) -> Feed {
    try read(
      bytes, contentType: contentType, url: url, keepingSource: keepingSource, unpackedLimit: unpackedLimit,
      receive: nil)
  }

  /// Reads a feed and hands over each entry as soon as it is complete, in the order given; the feed returned holds none.
  /// Beside the body the memory this takes does not grow with it, if the feed is XML in UTF-8. An Atom entry without
  /// authors has those its feed named before it.
  /// - Parameters:
  ///   - bytes: The body, with any content coding removed. It may be a gzip file.
  ///   - contentType: The value of the Content-Type header.
  ///   - url: Where the body came from; relative addresses are resolved against it.
  ///   - receive: Takes an entry; there may be any number.
  /// - Throws: `Refusal` as ``parse(_:contentType:url:keepingSource:unpackedLimit:)``, before any entry.
  public static func parse(
    _ bytes: [UInt8], contentType: String?, url: WebAddress?, receive: (FeedEntry) -> Void
  ) throws(Refusal) -> Feed {
    var feed: Feed?
    var refusal: Refusal?
    withoutActuallyEscaping(receive) { receive in
      do throws(Refusal) {
        feed = try read(
          bytes, contentType: contentType, url: url, keepingSource: false, unpackedLimit: largestUnpacked,
          receive: receive)
      } catch {
        refusal = error
      }
    }
    guard let feed else { throw refusal! }
    return feed
  }

  private static func read(
    _ bytes: [UInt8], contentType: String?, url: WebAddress?, keepingSource: Bool, unpackedLimit: Int,
    receive: ((FeedEntry) -> Void)?
  ) throws(Refusal) -> Feed {
    guard bytes.count <= largest else {
      throw Refusal(code: "too-large", message: "The feed has \(bytes.count) bytes; at most \(largest) are read.")
    }
    let body = try GzipBody.unpacked(bytes, atMost: unpackedLimit)
    let decoded = CharacterDecoding.xml(body.bytes, contentType: contentType)
    guard let first = decoded.utf8.firstIndex(where: { $0 > 0x20 }) else {
      throw Refusal(code: "empty", message: "The body is empty.")
    }
    var feed: Feed
    if decoded.utf8[first] == UInt8(ascii: "{") {
      do throws(Refusal) {
        feed = try JSONFeed.read(decoded.utf8, base: url?.reference)
      } catch {
        // A template that was not filled in may stand before a feed.
        guard case .feed = FeedSniffer.sniff(decoded.utf8) else { throw error }
        feed = try sniffed(body.bytes, decoded, contentType, url, keepingSource: keepingSource, receive: receive)
      }
    } else {
      feed = try sniffed(body.bytes, decoded, contentType, url, keepingSource: keepingSource, receive: receive)
    }
    if feed.format == .jsonFeed, let receive {
      feed.entries.forEach(receive)
      feed.entries = []
    }
    feed.repairs.insert(contentsOf: body.repairs + decoded.repairs, at: 0)
    feed.truncated = feed.truncated || body.truncated
    return feed
  }

  /// Reads what begins like XML or like nothing known.
  private static func sniffed(
    _ bytes: [UInt8], _ decoded: DecodedBytes, _ contentType: String?, _ url: WebAddress?, keepingSource: Bool,
    receive: ((FeedEntry) -> Void)?
  ) throws(Refusal) -> Feed {
    let finding = FeedSniffer.sniff(decoded.utf8)
    switch finding {
    case .feed(let format, let offset):
      var feed = FeedReader.read(
        decoded.utf8, from: offset, format: format, url: url, keepingSource: keepingSource, receive: receive)
      if String(decoding: decoded.utf8[..<offset], as: UTF8.self).contains("<!ENTITY") {
        feed.repairs.append(
          Repair(code: "entity-declaration", detail: "The document declares entities; they are never used."))
      }
      return feed
    case .sitemap:
      throw Refusal(
        code: "not-a-feed", message: "This is a sitemap, not a feed; set \"kind: sitemap\" for this source.")
    case .page, .other:
      // Messages of a server may stand before JSON as well.
      let head = String(decoding: decoded.utf8.prefix(4096), as: UTF8.self)
      if head.contains("jsonfeed.org/version/"), let feed = try? JSONFeed.read(decoded.utf8, base: url?.reference) {
        return feed
      }
      guard case .other(let root) = finding else { throw page(bytes, contentType: contentType, url: url) }
      throw OtherDocument.refusal(bytes, utf8: decoded.utf8, root: root)
    }
  }

  /// The refusal of a page, which names it and the feeds it links to.
  private static func page(_ bytes: [UInt8], contentType: String?, url: WebAddress?) -> Refusal {
    let (title, links) = FeedDiscovery.look(at: bytes, contentType: contentType, url: url)
    let name = title.map { " (\"\($0.prefix(80))\")" } ?? ""
    let named = links.prefix(5).map(\.url.description).joined(separator: ", ")
    return Refusal(
      code: "not-a-feed",
      message: links.isEmpty
        ? "This is an HTML page\(name), not a feed, and it links to none."
        : "This is an HTML page\(name), not a feed. It links to: \(named).")
  }
}
