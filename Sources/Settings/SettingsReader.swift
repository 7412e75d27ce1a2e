// The settings file's groups, each read into its typed form and checked against the others.
import News
import Yams

/// Reads a document's root.
enum SettingsReader {
  private static let day = 86_400

  /// Reads everything; the result is meaningful only where no problem was added.
  static func read(_ root: Node, directory: String, into problems: inout ProblemList) -> Configuration {
    let known = ["state", "polling", "network", "stories", "bundles", "log", "sources"]
    let top = Group(root, name: "", known: known, into: &problems)
    var settings = Configuration(stateDirectory: state(top, directory: directory, into: &problems), sources: [])
    settings.polling = polling(top, into: &problems)
    settings.network = network(top, directory: directory, into: &problems)
    settings.bundles = bundles(top, into: &problems)
    settings.log = log(top, into: &problems)
    settings.sources = SourcesReader.read(
      top, polling: settings.polling, directory: directory, into: &problems)
    settings.stories = stories(top, sources: settings.sources, into: &problems)
    return settings
  }

  private static func group(
    _ top: Group, _ name: String, _ known: [String], into problems: inout ProblemList
  ) -> Group? {
    top[name].map { Group($0, name: name, known: known, into: &problems) }
  }

  private static func state(_ top: Group, directory: String, into problems: inout ProblemList) -> String {
    let wanted = "a folder, absolute or relative to this file"
    let path = top.text("state", wanted, into: &problems) ?? "newsfold-state"
    if path.hasPrefix("~"), let node = top["state"] {
      problems.add(at: node, "`state` begins with `~`, which is not expanded here; write the folder in full")
    }
    return absolute(path, directory)
  }

  /// A path relative to the settings file's directory.
  private static func absolute(_ path: String, _ directory: String) -> String {
    var path = path
    while path.hasPrefix("./") { path.removeFirst(2) }
    if path.hasPrefix("/") { return path }
    return directory.hasSuffix("/") ? directory + path : "\(directory)/\(path)"
  }

  private static func polling(_ top: Group, into problems: inout ProblemList) -> Configuration.Polling {
    var out = Configuration.Polling()
    let known = [
      "interval", "shortest", "longest", "jitter", "max_connections", "max_per_host", "host_spacing", "timeout",
      "connect_timeout", "move_sightings", "move_after",
    ]
    guard let group = group(top, "polling", known, into: &problems) else { return out }
    out.interval = interval(group, into: &problems)?.seconds
    out.shortest = group.seconds("shortest", 1...366 * day, into: &problems) ?? out.shortest
    out.longest = group.seconds("longest", 1...366 * day, into: &problems) ?? out.longest
    out.jitter =
      group.value("jitter", "a share from 0 to 0.5", into: &problems) { text in
        Double(text).flatMap { (0...0.5).contains($0) ? $0 : nil }
      } ?? out.jitter
    out.maxConnections = group.number("max_connections", 1...10_000, into: &problems) ?? out.maxConnections
    out.maxPerHost = group.number("max_per_host", 1...100, into: &problems) ?? out.maxPerHost
    out.hostSpacingMilliseconds =
      group.value("host_spacing", "a time from 0s to 1h, written like 250ms or 2s", into: &problems) { text in
        Quantity.milliseconds(text).flatMap { (0...3_600_000).contains($0) ? $0 : nil }
      } ?? out.hostSpacingMilliseconds
    out.timeout = group.seconds("timeout", 1...3600, into: &problems) ?? out.timeout
    out.connectTimeout = group.seconds("connect_timeout", 1...600, into: &problems) ?? out.connectTimeout
    out.moveSightings = group.number("move_sightings", 1...1000, into: &problems) ?? out.moveSightings
    out.moveAfter = group.seconds("move_after", 0...366 * day, into: &problems) ?? out.moveAfter
    if out.shortest > out.longest, let node = group["shortest"] ?? group["longest"] {
      problems.add(
        at: node,
        "`polling.shortest` (\(told(out.shortest, group, "shortest"))) is longer than `polling.longest` "
          + "(\(told(out.longest, group, "longest"))); make it at most that, or raise `polling.longest`")
    } else if let interval = out.interval, let node = group["interval"] {
      let bounds = (
        Bound(name: "polling.shortest", seconds: out.shortest), Bound(name: "polling.longest", seconds: out.longest)
      )
      check(interval: interval, "polling.interval", at: node, bounds, into: &problems)
    }
    if out.connectTimeout > out.timeout, let node = group["connect_timeout"] ?? group["timeout"] {
      problems.add(
        at: node,
        "`polling.connect_timeout` (\(told(out.connectTimeout, group, "connect_timeout"))) is longer than "
          + "`polling.timeout` (\(told(out.timeout, group, "timeout"))), which contains it")
    }
    if out.maxPerHost > out.maxConnections, let node = group["max_per_host"] ?? group["max_connections"] {
      problems.add(
        at: node,
        "`polling.max_per_host` (\(out.maxPerHost)) is more than `polling.max_connections` "
          + "(\(out.maxConnections)), which contains it")
    }
    return out
  }

  /// A bound and the key it was read from.
  struct Bound {
    let name: String
    let seconds: Int
  }

  /// An interval has to lie within its bounds.
  static func check(
    interval: Int, _ name: String, at node: Node, _ bounds: (shortest: Bound, longest: Bound),
    into problems: inout ProblemList
  ) {
    func add(_ place: String, _ bound: Bound, _ cure: String) {
      problems.add(
        at: node,
        "`\(name)` is \(Quantity.time(interval)), \(place) `\(bound.name)` (\(Quantity.time(bound.seconds))); make it "
          + "at \(place == "below" ? "least" : "most") that, or \(cure) `\(bound.name)`")
    }
    if interval < bounds.shortest.seconds {
      add("below", bounds.shortest, "lower")
    } else if interval > bounds.longest.seconds {
      add("above", bounds.longest, "raise")
    }
  }

  /// What `interval` can say.
  enum Interval {
    case adaptive
    case fixed(Int)

    /// The fixed one's seconds.
    var seconds: Int? { if case .fixed(let seconds) = self { seconds } else { nil } }
  }

  /// Reads `interval`.
  static func interval(_ group: Group, into problems: inout ProblemList) -> Interval? {
    let wanted = "the word adaptive, or a time from 1s to \(Quantity.time(366 * day)), written like 90s, 30m, 6h or 2d"
    return group.value("interval", wanted, into: &problems) { text in
      if text == "adaptive" { return .adaptive }
      return Quantity.seconds(text).flatMap { (1...366 * day).contains($0) ? .fixed($0) : nil }
    }
  }

  private static func told(_ seconds: Int, _ group: Group, _ key: String) -> String {
    Quantity.time(seconds) + (group[key] == nil ? " by default" : "")
  }

  private static func network(
    _ top: Group, directory: String, into problems: inout ProblemList
  ) -> Configuration.Network {
    var out = Configuration.Network()
    let known = [
      "user_agent", "contact", "proxy", "allow", "ca_file", "max_feed_size", "max_page_size", "respect_robots",
    ]
    guard let group = group(top, "network", known, into: &problems) else { return out }
    out.userAgent = group.text("user_agent", "one line such as example-news/1.0 (+https://…)", into: &problems)
    out.contact = group.text("contact", "a mail address or the address of a page about you", into: &problems)
    out.proxy = group.value(
      "proxy", "an address such as http://proxy.example:3128 (http, https, socks4, socks5 or socks5h)",
      into: &problems, NetworkValues.proxy)
    for (node, text) in group.list("allow", "addresses such as 10.0.0.0/8 or host names", into: &problems) {
      if NetworkValues.isAllowable(text) {
        out.allow.append(text)
      } else {
        problems.add(
          at: node,
          "`network.allow` holds `\(Node.shortened(text))`; write an address, a range such as 10.0.0.0/8 or "
            + "fd00::/8, or a host name")
      }
    }
    out.caFile = group.text("ca_file", "a PEM file, absolute or relative to this file", into: &problems)
      .map { absolute($0, directory) }
    out.maxFeedBytes = group.bytes("max_feed_size", 1000...1_000_000_000, into: &problems) ?? out.maxFeedBytes
    out.maxPageBytes = group.bytes("max_page_size", 1000...1_000_000_000, into: &problems) ?? out.maxPageBytes
    out.respectRobots = group.flag("respect_robots", into: &problems) ?? out.respectRobots
    return out
  }

  private static func stories(
    _ top: Group, sources: [Source], into problems: inout ProblemList
  ) -> Configuration.Stories {
    var out = Configuration.Stories()
    guard let group = group(top, "stories", ["window", "prefer"], into: &problems) else { return out }
    out.window = group.seconds("window", 3600...366 * day, into: &problems) ?? out.window
    let names = sources.map(\.name.description)
    for (node, text) in group.list("prefer", "names of sources", into: &problems) {
      if let name = SourceName(text), names.contains(text) {
        out.prefer.append(name)
      } else if !names.isEmpty {
        let near = Suggestion.nearest(to: text, in: names).map { "; did you mean `\($0)`?" }
        problems.add(
          at: node,
          "`stories.prefer` names `\(Node.shortened(text))`, which is no source"
            + (near ?? "; write the `name` of one"))
      }
    }
    return out
  }

  private static func bundles(_ top: Group, into problems: inout ProblemList) -> Configuration.Bundles {
    var out = Configuration.Bundles()
    let known = ["durability", "keep_source", "batch_size", "batch_milliseconds"]
    guard let group = group(top, "bundles", known, into: &problems) else { return out }
    out.durability = group.choice("durability", into: &problems) ?? out.durability
    out.keepSource = group.flag("keep_source", into: &problems) ?? out.keepSource
    out.batchSize = group.number("batch_size", 1...10_000, into: &problems) ?? out.batchSize
    out.batchMilliseconds = group.number("batch_milliseconds", 1...60_000, into: &problems) ?? out.batchMilliseconds
    return out
  }

  private static func log(_ top: Group, into problems: inout ProblemList) -> Configuration.Log {
    var out = Configuration.Log()
    guard let group = group(top, "log", ["level"], into: &problems) else { return out }
    out.level = group.choice("level", into: &problems) ?? out.level
    return out
  }
}
