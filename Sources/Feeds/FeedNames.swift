// The names of all feed formats, mapped to what they mean.

internal import Markup

/// What an element means, whatever format and namespace it is from.
enum FeedElement {
  case root, channel, item
  case title, fallbackTitle, link, identifier, fallbackIdentifier
  case description, fallbackDescription, summary, content, body
  case author, authorName, contributor, editor, personName, personEmail
  case published, created, updated, built, date
  case category, keywords, enclosure, mediaContent, mediaThumbnail, imageReference, image, group
  case language, ttl, skipHours, hour, skipDays, day, updatePeriod, updateFrequency
  /// A container whose children are of something else: another feed, a picture, a form.
  case foreign
  /// Not known here.
  case other
}

/// The vocabularies feeds mix.
enum FeedVocabulary {
  case plain, atom, dublinCore, dublinTerms, content, media, itunes, syndication, xhtml, other
}

/// Tables of names. Letter case does not count, because publishers do not keep to it.
enum FeedNames {
  static func isNameByte(_ byte: UInt8) -> Bool {
    (byte | 32) >= 97 && (byte | 32) <= 122 || byte >= 48 && byte <= 58 || byte == 45 || byte == 46 || byte == 95
  }

  /// The vocabulary of a name: by its namespace; where that is unknown or was not declared, by the prefix that is customary.
  static func vocabulary(_ name: XMLName) -> FeedVocabulary {
    if let namespace = name.namespace, let known = byNamespace(text(namespace)) { return known }
    guard let prefix = name.prefix else { return .plain }
    switch text(prefix) {
    case "atom", "atom10", "atom03", "a10": return .atom
    case "rss", "rdf": return .plain
    case "dc": return .dublinCore
    case "dcterms": return .dublinTerms
    case "content": return .content
    case "media": return .media
    case "itunes": return .itunes
    case "sy": return .syndication
    case "xhtml", "html", "body": return .xhtml
    default: return .other
    }
  }

  private static func byNamespace(_ uri: String) -> FeedVocabulary? {
    var key = uri.hasPrefix("https://") ? uri.dropFirst(8) : uri.hasPrefix("http://") ? uri.dropFirst(7) : uri[...]
    while key.hasSuffix("/") || key.hasSuffix("#") { key = key.dropLast() }
    switch key {
    case "www.w3.org/2005/atom", "purl.org/net/rss1.1": return .atom
    case "purl.org/dc/elements/1.1", "purl.org/dc/elements/1.0": return .dublinCore
    case "purl.org/dc/terms": return .dublinTerms
    case "purl.org/rss/1.0/modules/content": return .content
    case "search.yahoo.com/mrss", "video.search.yahoo.com/mrss", "www.rssboard.org/media-rss": return .media
    case "www.itunes.com/dtds/podcast-1.0.dtd": return .itunes
    case "purl.org/rss/1.0/modules/syndication": return .syndication
    case "www.w3.org/1999/xhtml", "www.w3.org/tr/xhtml1": return .xhtml
    case "purl.org/rss/1.0", "my.netscape.com/rdf/simple/0.9", "channel.netscape.com/rdf/simple/0.9",
      "www.w3.org/1999/02/22-rdf-syntax-ns", "backend.userland.com/rss", "backend.userland.com/rss2", "":
      return .plain
    default:
      if key.hasPrefix("purl.org/atom/") { return .atom }
      if key.hasPrefix("backend.userland.com") || key.hasPrefix("blogs.law.harvard.edu/tech/rss") { return .plain }
      return key.hasPrefix("www.w3.org/2000/svg") || key.hasPrefix("www.w3.org/1998/math") ? .other : nil
    }
  }

  /// What a name means in its vocabulary.
  static func element(_ name: XMLName) -> FeedElement {
    let local = text(name.local)
    switch vocabulary(name) {
    case .plain, .atom: return native[local] ?? .other
    case .dublinCore, .dublinTerms: return dublinCore[local] ?? .other
    case .content: return local == "encoded" ? .content : .other
    case .media: return media[local] ?? .other
    case .itunes: return itunes[local] ?? .other
    case .syndication:
      return local == "updateperiod" ? .updatePeriod : local == "updatefrequency" ? .updateFrequency : .other
    case .xhtml: return local == "body" || local == "div" ? .body : .other
    case .other: return .other
    }
  }

  private static let native: [String: FeedElement] = [
    "rss": .root, "rdf": .root, "feed": .root, "channel": .channel, "item": .item, "entry": .item, "title": .title,
    "link": .link, "guid": .identifier, "id": .identifier, "description": .description,
    "abstract": .fallbackDescription,
    "summary": .summary, "content": .content, "encoded": .content, "body": .body, "fullitem": .body, "author": .author,
    "contributor": .contributor, "managingeditor": .editor, "pubdate": .published, "published": .published,
    "issued": .published, "created": .created, "updated": .updated, "modified": .updated, "lastbuilddate": .built,
    "date": .date, "category": .category, "enclosure": .enclosure, "language": .language, "ttl": .ttl,
    "skiphours": .skipHours, "hour": .hour, "skipdays": .skipDays, "day": .day, "image": .image, "source": .foreign,
    "textinput": .foreign, "cloud": .foreign,
  ]

  private static let dublinCore: [String: FeedElement] = [
    "title": .fallbackTitle, "creator": .authorName, "author": .authorName, "contributor": .contributor, "date": .date,
    "subject": .category, "description": .fallbackDescription, "language": .language, "identifier": .fallbackIdentifier,
    "issued": .published, "created": .created, "modified": .updated, "abstract": .fallbackDescription,
  ]

  private static let media: [String: FeedElement] = [
    "group": .group, "title": .fallbackTitle, "description": .fallbackDescription, "content": .mediaContent,
    "thumbnail": .mediaThumbnail, "category": .category, "keywords": .keywords,
  ]

  private static let itunes: [String: FeedElement] = [
    "author": .authorName, "summary": .fallbackDescription, "image": .imageReference, "title": .fallbackTitle,
    "owner": .foreign, "keywords": .keywords,
  ]

  /// A short name in lower case.
  static func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    String(decoding: bytes.prefix(200).map { $0 >= 65 && $0 <= 90 ? $0 | 32 : $0 }, as: UTF8.self)
  }
}
