// The entrance for lists of subscriptions: bytes in, OPML or refusal out.

internal import Markup
public import News

/// Reads OPML, broken lists included.
public enum OPMLParser {
  /// The most bytes read; a list of ten thousand feeds has about 3 MB.
  public static let largest = 64 * 1024 * 1024

  /// Reads a list. The encoding is found as for feeds; a declaration that the bytes contradict is not believed. Damage is
  /// mended as in feeds, and of what is too much the beginning is read; `repairs` tells of both. Time and memory are
  /// linear in the input.
  /// - Parameter bytes: The document; it may be a gzip file.
  /// - Throws: `Refusal` with the codes `empty`, `too-large`, `compressed` (a gzip file nothing can be unpacked from), or
  ///   `not-opml`, which says what it is instead.
  public static func parse(_ bytes: [UInt8]) throws(Refusal) -> OPML {
    guard bytes.count <= largest else {
      throw Refusal(
        code: "too-large", message: "The list has more than \(largest / 1_048_576) MB, the most that is read.")
    }
    let body = try GzipBody.unpacked(bytes, atMost: largest)
    let decoded = CharacterDecoding.xml(body.bytes, contentType: nil)
    guard let first = decoded.utf8.firstIndex(where: { $0 > 0x20 }) else {
      throw Refusal(code: "empty", message: "The list of subscriptions is empty.")
    }
    guard decoded.utf8[first] != UInt8(ascii: "{"), var opml = OPMLReader.read(decoded.utf8) else {
      throw refusal(decoded.utf8, first: first)
    }
    opml.truncated = opml.truncated || body.truncated
    opml.repairs.insert(contentsOf: body.repairs + decoded.repairs, at: 0)
    if opml.truncated {
      opml.repairs.append(Repair(code: "truncated", detail: "The document ended early; whole outlines were kept."))
    }
    return opml
  }

  /// Says what the body is instead.
  private static func refusal(_ utf8: [UInt8], first: Int) -> Refusal {
    let add = "add its address to the settings instead."
    let message: String
    switch FeedSniffer.sniff(utf8) {
    case _ where utf8[first] == UInt8(ascii: "{"):
      message = "This is JSON, not OPML; if it is a JSON Feed, \(add)"
    case .feed(let format, _): message = "This is a feed (\(format.rawValue)), not a list of feeds (OPML); \(add)"
    case .sitemap: message = "This is a sitemap, not a list of feeds (OPML); \(add)"
    case .page: message = "This is an HTML page, not a list of feeds (OPML)."
    case .other(let root?):
      message = "The document's root element is <\(root)>; a list of feeds (OPML) begins with <opml>."
    default: message = "This is no XML document; a list of feeds (OPML) begins with <opml>."
    }
    return Refusal(code: "not-opml", message: message)
  }
}
