// May this page be fetched? robots.txt (RFC 9309), asked for once a day and host, remembered across runs.
internal import Catalog
internal import News
internal import Transport

/// Answers by robots.txt for web pages; feeds a person subscribed to are not asked about.
actor RobotsPolicy {
  private struct Kept {
    let rules: RobotsRules?
    let until: Instant
  }

  private let client: HTTPClient
  private let catalog: any CatalogStore
  private let unrecorded: UnrecordedFacts
  private let time: any TimeSource
  private let agent: String
  private let holds: HostHolds
  private var kept: [String: Kept] = [:]
  private var asking: [String: Task<(Kept, String), Never>] = [:]

  /// How long an answer holds (RFC 9309 section 2.4), in seconds.
  private static let holds: Int64 = 86_400
  /// How much of a file is taken; of that the first 500 KiB are read (RFC 9309 section 2.5).
  private static let mostBytes = 4_000_000

  init(
    client: HTTPClient, catalog: any CatalogStore, unrecorded: UnrecordedFacts, time: any TimeSource, agent: String,
    holds: HostHolds
  ) {
    self.client = client
    self.catalog = catalog
    self.unrecorded = unrecorded
    self.time = time
    self.agent = agent
    self.holds = holds
  }

  /// Why a page may not be fetched.
  enum Objection: Sendable, Equatable {
    /// The rules forbid it.
    case disallowed
    /// The rules cannot be reached, so nothing is allowed for now (RFC 9309 section 2.3.1.4).
    case unreachable

    /// A code for machines.
    var code: String { self == .disallowed ? "blocked-by-robots" : "robots-unreachable" }

    /// A sentence for people.
    func sentence(_ url: WebAddress) -> String {
      switch self {
      case .disallowed: "robots.txt of \(url.origin) does not allow this page to be read by programs"
      case .unreachable: "robots.txt of \(url.origin) cannot be reached, so its pages are not read for now"
      }
    }
  }

  /// What a host's file says of one address.
  struct Permission: Sendable, Equatable {
    /// What stands against fetching it; nil where nothing does.
    var objection: Objection?
    /// Seconds to leave between two requests to the host, where it asks for that.
    var delaySeconds: Int?
  }

  /// The longest delay between requests that is kept, in seconds: a file that asks for more means to forbid.
  private static let longestDelay = 60

  /// What the host's file says of a page. A missing file allows everything.
  func permission(for url: WebAddress) async -> Permission {
    guard let rules = await rules(for: url) else { return Permission(objection: .unreachable) }
    let allowed = rules.allows(url.path + (url.query.map { "?" + $0 } ?? ""), agent: agent)
    return Permission(
      objection: allowed ? nil : .disallowed,
      delaySeconds: rules.crawlDelaySeconds(agent: agent).map { min($0, Self.longestDelay) })
  }

  private func rules(for url: WebAddress) async -> RobotsRules? {
    let now = time.now()
    if let known = kept[url.origin], known.until > now { return known.rules }
    if let known = remembered(url.origin), known.until > now {
      kept[url.origin] = known
      return known.rules
    }
    let task: Task<(Kept, String), Never>
    if let running = asking[url.origin] {
      task = running
    } else {
      task = Task { await self.ask(url) }
      asking[url.origin] = task
    }
    let (answer, text) = await task.value
    if asking.removeValue(forKey: url.origin) != nil, answer.until > now {
      kept = kept.filter { $0.value.until > now }
      kept[url.origin] = answer
      let state = answer.rules == nil ? "unreachable" : "ok"
      unrecorded.note(
        "robots " + url.origin, Fact("\(answer.until.milliseconds)\n\(state)\n\(text)", expires: answer.until))
    }
    return answer.rules
  }

  private func remembered(_ origin: String) -> Kept? {
    guard let fact = try? catalog.fact("robots " + origin) else { return nil }
    let parts = fact.split(separator: "\n", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let until = Int64(parts[0]) else { return nil }
    let rules = parts[1] == "ok" ? RobotsRules.parse(Array(parts[2].utf8)) : nil
    return Kept(rules: rules, until: Instant(milliseconds: until))
  }

  private func ask(_ url: WebAddress) async -> (Kept, String) {
    let now = time.now()
    guard let address = WebAddress("/robots.txt", base: url) else { return (Kept(rules: nil, until: now), "") }
    let request = FetchRequest(url: address, purpose: .robots, maxBodyBytes: Self.mostBytes)
    do {
      let response = try await client.fetch(request)
      await holds.note(response)
      let rules = RobotsRules.judging(status: response.status, body: response.body)
      let hold = rules == nil ? Self.holds / 24 : Self.holds
      let text = (200..<300).contains(response.status) ? String(decoding: response.body, as: UTF8.self) : ""
      return (Kept(rules: rules, until: now.adding(seconds: hold)), text)
    } catch  where error.code == .cancelled || error.code == .held {
      return (Kept(rules: nil, until: now), "")  // says nothing of the host
    } catch {
      // What is this large tells no rules; that is the host's to mend, and it is not asked all the time.
      let hold = error.code == .tooLarge ? Self.holds : Self.holds / 24
      return (Kept(rules: nil, until: now.adding(seconds: hold)), "")
    }
  }
}
