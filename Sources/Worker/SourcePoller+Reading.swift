// What an answer holds: a feed, a listing page, or a page that leads to a feed.
internal import Feeds
internal import Markup
internal import News
internal import Pages
internal import Transport

extension SourcePoller {
  /// Reads a successful answer. A page without rules is first searched for a feed, which is then read in its stead.
  func read(_ response: FetchResponse, source: Source, foundFeed: Bool, requests: inout Int) async throws(Refusal)
    -> Reading
  {
    if source.kind == .sitemap { return try sitemap(response) }
    if source.kind == .feed || foundFeed {
      return try reading(of: parse(response))
    }
    guard source.listing == nil else { return try listing(response, source) }
    // What a person configured as a page may be a feed all the same.
    if let feed = try? parse(response) {
      return reading(of: feed)
    }
    for link in FeedDiscovery.links(in: response.body, contentType: response.contentType, url: response.finalURL)
      .prefix(3)
    {
      requests += 1
      guard
        let answer = try? await client.fetch(
          FetchRequest(url: link.url, purpose: .feed, maxBodyBytes: settings.network.maxFeedBytes)),
        answer.status == 200,
        let feed = try? parse(answer)
      else { continue }
      var found = reading(of: feed)
      found.found = (link.url, answer)
      found.format += " (found on the page)"
      return found
    }
    return try listing(response, source)
  }

  private func parse(_ response: FetchResponse) throws(Refusal) -> Feed {
    try FeedParser.parse(
      response.body, contentType: response.contentType, url: response.finalURL,
      keepingSource: settings.bundles.keepSource, unpackedLimit: settings.network.maxFeedBytes)
  }

  private func reading(of feed: Feed) -> Reading {
    Reading(
      entries: feed.entries, facts: FeedFacts(title: feed.title, language: feed.language),
      format: [feed.format.rawValue, feed.version].compactMap(\.self).joined(separator: " "),
      repairs: Self.sentences(feed.repairs),
      askedSeconds: [feed.ttlMinutes.map { $0 * 60 }, feed.updatePeriodSeconds].compactMap(\.self).max(),
      quiet: QuietTimes(hours: feed.skipHours, days: feed.skipDays), hubs: feed.hubs)
  }

  /// What a sitemap lists that is news, or the sitemaps of an index.
  private func sitemap(_ response: FetchResponse) throws(Refusal) -> Reading {
    let sitemap = try SitemapParser.parse(
      response.body, contentType: response.contentType, url: response.finalURL,
      keepingSource: settings.bundles.keepSource)
    return Reading(
      entries: SitemapWalk.news(sitemap.entries, now: time.now()),
      facts: FeedFacts(title: sitemap.publication, language: nil),
      format: sitemap.kind == .index ? "sitemap index" : "sitemap", repairs: Self.sentences(sitemap.repairs),
      children: sitemap.children)
  }

  private static func sentences(_ repairs: [Repair]) -> [String] {
    repairs.map { repair in
      let sentence = repair.detail.hasSuffix(".") ? String(repair.detail.dropLast()) : repair.detail
      return repair.count > 1 ? "\(sentence) (\(repair.count) times)" : sentence
    }
  }

  private func listing(_ response: FetchResponse, _ source: Source) throws(Refusal) -> Reading {
    let listing = try ListingReader.read(
      response.body, contentType: response.contentType, url: response.finalURL, rules: source.listing)
    return Reading(
      entries: listing.entries, facts: FeedFacts(title: listing.title, language: listing.language),
      format: "page (\(listing.method))")
  }
}
