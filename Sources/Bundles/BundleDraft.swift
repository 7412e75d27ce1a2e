// What becomes a bundle, and what is given back once it is one.
public import News

/// Bytes as received, kept beside the article.
public struct KeptSource: Sendable, Equatable {
  /// The bytes.
  public var bytes: [UInt8]
  /// The file's extension, such as `xml` or `html`; whatever is not 1 to 8 of `a-z 0-9` becomes `bin`.
  public var fileExtension: String

  /// Bytes with the extension that fits their media type.
  public init(bytes: [UInt8], fileExtension: String) {
    self.bytes = bytes
    let plain = fileExtension.utf8.allSatisfy { $0 >= 97 && $0 <= 122 || $0 >= 48 && $0 <= 57 }
    self.fileExtension = plain && (1...8).contains(fileExtension.utf8.count) ? fileExtension : "bin"
  }
}

/// One revision of an article, decided and ready to be written.
public struct BundleDraft: Sendable {
  /// The article. Its `fetched` gives the folder's date.
  public var article: Article
  /// The story it joined.
  public var story: StoryID
  /// The story's headline at this time.
  public var storyName: String
  /// How it stands to `match`.
  public var relation: Relation
  /// The earlier article it is closest to.
  public var match: ArticleID?
  /// That article's title.
  public var matchTitle: String?
  /// Where it came from.
  public var fetch: FetchRecord
  /// The feed's entry as received, where `keep_source` asks for it.
  public var entrySource: KeptSource?
  /// The page as received, where `keep_source` asks for it.
  public var pageSource: KeptSource?

  /// A draft.
  public init(
    article: Article, story: StoryID, storyName: String, relation: Relation = .new, match: ArticleID? = nil,
    matchTitle: String? = nil, fetch: FetchRecord, entrySource: KeptSource? = nil, pageSource: KeptSource? = nil
  ) {
    self.article = article
    self.story = story
    self.storyName = storyName
    self.relation = relation
    self.match = match
    self.matchTitle = matchTitle
    self.fetch = fetch
    self.entrySource = entrySource
    self.pageSource = pageSource
  }
}

/// The proof that a revision is stored, as durably as the store was asked to.
public struct BundleReceipt: Sendable, Equatable {
  /// The article.
  public var article: ArticleID
  /// Its revision.
  public var version: Int
  /// The bundle's folder, relative to the state directory.
  public var path: String
  /// The size of its files.
  public var bytes: Int
  /// The SHA-256 of the plain text, 64 hexadecimal digits.
  public var contentHash: String
  /// It was there already, whole and with the same content; nothing was written.
  public var adopted: Bool
}

/// A bundle read back.
public struct StoredBundle: Sendable, Equatable {
  /// The bundle's folder, relative to the state directory.
  public var path: String
  /// The article; times are whole seconds.
  public var article: Article
  /// The story it joined when it was written.
  public var story: StoryID
  /// That story's headline then.
  public var storyName: String
  /// How it stood to `match`.
  public var relation: Relation
  /// The earlier article it was closest to.
  public var match: ArticleID?
  /// Where it came from.
  public var fetch: FetchRecord?
  /// The SHA-256 of the plain text as the bundle states it, 64 hexadecimal digits.
  public var contentHash: String?
}
