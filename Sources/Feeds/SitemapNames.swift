// The names of the sitemap protocol and its extensions, mapped to what they mean.

internal import Markup

/// What an element of a sitemap means.
enum SitemapElement {
  case url, sitemap
  case location, modified
  case news, publication, name, language, published, title, keywords
  case image, video
  /// Not known here.
  case other
}

/// The vocabularies of sitemaps.
enum SitemapVocabulary { case protocolItself, news, image, video, other }

/// Tables of names. Letter case does not count.
enum SitemapNames {
  /// What a name means by itself; what a `loc` or `title` is of depends on the element around it too.
  static func element(_ name: XMLName, rootPrefix: String) -> (SitemapElement, SitemapVocabulary) {
    let vocabulary = vocabulary(name, rootPrefix: rootPrefix)
    guard vocabulary != .other else { return (.other, .other) }
    return (elements[FeedNames.text(name.local)] ?? .other, vocabulary)
  }

  /// The vocabulary of a name: by the prefix where that is customary, because many a sitemap declares a wrong or misspelt
  /// namespace for it or none, else by the namespace. What has the root's prefix, or none, is the protocol's own.
  private static func vocabulary(_ name: XMLName, rootPrefix: String) -> SitemapVocabulary {
    let prefix = name.prefix.map(FeedNames.text)
    switch prefix {
    case "news": return .news
    case "image": return .image
    case "video": return .video
    default: break
    }
    if let namespace = name.namespace, let known = byNamespace(FeedNames.text(namespace)) { return known }
    return prefix == nil || prefix == String(rootPrefix.dropLast()) ? .protocolItself : .other
  }

  /// Any version, with or without `www.`, of either scheme.
  private static func byNamespace(_ uri: String) -> SitemapVocabulary? {
    guard let path = uri.firstRange(of: "/schemas/sitemap").map({ uri[$0.upperBound...] }) else { return nil }
    if path.hasPrefix("-news") { return .news }
    if path.hasPrefix("-image") { return .image }
    if path.hasPrefix("-") { return .video }
    return .protocolItself
  }

  private static let elements: [String: SitemapElement] = [
    "url": .url, "sitemap": .sitemap, "loc": .location, "lastmod": .modified, "news": .news,
    "publication": .publication, "name": .name, "language": .language, "publication_date": .published, "title": .title,
    "keywords": .keywords, "image": .image, "video": .video,
  ]
}
