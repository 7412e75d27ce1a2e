// What an answer holds: a feed, a listing page, or a page that leads to a feed.
internal import Catalog
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
    let links = FeedDiscovery.links(in: response.body, contentType: response.contentType, url: response.finalURL)
      .prefix(3)
    // The same links are not tried at every poll.
    let tried =
      "discovery \(source.name) " + Digest.sha256Hex(links.map(\.url.description).joined(separator: "\n").utf8)
    let until = (try? catalog.fact(tried)).flatMap { Int64($0) }.map(Instant.init(milliseconds:))
    guard !links.isEmpty, until.map({ $0 <= time.now() }) ?? true else { return try listing(response, source) }
    for link in links {
      guard let answer = await tryFeed(link.url, of: source, requests: &requests), let feed = try? parse(answer)
      else { continue }
      var found = reading(of: feed)
      found.found = (link.url, answer)
      found.format += " (found on the page)"
      return found
    }
    var page = try listing(response, source)
    let end = time.now().adding(seconds: Self.discoveryHolds)
    page.memory[tried] = Fact("\(end.milliseconds)", expires: end)
    return page
  }

  /// Links that led to no feed are tried again after this many seconds.
  private static let discoveryHolds: Int64 = 7 * 86_400

  private func tryFeed(_ url: WebAddress, of source: Source, requests: inout Int) async -> FetchResponse? {
    guard await holds.end(url.host) == nil, var request = try? request(to: url, for: source) else { return nil }
    if asksRobots(source, isFeed: true) {
      let permission = await robots.permission(for: url)
      guard permission.objection == nil else { return nil }
      request.spacingMilliseconds = permission.delaySeconds.map { $0 * 1000 }
    }
    requests += 1
    guard let answer = try? await client.fetch(request) else { return nil }
    await holds.note(answer)
    return answer.status == 200 ? answer : nil
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
      children: sitemap.kind == .index ? sitemap.children : [])
  }

  private static func sentences(_ repairs: [Repair]) -> [String] {
    repairs.map { repair in
      let sentence = repair.detail.hasSuffix(".") ? String(repair.detail.dropLast()) : repair.detail
      return repair.count > 1 ? "\(sentence) (\(repair.count) times)" : sentence
    }
  }

  func listing(_ response: FetchResponse, _ source: Source) throws(Refusal) -> Reading {
    let listing = try ListingReader.read(
      response.body, contentType: response.contentType, url: response.finalURL, rules: source.listing, now: time.now())
    return Reading(
      entries: listing.entries, facts: FeedFacts(title: listing.title, language: listing.language),
      format: "page (\(listing.method))", next: listing.next, fields: listing.fields, notices: listing.notices)
  }
}
