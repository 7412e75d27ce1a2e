// One poll of one source: ask it, then read on: what is new, and the pages that needs. Nothing is recorded here.
internal import Bundles
public import Catalog
internal import Feeds
public import News
internal import Pages
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
  /// What those two learned and the catalogue does not have yet.
  let unrecorded: UnrecordedFacts
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
    unrecorded = UnrecordedFacts()
    holds = HostHolds(catalog: catalog, unrecorded: unrecorded, time: time, longest: settings.polling.longest)
    robots = RobotsPolicy(
      client: client, catalog: catalog, unrecorded: unrecorded, time: time, agent: agent, holds: holds)
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
    /// The page that goes on with a list.
    var next: WebAddress?
    /// How often the fields of a list's items could be filled.
    var fields: [Listing.FieldCount] = []
    /// What a person may want to know of it, each a sentence.
    var notices: [String] = []
    /// Facts to remember with it.
    var memory: [String: Fact] = [:]
  }

  /// Polls a source: asks it, and reads on. Never throws: a failure is an outcome with a sentence.
  public func poll(_ source: Source, known: SourceRecord?) async -> Harvest {
    await gather(ask(source, known: known))
  }

  /// Asks a source once: the part of a poll that its own host has to bear. Never throws.
  public func ask(_ source: Source, known: SourceRecord?) async -> Asked {
    var asked = await askNow(source, known: known)
    asked.ended = time.now()
    return asked
  }

  private func askNow(_ source: Source, known: SourceRecord?) async -> Asked {
    let previous = known.flatMap { $0.belongs(to: source) ? $0 : nil }
    var asked = Asked(source: source, previous: previous, at: time.now())
    let address = Self.address(of: source, asked.record)
    if let end = await holds.end(address.host) {
      asked.hold(until: end, "\(address.host) asked to be left alone until \(end); nothing was asked")
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
      if failure.code == .held {
        // Its own host, or one that it redirects to: that is put off for a while, and judged anew.
        let soon = time.now().adding(seconds: Int64(source.bounds(within: settings.polling).lowerBound))
        let end = await holds.end(address.host)
        if end != nil { asked.report.requests -= 1 }
        asked.record.lastPolled = end == nil ? asked.now : asked.previous?.lastPolled
        asked.hold(until: end ?? soon, failure.message)
        return asked
      }
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
    await holds.note(response)
    let isAsked =
      request.validators != nil && (request.validatorsURL ?? request.url).description == response.finalURL.description
    switch response.status {
    case 304 where !isAsked:
      asked.fail(
        "unexpected-304",
        "304: the server says that nothing has changed since, but it was asked for all there is")
    case 304:
      moves.note(response, in: &asked.record, asked: request.url, now: asked.now)
      asked.remember(response, keepingMissing: true)
      asked.report.outcome = "unchanged"
      asked.report.message = "not modified"
      asked.step = .unchanged(response)
    case 200, 226:
      do {
        let reading = try await read(
          response, source: asked.source, foundFeed: asked.record.feedURL != nil, requests: &asked.report.requests)
        // A redirect to what is no feed tells of no new address.
        moves.note(response, in: &asked.record, asked: request.url, now: asked.now)
        asked.take(reading, response)
      } catch {
        asked.fail(error.code, error.message)
      }
    default:
      moves.note(response, in: &asked.record, asked: request.url, now: asked.now)
      let words = StatusSentence.words(response.status)
      asked.fail(
        words.code, words.message, retryAfter: response.retryAfterSeconds, gone: response.status == 410)
    }
  }
}
