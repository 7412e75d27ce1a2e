// robots.txt (RFC 9309): who may ask for what, and how quickly.

/// The rules of one origin's robots.txt.
public struct RobotsRules: Sendable, Equatable {
  struct Rule: Sendable, Equatable {
    var allows: Bool
    var pattern: [UInt8]
  }
  struct Group: Sendable, Equatable {
    var agents: [String] = []
    var rules: [Rule] = []
    var crawlDelaySeconds: Int?
  }
  private var groups: [Group]

  /// Everything may be asked for: what a robots.txt that is absent (4xx) means (RFC 9309 section 2.3.1.3).
  public static let allowAll = RobotsRules(groups: [])
  /// The rules that follow from an answer to a request for `/robots.txt`: its text where it came, everything allowed
  /// where there is none (4xx). Nil where the origin cannot say, so that nothing is allowed for now: 5xx, 429, which asks
  /// to be left alone, and redirects without end or aim (RFC 9309 section 2.3.1).
  public static func judging(status: Int, body: [UInt8]) -> RobotsRules? {
    switch status {
    case 200..<300: parse(body)
    case 400..<429, 430..<500: allowAll
    default: nil
    }
  }

  /// Reads a robots.txt. Never fails: lines that say nothing are skipped, and what lies beyond 500 KiB is not read
  /// (RFC 9309 section 2.5).
  public static func parse(_ bytes: [UInt8]) -> RobotsRules {
    var groups: [Group] = []
    var inAgents = false
    var bytes = bytes.prefix(512_000)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    for line in bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
      let content = line.prefix { $0 != UInt8(ascii: "#") }
      guard let colon = content.firstIndex(of: UInt8(ascii: ":")) else { continue }
      let value = trimmed(content[(colon + 1)...])
      switch String(decoding: trimmed(content[..<colon]), as: UTF8.self).lowercased() {
      case "user-agent":
        // Successive lines name one group's agents; a rule in between ends the naming.
        if !inAgents { groups.append(Group()) }
        inAgents = true
        groups[groups.count - 1].agents.append(productToken(value))
      case "allow", "disallow":
        inAgents = false
        // An empty value is no rule; rules before any user-agent line belong to nobody.
        guard !groups.isEmpty, !value.isEmpty else { continue }
        let allows = content[trimmed(content[..<colon]).startIndex] | 32 == UInt8(ascii: "a")
        groups[groups.count - 1].rules.append(Rule(allows: allows, pattern: RobotsPattern.normalized(value)))
      case "crawl-delay":
        inAgents = false
        guard !groups.isEmpty, let seconds = Double(String(decoding: value, as: UTF8.self)), seconds >= 0 else {
          continue
        }
        groups[groups.count - 1].crawlDelaySeconds = Int(min(seconds, 86_400).rounded(.up))
      default: continue  // other records, Sitemap among them, do not end a group
      }
    }
    return RobotsRules(groups: groups)
  }

  /// Whether the agent may ask for a path: the longest matching rule decides, an allowing one in a tie (RFC 9309 section
  /// 2.2.2).
  ///
  /// - Parameters:
  ///   - path: the path and, after `?`, the query.
  ///   - agent: the product token, such as `Newsfold`, without regard to case.
  public func allows(_ path: String, agent: String) -> Bool {
    let target = RobotsPattern.normalized(Array(path.utf8)[...])
    guard target != Array("/robots.txt".utf8) else { return true }
    var best: (length: Int, allows: Bool) = (-1, true)
    for rule in groups(for: agent).flatMap(\.rules) {
      let length = rule.pattern.count
      guard length > best.length || (length == best.length && rule.allows && !best.allows) else { continue }
      if RobotsPattern.matches(rule.pattern, target) { best = (length, rule.allows) }
    }
    return best.allows
  }

  /// Seconds the agent is asked to leave between requests (`Crawl-delay`, no standard but common), rounded up.
  public func crawlDelaySeconds(agent: String) -> Int? { groups(for: agent).compactMap(\.crawlDelaySeconds).max() }

  /// All groups that name the agent, taken together; else those for everyone.
  private func groups(for agent: String) -> [Group] {
    let token = Self.productToken(Array(agent.utf8)[...])
    let named = groups.filter { $0.agents.contains(token) }
    return named.isEmpty ? groups.filter { $0.agents.contains("*") } : named
  }

  /// The letters, `-` and `_` an agent's name begins with, in lower case, or `*`.
  private static func productToken(_ value: ArraySlice<UInt8>) -> String {
    if value.first == UInt8(ascii: "*") { return "*" }
    let letters = value.prefix { ($0 | 32) >= 97 && ($0 | 32) <= 122 || $0 == 45 || $0 == 95 }
    return String(decoding: letters, as: UTF8.self).lowercased()
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes = bytes
    while let last = bytes.last, last == 0x20 || last == 0x09 { bytes.removeLast() }
    while let first = bytes.first, first == 0x20 || first == 0x09 { bytes.removeFirst() }
    return bytes
  }
}
