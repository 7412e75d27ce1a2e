// A listing page read by the selectors of the settings.

internal import Markup
internal import News

struct SelectedListing {
  let rules: ListingRules
  let base: AddressReference

  init(_ rules: ListingRules, base: AddressReference) {
    self.rules = rules
    self.base = base
  }

  func entries(of document: HTMLDocument) throws(Refusal) -> [FeedEntry] {
    let items = try document.select(try Selector.xpath(rules.item))
    guard !items.isEmpty else { throw emptyItem(document) }
    let fields = [
      ("link", rules.link), ("title", rules.title), ("date", rules.date), ("summary", rules.summary),
      ("author", rules.author),
    ]
    var paths: [String: String] = [:]
    for (field, selector) in fields { if let selector { paths[field] = try Selector.xpath(selector) } }
    var found: Set<String> = []
    var entries: [FeedEntry] = []
    var seen: Set<String> = []
    for item in items {
      var selected: [String: HTMLDocument.Selected] = [:]
      for (field, path) in paths {
        guard let node = try item.select(path).first else { continue }
        selected[field] = node
        found.insert(field)
      }
      guard let entry = try entry(item, selected), let url = entry.url, seen.insert(url.identityKey).inserted else {
        continue
      }
      entries.append(entry)
    }
    for (field, selector) in fields {
      guard let selector, !found.contains(field) else { continue }
      throw Refusal(
        code: "empty-selection",
        message: "the \(field) selector “\(selector)” selects nothing in any of the \(items.count) items"
          + nearest(selector, in: items))
    }
    guard !entries.isEmpty else {
      throw Refusal(
        code: "empty-selection", message: "the \(items.count) items that “\(rules.item)” selects hold no link")
    }
    return entries
  }

  private func entry(_ item: HTMLDocument.Selected, _ selected: [String: HTMLDocument.Selected]) throws(Refusal)
    -> FeedEntry?
  {
    var entry = FeedEntry()
    let link: HTMLDocument.Selected?
    if let node = selected["link"] {
      link = node.isAttribute || node.attribute("href") != nil ? node : try node.select(".//a[@href]").first
    } else if item.attribute("href") != nil {
      link = item
    } else {
      let links = try item.select(".//a[@href]")
      link = links.first { !$0.text.isEmpty } ?? links.first
    }
    guard let link, let href = link.isAttribute ? link.text : link.attribute("href"),
      let url = WebAddress(AddressReference.resolve(href, against: base))
    else { return nil }
    entry.url = url
    entry.guid = nil
    let heading = try heading(item)
    let title = selected["title"].map { $0.text } ?? heading ?? link.text
    entry.title = title.isEmpty ? nil : title
    if let date = selected["date"] {
      let stamps = ["datetime", "content", "data-timestamp", "title"].compactMap { date.attribute($0) } + [date.text]
      entry.published = stamps.lazy.compactMap { WildDate.parse($0) }.first
    } else if let time = try item.select(".//time").first {
      entry.published = WildDate.parse(time.attribute("datetime") ?? time.text)
    }
    if let summary = selected["summary"], !summary.text.isEmpty { entry.summaryHTML = Self.paragraph(summary.text) }
    if let author = selected["author"] { entry.authors = Authors.split(author.text) }
    return entry
  }

  private func heading(_ item: HTMLDocument.Selected) throws(Refusal) -> String? {
    try item.select(".//h1|.//h2|.//h3|.//h4").first.map { $0.text }.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Plain text as inert HTML.
  static func paragraph(_ text: String) -> String {
    var writer = InertWriter(base: nil)
    writer.start(.p)
    writer.text(Array(text.utf8)[...])
    writer.end(.p)
    return String(decoding: writer.finish(), as: UTF8.self)
  }

  // MARK: what would match

  private func emptyItem(_ document: HTMLDocument) -> Refusal {
    let message = "the item selector “\(rules.item)” selects nothing on the page"
    for beginning in Selector.beginnings(of: rules.item) {
      guard let path = try? Selector.xpath(beginning), let nodes = try? document.select(path), !nodes.isEmpty else {
        continue
      }
      let count = nodes.count == 1 ? "1 element" : "\(nodes.count) elements"
      return Refusal(
        code: "empty-selection",
        message: message + "; “\(beginning)” selects \(count)" + Self.inside(nodes, "; in there: "))
    }
    let page = (try? document.select("//body")) ?? []
    return Refusal(code: "empty-selection", message: message + Self.inside(page, "; repeated on the page: "))
  }

  private func nearest(_ selector: String, in items: [HTMLDocument.Selected]) -> String {
    for beginning in Selector.beginnings(of: selector) {
      guard let path = try? Selector.xpath(beginning) else { continue }
      let count = items.count { ((try? $0.select(path)) ?? []).isEmpty == false }
      if count > 0 { return "; “\(beginning)” selects something in \(count)" }
    }
    return Self.inside(items, "; in there: ")
  }

  /// The most frequent elements inside of these, as CSS.
  private static func inside(_ nodes: [HTMLDocument.Selected], _ introduction: String) -> String {
    var counts: [String: Int] = [:]
    for node in nodes.prefix(50) {
      for inner in ((try? node.select(".//*[@class or self::a or self::h2 or self::h3 or self::time]")) ?? []).prefix(
        500)
      {
        let word = inner.attribute("class")?.split(separator: " ").first.map { "." + $0 } ?? ""
        counts[inner.name + word, default: 0] += 1
      }
    }
    let most = counts.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.prefix(4)
    return most.isEmpty ? "" : introduction + most.map { "\($0.key) (\($0.value))" }.joined(separator: ", ")
  }
}
