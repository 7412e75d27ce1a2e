// robots.txt as RFC 9309 reads it.

import Testing
import Transport

@Suite struct RobotsRulesTests {
  static let text = """
    # comments and unknown lines say nothing
    Sitemap: https://news.example/map.xml
    Disallow: /before-any-group

    User-agent: *
    Disallow: /private/
    Allow: /private/open
    Disallow: /*.pdf$
    Disallow: /search?*q=
    Disallow: /caf%c3%a9
    Disallow: /%7Ejoe/
    Crawl-delay: 2.5

    user-agent : Newsfold/2.0   # version and comment do not matter
    User-Agent: OtherBot
    disallow : /bots
    Allow: /bots/news
    Disallow: /same
    Allow: /same

    User-agent: newsfold
    Crawl-delay: 7
    Disallow: /more
    User-agent: Nobody
    Disallow:
    """

  @Test(
    arguments: [
      ("/", "Somebot", true), ("/private/x", "Somebot", false), ("/private/open/x", "Somebot", true),
      ("/private", "Somebot", true), ("/a/b.pdf", "Somebot", false), ("/a/b.pdf?x=1", "Somebot", true),
      ("/search?a=1&q=x", "Somebot", false), ("/search?a=1", "Somebot", true), ("/café/x", "Somebot", false),
      ("/caf%C3%A9", "Somebot", false), ("/~joe/x", "Somebot", false), ("/before-any-group", "Somebot", true),
      ("/robots.txt", "Somebot", true), ("/bots", "Somebot", true), ("/bots/x", "Newsfold", false),
      ("/bots/news/x", "newsfold/9.9", true), ("/same", "NEWSFOLD", true), ("/more", "Newsfold", false),
      ("/private/x", "Newsfold", true), ("/more", "OtherBot", true), ("/bots", "OtherBot", false),
      ("/anything", "Nobody", true), ("/bots", "Newsfoldx", true),
    ])
  func `the longest matching rule of the agent's own groups decides`(path: String, agent: String, allowed: Bool) {
    #expect(RobotsRules.parse(Array(Self.text.utf8)).allows(path, agent: agent) == allowed)
  }

  @Test(
    arguments: [
      ("/fish", "/fish", true), ("/fish", "/fish.html", true), ("/fish", "/Fish", false), ("/fish*", "/fish", true),
      ("/fish/", "/fish", false), ("/*.php", "/a/b.php?x", true), ("/*.php$", "/a.php?x", false),
      ("/*.php$", "/a.php.php", true), ("/a*b*c$", "/aXbXc", true), ("/a*b*c$", "/aXcXb", false), ("/$", "/", true),
      ("/$", "/a", false), ("*", "/a", true), ("/**a", "/xa", true), ("/a*aab", "/aaaaaab", true), ("$", "/a", false),
      ("/a$b", "/a$b", true), ("/a%2Fb", "/a/b", false), ("/a%2fb", "/a%2Fb", true),
    ])
  func `patterns match from the start, with stars and an end mark`(pattern: String, path: String, matches: Bool) {
    let rules = RobotsRules.parse(Array("User-agent: *\nDisallow: \(pattern)".utf8))
    #expect(rules.allows(path, agent: "x") == !matches)
  }

  @Test func `line ends of all kinds and a byte order mark are read`() {
    for end in ["\n", "\r\n", "\r"] {
      let text = "\u{FEFF}User-agent: *\(end)Disallow: /a\(end)Disallow: /b"
      let rules = RobotsRules.parse(Array(text.utf8))
      #expect(!rules.allows("/a", agent: "x"))
      #expect(!rules.allows("/b", agent: "x"))
    }
  }

  @Test func `the delay is that of the agent's groups`() {
    let rules = RobotsRules.parse(Array(Self.text.utf8))
    #expect(rules.crawlDelaySeconds(agent: "Newsfold") == 7)
    #expect(rules.crawlDelaySeconds(agent: "Somebot") == 3)
    #expect(rules.crawlDelaySeconds(agent: "Nobody") == nil)
    for odd in ["nan", "inf", "-1", "x", "1e999"] {
      let delay = RobotsRules.parse(Array("User-agent: *\nCrawl-delay: \(odd)".utf8)).crawlDelaySeconds(agent: "x")
      #expect(delay == nil || delay == 86_400)
    }
  }

  @Test(arguments: [
    (200, false), (204, true), (404, true), (403, true), (429, false), (500, false), (503, false), (304, false),
    (301, false),
  ])
  func `the status decides where there is no text to read`(status: Int, allowed: Bool) {
    let body = status == 200 ? Array("User-agent: *\nDisallow: /".utf8) : []
    #expect((RobotsRules.judging(status: status, body: body)?.allows("/a", agent: "x") ?? false) == allowed)
  }

  @Test func `hostile text is read in its own length`() {
    let stars = Array(("User-agent: *\nDisallow: /" + String(repeating: "*a", count: 200_000) + "\n").utf8)
    #expect(RobotsRules.parse(stars).allows("/" + String(repeating: "a", count: 4000), agent: "x"))
    let noise = (0..<600_000).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 7) }
    #expect(RobotsRules.parse(noise).allows("/", agent: "x"))
  }
}
