// One entry of a feed or of a listing page, as the source gave it.

/// What a source says of one article.
public struct FeedEntry: Sendable, Equatable, Codable {
  /// The source's own identifier (RSS guid, Atom id, JSON Feed id), trimmed.
  public var guid: String?
  /// The article's page, absolute.
  public var url: WebAddress?
  /// The link as given where it is no absolute http(s) address: relative without a base, or of another scheme.
  public var unresolvedLink: String?
  /// The title as plain text.
  public var title: String?
  /// Names, in the order given.
  public var authors: [String] = []
  /// First published.
  public var published: WrittenDate?
  /// Last changed.
  public var updated: WrittenDate?
  /// A summary as inert HTML with absolute addresses.
  public var summaryHTML: String?
  /// The full text as inert HTML with absolute addresses.
  public var contentHTML: String?
  /// Category terms.
  public var categories: [String] = []
  /// Attached media.
  public var enclosures: [Enclosure] = []
  /// The lead image where the entry names one.
  public var image: WebAddress?
  /// The entry's own language.
  public var language: LanguageTag?
  /// What comes before any sanitiser or repair, for `keep_source`; empty where not kept.
  public var raw: [UInt8] = []

  /// An empty entry.
  public init() {}
}

/// A media file attached to an entry.
public struct Enclosure: Sendable, Hashable, Codable {
  /// Where it is.
  public var url: String
  /// Its media type.
  public var type: String?
  /// Its size in bytes as stated.
  public var length: Int64?

  /// An attachment.
  public init(url: String, type: String? = nil, length: Int64? = nil) {
    self.url = url
    self.type = type
    self.length = length
  }
}
