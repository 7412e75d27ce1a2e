// From a sitemap index to the news in its sitemaps: few at a time, none without need, each with validators of its own.
internal import Catalog
internal import Feeds
internal import Foundation
internal import News
internal import Transport

/// Reads the sitemaps that an index lists.
struct SitemapWalk {
  private let poller: SourcePoller
  private let source: Source
  private let now: Instant

  init(poller: SourcePoller, source: Source, now: Instant) {
    self.poller = poller
    self.source = source
    self.now = now
  }

  /// What they gave.
  struct Result {
    var listed: [ListedEntry] = []
    /// What to remember of each sitemap, once what it listed is recorded.
    var memory: [String: Fact] = [:]
    var requests = 0
    /// What failed and what was left out, for people; where all failed, the first says why.
    var failures: [String] = []
    /// Sitemaps that are left for the next poll.
    var left = 0
    /// Every sitemap that was ever asked failed when it was last asked, at this poll or before.
    var allFailed = false
  }

  /// What came of asking one.
  private enum Answer {
    case sitemap(Sitemap, FetchResponse)
    /// Nothing has changed.
    case same(FetchResponse)
    /// No answer to read; `rest` in seconds where another try before then is in vain.
    case failure(String, rest: Int64?)
    /// The worker ends, which says nothing of the sitemap.
    case cancelled
  }

  /// Sitemaps asked at one poll.
  private static let mostAsked = 20
  /// No further one is asked once these took so long, in milliseconds: a host may want a minute between two requests.
  private static let longestWalk: Int64 = 120_000
  /// No further one is asked once so many entries are news: that is what one poll takes on.
  private static let mostEntries = 5000
  /// Sitemaps of an index that are followed.
  private static let mostFollowed = 1000
  private static let holdsSeconds: Int64 = 30 * 86_400

  /// What is remembered of a source's sitemaps begins with this.
  static func factPrefixes(of source: SourceName) -> [String] { ["sitemap \(source) ", "sitemap-index \(source) "] }
  private var indexName: String { Self.factPrefixes(of: source.name)[1] }
  private var prefix: String { Self.factPrefixes(of: source.name)[0] }

  /// Entries that are news: those of the last three days. What has no date cannot be shown to be.
  static func news(_ entries: [FeedEntry], now: Instant) -> [FeedEntry] {
    entries.filter { entry in
      guard let date = entry.published ?? entry.updated else { return false }
      return SitemapMemory.newsEnd(of: date) >= now
    }
  }

  /// The sitemaps that the index at this address listed when it was last read, none where there was no index; nil where
  /// that is not known.
  func remembered(at index: WebAddress) -> [SitemapChild]? {
    // Without a list the source counts as unchanged; a catalogue that fails says so where it is written.
    guard let fact = try? poller.catalog.fact(indexName),
      let memory = try? JSONDecoder().decode(SitemapIndexMemory.self, from: Data(fact.utf8)), memory.index == index
    else { return nil }
    return memory.children
  }

  /// What to remember of what was read at an address: the sitemaps it lists, none where it is no index.
  func memory(of children: [SitemapChild], at index: WebAddress) -> [String: Fact] {
    let followed = SitemapChoice.wanted(children, at: now).prefix(Self.mostFollowed)
    return fact(indexName, SitemapIndexMemory(index: index, listing: Array(followed)), expires: nil)
  }

  /// Asks those sitemaps that may hold something new. Each address is asked once, however often it is listed.
  func read(_ children: [SitemapChild]) async -> Result {
    var result = Result()
    let wanted = SitemapChoice.wanted(children, at: now)
    let followed = Array(wanted.prefix(Self.mostFollowed))
    var memories: [WebAddress: SitemapMemory]
    do {
      memories = try recall(followed)
    } catch {
      // What it asked before is not known, so it asks nothing.
      return Result(failures: [error.description], left: followed.count, allFailed: true)
    }
    let due = SitemapChoice.due(followed, memories, at: now)
    let began = poller.time.monotonicMilliseconds()
    var asked = 0
    for child in due {
      guard !Task.isCancelled, asked < Self.mostAsked, result.listed.count < Self.mostEntries,
        poller.time.monotonicMilliseconds() - began < Self.longestWalk
      else { break }
      guard await poller.holds.end(child.url.host) == nil else { continue }
      asked += 1
      var memory = memories[child.url] ?? SitemapMemory(stamp: child.lastModifiedText, at: now)
      guard await ask(child, &memory, &result) else { break }
      memories[child.url] = memory
      let expires = now.adding(seconds: Self.holdsSeconds)
      result.memory.merge(fact(prefix + child.url.description, memory, expires: expires)) { $1 }
    }
    result.left = due.count - asked
    result.allFailed = !memories.isEmpty && memories.values.allSatisfy { $0.failures > 0 }
    if result.allFailed, result.failures.isEmpty {
      result.failures += followed.lazy.compactMap { memories[$0.url]?.failure }.prefix(1)
    }
    if wanted.count > followed.count {
      result.failures.append("the index lists \(wanted.count) sitemaps; the first \(followed.count) are followed")
    }
    return result
  }

  private func recall(_ children: [SitemapChild]) throws(CatalogFailure) -> [WebAddress: SitemapMemory] {
    let facts = try poller.catalog.facts(prefix: prefix)
    var memories: [WebAddress: SitemapMemory] = [:]
    for child in children {
      guard let fact = facts[prefix + child.url.description] else { continue }
      // What cannot be read is as good as never asked.
      memories[child.url] = try? JSONDecoder().decode(SitemapMemory.self, from: Data(fact.utf8))
    }
    return memories
  }

  private func fact(_ name: String, _ value: some Encodable, expires: Instant?) -> [String: Fact] {
    guard let data = try? JSONEncoder().encode(value) else { return [:] }  // strings and dates: always possible
    return [name: Fact(String(decoding: data, as: UTF8.self), expires: expires)]
  }

  /// Asks one sitemap. False where it was not, because the worker ends.
  private func ask(_ child: SitemapChild, _ memory: inout SitemapMemory, _ result: inout Result) async -> Bool {
    let answer = await answer(of: child.url, memory, &result.requests)
    memory.ask(stamp: child.lastModifiedText, at: now)
    switch answer {
    case .cancelled: return false
    case .same(let response): memory.stay(response)
    case .failure(let why, let rest):
      let sentence = SourcePoller.sentence(why, at: child.url)
      result.failures.append(sentence)
      let backOff = memory.backOff(shortest: source.bounds(within: poller.settings.polling).lowerBound)
      memory.fail(sentence, rest: max(backOff, rest ?? 0))
    case .sitemap(let sitemap, let response):
      let sheet = Sheet(
        facts: FeedFacts(title: sitemap.publication, language: nil),
        exchange: EntryReader.exchange(response, asked: child.url))
      let news = Self.news(sitemap.entries, now: now)
      result.listed += news.map { ListedEntry(entry: $0, sheet: sheet) }
      memory.list(news, response)
    }
    return true
  }

  private func answer(of url: WebAddress, _ memory: SitemapMemory, _ requests: inout Int) async -> Answer {
    let known = (memory.validators, memory.validatorsURL)
    switch await poller.askFurther(url, of: source, knowing: known, requests: &requests) {
    case .cancelled: return .cancelled
    case .failure(let why, let rest): return .failure(why, rest: rest)
    case .answered(let response) where response.status == 304: return .same(response)
    case .answered(let response):
      do {
        let sitemap = try SitemapParser.parse(
          response.body, contentType: response.contentType, url: response.finalURL,
          keepingSource: poller.settings.bundles.keepSource)
        guard sitemap.kind == .urlset else {
          return .failure("an index within an index, which is not followed", rest: SitemapMemory.restSeconds)
        }
        return .sitemap(sitemap, response)
      } catch {
        return .failure(error.message, rest: nil)
      }
    }
  }
}
