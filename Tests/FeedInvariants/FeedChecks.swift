// What has to hold of each field of a feed, a sitemap and a list of feeds.

import Feeds
package import News

extension Report {
  /// The most bytes of output for a byte of input. The dearest are relative addresses, each of which becomes as long as the
  /// longest base that is believed.
  private static let bytesPerByte = 128
  /// What does not grow with the input.
  private static let constantBytes = 4096

  mutating func check(_ feed: Feed, inputBytes: Int) {
    require(feed.entries.count <= 20_000, "\(feed.entries.count) entries")
    checkText(feed.version, "the version")
    checkText(feed.title, "the feed's title")
    checkReference(feed.link, "the feed's link")
    checkReference(feed.selfAddress, "the feed's own address")
    for hub in feed.hubs { checkReference(hub, "a hub") }
    checkLanguage(feed.language, "the feed's language")
    checkText(feed.statedLanguage, "the language as stated")
    checkDate(feed.updated, "the feed's date")
    require((1..<1_000_000).contains(feed.ttlMinutes ?? 1), "ttl is \(feed.ttlMinutes ?? 0)")
    require(feed.skipHours.allSatisfy((0...23).contains), "skipped hours \(feed.skipHours)")
    require(feed.skipDays.allSatisfy((0...6).contains), "skipped days \(feed.skipDays)")
    require(Set(feed.skipHours).count == feed.skipHours.count, "an hour is skipped twice")
    require(Set(feed.skipDays).count == feed.skipDays.count, "a day is skipped twice")
    require((feed.updatePeriodSeconds ?? 0) >= 0, "a negative period")
    check(feed.repairs)
    let entries = feed.entries + [feed.cutEntry].compactMap(\.self)
    for entry in entries { check(entry) }
    var bytes = entries.reduce(0) { $0 + $1.bytes }
    bytes += (feed.hubs + [feed.title, feed.link, feed.selfAddress, feed.version].compactMap(\.self))
      .reduce(0) { $0 + $1.utf8.count }
    let most = inputBytes * Self.bytesPerByte + Self.constantBytes
    require(bytes <= most, "\(bytes) bytes were made of \(inputBytes)")
  }

  package mutating func check(_ entry: FeedEntry) {
    checkText(entry.guid, "a guid", isLine: false)
    checkAddress(entry.url, "a link")
    checkReference(entry.unresolvedLink, "an unresolved link")
    require(entry.url == nil || entry.unresolvedLink == nil, "a link is resolved and unresolved")
    checkText(entry.title, "a title")
    for author in entry.authors { checkText(author, "an author") }
    for category in entry.categories { checkText(category, "a category") }
    checkDate(entry.published, "a date of publication")
    checkDate(entry.updated, "a date of change")
    checkHTML(entry.summaryHTML, "a summary")
    checkHTML(entry.contentHTML, "a content")
    for enclosure in entry.enclosures {
      checkReference(enclosure.url, "an enclosure")
      checkText(enclosure.type, "an enclosure's type")
    }
    checkAddress(entry.image, "an image")
    checkLanguage(entry.language, "an entry's language")
    require(entry.authors.count <= 200, "\(entry.authors.count) authors")
    require(entry.categories.count <= 200, "\(entry.categories.count) categories")
    require(entry.enclosures.count <= 200, "\(entry.enclosures.count) enclosures")
    require(Set(entry.authors).count == entry.authors.count, "an author is named twice")
    require(Set(entry.categories).count == entry.categories.count, "a category is named twice")
  }

  mutating func check(_ sitemap: Sitemap, inputBytes: Int) {
    require(sitemap.entries.count <= 50_000, "\(sitemap.entries.count) entries")
    require(sitemap.children.count <= 50_000, "\(sitemap.children.count) sitemaps")
    checkText(sitemap.publication, "the publication")
    for child in sitemap.children {
      checkAddress(child.url, "a sitemap's address")
      checkDate(child.lastModified, "a sitemap's date")
      checkText(child.lastModifiedText, "a sitemap's date as written", isLine: false)
    }
    for entry in sitemap.entries {
      require(entry.url != nil, "a page without address")
      require(entry.guid == nil, "a page with a guid")
      check(entry)
    }
    check(sitemap.repairs)
    let bytes =
      sitemap.entries.reduce(0) { $0 + $1.bytes }
      + sitemap.children.reduce(0) { $0 + $1.url.string.utf8.count + ($1.lastModifiedText?.utf8.count ?? 0) }
    let most = inputBytes * Self.bytesPerByte + Self.constantBytes
    require(bytes <= most, "\(bytes) bytes were made of \(inputBytes)")
  }

  mutating func check(_ links: [FeedLink]) {
    require(links.count <= 50, "\(links.count) links")
    require(Set(links.map(\.url)).count == links.count, "a link is named twice")
    for link in links {
      checkAddress(link.url, "a linked feed")
      checkText(link.title, "a linked feed's title")
      require(link.type == link.type.lowercased(), "a media type in capitals: \(link.type)")
    }
  }
}

extension FeedEntry {
  /// The bytes of everything a stranger can make longer.
  fileprivate var bytes: Int {
    var texts = authors + categories
    texts += [guid, url?.string, unresolvedLink, title, summaryHTML, contentHTML, image?.string].compactMap(\.self)
    for enclosure in enclosures { texts += [enclosure.url, enclosure.type ?? ""] }
    return texts.reduce(raw.count) { $0 + $1.utf8.count }
  }
}
