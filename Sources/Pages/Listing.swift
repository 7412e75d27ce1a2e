// A page that lists articles, read as if it were a feed.

public import News

/// What a listing page lists.
public struct Listing: Sendable {
  /// How often a field of the items could be filled.
  public struct FieldCount: Sendable, Hashable, Codable {
    /// `link`, `title`, `date`, `summary` or `author`.
    public var field: String
    /// The items it was looked for in.
    public var items: Int
    /// Those of them that lack it.
    public var missing: Int
  }

  /// The page's title without white space around it.
  public var title: String?
  /// The articles in page order, each address once.
  public var entries: [FeedEntry]
  /// How they were found: `selectors`, `json-ld` or `discovered`.
  public var method: String
  /// The page's language.
  public var language: LanguageTag?
  /// The page that goes on with the list, on the same site.
  public var next: WebAddress?
  /// How often each field could be filled; fields nobody asked for and no item has are not among them.
  public var fields: [FieldCount]
  /// What a person may want to know of it, each a sentence.
  public var notices: [String]

  /// A listing.
  public init(
    title: String?, entries: [FeedEntry], method: String, language: LanguageTag?, next: WebAddress? = nil,
    fields: [FieldCount] = [], notices: [String] = []
  ) {
    self.title = title
    self.entries = entries
    self.method = method
    self.language = language
    self.next = next
    self.fields = fields
    self.notices = notices
  }

  /// Counts what entries lack. `asked` are the fields that are counted although no entry has them.
  static func counts(_ entries: [FeedEntry], asked: Set<String>) -> [FieldCount] {
    let fields: [(String, (FeedEntry) -> Bool)] = [
      ("title", { $0.title == nil }), ("date", { $0.published == nil }), ("summary", { $0.summaryHTML == nil }),
      ("author", { $0.authors.isEmpty }),
    ]
    return fields.compactMap { field, lacks in
      let missing = entries.count(where: lacks)
      guard missing < entries.count || asked.contains(field) else { return nil }
      return FieldCount(field: field, items: entries.count, missing: missing)
    }
  }
}
