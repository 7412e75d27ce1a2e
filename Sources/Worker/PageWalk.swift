// From the first page of a list to the next ones: as far as the settings allow and there is anything new.
internal import Catalog
internal import News
internal import Pages
internal import Transport

/// Reads the further pages of a list.
struct PageWalk {
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
    /// Pages that were read, the first not among them.
    var pages = 0
    var requests = 0
    /// What failed or was left, for people.
    var notices: [String] = []
    /// The page to go on with at the next poll, once what is listed here is recorded.
    var memory: [String: Fact] = [:]
  }

  /// No further page is asked once these took so long, in milliseconds: a host may want a minute between two requests.
  private static let longestWalk: Int64 = 120_000
  /// A page that failed is asked again at later polls for so many seconds.
  private static let holdsSeconds: Int64 = 86_400

  /// What is remembered of a source's pages begins with this.
  static func factPrefix(of source: SourceName) -> String { "listing \(source) " }
  private var restName: String { Self.factPrefix(of: source.name) + "rest" }

  /// A page that could not be read, and until when that is tried.
  private struct Rest {
    var url: WebAddress
    var until: Instant
  }

  /// What an earlier poll left.
  private var rest: Rest? {
    guard pages > 1, let fact = try? poller.catalog.fact(restName), let mark = fact.firstIndex(of: " "),
      let until = Int64(fact[..<mark]), Instant(milliseconds: until) > now,
      let url = WebAddress(String(fact[fact.index(after: mark)...]))
    else { return nil }
    return Rest(url: url, until: Instant(milliseconds: until))
  }

  /// Whether an earlier poll left a page.
  var hasRest: Bool { rest != nil }

  private var pages: Int { source.listing?.pages ?? 1 }

  /// Reads on after the first page. Where all of that is known, and no page is left from an earlier poll, nothing is asked.
  func read(after first: [FeedEntry], at address: WebAddress, next: WebAddress?) async -> Result {
    guard pages > 1 else { return Result() }
    var known: Set<String>
    do { known = try pendingKeys() } catch { return Result(notices: [error.description]) }
    let rest = rest
    let isNew = (try? unknown(first, besides: &known).isEmpty) == false
    guard isNew || rest != nil else { return Result() }
    return await walk(from: isNew ? next : nil, rest: rest, after: address, known: known)
  }

  /// Reads page after page while there is anything new, then those from `rest` on.
  private func walk(
    from start: WebAddress?, rest: Rest?, after address: WebAddress, known: Set<String>
  ) async -> Result {
    var known = known
    var result = Result()
    var visited: Set<String> = [address.canonical.description, source.url.canonical.description]
    func isVisited(_ url: WebAddress) -> Bool { visited.contains(url.canonical.description) }
    /// Ends the walk before a page, which the next poll goes on with.
    func leave(_ url: WebAddress, _ notice: String?) -> Result {
      if let notice { result.notices.append(notice) }
      // One that keeps failing is not tried for ever.
      let end = rest.map { $0.url == url ? $0.until : nil } ?? nil
      let until = end ?? now.adding(seconds: Self.holdsSeconds)
      result.memory[restName] = Fact("\(until.milliseconds) \(url.description)", expires: until)
      return result
    }
    /// Ends the walk where there is nothing more to read.
    func end(_ notice: String? = nil) -> Result {
      if let notice { result.notices.append(notice) }
      if let rest, isVisited(rest.url) { result.memory[restName] = Fact("", expires: now) }
      return result
    }
    let began = poller.time.monotonicMilliseconds()
    var next = start
    while result.pages + 1 < pages {
      if next.map(isVisited) ?? true { next = rest?.url }
      guard let url = next, visited.insert(url.canonical.description).inserted else { break }
      guard poller.time.monotonicMilliseconds() - began < Self.longestWalk else {
        return leave(url, "the pages from \(url.redacted) on are left for the next poll")
      }
      if let end = await poller.holds.end(url.host) {
        return leave(url, SourcePoller.sentence("\(url.host) asked to be left alone until \(end)", at: url))
      }
      switch await poller.askFurther(url, of: source, isPage: true, requests: &result.requests) {
      case .cancelled: return leave(url, nil)
      case .failure(let why, _): return leave(url, SourcePoller.sentence(why, at: url))
      case .answered(let response):
        let final = response.finalURL
        // A redirect back to what was read ends the list, and one to another site is none of it.
        guard final == url || visited.insert(final.canonical.description).inserted else { return end() }
        guard final.isSameSite(as: address) else {
          return end(SourcePoller.sentence("it leads to another site (\(final.host))", at: url))
        }
        do {
          let reading = try poller.listing(response, source)
          let new = try unknown(reading.entries, besides: &known)
          let sheet = Sheet(facts: reading.facts, exchange: EntryReader.exchange(response, asked: url))
          result.listed += new.map { ListedEntry(entry: $0, sheet: sheet) }
          result.pages += 1
          next = new.isEmpty ? nil : reading.next
        } catch let refusal as Refusal {
          // Another try would read the same.
          return end(SourcePoller.sentence(refusal.message, at: url))
        } catch {
          return leave(url, "\(error)")
        }
      }
    }
    return end()
  }

  private func pendingKeys() throws(CatalogFailure) -> Set<String> {
    Set(try poller.catalog.pending(of: source.name).map(\.key))
  }

  /// The entries that were never met; they count as met from now on.
  private func unknown(_ entries: [FeedEntry], besides known: inout Set<String>) throws(CatalogFailure) -> [FeedEntry] {
    let keys = EntryKeys.keys(of: entries, in: source.name)
    let seen = try poller.catalog.seen(keys.compactMap { $0?.key }, in: source.name)
    return zip(entries, keys).compactMap { entry, key in
      guard let key, seen[key.key] == nil, known.insert(key.key).inserted else { return nil }
      return entry
    }
  }
}
