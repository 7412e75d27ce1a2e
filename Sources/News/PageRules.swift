// How the pages of one source are read where the automatic reading is not right.

/// A person's rules for a source's article pages. Each selector is XPath 1.0 (it begins with `/`, `.` or `(`) or CSS.
public struct PageRules: Sendable, Hashable, Codable {
  /// Select the elements whose text is the article's, all of them in page order; empty leaves the choice to the reader.
  public var body: [String]
  /// Select elements that are no part of the article, wherever they stand.
  public var remove: [String]
  /// Selects the element (or attribute) that holds the headline.
  public var title: String?
  /// Selects the element (or attribute) that tells when the article was published.
  public var date: String?

  /// Rules; without any the page is read as if there were none.
  public init(body: [String] = [], remove: [String] = [], title: String? = nil, date: String? = nil) {
    self.body = body
    self.remove = remove
    self.title = title
    self.date = date
  }

  /// Whether nothing is ruled.
  public var isEmpty: Bool { body.isEmpty && remove.isEmpty && title == nil && date == nil }

  /// These rules with those of another set in the place of the same kind.
  public func replaced(by other: PageRules) -> PageRules {
    PageRules(
      body: other.body.isEmpty ? body : other.body, remove: other.remove.isEmpty ? remove : other.remove,
      title: other.title ?? title, date: other.date ?? date)
  }

  /// Each selector with the key it stands under in the settings.
  public var selectors: [(key: String, selector: String)] {
    body.map { ("body", $0) } + remove.map { ("remove", $0) }
      + [("title", title), ("date", date)].compactMap { key, selector in selector.map { (key, $0) } }
  }
}
