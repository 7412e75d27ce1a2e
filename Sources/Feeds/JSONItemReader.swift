// The items of a JSON Feed.

internal import Markup
internal import News

/// Reads items one by one.
struct JSONItemReader {
  let base: BaseAddress
  /// Those of the feed, for items that name none (version 1.1).
  let authors: [String]
  /// Dates met that cannot be read.
  var badDates = 0

  init(base: BaseAddress, authors: [String]) {
    self.base = base
    self.authors = authors
  }

  /// The entry an item stands for; nil for what is no item. The specification would have an item without `id` discarded,
  /// but an article may be known by its address as well.
  mutating func entry(_ item: LenientJSON) -> FeedEntry? {
    guard case .object(let members) = item, !members.isEmpty else { return nil }
    var draft = EntryDraft()
    draft.isEmpty = false
    draft.entry.guid = JSONFeed.line(item["id"])
    if let url = JSONFeed.line(item["url"]) ?? JSONFeed.line(item["external_url"]) {
      draft.link = WrittenAddress(text: url, base: base)
    }
    // An identifier is meant to be the article's address where it can be.
    if let guid = draft.entry.guid, guid.hasPrefix("http://") || guid.hasPrefix("https://") {
      draft.fallbackLink = WrittenAddress(text: guid, base: base)
    }
    draft.entry.title = item["title"]?.text.flatMap(HTMLText.collapsed)
    draft.entry.summaryHTML = JSONFeed.text(item["summary"]).flatMap(html(ofText:))
    if var html = JSONFeed.text(item["content_html"]) {
      var written: [UInt8] = []
      draft.entry.contentHTML = html.withUTF8 { TextConstruct.inert($0, base: base, into: &written) }
    } else {
      draft.entry.contentHTML = JSONFeed.text(item["content_text"]).flatMap(html(ofText:))
    }
    draft.entry.published = date(item["date_published"])
    draft.entry.updated = date(item["date_modified"])
    JSONFeed.authors(item).forEach { draft.add(author: $0) }
    item["tags"]?.elements.compactMap(\.text).compactMap(HTMLText.collapsed).forEach { draft.add(category: $0) }
    draft.entry.image = (address(item["image"]) ?? address(item["banner_image"])).flatMap {
      WebAddress($0)
    }
    for attachment in item["attachments"]?.elements ?? [] {
      guard let url = address(attachment["url"]) else { continue }
      draft.add(
        enclosure: Enclosure(url: url, type: JSONFeed.line(attachment["mime_type"]), length: size(attachment)))
    }
    draft.entry.language = JSONFeed.text(item["language"]).flatMap { LanguageTag($0) }
    return draft.finished(inheriting: authors, language: nil)
  }

  private func address(_ value: LenientJSON?) -> String? { JSONFeed.line(value).map(base.resolve) }

  private mutating func date(_ value: LenientJSON?) -> WrittenDate? {
    guard let text = JSONFeed.text(value) else { return nil }
    let date = WildDate.parse(text)
    if date == nil { badDates += 1 }
    return date
  }

  private func size(_ attachment: LenientJSON) -> Int64? {
    JSONFeed.text(attachment["size_in_bytes"]).flatMap {
      Int64($0) ?? Double($0).flatMap { Int64(exactly: $0.rounded()) }
    }
    .flatMap { $0 >= 0 ? $0 : nil }
  }

  /// Plain text as HTML: an empty line parts paragraphs, other line ends are kept.
  private func html(ofText text: String) -> String? {
    let paragraphs = text.replacing("\r\n", with: "\n").split(separator: "\n\n").compactMap { paragraph -> String? in
      let lines = paragraph.split(separator: "\n").compactMap(escaped)
      return lines.isEmpty ? nil : lines.joined(separator: "<br>")
    }
    guard paragraphs.count > 1 else { return paragraphs.first }
    return paragraphs.map { "<p>\($0)</p>" }.joined()
  }

  private func escaped(_ text: Substring) -> String? {
    var out: [UInt8] = []
    Array(text.utf8).withUnsafeBufferPointer { HTMLText.escape($0, into: &out) }
    return HTMLText.trimmed(out)
  }
}
