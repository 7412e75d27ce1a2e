// From a list to sources of the settings: named, unlike those that are there, and each line accounted for.

public import News

/// What a list adds to the sources that are there.
public struct OPMLImport: Sendable, Equatable {
  /// A subscription that becomes a source.
  public struct Taken: Sendable, Equatable {
    /// The source: name, title, address, kind, language and listing rules; everything else as by default.
    public var source: Source
    /// The folders it lies in, the outermost first.
    public var categories: [String]
    /// What could not be taken over, a sentence each.
    public var notes: [String]
  }

  /// A line that becomes none.
  public struct Skipped: Sendable, Equatable {
    /// What it is called.
    public var title: String
    /// Its address, without secrets; nil where it has none.
    public var address: String?
    /// `known`, `repeated`, `not-http`, `unsupported-type`, or the reason of an ``OPMLOther``.
    public var code: String
    /// A sentence for people.
    public var message: String
  }

  /// The new sources, in the order of the list.
  public private(set) var taken: [Taken] = []
  /// The other lines, in the order of the list; those that are no subscriptions come last.
  public private(set) var skipped: [Skipped] = []

  /// Sorts a list. A source is known by its canonical address; a new one is named after its address, as one without a name
  /// is in the settings, with a number where that name is taken. A name and password in an address are not taken over.
  public init(_ opml: OPML, besides sources: [Source]) {
    let contents = opml.contents
    var known: [WebAddress: (name: SourceName, isNew: Bool)] = [:]
    for source in sources { known[source.url.canonical] = (source.name, false) }
    var names = UniqueNames(taken: sources.map(\.name))
    for subscription in contents.subscriptions {
      guard let url = subscription.url else {
        skip(subscription, "not-http", "its address is not an absolute http or https address")
        continue
      }
      guard let kind = subscription.kind else {
        skip(
          subscription, "unsupported-type",
          "it is read by rules of the type \(subscription.type ?? ""), which are unknown here")
        continue
      }
      if let (name, isNew) = known[url.canonical] {
        skip(
          subscription, isNew ? "repeated" : "known",
          isNew ? "the list has this address before, as \(name)" : "the settings have this address, as \(name)")
        continue
      }
      let name = names.name(for: url)
      known[url.canonical] = (name, true)
      let title = WebAddress(subscription.title) == nil ? subscription.title : nil
      let source = Source(
        name: name, title: title, url: WebAddress(url.description) ?? url, kind: kind,
        language: subscription.language, listing: subscription.listing)
      taken.append(Taken(source: source, categories: subscription.categories, notes: Self.notes(subscription)))
    }
    for other in contents.others { skip(other) }
  }

  private mutating func skip(_ subscription: OPMLSubscription, _ code: String, _ message: String) {
    skipped.append(
      Skipped(
        title: subscription.title, address: subscription.url?.redacted ?? Self.shown(subscription.address), code: code,
        message: message))
  }

  private mutating func skip(_ other: OPMLOther) {
    let message =
      switch other.reason {
      case .reference: "it points to another list or page, which is not followed"
      case .siteOnly: "it has the address of a site but none of a feed (xmlUrl); try \"newsfold sources check\" with it"
      case .text: "it has no address (xmlUrl) and nothing within it"
      }
    skipped.append(
      Skipped(
        title: other.title, address: other.address.map(Self.shown), code: other.reason.rawValue, message: message))
  }

  private static func notes(_ subscription: OPMLSubscription) -> [String] {
    var out: [String] = []
    if subscription.url?.userinfo != nil {
      out.append(
        "the name and password in its address were not taken over; put them into files and name these in `credentials`")
    }
    if !subscription.unmapped.isEmpty {
      out.append(
        "without counterpart here: " + subscription.unmapped.prefix(20).map { $0.prefix(60) }.joined(separator: ", "))
    }
    if subscription.kind == .html, subscription.listing == nil {
      out.append("no rule says how its page lists articles; that is found out by itself")
    }
    return out
  }

  /// An address for people: without user name, password and query; of what is no address of a host only the scheme.
  private static func shown(_ address: String) -> String {
    if let url = WebAddress(address) { return url.redacted }
    var reference = AddressReference(address)
    reference.query = reference.query.map { _ in "…" }
    reference.fragment = nil
    if let authority = reference.authority {
      reference.authority =
        authority.lastIndex(of: "@").map { String(authority[authority.index(after: $0)...]) }
        ?? authority
    } else if let scheme = reference.scheme {
      return scheme + ":…"
    }
    return OPML.line(String(reference.string.prefix(200))) ?? ""
  }
}

/// Names of sources, each given once.
private struct UniqueNames {
  private var taken: Set<SourceName>
  /// The number last tried after each beginning of a name, by the count of its digits: names that are the same where they
  /// are cut for the number share one count, or each would try all the numbers of the others.
  private var last: [Stem: Int] = [:]

  private struct Stem: Hashable {
    var text: Substring
    var digits: Int
  }

  init(taken: [SourceName]) { self.taken = Set(taken) }

  mutating func name(for url: WebAddress) -> SourceName {
    let wanted = SourceName(derivedFrom: url)
    if taken.insert(wanted).inserted { return wanted }
    var digits = 1
    var least = 1
    while true {
      let stem = Stem(text: wanted.description.prefix(64 - 1 - digits), digits: digits)
      // A source is never the first of its name.
      let number = last[stem, default: max(least - 1, 1)] + 1
      guard number < least * 10 else {
        digits += 1
        least *= 10
        continue
      }
      last[stem] = number
      if let name = SourceName("\(stem.text)-\(number)"), taken.insert(name).inserted { return name }
    }
  }
}
