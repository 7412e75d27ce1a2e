// How a source is asked: for what is new only, with or without robots.txt, within its own bounds, and from the beginning.
import Catalog
import News
import Settings
import TestOrigin
import Testing

@testable import Worker

@Suite struct AskingTests {
  private let now = Instant(seconds: 1_795_000_000)

  @Test func `a source that can tell what is new is asked for that, and what it leaves out stays`() async throws {
    let press = try Press()
    let time = ManualTime(Instant(seconds: 1_795_000_000))  // Wed, 18 Nov 2026 11:06:40 GMT
    let origin = try TestOrigin { request in
      let isDelta = request["A-IM"] == "feed" && request["If-None-Match"] == "\"1\""
      let items = (isDelta ? 2...2 : 1...1).map {
        "<item><guid>\($0)</guid><title>T\($0)</title><pubDate>Wed, 18 Nov 2026 0\($0):00:00 GMT</pubDate></item>"
      }
      return Reply(
        status: isDelta ? 226 : 200, headers: [("ETag", isDelta ? "\"2\"" : "\"1\""), ("IM", "feed")],
        body: Array("<rss version=\"2.0\"><channel>\(items.joined())</channel></rss>".utf8))
    }
    let source = "- {name: a, url: \"\(origin.url("/feed"))\", delta: true}"
    try await press.ingest(source, time: time)
    time.advance(seconds: 3600)
    let second = try await press.ingest(source, time: time)
    let record = try press.inspector().catalog.sources()[SourceName("a")!]
    #expect(try #require(record).rhythmCount > 1.5, "what is left out of the answer was published all the same")
    try await press.ingest(source, time: time)
    #expect(origin.requests.map { $0["A-IM"] } == [nil, "feed", "feed"])
    #expect(origin.requests.map { $0["If-None-Match"] } == [nil, "\"1\"", "\"2\""])
    #expect(second.sources[0].outcome == "ok" && second.new == 1)
    #expect(try press.inspector().catalog.totals().articles == 2)
    origin.stop()
  }

  @Test func `hubs are remembered from the feed and from its header, each once`() async throws {
    let press = try Press()
    let body = """
      <feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><link rel="hub" href="https://hub.example/a"/></feed>
      """
    press.set(
      "/feed",
      .ok(
        body: body,
        headers: [
          ("Link", "<https://hub.example/b>; rel=\"hub\", <https://hub.example/a>; rel=hub"), ("ETag", "\"1\""),
        ]))
    let source = "- {name: a, url: \"\(press.origin.url("/feed"))\"}"
    try await press.ingest(source)
    try await press.ingest(source)  // a 304 says nothing new of hubs
    let status = try SourceStatus.all(press.settings(source))
    #expect(status[0].hubs == ["https://hub.example/a", "https://hub.example/b"])
  }

  @Test(
    arguments: [
      ("pages", ["/feed", "/robots.txt", "/page"]), ("all", ["/robots.txt", "/feed", "/page"]),
      ("none", ["/feed", "/page"]),
    ])
  func `robots.txt is asked about what the source's settings say`(robots: String, paths: [String]) async throws {
    let press = try Press()
    press.set("/feed", items: press.item("1", "/page"))
    press.set("/page", page: "Harbour closed", words: "The quay report")
    let report = try await press.ingest("- {name: a, url: \"\(press.origin.url("/feed"))\", robots: \(robots)}")
    #expect(press.origin.requests.map(\.path) == paths)
    #expect(report.new == 1)
  }

  @Test func `a feed that robots.txt forbids is not asked where the settings want that`() async throws {
    let press = try Press()
    press.set("/robots.txt", .ok(body: "User-agent: *\nDisallow: /feed\n"))
    press.set("/feed", items: press.item("1", "/page"))
    let report = try await press.ingest("- {name: a, url: \"\(press.origin.url("/feed"))\", robots: all}")
    #expect(report.sources[0].outcome == "blocked-by-robots")
    #expect(press.origin.requests.map(\.path) == ["/robots.txt"])
  }

  @Test(arguments: [("7", 7), ("0.5", 1), ("86400", 60), ("x", nil)])
  func `a crawl delay is kept up to a minute`(text: String, seconds: Int?) async throws {
    let press = try Press()
    press.set("/robots.txt", .ok(body: "User-agent: *\nCrawl-delay: \(text)\n"))
    let workspace = try Workspace(
      settings: press.settings("- {url: \"\(press.origin.url("/feed"))\"}"), log: DemoPress.quiet)
    let permission = await workspace.poller.robots.permission(for: WebAddress(press.origin.url("/page"))!)
    #expect(permission.objection == nil)
    #expect(permission.delaySeconds == seconds)
    await workspace.end()
  }

  @Test func `a source's own bounds count instead of those of all`() async throws {
    let press = try Press()
    press.set("/fast", items: "")
    press.set(
      "/slow", .ok(body: "<rss version=\"2.0\"><channel/></rss>", headers: [("Cache-Control", "max-age=9999999")]))
    press.set("/plain", items: "")
    let time = ManualTime(now)
    let report = try await press.ingest(
      """
      - {name: fast, url: "\(press.origin.url("/fast"))", interval: 10s, shortest: 5s}
      - {name: slow, url: "\(press.origin.url("/slow"))", longest: 3d}
      - {name: plain, url: "\(press.origin.url("/plain"))"}
      """, time: time)
    func wait(_ index: Int) -> Int64 { report.sources[index].nextDue!.seconds - now.seconds }
    #expect((5...10).contains(wait(0)))
    #expect(wait(1) == 259_200)
    #expect((300...1800).contains(wait(2)), "nothing is known of how often it publishes")
    // A wait within its own bounds is no sign of a clock that ran ahead.
    time.advance(seconds: 1)
    let next = try await press.ingest(
      "- {name: slow, url: \"\(press.origin.url("/slow"))\", longest: 3d}", force: false, time: time)
    #expect(next.notDue == 1)
    #expect(
      try SourceStatus.all(press.settings("- {name: slow, url: \"\(press.origin.url("/slow"))\", longest: 3d}"))[0]
        .nextDue != nil)
  }

  @Test func `the interval follows the dates of a feed, and what is seen of one without dates`() async throws {
    let press = try Press()
    let time = ManualTime(now)
    let dated = (0..<48).map { hour in
      "<item><guid>\(hour)</guid><title>T</title><pubDate>\(now.adding(seconds: -Int64(hour) * 600))</pubDate></item>"
    }
    press.set("/dated", items: dated.joined())
    press.set("/undated", items: "<item><guid>1</guid><title>T</title></item>")
    let sources = """
      - {name: dated, url: "\(press.origin.url("/dated"))", pages: never}
      - {name: undated, url: "\(press.origin.url("/undated"))", pages: never}
      """
    try await press.ingest(sources, time: time)
    func status(_ index: Int) throws -> SourceStatus { try SourceStatus.all(press.settings(sources))[index] }
    #expect((500...800).contains(try #require(try status(0).publishesEverySeconds)))
    #expect(try status(0).dueReason.contains("it publishes about every"))
    #expect(try status(0).newestEntry == now)
    #expect(try status(1).publishesEverySeconds == nil, "at its first answer all of a source is new")
    // Ten new entries an hour, every hour of a day.
    for hour in 1...24 {
      time.advance(seconds: 3600)
      press.set(
        "/undated",
        items: (0..<10).map { "<item><guid>\(hour).\($0)</guid><title>T</title></item>" }.joined())
      try await press.ingest(sources, time: time)
    }
    #expect((300...700).contains(try #require(try status(1).publishesEverySeconds)))
  }

  @Test func `what a person changes in the settings takes effect at the next run, within the shortest wait`()
    async throws
  {
    let press = try Press()
    let time = ManualTime(now)
    press.set("/feed", items: press.item("1", "/page"))
    press.set("/wrong", Reply(status: 401))
    let url = press.origin.url("/feed")
    let wrong = "- {name: wrong, url: \"\(press.origin.url("/wrong"))\", interval: 1h}"
    let first = "- {name: a, url: \"\(url)\", pages: never, interval: 6h}\n"
    try await press.ingest(first + wrong, time: time)
    func run(_ sources: String, more: String = "") async throws -> [String] {
      try await press.ingest(sources, force: false, time: time, more: more).sources.map(\.source.description)
    }
    time.advance(seconds: 299)
    let other = "- {name: a, url: \"\(url)\", pages: never, interval: 6h, headers: {X: y}}\n"
    #expect(try await run(other + wrong).isEmpty)
    time.advance(seconds: 1)
    #expect(try await run(first + wrong).isEmpty, "nothing has changed")
    #expect(try await run(other + wrong) == ["a"])
    #expect(try await run(other + wrong).isEmpty, "it has been asked since")
    #expect(press.origin.requests.last?["If-None-Match"] != nil)

    time.advance(seconds: 300)
    #expect(try await run(other + wrong, more: "log: {level: error}\n").isEmpty)
    let page = "- {name: a, url: \"\(url)\", pages: never, interval: 6h, headers: {X: y}, kind: html, robots: none}\n"
    #expect(try await run(page + wrong) == ["a"])
    #expect(press.origin.requests.last?["If-None-Match"] == nil, "what is read in another way is asked for whole")
  }

  private func runBeyond(_ network: String, _ press: Press, _ sources: String, _ time: ManualTime) async throws
    -> [String]
  {
    let text = "state: \"\(press.state)\"\nnetwork: \(network)\nsources:\n\(sources)"
    let settings = try SettingsFile.parse(text, file: "f", directory: press.state)
    let workspace = try Workspace(settings: settings, time: time, log: DemoPress.quiet)
    let names = try await OneShot(workspace).run().sources.map(\.source.description)
    await workspace.end()
    return names
  }

  @Test func `when the network's settings change, failing sources are asked, and no others`() async throws {
    let press = try Press()
    let time = ManualTime(now)
    press.set("/feed", items: press.item("1", "/page"))
    let sources = """
      - {name: good, url: "\(press.origin.url("/feed"))", pages: never}
      - {name: bad, url: "\(press.origin.url("/none"))"}
      """
    _ = try await runBeyond("{allow: [127.0.0.1]}", press, sources, time)
    time.advance(seconds: 300)
    #expect(try await runBeyond("{allow: [127.0.0.1]}", press, sources, time).isEmpty)
    #expect(try await runBeyond("{allow: [127.0.0.0/8]}", press, sources, time) == ["bad"])
  }

  @Test func `a refusal by the guard is told as such and not tried again before the settings allow it`() async throws {
    let press = try Press()
    let time = ManualTime(now)
    press.set("/feed", items: press.item("1", "/page"))
    let source = "- {name: a, url: \"\(press.origin.url("/feed"))\", pages: never}"
    _ = try await runBeyond("{allow: [10.0.0.1]}", press, source, time)
    let status = try SourceStatus.all(press.settings(source))[0]
    #expect(status.outcome == "blocked-by-policy")
    #expect(press.origin.requests.isEmpty)
    let record = try #require(try press.inspector().catalog.sources()[SourceName("a")!])
    #expect(record.nextDue == now.adding(seconds: 86_400))
    time.advance(seconds: 300)
    #expect(try await runBeyond("{allow: [10.0.0.1]}", press, source, time).isEmpty)
    #expect(try await runBeyond("{allow: [127.0.0.1]}", press, source, time) == ["a"])
    #expect(press.origin.requests.count == 1)
  }

  @Test func `a machine that was offline for days asks again within the hour`() async throws {
    let press = try Press()
    let time = ManualTime(now)
    let source = "- {name: a, url: \"http://nowhere.invalid/feed\", interval: 30m}"
    var waits: [Int64] = []
    for _ in 0..<6 {
      let report = try await press.ingest(source, time: time).sources[0]
      #expect(report.outcome == "dns")
      waits.append(try #require(report.nextDue).seconds - time.now().seconds)
    }
    #expect((1800...1980).contains(waits[0]))
    #expect(waits.dropFirst().allSatisfy { (3600...3960).contains($0) })
  }

  @Test func `a feed's ttl holds while the feed fails`() async throws {
    let press = try Press()
    let time = ManualTime(now)
    press.set("/feed", .ok(body: "<rss version=\"2.0\"><channel><ttl>240</ttl></channel></rss>"))
    let source = "- {name: a, url: \"\(press.origin.url("/feed"))\"}"
    try await press.ingest(source, time: time)
    press.set("/feed", Reply(status: 500))
    let report = try await press.ingest(source, time: time)
    #expect(try #require(report.sources[0].nextDue) >= now.adding(seconds: 4 * 3600))
  }

  @Test func `links of a page that lead to no feed are not tried at every poll`() async throws {
    let press = try Press()
    let time = ManualTime(now)
    press.set(
      "/",
      .ok(
        body: """
          <html><head><link rel="alternate" type="application/rss+xml" href="/none.xml"></head><body>
          \((1...4).map { "<article><h2><a href=\"/story-\($0)\">The harbour story number \($0)</a></h2></article>" }.joined())
          </body></html>
          """, headers: [("Content-Type", "text/html")]))
    let source = "- {name: a, url: \"\(press.origin.url("/"))\", kind: html, pages: never, robots: none}"
    let report = try await press.ingest(source, time: time)
    #expect(report.sources[0].entries == 4)
    time.advance(seconds: 3600)
    try await press.ingest(source, time: time)
    #expect(press.origin.requests.map(\.path) == ["/", "/none.xml", "/"])
    time.advance(seconds: 7 * 86_400)
    try await press.ingest(source, time: time)
    #expect(press.origin.requests.last?.path == "/none.xml")
  }

  @Test func `selectors that a person adds count instead of a feed that was found`() async throws {
    let press = try Press()
    let time = ManualTime(now)
    press.set("/feed", items: press.item("1", "/a", title: "From the feed"))
    press.set(
      "/",
      .ok(
        body: "<html><head><link rel=\"alternate\" type=\"application/rss+xml\" href=\"/feed\"></head>"
          + "<body><p class=x><a href=\"/b\">From the page itself</a></p></body></html>",
        headers: [("Content-Type", "text/html")]))
    let url = press.origin.url("/")
    try await press.ingest("- {name: a, url: \"\(url)\", kind: html, pages: never}", time: time)
    #expect(try press.inspector().catalog.articles(.init()).map(\.title) == ["From the feed"])
    try await press.ingest(
      "- {name: a, url: \"\(url)\", kind: html, pages: never, listing: {item: p.x}}", time: time)
    #expect(
      Set(try press.inspector().catalog.articles(.init()).map(\.title)) == ["From the feed", "From the page itself"])
  }

  @Test func `a redirect to a page that is no feed is no move, and http to https of another host no upgrade`()
    async throws
  {
    let press = try Press()
    press.set("/feed", .redirect(301, to: press.origin.url("/home")))
    press.set(
      "/home", .ok(body: "<html><body>Under maintenance</body></html>", headers: [("Content-Type", "text/html")]))
    let settings = "- {name: a, url: \"\(press.origin.url("/feed"))\"}"
    try await press.ingest(settings)
    let record = try #require(try press.inspector().catalog.sources()[SourceName("a")!])
    #expect(record.outcome == "not-a-feed" && record.movedTo == nil)
  }

  @Test func `a redirect is judged by the robots.txt of where it leads`() async throws {
    let press = try Press()
    let other = try TestOrigin { request in
      .ok(body: request.path == "/robots.txt" ? "User-agent: *\nDisallow: /secret" : "<p>\(request.path)</p>")
    }
    press.set("/feed", items: press.item("1", "/one") + press.item("2", "/two"))
    let base = other.url("").replacing("127.0.0.1", with: "localhost")
    press.set("/one", .redirect(301, to: base + "/secret/one"))
    press.set("/two", .redirect(301, to: base + "/open/two"))
    press.set("/robots.txt", Reply(status: 404))
    let report = try await press.ingest("- {name: a, url: \"\(press.origin.url("/feed"))\"}")
    #expect(Set(other.requests.map(\.path)) == ["/robots.txt", "/open/two"])
    #expect(report.sources[0].pageFailures.contains { $0.contains("does not allow") })
    #expect(report.new == 2, "the one that may not be read is taken as the feed gave it")
    other.stop()
  }

  @Test func `a check of the settings finds a file of authorities that cannot be read`() throws {
    let press = try Press()
    let text = "network: {ca_file: none.pem}\nsources: [https://post.example/]"
    let settings = try SettingsFile.parse(text, file: "f", directory: press.state)
    let refusal = try #require(throws: Refusal.self) { try Workspace.check(settings) }
    #expect(refusal.code == "bad-ca-file" && refusal.message.contains("none.pem"))
  }

  @Test(arguments: [429, 500, 503])
  func `a robots.txt that cannot be told allows nothing for now`(status: Int) async throws {
    let press = try Press()
    press.set("/robots.txt", Reply(status: status))
    let workspace = try Workspace(
      settings: press.settings("- {url: \"\(press.origin.url("/feed"))\"}"), log: DemoPress.quiet)
    #expect(
      await workspace.poller.robots.permission(for: WebAddress(press.origin.url("/page"))!).objection == .unreachable)
    await workspace.end()
  }

  @Test func `a source that is reset is asked from the beginning, and nothing is written twice`() async throws {
    let press = try Press()
    press.set("/feed", items: press.item("1", "/page"))
    let source = "- {name: a, url: \"\(press.origin.url("/feed"))\", pages: never}"
    try await press.ingest(source)
    let settings = try press.settings(source)
    #expect(
      try SourceReset.run(["a"], settings: settings) == [.init(source: SourceName("a")!, wasKnown: true, entries: 1)])
    #expect(try SourceReset.run(["a"], settings: settings)[0].wasKnown == false)
    let report = try await press.ingest(source, force: false)
    #expect(press.origin.requests.last?["If-None-Match"] == nil)
    #expect(report.sources[0].entries == 1 && report.new == 0 && report.revised == 0)
    #expect(try press.inspector().verify().faults.isEmpty)
    #expect(try press.inspector().catalog.totals().bundles == 1)
  }

  @Test func `a source that was gone for good is asked again after a reset`() async throws {
    let press = try Press()
    press.set("/feed", Reply(status: 410))
    let source = "- {name: a, url: \"\(press.origin.url("/feed"))\"}"
    try await press.ingest(source)
    #expect(try await press.ingest(source, force: false).sources.isEmpty)
    _ = try SourceReset.run(["a"], settings: press.settings(source))
    #expect(try await press.ingest(source, force: false).sources.count == 1)
  }

  @Test func `an unknown name forgets nothing, nor does a reset beside a running worker`() async throws {
    let press = try Press()
    press.set("/feed", items: press.item("1", "/page"))
    let source = "- {name: a, url: \"\(press.origin.url("/feed"))\", pages: never}"
    try await press.ingest(source)
    let settings = try press.settings(source)
    let refusal = try #require(throws: Refusal.self) { _ = try SourceReset.run(["a", "b"], settings: settings) }
    #expect(refusal.code == "unknown-source" && refusal.message.contains("\"b\""))
    do {
      let workspace = try Workspace(settings: settings, log: DemoPress.quiet)
      #expect(throws: (any Error).self) { _ = try SourceReset.run(["a"], settings: settings) }
      await workspace.end()
    }
    #expect(try press.inspector().catalog.sources().count == 1)
  }
}
