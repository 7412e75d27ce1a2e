// A JSON-LD list of articles: an `ItemList`, a blog's posts, the parts of a collection, or the articles a page describes.

internal import Markup
internal import News

enum LinkedListing {
  /// Lists of fewer articles are those of a box.
  private static let fewest = 3

  /// The entries of a list of at least three articles; what it does not say is taken from the page's own links.
  ///
  /// All item lists of the page count together, since front pages have one a section; only where they name too few articles
  /// are a blog's posts, a collection's parts and the articles that are described side by side looked at.
  static func entries(_ linked: LinkedData, _ links: ArticleLinks, page: WebAddress, base: AddressReference)
    -> [FeedEntry]
  {
    let visible = links.entries
    let lists = [
      linked.objects.filter { types($0).contains { $0.hasSuffix("ItemList") } }.flatMap {
        elements($0["itemListElement"])
      },
      linked.objects.flatMap { object in
        ["blogPost", "blogPosts", "hasPart", "dataFeedElement"].flatMap { elements(object[$0]) }
      },
      linked.objects.filter(isArticle),
    ]
    for elements in lists {
      var seen: Set<String> = []
      let entries = elements.compactMap { element -> FeedEntry? in
        guard let entry = entry(element, linked, links, page, base), let url = entry.url,
          url.identityKey != page.identityKey, seen.insert(url.identityKey).inserted
        else { return nil }
        return entry
      }
      guard entries.count >= fewest else { continue }
      return merged(entries, visible)
    }
    return []
  }

  /// What is visible beside the listed entries' links completes them. Where by far more articles are visible than listed,
  /// and the listed ones are among them, the list is that of a part of the page: then all count.
  private static func merged(_ listed: [FeedEntry], _ visible: [FeedEntry]) -> [FeedEntry] {
    var byKey: [String: FeedEntry] = [:]
    for entry in visible { if let key = entry.url?.identityKey { byKey[key] = entry } }
    let completed = listed.map { entry in
      guard let key = entry.url?.identityKey, let seen = byKey[key] else { return entry }
      var entry = entry
      entry.title = entry.title ?? seen.title
      entry.published = entry.published ?? seen.published
      entry.summaryHTML = entry.summaryHTML ?? seen.summaryHTML
      if entry.authors.isEmpty { entry.authors = seen.authors }
      return entry
    }.filter { $0.title?.isEmpty == false }
    let keys = Set(completed.compactMap { $0.url?.identityKey })
    let shown = keys.count { byKey[$0] != nil }
    guard visible.count * 2 >= completed.count * 3, shown * 2 >= completed.count else { return completed }
    return completed + visible.filter { !keys.contains($0.url?.identityKey ?? "") }
  }

  /// The elements of a list, also of one written as `{"@list": […]}`.
  private static func elements(_ value: LenientJSON?) -> [LenientJSON] {
    guard let value else { return [] }
    return (value["@list"] ?? value).items
  }

  private static func types(_ object: LenientJSON) -> [String] { LinkedData.types(object) }

  private static func isArticle(_ object: LenientJSON) -> Bool {
    types(object).contains { $0.hasSuffix("Article") || $0.hasSuffix("Posting") || $0 == "Report" }
  }

  private static func entry(
    _ element: LenientJSON, _ linked: LinkedData, _ links: ArticleLinks, _ page: WebAddress, _ base: AddressReference
  ) -> FeedEntry? {
    let item = linked.resolved(element["item"] ?? element)
    let pages = item["mainEntityOfPage"]
    let addresses = [
      item["url"]?.string, element["url"]?.string, pages?["@id"]?.string ?? pages?["url"]?.string ?? pages?.string,
      item["@id"]?.string, element["item"]?["@id"]?.string, item.string,
    ]
    guard let address = addresses.lazy.compactMap(\.self).first(where: { !$0.isEmpty }),
      let url = WebAddress(AddressReference.resolve(address.trimmed, against: base)), url.isSameSite(as: page)
    else { return nil }
    // Lists of sections and of breadcrumbs are item lists too.
    guard isArticle(item) || ArticleAddress(url).score >= 0 else { return nil }
    var entry = FeedEntry()
    entry.url = url
    let title = item["headline"]?.string ?? item["name"]?.string ?? element["name"]?.string
    entry.title =
      title.map { PlainText.text(ofHTML: Array($0.utf8)) }.flatMap { $0.isEmpty ? nil : $0 } ?? links.title(of: url)
    entry.published = item["datePublished"]?.string.flatMap { WildDate.parse($0) }
    entry.updated = item["dateModified"]?.string.flatMap { WildDate.parse($0) }
    entry.authors = (item["author"]?.items ?? []).flatMap { author in
      let author = linked.resolved(author)
      return (author["name"]?.string ?? author.string).map { Authors.split(PageFacts.tidy($0)) } ?? []
    }
    if let text = item["description"]?.string ?? item["abstract"]?.string {
      let plain = PlainText.text(ofHTML: Array(text.utf8))
      if !plain.isEmpty { entry.summaryHTML = SelectedListing.paragraph(plain) }
    }
    return entry
  }
}
