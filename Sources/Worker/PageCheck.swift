// How one page is read: what was taken, what was left out and why. Nothing is stored.
internal import Markup
public import News
internal import Pages
public import Settings
internal import Transport

/// Tries an article's page.
public enum PageCheck {
  /// Where a page comes from.
  public enum Page: Sendable {
    /// Its bytes, and the address it has or would have.
    case file([UInt8], address: WebAddress?)
    /// To be fetched.
    case address(WebAddress)
  }

  /// What a person wants of the reading.
  public struct Options: Sendable {
    /// The source whose rules are followed, by name; nil finds one by the page's host.
    public var source: String?
    /// Rules that take the place of the source's, kind by kind.
    public var rules: PageRules
    /// Private addresses that may be reached.
    public var allow: [String]

    /// Options.
    public init(source: String? = nil, rules: PageRules = PageRules(), allow: [String] = []) {
      self.source = source
      self.rules = rules
      self.allow = allow
    }
  }

  /// Larger files need not be read: no page may be longer.
  public static let largest = HTMLTree.byteLimit

  /// Reads a page as an ingest would, and tells how.
  ///
  /// Throws `Refusal`: `unknown-source`, `usage` for a selector that is none, or what is wrong with the settings' network. A page that cannot be
  /// had or read is a result.
  public static func run(_ page: Page, settings: Configuration?, options: Options) async throws -> PageReading {
    for (key, selector) in options.rules.selectors {
      if let problem = Workspace.problem(withSelector: selector) {
        throw Refusal(code: "usage", message: "--\(key): \(problem)")
      }
    }
    switch page {
    case .file(let bytes, let address):
      let rules = try RulesInForce(options, for: address, in: settings)
      return read(bytes, contentType: nil, address: address, rules)
    case .address(let address):
      let rules = try RulesInForce(options, for: address, in: settings)
      let network = settings?.network ?? Configuration.Network()
      let client = try HTTPClient.trying(network, allow: options.allow)
      let reading = await fetch(address, client, network, rules)
      await client.shutdown()
      return reading
    }
  }

  private static func fetch(
    _ address: WebAddress, _ client: HTTPClient, _ network: Configuration.Network, _ rules: RulesInForce
  ) async -> PageReading {
    do {
      let response = try await client.fetch(
        FetchRequest(url: address, purpose: .page, maxBodyBytes: network.maxPageBytes))
      guard response.status == 200 else {
        let words = StatusSentence.words(response.status)
        return PageReading(address: response.finalURL, rules, outcome: words.code, message: words.message)
      }
      return read(response.body, contentType: response.contentType, address: response.finalURL, rules)
    } catch {
      return PageReading(address: address, rules, outcome: error.code.rawValue, message: error.message)
    }
  }

  private static func read(
    _ bytes: [UInt8], contentType: String?, address: WebAddress?, _ rules: RulesInForce
  ) -> PageReading {
    do {
      let article = try PageReader.read(
        bytes, contentType: contentType, url: address, rules: rules.rules, explaining: true)
      return PageReading(article, address: address, rules)
    } catch {
      var reading = PageReading(address: address, rules, outcome: error.code, message: error.message)
      reading.wasHad = true
      return reading
    }
  }
}

/// Which rules a page is read by.
struct RulesInForce {
  private(set) var rules: PageRules?
  /// The source they are of.
  private(set) var source: SourceName?
  private(set) var notes: [String] = []

  init(_ options: PageCheck.Options, for address: WebAddress?, in settings: Configuration?) throws(Refusal) {
    let sources = settings?.sources ?? []
    if let name = options.source {
      guard let source = sources.first(where: { $0.name.description == name }) else {
        let all = sources.map(\.name.description).joined(separator: ", ")
        throw Refusal(
          code: "unknown-source",
          message: "there is no source called \"\(name)\"; there are: \(all.isEmpty ? "none" : all)")
      }
      (rules, self.source) = (source.article, source.name)
      if source.article == nil { notes.append("the source \(source.name) has no rules for its pages") }
    } else if let address {
      let near = sources.filter { $0.article != nil && Self.site($0.url) == Self.site(address) }
      if Set(near.map(\.article)).count == 1, let first = near.first {
        (rules, source) = (first.article, first.name)
      } else if near.count > 1 {
        let names = near.map(\.name.description).joined(separator: ", ")
        notes.append(
          "several sources of this host have rules of their own, none of which is followed: name one of \(names)")
      }
    }
    if !options.rules.isEmpty { rules = (rules ?? PageRules()).replaced(by: options.rules) }
  }

  /// The host without what many have in front of it.
  private static func site(_ url: WebAddress) -> Substring {
    url.host.hasPrefix("www.") ? url.host.dropFirst(4) : url.host[...]
  }
}
