// How a page that lists articles is read, where a person has said so.

/// How a listing page is taken apart. Each selector is XPath 1.0 or CSS.
public struct ListingRules: Sendable, Hashable {
  /// Selects one node an article; nil finds the articles by JSON-LD or by what looks like links to them.
  public var item: String?
  /// Relative to the item; nil takes the item's first link with text.
  public var link: String?
  /// Relative to the item; nil takes its heading, else the link's text.
  public var title: String?
  /// Relative to the item: the element (or attribute) that tells when it was published.
  public var date: String?
  /// Relative to the item: teaser text.
  public var summary: String?
  /// Relative to the item: who wrote it.
  public var author: String?
  /// How the dates that `date` selects are written, the first fitting one counts; none reads the usual forms.
  public var dateFormats: [DateFormat]
  /// Whose clocks are meant by dates that name no zone.
  public var timeZone: ClockZone?
  /// How many pages are read, the first included.
  public var pages: Int
  /// Selects the link to the next page; nil takes the page's `rel=next`.
  public var next: String?

  /// Rules.
  public init(
    item: String? = nil, link: String? = nil, title: String? = nil, date: String? = nil, summary: String? = nil,
    author: String? = nil, dateFormats: [DateFormat] = [], timeZone: ClockZone? = nil, pages: Int = 1,
    next: String? = nil
  ) {
    self.item = item
    self.link = link
    self.title = title
    self.date = date
    self.summary = summary
    self.author = author
    self.dateFormats = dateFormats
    self.timeZone = timeZone
    self.pages = pages
    self.next = next
  }

  /// Its selectors with the names they have in the settings.
  public var selectors: [(key: String, text: String)] {
    [
      ("item", item), ("link", link), ("title", title), ("date", date), ("summary", summary), ("author", author),
      ("next", next),
    ].compactMap { key, text in text.map { (key, $0) } }
  }
}
