// The second part of a poll: from what a source answered to what is to be recorded.
internal import Bundles
internal import Catalog
internal import Feeds
internal import News
internal import Transport

extension SourcePoller {
  /// Reads on from what a source answered: the sitemaps of an index, what is new, what waited, and the pages that needs.
  /// Never throws.
  public func gather(_ asked: Asked) async -> Harvest {
    var asked = asked
    let walk = SitemapWalk(poller: self, source: asked.source, now: asked.now)
    switch asked.step {
    case .over(let outcome):
      let results = await readPending(&asked, after: outcome)
      return await finish(asked, results)
    case .unchanged(let response):
      if asked.source.kind == .sitemap, let children = walk.remembered(at: response.finalURL), !children.isEmpty {
        return await follow(children, of: walk, response, &asked, facts: [:])
      }
      // What failed of a list's further pages is tried again although the first has not changed.
      let pages = PageWalk(poller: self, source: asked.source, now: asked.now)
      let found = !pages.hasRest ? .init() : await pages.read(after: [], at: response.finalURL, next: nil)
      asked.take(found)
      let results = await readOn(found.listed, isWhole: false, response, &asked)
      return await finish(asked, results, facts: results == nil ? [:] : found.memory)
    case .read(let reading, let response):
      var facts = reading.memory
      if asked.source.kind == .sitemap {
        facts.merge(walk.memory(of: reading.children, at: response.finalURL)) { $1 }
        if !reading.children.isEmpty {
          return await follow(reading.children, of: walk, response, &asked, facts: facts)
        }
      }
      let answer = reading.found?.response ?? response
      let sheet = Sheet(
        facts: reading.facts,
        exchange: EntryReader.exchange(
          answer, asked: reading.found?.url ?? Self.address(of: asked.source, asked.previous)))
      let listed = reading.entries.map { ListedEntry(entry: $0, sheet: sheet) }
      let found = await PageWalk(poller: self, source: asked.source, now: asked.now)
        .read(after: reading.entries, at: answer.finalURL, next: reading.next)
      asked.take(found)
      let results = await readOn(listed + found.listed, isWhole: response.status != 226, answer, &asked)
      if results != nil { facts.merge(found.memory) { $1 } }
      return await finish(asked, results, facts: facts)
    }
  }

  /// Reads the sitemaps of an index.
  private func follow(
    _ children: [SitemapChild], of walk: SitemapWalk, _ response: FetchResponse, _ asked: inout Asked,
    facts: [String: Fact]
  ) async -> Harvest {
    let found = await walk.read(children)
    if found.requests > 0 { asked.report.outcome = "ok" }
    asked.report.entries = found.listed.count
    asked.report.requests += found.requests
    asked.report.notices += found.failures
    if found.left > 0 { asked.report.notices.append("\(found.left) sitemaps are left for the next poll") }
    let before = (asked.record.failures, asked.record.lastSuccess)
    let results = await readOn(found.listed, isWhole: false, response, &asked)
    if results != nil, found.allFailed {
      (asked.record.failures, asked.record.lastSuccess) = before
      asked.fail("sitemaps", "none of its sitemaps can be read: \(found.failures.first ?? "")")
    }
    // What a sitemap gave is recorded with this harvest, or nothing is.
    return await finish(
      asked, results, facts: results == nil ? [:] : facts.merging(found.memory) { $1 }, hasMore: found.left > 0)
  }

  /// Reads on after an answer. Nil where the catalogue failed, which makes the poll fail.
  private func readOn(
    _ listed: [ListedEntry], isWhole: Bool, _ answer: FetchResponse, _ asked: inout Asked
  ) async -> EntryReader.Results? {
    do {
      let keys = EntryKeys.keys(of: listed.map(\.entry), in: asked.source.name)
      let named = zip(listed, keys).compactMap { item, key in key.map { KeyedEntry(item: item, key: $0) } }
      let (results, new) = try await read(named, isLast: false, &asked)
      asked.learn(listed.map(\.entry), new: new, isWhole: isWhole)
      // More than is kept: to the old validators the server answers once more with what is left.
      if results.left.count > KeptEntry.most { asked.restoreValidators() }
      if asked.report.outcome != "unchanged" {
        let repeated = listed.count - named.count
        asked.report.message =
          "\(asked.report.entries) entries"
          + (repeated > 0 ? ", \(repeated) of them repeated or without any name" : "")
      }
      asked.answer(freshness: answer.freshnessSeconds)
      return results
    } catch {
      asked.restoreValidators()
      asked.fail("catalogue", error.description)
      return nil
    }
  }

  /// What waits for its pages does so whatever becomes of its source; where that is gone for good, no longer.
  private func readPending(_ asked: inout Asked, after outcome: SchedulePolicy.Outcome) async -> EntryReader.Results? {
    if case .held = outcome { return nil }
    guard !Task.isCancelled else { return nil }
    // A catalogue that fails here fails the poll where it is recorded.
    return try? await read([], isLast: outcome == .gone, &asked).results
  }

  /// Reads the new ones among the entries a source names, and those that are pending. Gives those never met before too.
  private func read(
    _ named: [KeyedEntry], isLast: Bool, _ asked: inout Asked
  ) async throws(CatalogFailure) -> (results: EntryReader.Results, new: [FeedEntry]) {
    let source = asked.source
    let kept = KeptEntry.read(try catalog.pending(of: source.name), of: source)
    let namedKeys = Set(named.map(\.key.key))
    let keptKeys = Set(kept.map(\.key.key))
    // What the source says now is the better version of the same entry.
    let entries = named + kept.filter { !namedKeys.contains($0.key.key) }
    let seen = try catalog.seen(entries.map(\.key.key), in: source.name)
    let fresh = entries.filter { seen[$0.key.key]?.digest != $0.key.digest }
    let identified = try identify(fresh, among: entries, seen: seen, in: source)
    let results = await EntryReader(poller: self, source: source, isLast: isLast).read(identified, now: asked.now)
    asked.report.pages += results.pages
    asked.report.pageFailures += results.failures
    asked.report.pageMisfits += results.misfits
    asked.report.requests += results.pages
    if let first = results.mended.first {
      let others = results.mended.count - 1
      asked.report.notices.append("a damaged page was mended: \(first)" + (others > 0 ? " (and \(others) more)" : ""))
    }
    if !results.waiting.isEmpty {
      let count = results.waiting.count
      asked.report.notices.append(
        "\(count) \(count == 1 ? "entry waits for its page" : "entries wait for their pages")")
    }
    if !results.unread.isEmpty {
      asked.report.notices.append("\(results.unread.count) entries are left for the next poll")
    }
    let new = fresh.filter { seen[$0.key.key] == nil && !keptKeys.contains($0.key.key) }
    return (results, new.map(\.item.entry))
  }

  /// Gives each fresh entry its article: the one it was before, also where the feed changed its guid.
  private func identify(
    _ fresh: [KeyedEntry], among all: [KeyedEntry], seen: [String: SeenEntry], in source: Source
  ) throws(CatalogFailure) -> [IdentifiedEntry] {
    let current = Set(all.map { seen[$0.key.key]?.article ?? $0.key.article })
    var addresses: [String: Int] = [:]
    for entry in all { if let url = entry.item.entry.url { addresses[url.identityKey, default: 0] += 1 } }
    var out: [IdentifiedEntry] = []
    for keyed in fresh {
      let (item, key) = (keyed.item, keyed.key)
      var article = seen[key.key]?.article ?? key.article
      // Where every entry links to one page, the page names none of them.
      if seen[key.key] == nil, let url = item.entry.url, addresses[url.identityKey] == 1,
        let known = try catalog.article(at: url.identityKey, in: source.name), !current.contains(known.id)
      {
        article = known.id
      }
      out.append(
        IdentifiedEntry(
          entry: item.entry, sheet: item.sheet, key: key, article: article, known: try catalog.article(article),
          firstSeen: seen[key.key]?.firstSeen))
    }
    return out
  }

  /// Sets the next poll.
  private func finish(
    _ asked: Asked, _ results: EntryReader.Results?, facts: [String: Fact] = [:], hasMore: Bool = false
  ) async -> Harvest {
    var record = asked.record
    var report = asked.report
    var outcome = SchedulePolicy.Outcome.answered(serverSeconds: nil)
    if case .over(let known) = asked.step { outcome = known }
    let bounds = asked.source.bounds(within: settings.polling)
    let now = time.now()
    func poll(every interval: SchedulePolicy.Interval) -> SchedulePolicy.Next {
      policy.next(
        after: outcome, source: asked.source.name, interval: interval, bounds: bounds, failures: record.failures,
        quiet: QuietTimes(hours: record.skipHours, days: record.skipDays), now: now)
    }
    var next = poll(every: asked.source.interval.map { .fixed($0) } ?? .adaptive(record.rhythm))
    if hasMore || results?.unread.isEmpty == false, !record.retired, !report.failed {
      // To read on costs the source one conditional request; its own wishes hold all the same.
      let soon = poll(every: .fixed(bounds.lowerBound))
      if soon.due < next.due { next = .init(due: soon.due, reason: "there is more to read of what it listed") }
    }
    if let results, !results.samples.isEmpty {
      var memory = ExtractionMemory(record.extraction, rules: asked.source.article)
      let before = memory.flag
      for sample in results.samples { memory.observe(sample, at: asked.now) }
      if let flag = memory.flag, before == nil { report.notices.append(flag.message) }
      record.extraction = memory.text
    }
    record.settingsMark = SettingsMark(asked.source, settings).text
    record.nextDue = next.due
    record.dueReason = next.reason
    report.nextDue = next.due
    report.dueReason = next.reason
    return Harvest(
      record: record, drafts: results?.drafts ?? [], met: results.map { $0.met + $0.settled } ?? [],
      pending: results.map { KeptEntry.rows($0.left, of: asked.source) }, facts: facts, report: report)
  }
}

/// What entries were listed by: a feed, a page or a sitemap, and the exchange that brought it.
struct Sheet: Sendable, Codable {
  let facts: FeedFacts
  let exchange: FetchRecord.Exchange
}

/// An entry and what listed it.
struct ListedEntry: Sendable {
  let entry: FeedEntry
  let sheet: Sheet
}

/// A listed entry and what it is remembered by.
struct KeyedEntry: Sendable {
  let item: ListedEntry
  let key: EntryKeys
}

/// An entry, what it is remembered by, and the article it is.
struct IdentifiedEntry: Sendable {
  let entry: FeedEntry
  let sheet: Sheet
  let key: EntryKeys
  let article: ArticleID
  /// The article as it is recorded, where it is.
  let known: ArticleRecord?
  /// When the entry was first met; nil for now.
  let firstSeen: Instant?
}
