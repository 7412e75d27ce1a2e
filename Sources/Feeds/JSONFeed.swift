// JSON Feed 1.0 and 1.1 (jsonfeed.org).

internal import Markup
internal import News

/// Reads JSON Feeds.
enum JSONFeed {
  /// Reads a feed. What makes it one is its `version`, items under a title, or items with a JSON Feed's own fields.
  /// - Parameter base: Where the feed came from; where that is not known, addresses are relative to its `feed_url`.
  static func read(_ utf8: [UInt8], base url: AddressReference?) throws(Refusal) -> Feed {
    // Half an entry is not handed out.
    let (read, isCutOff, isDamaged) = LenientJSON.read(utf8, keepingCutObjects: false)
    let document = read ?? .null
    guard isFeed(document) else {
      throw Refusal(code: "not-a-feed", message: OtherDocument.json(document))
    }
    let version = line(document["version"])?.split(separator: "/").last.flatMap {
      HTMLText.collapsed(String($0.prefix(40)))
    }
    var feed = Feed(format: .jsonFeed, version: version)
    let base = BaseAddress(url ?? text(document["feed_url"]).map { AddressReference($0) }).reference
    feed.title = document["title"]?.text.flatMap(HTMLText.collapsed)
    feed.link = address(document["home_page_url"], base)
    feed.selfAddress = address(document["feed_url"], base)
    feed.statedLanguage = line(document["language"]).flatMap { $0.utf8.count <= 100 ? $0 : nil }
    feed.language = feed.statedLanguage.flatMap { LanguageTag($0) }
    let hubs = (document["hubs"]?.elements ?? []).lazy.filter(isWebSub).compactMap { address($0["url"], base) }
    feed.hubs = Array(hubs.prefix(FeedReader.mostHubs))
    var reader = JSONItemReader(base: BaseAddress(base), authors: authors(document))
    let items = document["items"]?.elements ?? []
    feed.entries = items.prefix(FeedReader.mostEntries).compactMap { reader.entry($0) }
    feed.truncated = isCutOff
    func note(_ code: String, _ detail: String, count: Int = 1) {
      if count > 0 { feed.repairs.append(Repair(code: code, detail: detail, count: count)) }
    }
    if isDamaged { note("malformed-json", "Parts that are not well-formed JSON were left out.") }
    note("bad-date", "A date that cannot be read or does not exist was dropped.", count: reader.badDates)
    note(
      "too-many-entries", "Entries after \(FeedReader.mostEntries) were left out.",
      count: items.count - FeedReader.mostEntries)
    if isCutOff { note("truncated", "The document ended early; complete entries were kept.") }
    return feed
  }

  private static func isFeed(_ document: LenientJSON) -> Bool {
    if text(document["version"])?.contains("jsonfeed.org/version/") == true { return true }
    guard case .array(let items)? = document["items"] else { return false }
    return document["title"] != nil
      || ["content_html", "content_text", "date_published"].contains { items.first?[$0] != nil }
  }

  /// rssCloud, the other kind of hub there is, is spoken to in another way.
  private static func isWebSub(_ hub: LenientJSON) -> Bool {
    hub["type"]?.text.map { ["websub", "pubsubhubbub"].contains($0.lowercased()) } ?? true
  }

  /// The names of `authors`, and of `author`, whose place they took in version 1.1.
  static func authors(_ object: LenientJSON) -> [String] {
    let people = (object["authors"]?.elements ?? []).prefix(200) + [object["author"]].compactMap { $0 }
    let names = people.compactMap { (text($0["name"]) ?? $0.text ?? text($0["url"])).flatMap(HTMLText.collapsed) }
    return names.enumerated().filter { !names[..<$0.offset].contains($0.element) }.map(\.element)
  }

  /// A string that is not empty.
  static func text(_ value: LenientJSON?) -> String? { value?.text.flatMap { HTMLText.trimmed(Array($0.utf8)) } }

  /// A string in one line, without the control characters that XML could not hold and JSON can.
  static func line(_ value: LenientJSON?) -> String? { value?.text.flatMap(HTMLText.collapsed) }

  private static func address(_ value: LenientJSON?, _ base: AddressReference?) -> String? {
    line(value).map { AddressReference.resolve($0, against: base) }
  }
}
