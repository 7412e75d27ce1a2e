// What an answer holds: a feed, a listing page, or a page that leads to a feed.
internal import Feeds
internal import News
internal import Pages
internal import Transport

extension SourcePoller {
  /// Reads a successful answer. A page without rules is first searched for a feed, which is then read in its stead.
  func read(_ response: FetchResponse, source: Source, foundFeed: Bool, requests: inout Int) async throws(Refusal)
    -> Reading
  {
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
      keepingSource: settings.bundles.keepSource)
  }

  private func reading(of feed: Feed) -> Reading {
    let repairs = feed.repairs.map { repair in
      let sentence = repair.detail.hasSuffix(".") ? String(repair.detail.dropLast()) : repair.detail
      return repair.count > 1 ? "\(sentence) (\(repair.count) times)" : sentence
    }
    return Reading(
      entries: feed.entries, facts: FeedFacts(title: feed.title, language: feed.language),
      format: [feed.format.rawValue, feed.version].compactMap(\.self).joined(separator: " "), repairs: repairs,
      askedSeconds: [feed.ttlMinutes.map { $0 * 60 }, feed.updatePeriodSeconds].compactMap(\.self).max(),
      quiet: QuietTimes(hours: feed.skipHours, days: feed.skipDays))
  }

  private func listing(_ response: FetchResponse, _ source: Source) throws(Refusal) -> Reading {
    let listing = try ListingReader.read(
      response.body, contentType: response.contentType, url: response.finalURL, rules: source.listing)
    return Reading(
      entries: listing.entries, facts: FeedFacts(title: listing.title, language: listing.language),
      format: "page (\(listing.method))")
  }
}
