// One poll of one source: ask it, then read on: what is new, and the pages that needs. Nothing is recorded here.
internal import Bundles
public import Catalog
internal import Feeds
public import News
public import Settings
public import Transport

/// Polls sources. Of what it holds between polls, robots files and holds of hosts, the catalogue has a copy.
public struct SourcePoller: Sendable {
  let client: HTTPClient
  let catalog: any CatalogStore
  let settings: Configuration
  let time: any TimeSource
  let robots: RobotsPolicy
  let holds: HostHolds
  let policy: SchedulePolicy
  private let moves: MovePolicy

  /// A poller over a client and a catalogue.
  public init(
    client: HTTPClient, catalog: any CatalogStore, settings: Configuration, time: any TimeSource, agent: String
  ) {
    self.client = client
    self.catalog = catalog
    self.settings = settings
    self.time = time
    holds = HostHolds(catalog: catalog, time: time, longest: settings.polling.longest)
    robots = RobotsPolicy(client: client, catalog: catalog, time: time, agent: agent, holds: holds)
    policy = SchedulePolicy(settings.polling)
    moves = MovePolicy(sightings: settings.polling.moveSightings, seconds: settings.polling.moveAfter)
  }

  /// What a successful answer held, whatever its format.
  struct Reading {
    var entries: [FeedEntry]
    var facts: FeedFacts
    var format: String
    var repairs: [String] = []
    /// The longest wait the feed itself asks for.
    var askedSeconds: Int?
    var quiet = QuietTimes()
    var hubs: [String] = []
    /// The feed found behind a page, and the answer it gave.
    var found: (url: WebAddress, response: FetchResponse)?
    /// The sitemaps that a sitemap index lists.
    var children: [SitemapChild] = []
  }

  /// Polls a source: asks it, and reads on. Never throws: a failure is an outcome with a sentence.
  public func poll(_ source: Source, known: SourceRecord?) async -> Harvest {
    await gather(ask(source, known: known))
  }

  /// Asks a source once: the part of a poll that its own host has to bear. Never throws.
  public func ask(_ source: Source, known: SourceRecord?) async -> Asked {
    let previous = known.flatMap { $0.belongs(to: source) ? $0 : nil }
    var asked = Asked(source: source, previous: previous, at: time.now())
    let address = Self.address(of: source, asked.record)
    if let end = await holds.end(address.host) {
      asked.hold(until: end, host: address.host)
      return asked
    }
    asked.record.lastPolled = asked.now
    let isFeed = source.kind == .feed || asked.record.feedURL != nil
    var spacing: Int?
    if asksRobots(source, isFeed: isFeed) {
      let permission = await robots.permission(for: address)
      spacing = permission.delaySeconds
      if let objection = permission.objection {
        asked.fail(objection.code, objection.sentence(address))
        return asked
      }
    }
    let request: FetchRequest
    let response: FetchResponse
    do {
      request = try self.request(for: source, known: asked.record, spacingSeconds: spacing)
      asked.report.requests += 1
      response = try await client.fetch(request)
    } catch let failure as FetchFailure {
      asked.fail(failure.code.rawValue, failure.message, isPolicy: failure.isPolicy)
      return asked
    } catch {
      let refusal = error as? Refusal
      asked.fail(refusal?.code ?? "failed", refusal?.message ?? "\(error)")
      return asked
    }
    await judge(response, to: request, &asked)
    return asked
  }

  /// What an answer means for the source.
  private func judge(_ response: FetchResponse, to request: FetchRequest, _ asked: inout Asked) async {
    moves.note(response, in: &asked.record, asked: request.url, now: asked.now)
    await holds.note(response)
    switch response.status {
    case 304 where request.validators == nil:
      asked.fail(
        "unexpected-304",
        "304: the server says that nothing has changed, but it was not asked that; it never sent this feed")
    case 304:
      asked.remember(response, keepingMissing: true)
      asked.report.outcome = "unchanged"
      asked.report.message = "not modified"
      asked.step = .unchanged(response)
    case 200, 226:
      do {
        let reading = try await read(
          response, source: asked.source, foundFeed: asked.record.feedURL != nil, requests: &asked.report.requests)
        asked.take(reading, response)
      } catch {
        asked.fail(error.code, error.message)
      }
    default:
      let words = StatusSentence.words(response.status)
      asked.fail(
        words.code, words.message, retryAfter: response.retryAfterSeconds, gone: response.status == 410)
    }
  }

  /// Reads on from what a source answered: the sitemaps of an index, what is new, and the pages that needs. Never throws.
  public func gather(_ asked: Asked) async -> Harvest {
    var asked = asked
    let walk = SitemapWalk(poller: self, source: asked.source, now: asked.now)
    switch asked.step {
    case .over: return await finish(asked, EntryReader.Results())
    case .unchanged(let response):
      if asked.source.kind == .sitemap, let children = walk.remembered() {
        return await follow(children, of: walk, response, &asked)
      }
      asked.learn([], new: [], isWhole: false)
      asked.answer(freshness: response.freshnessSeconds)
      return await finish(asked, EntryReader.Results())
    case .read(let reading, let response) where !reading.children.isEmpty:
      return await follow(reading.children, of: walk, response, &asked, facts: walk.memory(of: reading.children))
    case .read(let reading, let response):
      let answer = reading.found?.response ?? response
      let sheet = Sheet(
        facts: reading.facts,
        exchange: EntryReader.exchange(
          answer, asked: reading.found?.url ?? Self.address(of: asked.source, asked.previous)))
      let listed = reading.entries.map { ListedEntry(entry: $0, sheet: sheet) }
      let results = await readOn(listed, isWhole: response.status != 226, answer, &asked)
      return await finish(asked, results)
    }
  }

  /// Reads the sitemaps of an index. What they gave is remembered once it is all read.
  private func follow(
    _ children: [SitemapChild], of walk: SitemapWalk, _ response: FetchResponse, _ asked: inout Asked,
    facts: [String: Fact] = [:]
  ) async -> Harvest {
    let found = await walk.read(children)
    if found.requests > 0 { asked.report.outcome = "ok" }
    asked.report.entries = found.listed.count
    asked.report.requests += found.requests
    asked.report.notices += found.failures
    if found.left > 0 { asked.report.notices.append("\(found.left) sitemaps are left for the next poll") }
    let results = await readOn(found.listed, isWhole: false, response, &asked)
    let isComplete = results.waiting.isEmpty && results.unread == 0 && !asked.report.failed
    return await finish(asked, results, facts: facts.merging(isComplete ? found.memory : [:]) { $1 })
  }

  /// Reads the new ones of the listed entries further.
  private func readOn(
    _ listed: [ListedEntry], isWhole: Bool, _ answer: FetchResponse, _ asked: inout Asked
  ) async -> EntryReader.Results {
    let source = asked.source
    let entries = listed.map(\.entry)
    let keys = EntryKeys.keys(of: entries, in: source.name)
    do {
      let seen = try catalog.seen(keys.compactMap { $0?.key }, in: source.name)
      let fresh = zip(listed, keys).compactMap { item, key -> (ListedEntry, EntryKeys)? in
        guard let key, seen[key.key]?.digest != key.digest else { return nil }
        return (item, key)
      }
      asked.learn(
        entries, new: fresh.filter { seen[$0.1.key] == nil }.map(\.0.entry), isWhole: isWhole)
      let identified = try identify(fresh, among: entries, all: keys, seen: seen, in: source)
      let results = await EntryReader(poller: self, source: source).read(identified, now: asked.now)
      asked.report.pages = results.pages
      asked.report.pageFailures += results.failures
      asked.report.requests += results.pages
      if !results.waiting.isEmpty || results.unread > 0 {
        asked.restoreValidators()
        if !results.waiting.isEmpty {
          asked.report.notices.append("\(results.waiting.count) entries wait for their pages until the next poll")
        }
        if results.unread > 0 {
          asked.report.notices.append("\(results.unread) entries are left for the next poll")
        }
      }
      let repeated = keys.count { $0 == nil }
      asked.report.message =
        "\(asked.report.entries) entries"
        + (repeated > 0 ? ", \(repeated) of them repeated or without any name" : "")
      asked.answer(freshness: answer.freshnessSeconds)
      return results
    } catch {
      asked.restoreValidators()
      asked.fail("catalogue", error.description)
      return EntryReader.Results()
    }
  }

  /// Gives each fresh entry its article: the one it was before, also where the feed changed its guid.
  private func identify(
    _ fresh: [(ListedEntry, EntryKeys)], among entries: [FeedEntry], all: [EntryKeys?], seen: [String: SeenEntry],
    in source: Source
  ) throws(CatalogFailure) -> [IdentifiedEntry] {
    let current = Set(all.compactMap { key in key.map { seen[$0.key]?.article ?? $0.article } })
    var addresses: [String: Int] = [:]
    for entry in entries { if let url = entry.url { addresses[url.identityKey, default: 0] += 1 } }
    var out: [IdentifiedEntry] = []
    for (item, key) in fresh {
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
    _ asked: Asked, _ results: EntryReader.Results, facts: [String: Fact] = [:]
  ) async -> Harvest {
    var record = asked.record
    var report = asked.report
    var outcome = SchedulePolicy.Outcome.answered(serverSeconds: nil)
    if case .over(let known) = asked.step { outcome = known }
    let next = policy.next(
      after: outcome, source: asked.source.name,
      interval: asked.source.interval.map { .fixed($0) } ?? .adaptive(record.rhythm),
      bounds: asked.source.bounds(within: settings.polling), failures: record.failures,
      quiet: QuietTimes(hours: record.skipHours, days: record.skipDays), now: time.now())
    record.settingsMark = SettingsMark(asked.source, settings).text
    record.nextDue = next.due
    record.dueReason = next.reason
    report.nextDue = next.due
    report.dueReason = next.reason
    var facts = facts.merging(await robots.drainFacts()) { $1 }
    facts.merge(await holds.drainFacts()) { $1 }
    return Harvest(
      record: record, drafts: results.drafts, met: results.waiting + results.settled, facts: facts, report: report)
  }
}

/// What entries were listed by: a feed, a page or a sitemap, and the exchange that brought it.
struct Sheet: Sendable {
  let facts: FeedFacts
  let exchange: FetchRecord.Exchange
}

/// An entry and what listed it.
struct ListedEntry: Sendable {
  let entry: FeedEntry
  let sheet: Sheet
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
