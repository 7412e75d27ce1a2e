// What a source would give: one fetch, nothing stored.
internal import Catalog
internal import Foundation
public import News
public import Settings
internal import Transport

/// Tries a source.
public enum SourceCheck {
  /// What it would give.
  public struct Result: Sendable, Codable {
    /// What was asked, without secrets.
    public var address: String
    /// `ok` or the code of a failure.
    public var outcome: String
    /// A sentence where it failed.
    public var message: String
    /// What the answer was.
    public var format: String?
    /// The outlet's name for itself.
    public var title: String?
    /// The feed found behind a page.
    public var feed: String?
    /// Repairs made to a malformed answer.
    public var repairs: [String] = []
    /// WebSub hubs it names.
    public var hubs: [String] = []
    /// The sitemaps that a sitemap index lists.
    public var sitemaps: [String] = []
    /// Pages of a list that were read.
    public var pages = 1
    /// How many of a page's items lack each field.
    public var fields: [Field] = []
    /// What else there is to know of it, each a sentence.
    public var notices: [String] = []
    /// The entries.
    public var entries: [Entry] = []
    /// Whether it failed.
    public var failed: Bool { outcome != "ok" }
  }

  /// How many items of a page lack a field.
  public struct Field: Sendable, Codable, Equatable {
    /// `link`, `title`, `date`, `summary` or `author`.
    public var field: String
    /// The items it was looked for in.
    public var items: Int
    /// Those of them that lack it.
    public var missing: Int
  }

  /// An entry the source would give.
  public struct Entry: Sendable, Codable {
    /// The feed's identifier.
    public var guid: String?
    /// Its title.
    public var title: String?
    /// Its page.
    public var url: WebAddress?
    /// When it was published.
    public var published: Instant?
    /// Names.
    public var authors: [String]
    /// Words of text in the answer itself.
    public var words: Int
    /// Whether that is the whole article, so that its page is not fetched.
    public var whole: Bool
  }

  /// Fetches an address, or a source of the settings by its name, and reads the answer as an ingest would.
  ///
  /// Throws `Refusal` for an address that is none and for an `allow` list that cannot be read.
  public static func run(_ text: String, settings: Configuration?, allow: [String]) async throws -> Result {
    let known = settings?.sources.first { $0.name.description == text }
    guard let url = known?.url ?? WebAddress(text) else {
      throw Refusal(
        code: "usage",
        message: "what was given is neither a source of the settings nor an http or https address")
    }
    // An address nobody configured is read as a page: a feed is recognised there too.
    let source = known ?? Source(name: SourceName(derivedFrom: url), url: url, kind: .html)
    let settings = settings ?? Configuration(stateDirectory: "", sources: [source])
    let client = try HTTPClient.trying(settings.network, allow: allow)
    let scratch = FileManager.default.temporaryDirectory.appendingPathComponent("newsfold-\(UUID()).sqlite").path
    defer { for tail in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: scratch + tail) } }
    let poller = SourcePoller(
      client: client, catalog: try SQLiteCatalog(path: scratch), settings: settings, time: SystemTime(),
      agent: "Newsfold")
    let result = await poller.check(source)
    await client.shutdown()
    return result
  }
}

extension HTTPClient {
  /// A client for trying things out: it may reach what the settings allow, and what a person allows besides.
  static func trying(_ network: Configuration.Network, allow: [String]) throws(Refusal) -> HTTPClient {
    try HTTPClient(
      guard: AddressGuard(allow: network.allow + allow),
      userAgent: network.userAgent ?? Workspace.userAgent(contact: network.contact), proxy: network.proxy,
      caFile: network.caFile)
  }
}

extension SourcePoller {
  /// Fetches and reads a source without validators; for `SourceCheck`.
  func check(_ source: Source) async -> SourceCheck.Result {
    var result = SourceCheck.Result(address: source.url.redacted, outcome: "ok", message: "")
    func failed(_ code: String, _ message: String) -> SourceCheck.Result {
      (result.outcome, result.message) = (code, DisplayText.line(message))
      return result
    }
    do {
      let response = try await client.fetch(request(for: source, known: nil))
      guard response.status == 200 || response.status == 226 else {
        let words = StatusSentence.words(response.status)
        return failed(words.code, words.message)
      }
      var requests = 1
      let reading = try await read(response, source: source, foundFeed: false, requests: &requests)
      result.format = reading.format
      result.title = reading.facts.title
      result.feed = reading.found?.url.redacted
      result.repairs = reading.repairs
      result.hubs = reading.hubs + response.links(relation: "hub")
      result.sitemaps = reading.children.map(\.url.redacted)
      result.fields = reading.fields.map {
        SourceCheck.Field(field: $0.field, items: $0.items, missing: $0.missing)
      }
      let further = await PageWalk(poller: self, source: source, now: time.now())
        .read(after: reading.entries, at: response.finalURL, next: reading.next)
      result.pages += further.pages
      result.notices = reading.notices + further.notices
      result.entries = (reading.entries + further.listed.map(\.entry)).map { entry in
        let text = ArticleBuilder.EntryText(entry)
        return SourceCheck.Entry(
          guid: entry.guid, title: entry.title, url: entry.url, published: entry.published?.instant,
          authors: entry.authors, words: max(text.contentWords, text.summaryWords), whole: text.isWhole)
      }
      return result
    } catch let failure as FetchFailure {
      return failed(failure.code.rawValue, failure.message)
    } catch let refusal as Refusal {
      return failed(refusal.code, refusal.message)
    } catch {
      return failed("failed", "\(error)")
    }
  }
}
