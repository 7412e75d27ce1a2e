// What the recogniser is given: one article's words, and when they were told.
public import News

/// An article to be placed in a story.
public struct StoryInput: Sendable, Equatable {
  /// Who it is; a later revision bears the same identity.
  public var id: ArticleID
  /// The headline.
  public var title: String
  /// The plain text, paragraphs ended by newlines.
  public var text: String
  /// The language, where known; otherwise it is guessed from the commonest words.
  public var language: LanguageTag?
  /// When it was published; nil for an undated article, which is then compared by words alone.
  public var published: Instant?
  /// When it was first seen: the recogniser's only notion of now. Where it is missing, `published` stands in.
  public var seen: Instant?

  /// An article to be placed.
  public init(
    id: ArticleID, title: String, text: String, language: LanguageTag? = nil, published: Instant? = nil,
    seen: Instant? = nil
  ) {
    self.id = id
    self.title = title
    self.text = text
    self.language = language
    self.published = published
    self.seen = seen
  }
}
