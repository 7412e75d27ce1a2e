// What a body is that is no feed, in a sentence for the person who gave its address.

internal import Markup
internal import News

/// Names documents that are not feeds.
enum OtherDocument {
  /// The refusal of a body that is neither feed nor page nor sitemap.
  /// - Parameters:
  ///   - bytes: The body as it came.
  ///   - utf8: Its text.
  ///   - root: The name of its root element; nil where it has none.
  static func refusal(_ bytes: [UInt8], utf8: [UInt8], root: String?) -> Refusal {
    let message: String
    if let file = file(bytes) {
      message = "This is \(file), not a feed."
    } else if let root {
      let local = root.split(separator: ":").last.map { $0.lowercased() } ?? ""
      message = elements[local] ?? "The document's root element is <\(root)>, which no feed begins with."
    } else {
      message = text(utf8)
    }
    return Refusal(code: "not-a-feed", message: message)
  }

  /// A file format, by its first bytes.
  private static func file(_ bytes: [UInt8]) -> String? {
    let signatures: [([UInt8], String)] = [
      (Array("%PDF-".utf8), "a PDF file"), ([0x89, 0x50, 0x4E, 0x47], "a picture (PNG)"),
      ([0xFF, 0xD8, 0xFF], "a picture (JPEG)"),
      (Array("GIF8".utf8), "a picture (GIF)"), (Array("PK\u{3}\u{4}".utf8), "a zip file or office document"),
      (Array("BZh".utf8), "a bzip2 file"), ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "an xz file"),
      ([0x28, 0xB5, 0x2F, 0xFD], "a zstd file"), ([0x37, 0x7A, 0xBC, 0xAF], "a 7z file"),
      (Array("Rar!".utf8), "a rar file"),
      (Array("ID3".utf8), "a sound file (MP3)"), (Array("OggS".utf8), "a sound file (Ogg)"), ([0, 0, 1, 0], "an icon"),
      ([0x7F, 0x45, 0x4C, 0x46], "a program"), ([0x4D, 0x5A, 0x90, 0], "a program"),
    ]
    if let known = signatures.first(where: { bytes.starts(with: $0.0) }) { return known.1 }
    if bytes.starts(with: "RIFF".utf8) { return "a picture, sound or film (RIFF)" }
    return bytes.dropFirst(4).starts(with: "ftyp".utf8) ? "a film or sound file (MP4)" : nil
  }

  private static let elements: [String: String] = [
    "opml": "This is an OPML list of feeds, not a feed; `newsfold sources import` reads it.",
    "envelope": "This is a SOAP message, not a feed.",
    "rdf": "This is RDF, but no RSS: it has no channel and no items.",
    "svg": "This is a picture (SVG), not a feed.",
    "error": "This is an error message in XML, not a feed.",
    "opensearchdescription": "This describes a site's search (OpenSearch), not its articles.",
    "rsd": "This describes a site's editing interfaces (RSD), not its articles.",
    "methodresponse": "This is an answer of XML-RPC, not a feed.",
    "kml": "This is a map (KML), not a feed.",
    "gpx": "This is a GPS track (GPX), not a feed.",
    "plist": "This is a property list, not a feed.",
  ]

  /// Text without elements.
  private static func text(_ utf8: [UInt8]) -> String {
    let head = String(decoding: utf8.drop { $0 <= 0x20 }.prefix(64), as: UTF8.self)
    if head.hasPrefix("{") || head.hasPrefix("["), let json = LenientJSON.read(utf8, keepingCutObjects: true).value {
      return Self.json(json)
    }
    if head.hasPrefix("BEGIN:VCALENDAR") { return "This is a calendar (iCalendar), not a feed." }
    if utf8.prefix(1024).contains(where: { $0 < 9 || (14..<27).contains($0) }) {
      return "The body is binary data, no text."
    }
    return "The body is plain text, neither XML nor a JSON Feed."
  }

  /// JSON that is no JSON Feed.
  static func json(_ value: LenientJSON) -> String {
    let item = value.elements.first ?? value
    if item["title"]?["rendered"] != nil || item["content"]?["rendered"] != nil || value["namespaces"] != nil {
      return "This is WordPress's interface for programs, not a feed; the site's feed is usually at /feed/."
    }
    let context = [item["@context"]?.text, item["@context"]?.elements.first?.text].compactMap { $0 }.joined()
    if context.contains("activitystreams") || item["inbox"] != nil {
      return "This is ActivityPub, not a feed; Mastodon has an account's feed at its address followed by .rss."
    }
    if context.contains("schema.org") { return "This is JSON-LD (schema.org), not a feed." }
    if let data = value["data"], data["children"] != nil {
      return "This is Reddit's interface for programs, not a feed; put .rss in place of .json."
    }
    if value["rss"]?["channel"] != nil {
      return "This is RSS written as JSON, which is not read; the site has RSS in XML, too."
    }
    if value["provider_url"] != nil, value["type"] != nil {
      return "This is oEmbed, which describes one page, not a feed."
    }
    if let said = value["error"]?.text ?? value["message"]?.text ?? value["error"]?["message"]?.text {
      return "The document is JSON, but no JSON Feed: it says \"\(said.prefix(100))\"."
    }
    return "The document is JSON, but no JSON Feed: it names no version of one."
  }
}
