// Listing pages: by the selectors of the settings, by JSON-LD, or by finding what looks like links to articles.

internal import Markup
public import News

/// Reads pages that list articles.
public enum ListingReader {
  /// The articles a page lists.
  ///
  /// - Parameters:
  ///   - bytes: the page as received.
  ///   - contentType: the Content-Type header, for its charset.
  ///   - url: the page's own address.
  ///   - rules: how items are selected; nil takes JSON-LD `ItemList`, else what looks like links to articles.
  /// - Throws: `Refusal` with code `empty`, `not-html`, `too-large`, `bad-selector`; `empty-selection` where a selector
  ///   selects nothing, with the nearest thing that would; `no-articles` where nothing looks like an article's link.
  public static func read(_ bytes: [UInt8], contentType: String?, url: WebAddress, rules: ListingRules?) throws(Refusal)
    -> Listing
  {
    let utf8 = try PageParsing.utf8(bytes, contentType: contentType)
    let tree = try HTMLTree(utf8)
    let facts = PageFacts(tree)
    let base = PageReader.base(facts, url) ?? url.reference
    let title = facts.windowTitle ?? facts.first(["og:title"])
    let language = facts.language.flatMap { LanguageTag($0) }
    if let rules {
      let entries = try SelectedListing(rules, base: base).entries(of: HTMLDocument(utf8))
      return Listing(title: title, entries: entries, method: "selectors", language: language)
    }
    let links = ArticleLinks(tree, page: url, base: base)
    let linked = LinkedListing.entries(facts.linked, links, page: url, base: base)
    if !linked.isEmpty { return Listing(title: title, entries: linked, method: "json-ld", language: language) }
    let entries = links.entries
    guard !entries.isEmpty else {
      throw Refusal(
        code: "no-articles",
        message: "nothing on the page looks like a link to an article; selectors in the settings can say which do")
    }
    return Listing(title: title, entries: entries, method: "discovered", language: language)
  }
}
