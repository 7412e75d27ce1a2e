// What a page says of the article on it, and the article.

public import News

/// An article read from its page.
public struct PageArticle: Sendable {
  /// The headline as plain text.
  public var title: String?
  /// Where the title was found, such as `json-ld`, `h1` or `og:title`.
  public var titleOrigin: String?
  /// Names, in the order given.
  public var authors: [String] = []
  /// First published.
  public var published: WrittenDate?
  /// Last changed.
  public var updated: WrittenDate?
  /// Where `published` was found, such as `json-ld` or `article:published_time`.
  public var dateOrigin: String?
  /// Where `updated` was found.
  public var updatedOrigin: String?
  /// The language.
  public var language: LanguageTag?
  /// The lead image.
  public var image: ArticleImage?
  /// The address the page says it is known by.
  public var canonicalURL: WebAddress?
  /// The outlet's name.
  public var siteName: String?
  /// The standfirst or description as plain text.
  public var summary: String?
  /// Whether the page says that it is not free to read.
  public var paywalled = false
  /// Where the other facts were found.
  public var origins = FactOrigins()
  /// The body as inert HTML with absolute addresses; empty where there is none.
  public var bodyHTML = ""
  /// The body as plain text, a blank line between paragraphs.
  public var bodyText = ""
  /// `.page`, `.jsonLD`, or `.none` where the page has no article.
  public var origin = ArticleBody.Origin.none
  /// How sure the extraction is, 0 to 1.
  public var confidence = 0.0
  /// Why there is no body, such as `section page`.
  public var reason: String?
  /// How the body was found: `rule`, `structure`, `structure without names`, `json-ld`; nil where there is none.
  public var bodyOrigin: String?
  /// What went wrong with the source's rules on this page, each with a sentence; the rest of the page is read all the same.
  public var notes: [String] = []
  /// What of the page was mended or left out because it is damaged or goes beyond a limit, each with a sentence.
  public var repairs: [String] = []
  /// The page's text block by block, taken or left out; only where it was asked for.
  public var blocks: [PageBlock] = []

  /// An article of which nothing is known.
  public init() {}
}

/// Where facts of an article were found; nil for what was not found.
///
/// A name of a meta element (`og:image`), of an attribute (`itemprop`, `lang`), `json-ld`, or of what in the page's text
/// told it (`byline`, `figure`, `text`).
public struct FactOrigins: Sendable, Equatable {
  /// Of `authors`.
  public var authors: String?
  /// Of `language`; `text` where it was told from the words or the script.
  public var language: String?
  /// Of `image`.
  public var image: String?
  /// Of the image's caption.
  public var caption: String?
  /// Of `canonicalURL`.
  public var canonicalURL: String?
  /// Of `siteName`.
  public var siteName: String?
  /// Of `summary`.
  public var summary: String?
  /// Of `paywalled`, where it is true.
  public var paywall: String?

  /// Nothing found.
  public init() {}
}
