// From a sitemap index to the news in its sitemaps: few at a time, none without need, each with validators of its own.
internal import Catalog
internal import Feeds
internal import Foundation
internal import News
internal import Transport

/// Reads the sitemaps that an index lists.
struct SitemapWalk {
  let poller: SourcePoller
  let source: Source
  let now: Instant

  /// What they gave.
  struct Result {
    var listed: [ListedEntry] = []
    /// What to remember of each sitemap, once all of its entries are dealt with.
    var memory: [String: Fact] = [:]
    var requests = 0
    var failures: [String] = []
    /// Sitemaps that are left for the next poll.
    var left = 0
  }

  /// What is remembered of one sitemap.
  private struct Memory: Codable {
    var etag: String?
    var lastModified: String?
    var validatorsURL: WebAddress?
    /// What the index said of it.
    var stamp: String?
    /// When it is asked again although the index says nothing new of it.
    var next: Instant
  }

  /// Entries older than this are no news, in seconds.
  static let freshSeconds: Int64 = 3 * 86_400
  /// Sitemaps asked at one poll.
  private static let mostAsked = 20
  /// Sitemaps of an index that are kept in mind.
  private static let mostRemembered = 1000
  /// A sitemap without news, or of which the index says that it has not changed, is asked again after this long.
  private static let restSeconds: Int64 = 86_400
  private static let holdsSeconds: Int64 = 30 * 86_400

  /// What is remembered of a source's sitemaps begins with this.
  static func factPrefixes(of source: SourceName) -> [String] { ["sitemap \(source) ", "sitemap-index \(source) "] }
  private var indexName: String { Self.factPrefixes(of: source.name)[1] }
  private func name(_ url: WebAddress) -> String { Self.factPrefixes(of: source.name)[0] + url.description }

  /// Entries that are news: those of the last three days. What has no date cannot be shown to be.
  static func news(_ entries: [FeedEntry], now: Instant) -> [FeedEntry] {
    entries.filter { entry in
      guard let date = entry.published ?? entry.updated else { return false }
      return isFresh(date, now)
    }
  }

  /// A bare day counts until its end.
  private static func isFresh(_ date: WrittenDate, _ now: Instant) -> Bool {
    date.instant.adding(seconds: freshSeconds + (date.hasTime ? 0 : 43_200)) >= now
  }

  /// The sitemaps the index listed when it was last read; the index itself says only that it has not changed.
  func remembered() -> [SitemapChild]? {
    guard let fact = try? poller.catalog.fact(indexName),
      let rows = try? JSONDecoder().decode([[String]].self, from: Data(fact.utf8))
    else { return nil }
    return rows.compactMap { row in
      guard row.count == 2, let url = WebAddress(row[0]) else { return nil }
      return SitemapChild(url: url, lastModified: nil, lastModifiedText: row[1].isEmpty ? nil : row[1])
    }
  }

  /// What to remember of an index.
  func memory(of children: [SitemapChild]) -> [String: Fact] {
    let rows = wanted(children).prefix(Self.mostRemembered).map { [$0.url.description, $0.lastModifiedText ?? ""] }
    guard let data = try? JSONEncoder().encode(rows) else { return [:] }
    return [indexName: Fact(String(decoding: data, as: UTF8.self))]
  }

  /// Those that may hold news, the latest first; those of which the index says no date behind them in its own order.
  private func wanted(_ children: [SitemapChild]) -> [SitemapChild] {
    children.filter { child in child.lastModified.map { Self.isFresh($0, now) } ?? true }
      .enumerated().sorted { a, b in
        let (one, other) = (a.element.lastModified?.instant, b.element.lastModified?.instant)
        if let one, let other, one != other { return one > other }
        if (one == nil) != (other == nil) { return one != nil }
        return a.offset < b.offset
      }.map(\.element)
  }

  /// Asks those sitemaps that may hold something new.
  func read(_ children: [SitemapChild]) async -> Result {
    var result = Result()
    var due: [(child: SitemapChild, memory: Memory?)] = []
    for child in wanted(children) {
      let memory = recall(child.url)
      if let memory, memory.next > now, memory.next <= now.adding(seconds: Self.restSeconds),
        memory.stamp == child.lastModifiedText
      {
        continue
      }
      due.append((child, memory))
    }
    // Those never asked come first, so that each has its turn.
    due = due.filter { $0.memory == nil } + due.filter { $0.memory != nil }
    for (child, memory) in due.prefix(Self.mostAsked) {
      guard !Task.isCancelled, await poller.holds.end(child.url.host) == nil else { break }
      await ask(child, memory, &result)
    }
    result.left = max(0, due.count - Self.mostAsked)
    return result
  }

  private func recall(_ url: WebAddress) -> Memory? {
    guard let fact = try? poller.catalog.fact(name(url)) else { return nil }
    return try? JSONDecoder().decode(Memory.self, from: Data(fact.utf8))
  }

  private func ask(_ child: SitemapChild, _ memory: Memory?, _ result: inout Result) async {
    var memory = memory ?? Memory(next: now)
    memory.stamp = child.lastModifiedText
    memory.next = now.adding(seconds: Self.restSeconds)
    defer { keep(memory, child, &result) }
    func fail(_ sentence: String) {
      result.failures.append(DisplayText.line(sentence))
      memory.next = now  // tried again at the next poll
    }
    do {
      guard let response = try await fetch(child.url, memory, &result) else { return }
      if response.status == 304 { return }
      let sitemap = try SitemapParser.parse(
        response.body, contentType: response.contentType, url: response.finalURL,
        keepingSource: poller.settings.bundles.keepSource)
      (memory.etag, memory.lastModified) = (response.validators.etag, response.validators.lastModified)
      memory.validatorsURL = response.finalURL
      guard sitemap.kind == .urlset else {
        return fail("\(child.url.redacted) is an index within an index, which is not followed")
      }
      let sheet = Sheet(
        facts: FeedFacts(title: sitemap.publication, language: nil),
        exchange: EntryReader.exchange(response, asked: child.url))
      let news = Self.news(sitemap.entries, now: now)
      result.listed += news.map { ListedEntry(entry: $0, sheet: sheet) }
      // One that holds news now will hold more soon.
      if !news.isEmpty { memory.next = now }
    } catch let failure as FetchFailure {
      fail(failure.message)
    } catch let refusal as Refusal {
      fail("\(child.url.redacted): \(refusal.message)")
    } catch {
      fail("\(child.url.redacted): \(error)")
    }
  }

  /// The answer to be read, or that nothing has changed; nil where there is none, with the reason among the failures.
  private func fetch(_ url: WebAddress, _ memory: Memory, _ result: inout Result) async throws -> FetchResponse? {
    var spacing: Int?
    if poller.asksRobots(source, isFeed: false) {
      let permission = await poller.robots.permission(for: url)
      spacing = permission.delaySeconds
      if let objection = permission.objection {
        result.failures.append(DisplayText.line(objection.sentence(url)))
        return nil
      }
    }
    var request = try poller.request(to: url, for: source)
    request.spacingMilliseconds = spacing.map { $0 * 1000 }
    if memory.etag != nil || memory.lastModified != nil {
      request.validators = Validators(etag: memory.etag, lastModified: memory.lastModified)
      request.validatorsURL = memory.validatorsURL
    }
    result.requests += 1
    let response = try await poller.client.fetch(request)
    await poller.holds.note(response)
    guard response.status == 200 || response.status == 304 && request.validators != nil else {
      throw Refusal(code: "sitemap", message: StatusSentence.words(response.status).message)
    }
    return response
  }

  private func keep(_ memory: Memory, _ child: SitemapChild, _ result: inout Result) {
    guard let data = try? JSONEncoder().encode(memory) else { return }
    result.memory[name(child.url)] = Fact(
      String(decoding: data, as: UTF8.self), expires: now.adding(seconds: Self.holdsSeconds))
  }
}
