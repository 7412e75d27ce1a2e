// A listing page read by the selectors of the settings.

internal import Markup
internal import News

struct SelectedListing {
  /// What the selectors gave.
  struct Result {
    var entries: [FeedEntry] = []
    var fields: [Listing.FieldCount] = []
    var notices: [String] = []
  }

  private let rules: ListingRules
  private let base: AddressReference
  private let now: Instant?

  init(_ rules: ListingRules, base: AddressReference, now: Instant?) {
    self.rules = rules
    self.base = base
    self.now = now
  }

  /// The entries of the items that `item` selects.
  /// - Throws: `empty-selection` where a selector selects nothing at all, or no item has a link.
  func read(_ item: String, of document: HTMLDocument) throws(Refusal) -> Result {
    let items = try Selector.select(item, in: document)
    guard !items.isEmpty else {
      throw Refusal(
        code: "empty-selection",
        message: "the item selector “\(item)” selects nothing on the page"
          + NearestSelection(page: document).sentence(for: item))
    }
    let fields = rules.selectors.filter { $0.key != "item" && $0.key != "next" }
    var paths: [String: String] = [:]
    for (field, selector) in fields { paths[field] = try Selector.xpath(selector) }
    var found: Set<String> = []
    var result = Result()
    var seen: Set<String> = []
    var withoutLink = 0
    var unread: [String] = []
    for item in items {
      var selected: [String: HTMLDocument.Selected] = [:]
      for (field, path) in paths {
        guard let node = try item.select(path).first else { continue }
        selected[field] = node
        found.insert(field)
      }
      guard let url = try link(of: item, selected["link"]) else {
        withoutLink += 1
        continue
      }
      guard seen.insert(url.identityKey).inserted else { continue }
      let entry = try entry(item, url, selected)
      if let date = selected["date"], entry.published == nil { unread.append(date.text) }
      result.entries.append(entry)
    }
    for (field, selector) in fields where !found.contains(field) {
      throw Refusal(
        code: "empty-selection",
        message: "the \(field) selector “\(selector)” selects nothing in any of the \(items.count) items"
          + NearestSelection(items: items).sentence(for: selector))
    }
    guard !result.entries.isEmpty else {
      throw Refusal(
        code: "empty-selection",
        message: "the \(items.count) items that “\(item)” selects hold no link" + Self.around(items))
    }
    result.fields = [Listing.FieldCount(field: "link", items: items.count, missing: withoutLink)]
    result.fields += Listing.counts(result.entries, asked: Set(fields.map(\.key)))
    if withoutLink > 0 {
      result.notices.append("\(withoutLink) of \(items.count) items hold no link and are left out")
    }
    if let first = unread.first { result.notices.append(unreadDates(unread.count, first)) }
    return result
  }

  private func unreadDates(_ count: Int, _ first: String) -> String {
    let wanted = rules.dateFormats.map { "“\($0)”" }.joined(separator: " or ")
    let way = rules.dateFormats.isEmpty ? "as a date" : "by the format \(wanted)"
    let text = first.unicodeScalars.count > 60 ? String(first.prefix(60)) + "…" : first
    return "\(count) \(count == 1 ? "date" : "dates") cannot be read \(way); the first is “\(text)”"
  }

  // MARK: fields

  /// The address of an item's article: what `link` selects, else its own link, else its first one with text, else the link
  /// that it stands in.
  private func link(of item: HTMLDocument.Selected, _ selected: HTMLDocument.Selected?) throws(Refusal) -> WebAddress? {
    var link = selected ?? item
    if !link.isAttribute, link.attribute("href") == nil {
      let links = try link.select(".//a[@href]")
      let inner = links.first { !$0.text.isEmpty } ?? links.first
      if let inner {
        link = inner
      } else {
        guard let outer = try link.select("ancestor::a[@href][1]").first else { return nil }
        link = outer
      }
    }
    guard let href = link.isAttribute ? link.text : link.attribute("href") else { return nil }
    return WebAddress(AddressReference.resolve(href, against: base))
  }

  private func entry(
    _ item: HTMLDocument.Selected, _ url: WebAddress, _ selected: [String: HTMLDocument.Selected]
  ) throws(Refusal) -> FeedEntry {
    var entry = FeedEntry()
    entry.url = url
    var title = selected["title"]?.text
    if title == nil { title = try heading(item) }
    if title == nil { title = try linkText(item, selected["link"]) }
    entry.title = title?.isEmpty == false ? title : nil
    if let date = selected["date"] {
      let stamps = ["datetime", "content", "data-timestamp", "title"].compactMap { date.attribute($0) } + [date.text]
      entry.published = stamps.lazy.compactMap { self.date($0) }.first
    } else if let time = try item.select(".//time").first {
      entry.published = WildDate.parse(time.attribute("datetime") ?? time.text).map(placed)
    }
    if let summary = selected["summary"], !summary.text.isEmpty { entry.summaryHTML = Self.paragraph(summary.text) }
    if let author = selected["author"] { entry.authors = Authors.split(author.text) }
    return entry
  }

  private func date(_ text: String) -> WrittenDate? {
    guard rules.dateFormats.isEmpty else {
      return FormattedDate.parse(text, formats: rules.dateFormats, zone: rules.timeZone, now: now)
    }
    return WildDate.parse(text).map(placed)
  }

  private func placed(_ date: WrittenDate) -> WrittenDate { rules.timeZone?.placing(date) ?? date }

  private func linkText(_ item: HTMLDocument.Selected, _ link: HTMLDocument.Selected?) throws(Refusal) -> String {
    if let link, !link.isAttribute { return link.text }
    if item.attribute("href") != nil { return item.text }
    return try item.select(".//a[@href]").lazy.map { $0.text }.first { !$0.isEmpty } ?? item.text
  }

  private func heading(_ item: HTMLDocument.Selected) throws(Refusal) -> String? {
    try item.select(".//h1|.//h2|.//h3|.//h4").lazy.map { $0.text }.first { !$0.isEmpty }
  }

  /// Plain text as inert HTML.
  static func paragraph(_ text: String) -> String {
    var writer = InertWriter(base: nil)
    writer.start(.p)
    writer.text(Array(text.utf8)[...])
    writer.end(.p)
    return String(decoding: writer.finish(), as: UTF8.self)
  }

  /// The nearest element around the items that holds a link, where each item has one of its own.
  private static func around(_ items: [HTMLDocument.Selected]) -> String {
    let some = items.prefix(20)
    let holders = some.compactMap { item in
      (try? item.select("ancestor::*[descendant::a[@href]][not(self::body or self::html)][1]"))?.first
    }
    guard let first = holders.first, holders.count == some.count else { return "" }
    return "; the “\(NearestSelection.name(of: first))” around them does: take that as the item"
  }
}
