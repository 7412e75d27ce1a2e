// JSON Feed 1.0 and 1.1 (jsonfeed.org).

internal import Markup
internal import News

/// Reads JSON Feeds.
enum JSONFeed {
  /// Reads a feed. What makes it one is its `version`, or items under a title.
  static func read(_ utf8: [UInt8], base: AddressReference?) throws(Refusal) -> Feed {
    // Half an entry is not handed out.
    let (read, isCutOff, isDamaged) = LenientJSON.read(utf8, keepingCutObjects: false)
    let document = read ?? .null
    let version = document["version"]?.text ?? ""
    guard version.contains("jsonfeed.org/version/") || document["items"] != nil && document["title"] != nil else {
      throw Refusal(code: "not-a-feed", message: "The document is JSON, but no JSON Feed: it names no version of one.")
    }
    var feed = Feed(format: .jsonFeed, version: version.split(separator: "/").last.map(String.init))
    feed.title = document["title"]?.text.flatMap(HTMLText.collapsed)
    feed.link = address(document["home_page_url"], base)
    feed.selfAddress = address(document["feed_url"], base)
    feed.statedLanguage = document["language"]?.text
    feed.language = feed.statedLanguage.flatMap { LanguageTag($0) }
    feed.hubs = document["hubs"]?.elements.compactMap { address($0["url"], base) } ?? []
    let authors = Self.authors(document)
    feed.entries =
      document["items"]?.elements.prefix(FeedReader.mostEntries).compactMap {
        entry($0, authors: authors, base: base)
      } ?? []
    feed.truncated = isCutOff
    if isDamaged {
      feed.repairs.append(Repair(code: "malformed-json", detail: "Parts that are not well-formed JSON were left out."))
    }
    if isCutOff {
      feed.repairs.append(Repair(code: "truncated", detail: "The document ended early; complete entries were kept."))
    }
    return feed
  }

  private static func entry(_ item: LenientJSON, authors: [String], base: AddressReference?) -> FeedEntry? {
    guard case .object = item else { return nil }
    var draft = EntryDraft()
    draft.isEmpty = false
    draft.entry.guid = item["id"]?.text.flatMap { HTMLText.trimmed(Array($0.utf8)) }
    if let url = item["url"]?.text ?? item["external_url"]?.text {
      draft.link = WrittenAddress(text: url, base: BaseAddress(base))
    }
    // An identifier is meant to be the article's address where it can be.
    if let guid = draft.entry.guid, guid.hasPrefix("http://") || guid.hasPrefix("https://") {
      draft.fallbackLink = WrittenAddress(text: guid, base: BaseAddress(base))
    }
    draft.entry.title = item["title"]?.text.flatMap(HTMLText.collapsed)
    draft.entry.summaryHTML = item["summary"]?.text.flatMap(escaped)
    if let html = item["content_html"]?.text {
      draft.entry.contentHTML = HTMLText.trimmed(Sanitizer.sanitize(Array(html.utf8), base: base))
    } else {
      draft.entry.contentHTML = item["content_text"]?.text.flatMap(escaped)
    }
    draft.entry.published = item["date_published"]?.text.flatMap(WildDate.parse)
    draft.entry.updated = item["date_modified"]?.text.flatMap(WildDate.parse)
    Self.authors(item).forEach { draft.add(author: $0) }
    item["tags"]?.elements.compactMap(\.text).compactMap(HTMLText.collapsed).forEach { draft.add(category: $0) }
    draft.entry.image = (item["image"] ?? item["banner_image"])?.text.flatMap {
      WebAddress(AddressReference.resolve($0, against: base))
    }
    for attachment in item["attachments"]?.elements ?? [] {
      guard let url = address(attachment["url"], base) else { continue }
      let length = attachment["size_in_bytes"]?.text.flatMap { Int64($0) }
      draft.add(enclosure: Enclosure(url: url, type: attachment["mime_type"]?.text, length: length))
    }
    draft.entry.language = item["language"]?.text.flatMap { LanguageTag($0) }
    return draft.finished(inheriting: authors, language: nil)
  }

  private static func authors(_ object: LenientJSON) -> [String] {
    let listed = object["authors"]?.elements ?? []
    return (listed + [object["author"]].compactMap { $0 }).compactMap {
      ($0["name"]?.text ?? $0.text ?? $0["url"]?.text).flatMap(HTMLText.collapsed)
    }
  }

  private static func address(_ value: LenientJSON?, _ base: AddressReference?) -> String? {
    value?.text.flatMap { HTMLText.trimmed(Array($0.utf8)) }.map { AddressReference.resolve($0, against: base) }
  }

  /// Plain text as HTML.
  private static func escaped(_ text: String) -> String? {
    var out: [UInt8] = []
    Array(text.utf8).withUnsafeBufferPointer { HTMLText.escape($0, into: &out) }
    return HTMLText.trimmed(out)
  }
}
