// What a document is, judged by its first element.

/// Tells feeds and sitemaps from everything else.
enum FeedSniffer {
  /// What a document was found to be.
  enum Finding: Equatable {
    /// A feed whose root begins at this offset.
    case feed(FeedFormat, offset: Int)
    /// A sitemap or an index of sitemaps: where its root begins, and the prefix of its elements with the colon.
    case sitemap(Sitemap.Kind, offset: Int, prefix: String)
    /// An HTML page.
    case page
    /// Something else; the name of its root if it has one.
    case other(String?)
  }

  /// Elements of which servers make the messages they print before a feed.
  private static let debris: Set<String> = [
    "a", "b", "br", "center", "code", "div", "em", "font", "h1", "h2", "hr", "i", "p", "pre", "small", "span", "strong",
    "table", "tbody", "td", "th", "tr", "u",
    // An XML declaration without its question marks.
    "xml",
  ]
  /// Elements that only pages begin with.
  private static let ofPages: Set<String> = [
    "article", "aside", "base", "body", "footer", "form", "frameset", "h3", "head", "header", "html", "iframe", "img",
    "input", "li", "main", "meta", "nav", "noscript", "ol", "script", "section", "style", "title", "ul",
  ]

  /// Judges a document by the first element that is not debris, within the first 256 kB.
  static func sniff(_ utf8: [UInt8]) -> Finding {
    let bytes = utf8.prefix(262_144)
    var at = bytes.startIndex
    // Some feeds carry the document type of a page, some the debris of one.
    var isPage = false
    var hasDebris = false
    var isRunaway = false
    while let open = bytes[at...].firstIndex(of: UInt8(ascii: "<")), open + 1 < bytes.endIndex {
      at = open + 1
      switch bytes[at] {
      case UInt8(ascii: "?"):
        if bytes[at...].starts(with: "?xml ".utf8) {
          // A declaration that was not closed ends where the next tag begins.
          let end = bytes[at...].firstIndex { $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "<") } ?? bytes.endIndex
          at = end < bytes.endIndex && bytes[end] == UInt8(ascii: ">") ? end + 1 : end
        } else {
          at = end(of: "?>", in: bytes, from: at, isRunaway: &isRunaway)
        }
      case UInt8(ascii: "!"):
        if bytes[at...].starts(with: "!--".utf8) {
          at = end(of: "-->", in: bytes, from: at, isRunaway: &isRunaway)
        } else {
          let words = String(decoding: bytes[at...].prefix(16), as: UTF8.self).lowercased().split(separator: " ")
          if words.count > 1, words[0] == "!doctype", words[1].hasPrefix("html") { isPage = true }
          at = end(ofDeclaration: at, in: bytes, isRunaway: &isRunaway)
        }
      case UInt8(ascii: "/"): at += 1
      default:
        let name = bytes[at...].prefix { FeedNames.isNameByte($0) }
        guard !name.isEmpty else { continue }
        let local = String(decoding: name.split(separator: UInt8(ascii: ":")).last ?? name, as: UTF8.self).lowercased()
        switch local {
        case "rss": return .feed(.rss, offset: open)
        // Not all that is RDF is RSS.
        case "rdf": return hasItems(bytes[open...]) ? .feed(.rdf, offset: open) : .other("RDF")
        case "feed", "entry": return .feed(.atom, offset: open)
        case "channel": return .feed(.channel, offset: open)
        case "urlset", "url": return .sitemap(.urlset, offset: open, prefix: prefix(name))
        case "sitemapindex", "sitemap": return .sitemap(.index, offset: open, prefix: prefix(name))
        case let local where ofPages.contains(local): return .page
        case let local where debris.contains(local):
          hasDebris = hasDebris || local != "xml"
          at = name.endIndex
        default: return isPage ? .page : .other(String(decoding: name.prefix(40), as: UTF8.self))
        }
      }
    }
    return isPage || hasDebris ? .page : .other(nil)
  }

  /// Whether a channel or an item begins somewhere in the bytes, in any letter case and with any prefix.
  private static func hasItems(_ bytes: ArraySlice<UInt8>) -> Bool {
    var at = bytes.startIndex
    while let open = bytes[at...].firstIndex(of: UInt8(ascii: "<")) {
      let name = bytes[(open + 1)...].prefix { FeedNames.isNameByte($0) }
      let local = String(decoding: name.suffix(7), as: UTF8.self).lowercased()
      if local == "channel" || local == "item" || local.hasSuffix(":item") { return true }
      at = max(name.endIndex, open + 1)
    }
    return false
  }

  /// The prefix of a name with its colon, in lower case; empty where it has none.
  private static func prefix(_ name: ArraySlice<UInt8>) -> String {
    guard let colon = name.firstIndex(of: UInt8(ascii: ":")) else { return "" }
    return String(decoding: name[...colon], as: UTF8.self).lowercased()
  }

  /// Past a mark. Where it never comes, what it should have ended ends at the first `>` or before the next tag, and nothing
  /// is looked for again.
  private static func end(
    of mark: String, in bytes: ArraySlice<UInt8>, from start: Int, isRunaway: inout Bool
  ) -> Int {
    let mark = Array(mark.utf8)
    var at = start
    while !isRunaway, at + mark.count <= bytes.endIndex {
      if bytes[at..<at + mark.count].elementsEqual(mark) { return at + mark.count }
      at += 1
    }
    isRunaway = true
    return bytes[start...].firstIndex { $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "<") } ?? bytes.endIndex
  }

  /// Past a document type with its internal subset. One that never ends costs a look through everything, once.
  private static func end(ofDeclaration start: Int, in bytes: ArraySlice<UInt8>, isRunaway: inout Bool) -> Int {
    var depth = 0
    for at in start..<(isRunaway ? start : bytes.endIndex) {
      switch bytes[at] {
      case UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: ">") where depth <= 0: return at + 1
      default: break
      }
    }
    isRunaway = true
    return bytes[start...].firstIndex { $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "<") } ?? bytes.endIndex
  }
}
