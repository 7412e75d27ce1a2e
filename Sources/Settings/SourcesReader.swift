// The list of sources: each entry typed, named, and unlike every other.
import News
import Yams

/// Reads `sources`.
enum SourcesReader {
  private static let keys = [
    "name", "title", "url", "kind", "interval", "shortest", "longest", "language", "pages", "listing", "article",
    "headers", "secret_headers", "credentials", "robots", "delta",
  ]

  /// What the transport itself sets; a second value would break requests or the promises made to publishers.
  private static let reserved: Set<String> = [
    "host", "connection", "content-length", "transfer-encoding", "te", "upgrade", "if-none-match", "if-modified-since",
    "accept-encoding", "range", "cookie", "referer", "a-im",
  ]

  static func read(
    _ top: Group, polling: Configuration.Polling, directory: String, into problems: inout ProblemList
  ) -> [Source] {
    let wanted = "a list with one `- url: https://…` for each feed or page to poll"
    guard let node = top["sources"] else {
      if top.node.mapping != nil { problems.add(at: top.node, "there are no sources; add `sources:`, \(wanted)") }
      return []
    }
    guard let sequence = node.sequence, !sequence.isEmpty else {
      problems.add(at: node, "`sources` is \(node.sequence == nil ? node.told : "empty"); it should be \(wanted)")
      return []
    }
    var sources: [Source] = []
    var lines: [SourceName: (line: Int, given: Bool)] = [:]
    for (index, element) in sequence.enumerated() {
      guard let source = source(element, index: index, polling: polling, directory: directory, into: &problems) else {
        continue
      }
      let given = element.mapping?["name"]
      if let first = lines[source.name] {
        problems.add(
          at: given ?? element,
          duplicate(source.name, given: given != nil, firstLine: first.line, firstGiven: first.given))
      } else {
        lines[source.name] = (element.mark?.line ?? 0, given != nil)
        sources.append(source)
      }
    }
    return sources
  }

  private static func duplicate(_ name: SourceName, given: Bool, firstLine: Int, firstGiven: Bool) -> String {
    let first = "the source of line \(firstLine)"
    if given { return "`\(name)` is already the name of \(first); names must differ" }
    return "this source has no `name` and gets `\(name)` from its address, as \(first) "
      + (firstGiven ? "is called" : "does") + "; is it the same? If not, give it a `name`"
  }

  private static func source(
    _ node: Node, index: Int, polling: Configuration.Polling, directory: String, into problems: inout ProblemList
  ) -> Source? {
    // A bare address is a source of which nothing else need be said.
    let node = node.scalar == nil ? node : .mapping(.init([(Node("url"), node)], Tag(.map), .block, node.mark))
    let group = Group(node, name: "sources[\(index)]", known: keys, into: &problems)
    guard node.mapping != nil else { return nil }

    let url = group.value("url", "an address such as https://news.example/feed.xml", into: &problems) { text in
      Group.line(text).flatMap { WebAddress($0) }
    }
    if group["url"] == nil {
      problems.add(at: node, "this source has no `url`; add `url: https://…`, the address of its feed or page")
    }
    let name = group.value(
      "name", "1 to 64 of the characters a-z 0-9 . _ -, beginning with a letter or digit", into: &problems,
      SourceName.init)
    let title = group.text("title", "one line of text", into: &problems)
    let kind: Source.Kind = group.choice("kind", into: &problems) ?? .feed
    let (interval, bounds) = times(group, polling: polling, into: &problems)
    let language = group.value("language", "a language tag such as en or pt-BR", into: &problems, LanguageTag.init)
    let pages: Source.PagePolicy = group.choice("pages", into: &problems) ?? .auto
    let listing = listing(group, kind: kind, into: &problems)
    let article = PageRulesReader.read(group, into: &problems)
    let headers = headers(group, into: &problems)
    let secrets = SecretsReader(directory: directory)
    let secretHeaders = secrets.headers(group, besides: headers, into: &problems)
    let credentials = secrets.credentials(group, url: url, into: &problems)
    let robots: Source.RobotsScope = group.choice("robots", into: &problems) ?? .pages
    let delta = group.flag("delta", into: &problems) ?? false
    if delta, kind != .feed, let at = group["delta"] {
      problems.add(at: at, "`\(group.path("delta"))` is only for feeds (RFC 3229); leave it out")
    }
    guard let url else { return nil }
    return Source(
      name: name ?? SourceName(derivedFrom: url), title: title, url: url, kind: kind, interval: interval,
      shortest: bounds.shortest, longest: bounds.longest, language: language, pages: pages, listing: listing,
      article: article, headers: headers, secretHeaders: secretHeaders, credentials: credentials, robots: robots,
      asksForDelta: delta)
  }

  /// When the source is asked: its own times, checked against each other and against those of all sources.
  private static func times(
    _ group: Group, polling: Configuration.Polling, into problems: inout ProblemList
  ) -> (interval: Int?, bounds: (shortest: Int?, longest: Int?)) {
    let given = SettingsReader.interval(group, into: &problems)
    let shortest = group.seconds("shortest", 1...366 * 86_400, into: &problems)
    let longest = group.seconds("longest", 1...366 * 86_400, into: &problems)
    func bound(_ key: String, _ own: Int?, _ all: Int) -> SettingsReader.Bound {
      own.map { .init(name: group.path(key), seconds: $0) } ?? .init(name: "polling.\(key)", seconds: all)
    }
    let bounds = (
      shortest: bound("shortest", shortest, polling.shortest), longest: bound("longest", longest, polling.longest)
    )
    if bounds.shortest.seconds > bounds.longest.seconds, let node = group["shortest"] ?? group["longest"] {
      problems.add(
        at: node,
        "`\(bounds.shortest.name)` (\(Quantity.time(bounds.shortest.seconds))) is longer than "
          + "`\(bounds.longest.name)` (\(Quantity.time(bounds.longest.seconds))); make it at most that")
    } else if case .fixed(let interval) = given, let node = group["interval"] {
      SettingsReader.check(interval: interval, group.path("interval"), at: node, bounds, into: &problems)
    }
    return (given.map(\.seconds) ?? polling.interval, (shortest, longest))
  }

  private static func headers(_ source: Group, into problems: inout ProblemList) -> [String: String] {
    guard let node = source["headers"] else { return [:] }
    guard let mapping = node.mapping else {
      problems.add(
        at: node, "`\(source.path("headers"))` is \(node.told); it should be a group such as `Accept-Language: en`")
      return [:]
    }
    var out: [String: String] = [:]
    for (key, value) in mapping {
      let name = key.scalar?.string ?? ""
      guard name.unicodeScalars.first != YAMLDocument.renamed else { continue }
      guard isHeader(name, at: key, into: &problems) else { continue }
      guard let text = value.scalar.flatMap({ Group.line($0.string) }) else {
        // Not shown: it may be secret, and problems end in logs.
        problems.add(at: value, "the header `\(name)` should be one line of text")
        continue
      }
      out[name] = text
    }
    return out
  }

  /// Whether a header of this name can be given.
  static func isHeader(_ name: String, at key: Node, into problems: inout ProblemList) -> Bool {
    guard isToken(name) else {
      problems.add(at: key, "the header name is \(key.told); it should be a word such as Accept-Language")
      return false
    }
    guard !reserved.contains(name.lowercased()) else {
      problems.add(at: key, "the header `\(name)` is set by the poller itself and cannot be given; leave it out")
      return false
    }
    return true
  }

  /// A header name (RFC 9110 section 5.6.2).
  private static func isToken(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy {
        ($0 | 32) >= 97 && ($0 | 32) <= 122 || $0 >= 48 && $0 <= 57 || "!#$%&'*+-.^_`|~".utf8.contains($0)
      }
  }
}
