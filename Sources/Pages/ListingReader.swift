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
  ///   - rules: how items are selected; without an item selector JSON-LD `ItemList` is taken, else what looks like links
  ///     to articles.
  ///   - now: completes dates that are written without a year or day; see `ListingRules`.
  /// - Throws: `Refusal` with code `empty`, `not-html`, `too-large`, `bad-selector`, `slow-selector`; `empty-selection`
  ///   where a selector selects nothing, with the nearest thing that would; `no-articles` where nothing looks like an
  ///   article's link.
  public static func read(
    _ bytes: [UInt8], contentType: String?, url: WebAddress, rules: ListingRules?, now: Instant? = nil
  ) throws(Refusal) -> Listing {
    let utf8 = try PageParsing.utf8(bytes, contentType: contentType)
    let tree = try HTMLTree(utf8)
    let facts = PageFacts(tree)
    let base = PageReader.base(facts, url) ?? url.reference
    var listing = Listing(
      title: facts.windowTitle ?? facts.first(["og:title"]), entries: [], method: "selectors",
      language: facts.language.flatMap { LanguageTag($0) })
    let needsDocument = rules?.item != nil || rules?.next != nil
    let document = needsDocument ? try HTMLDocument(utf8) : nil
    if let rules, let item = rules.item, let document {
      let result = try SelectedListing(rules, base: base, now: now).read(item, of: document)
      (listing.entries, listing.fields, listing.notices) = (result.entries, result.fields, result.notices)
    } else {
      try discover(&listing, tree, facts, url, base)
      if let zone = rules?.timeZone {
        for index in listing.entries.indices {
          listing.entries[index].published = listing.entries[index].published.map(zone.placing)
        }
      }
      listing.fields = Listing.counts(listing.entries, asked: ["title", "date"])
    }
    let next = try NextPage.find(tree, document, rules: rules, page: url, base: base)
    listing.next = next.address
    if let notice = next.notice { listing.notices.append(notice) }
    return listing
  }

  private static func discover(
    _ listing: inout Listing, _ tree: HTMLTree, _ facts: PageFacts, _ url: WebAddress, _ base: AddressReference
  ) throws(Refusal) {
    let links = ArticleLinks(tree, page: url, base: base)
    listing.entries = LinkedListing.entries(facts.linked, links, page: url, base: base)
    listing.method = "json-ld"
    guard listing.entries.isEmpty else { return }
    listing.entries = links.entries
    listing.method = "discovered"
    guard !listing.entries.isEmpty else {
      throw Refusal(
        code: "no-articles",
        message: "nothing on the page looks like a link to an article; selectors in the settings can say which do")
    }
  }
}
