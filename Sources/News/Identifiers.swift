// Who an article and a story are: UUIDs made from what they are known by, never from a counter or a clock.

/// An article's identity; every revision of the article bears the same.
public struct ArticleID: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
  /// The UUID that names the article's bundle.
  public let uuid: UUIDv5

  /// Namespace of all article identities, itself fixed for ever.
  private static let namespace = UUIDv5("6f1c8e0a-54c9-5b7e-9d35-2a0c7b9e4f11")!

  /// The identity of the article that a source's feed calls `guid`.
  public init(source: SourceName, guid: String) {
    uuid = UUIDv5(namespace: Self.namespace, name: "guid\n\(source)\n\(guid)")
  }

  /// The identity of an article whose feed gives no guid: its canonical address.
  public init(source: SourceName, canonicalURL: WebAddress) {
    uuid = UUIDv5(namespace: Self.namespace, name: "url\n\(source)\n\(canonicalURL.identityKey)")
  }

  /// An identity read back from the catalogue, a bundle or a command line.
  public init(uuid: UUIDv5) { self.uuid = uuid }

  /// Reads a bare UUID or a `urn:uuid:` name.
  public init?(_ text: String) {
    guard let uuid = UUIDv5(text.hasPrefix("urn:uuid:") ? String(text.dropFirst(9)) : text) else { return nil }
    self.uuid = uuid
  }

  /// The `urn:uuid:` name (RFC 9562 section 4) used in bundles.
  public var urn: String { "urn:uuid:\(uuid)" }
  /// The bare UUID.
  public var description: String { uuid.description }
  /// Ordered by UUID.
  public static func < (a: ArticleID, b: ArticleID) -> Bool { a.uuid < b.uuid }
  /// Reads the bare UUID from one string.
  public init(from decoder: any Decoder) throws { uuid = try UUIDv5(from: decoder) }
  /// Writes the bare UUID as one string.
  public func encode(to encoder: any Encoder) throws { try uuid.encode(to: encoder) }
}

/// A story's identity, made from its first article, so that the same input gives the same stories.
public struct StoryID: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
  /// The UUID that names the story's file.
  public let uuid: UUIDv5

  private static let namespace = UUIDv5("0d2b7c54-91a3-5e06-8f4d-b6e1a7c3d922")!

  /// The identity of the story that began with `article`.
  public init(firstArticle article: ArticleID) {
    uuid = UUIDv5(namespace: Self.namespace, name: article.description)
  }

  /// An identity read back from the catalogue, a bundle or a command line.
  public init(uuid: UUIDv5) { self.uuid = uuid }

  /// Reads a bare UUID or a `urn:uuid:` name.
  public init?(_ text: String) {
    guard let uuid = UUIDv5(text.hasPrefix("urn:uuid:") ? String(text.dropFirst(9)) : text) else { return nil }
    self.uuid = uuid
  }

  /// The `urn:uuid:` name (RFC 9562 section 4) used in bundles.
  public var urn: String { "urn:uuid:\(uuid)" }
  /// The bare UUID.
  public var description: String { uuid.description }
  /// Ordered by UUID.
  public static func < (a: StoryID, b: StoryID) -> Bool { a.uuid < b.uuid }
  /// Reads the bare UUID from one string.
  public init(from decoder: any Decoder) throws { uuid = try UUIDv5(from: decoder) }
  /// Writes the bare UUID as one string.
  public func encode(to encoder: any Encoder) throws { try uuid.encode(to: encoder) }
}
