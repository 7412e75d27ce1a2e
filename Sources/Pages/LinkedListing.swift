// Listings in JSON-LD (schema.org ItemList).

internal import Markup
internal import News

enum LinkedListing {
  /// The entries of the longest list of at least three articles; titles missing there are taken from the page's links.
  static func entries(_ linked: LinkedData, _ links: ArticleLinks, page: WebAddress, base: AddressReference)
    -> [FeedEntry]
  {
    var best: [FeedEntry] = []
    for object in linked.objects where LinkedData.types(object).contains("ItemList") {
      var entries: [FeedEntry] = []
      var seen: Set<String> = []
      for element in object["itemListElement"]?.items ?? [] {
        guard let entry = entry(element, links, page, base), let url = entry.url, seen.insert(url.identityKey).inserted
        else { continue }
        entries.append(entry)
      }
      if entries.count > best.count { best = entries }
    }
    return best.count >= 3 ? best : []
  }

  private static func entry(_ element: LenientJSON, _ links: ArticleLinks, _ page: WebAddress, _ base: AddressReference)
    -> FeedEntry?
  {
    let item = element["item"] ?? element
    guard let address = item["url"]?.string ?? element["url"]?.string ?? item["@id"]?.string ?? item.string,
      let url = WebAddress(AddressReference.resolve(address, against: base)), ArticleLinks.isNear(url, page),
      ArticleLinks.pathScore(url) > 0
    else { return nil }
    var entry = FeedEntry()
    entry.url = url
    let title =
      item["headline"]?.string ?? item["name"]?.string ?? element["name"]?.string ?? links.titles[url.identityKey]
    entry.title = title.map { PlainText.text(ofHTML: Array($0.utf8)) }
    guard entry.title?.isEmpty == false else { return nil }
    entry.published = item["datePublished"]?.string.flatMap { WildDate.parse($0) }
    if let text = item["description"]?.string {
      let plain = PlainText.text(ofHTML: Array(text.utf8))
      if !plain.isEmpty { entry.summaryHTML = SelectedListing.paragraph(plain) }
    }
    return entry
  }
}
