// Sitemaps as sources: what is news in them, few at a time, each with validators of its own.
import Catalog
import Feeds
import News
import Synchronization
import TestOrigin
import Testing

@testable import Worker

@Suite struct SitemapTests {
  private let now = Instant(seconds: 1_795_000_000)

  private func date(_ hoursAgo: Int64) -> String { "\(now.adding(seconds: -hoursAgo * 3600))" }

  private func urlset(_ press: Press, _ entries: [(path: String, hoursAgo: Int64)]) -> String {
    let rows = entries.map { path, hours in
      """
      <url><loc>\(press.origin.url(path))</loc><news:news><news:publication><news:name>Post</news:name>
      <news:language>en</news:language></news:publication><news:publication_date>\(date(hours))</news:publication_date>
      <news:title>Title of \(path)</news:title></news:news></url>
      """
    }
    return """
      <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" \
      xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">\(rows.joined())</urlset>
      """
  }

  private func index(_ press: Press, _ children: [(path: String, hoursAgo: Int64?)]) -> String {
    let rows = children.map { path, hours in
      "<sitemap><loc>\(press.origin.url(path))</loc>\(hours.map { "<lastmod>\(date($0))</lastmod>" } ?? "")</sitemap>"
    }
    return "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\(rows.joined())</sitemapindex>"
  }

  private func set(_ press: Press, _ path: String, _ text: String, maxAge: Int? = nil) {
    let tag = "\"\(Digest.sha256Hex(text.utf8).prefix(8))\""
    let age = maxAge.map { [("Cache-Control", "max-age=\($0)")] } ?? []
    press.set(path, .ok(body: text, headers: [("ETag", tag), ("Content-Type", "application/xml")] + age))
  }

  private func source(_ press: Press, pages: String = "never", robots: String = "none") -> String {
    "- {name: map, url: \"\(press.origin.url("/map"))\", kind: sitemap, pages: \(pages), robots: \(robots)}"
  }

  /// The paths asked for since so many requests.
  private func asked(_ press: Press, since count: Int = 0) -> [String] {
    press.origin.requests.dropFirst(count).map(\.path)
  }

  /// A walk by itself, without the poll around it.
  private func walk<Value: Sendable>(
    _ press: Press, time: any TimeSource, _ body: (SitemapWalk, any CatalogStore) async throws -> Value
  ) async throws -> Value {
    let settings = try press.settings(source(press))
    let workspace = try Workspace(settings: settings, time: time, log: DemoPress.quiet)
    let value = try await body(
      SitemapWalk(poller: workspace.poller, source: settings.sources[0], now: time.now()), workspace.catalog)
    await workspace.close()
    return value
  }

  private func children(_ press: Press, _ paths: [String]) -> [SitemapChild] {
    paths.map { SitemapChild(url: WebAddress(press.origin.url($0))!) }
  }

  @Test func `only what is newer than three days is taken, and an entry is read once`() async throws {
    let press = try Press()
    let time = ManualTime(now)
    let dated = urlset(press, [("/new", 1), ("/yesterday", 30), ("/edge", 71), ("/old", 73)])
    set(
      press, "/map",
      dated.replacing("</urlset>", with: "<url><loc>\(press.origin.url("/undated"))</loc></url></urlset>"))
    let report = try await press.ingest(source(press), time: time)
    #expect(report.sources[0].format == "sitemap")
    #expect(report.new == 3)
    let articles = try press.inspector().catalog.articles(.init())
    #expect(Set(articles.map(\.title)) == ["Title of /new", "Title of /yesterday", "Title of /edge"])
    #expect(articles.allSatisfy { $0.outlet == "Post" && $0.language == LanguageTag("en") })
    let again = try await press.ingest(source(press), time: time)
    #expect(again.sources[0].outcome == "unchanged" && again.new == 0)
  }

  @Test func `an index leads to those sitemaps that may hold news, and each is asked conditionally`() async throws {
    let press = try Press()
    let time = ManualTime(now)
    set(press, "/map", index(press, [("/2019", 60_000), ("/today", 1), ("/undated", nil), ("/quiet", nil)]))
    set(press, "/2019", urlset(press, [("/a", 60_000)]))
    set(press, "/today", urlset(press, [("/b", 1)]))
    set(press, "/undated", urlset(press, [("/c", 2)]))
    set(press, "/quiet", urlset(press, [("/d", 200)]))
    let first = try await press.ingest(source(press), time: time)
    #expect(press.origin.requests.map(\.path) == ["/map", "/today", "/undated", "/quiet"])
    #expect(first.new == 2)
    #expect(first.sources[0].requests == 4)

    // The index has not changed; sitemaps with news in them are asked, the one without is left for a day.
    set(press, "/undated", urlset(press, [("/c", 2), ("/e", 0)]))
    time.advance(seconds: 3600)
    let second = try await press.ingest(source(press), time: time)
    #expect(asked(press, since: 4) == ["/map", "/today", "/undated"])
    #expect(press.origin.requests.dropFirst(4).allSatisfy { $0["If-None-Match"] != nil })
    #expect(second.new == 1)
    #expect(second.sources[0].outcome == "ok")

    // A 304 of a sitemap is no reason to leave it alone while what it listed is news.
    time.advance(seconds: 3600)
    try await press.ingest(source(press), time: time)
    set(press, "/today", urlset(press, [("/b", 1), ("/f", 0)]))
    time.advance(seconds: 3600)
    let count = press.origin.requests.count
    #expect(try await press.ingest(source(press), time: time).new == 1)
    #expect(Set(asked(press, since: count)) == ["/map", "/today", "/undated"])

    time.advance(seconds: 86_400)
    try await press.ingest(source(press), time: time)
    #expect(press.origin.requests.last?.path == "/quiet")
  }

  @Test func `the index's word that a sitemap has changed has it asked at once`() async throws {
    let press = try Press()
    let time = ManualTime(now)
    set(press, "/map", index(press, [("/quiet", 2)]))
    set(press, "/quiet", urlset(press, [("/d", 200)]))
    try await press.ingest(source(press), time: time)
    try await press.ingest(source(press), time: time)
    #expect(press.origin.requests.map(\.path) == ["/map", "/quiet", "/map"])
    set(press, "/map", index(press, [("/quiet", 1)]))
    set(press, "/quiet", urlset(press, [("/d", 200), ("/e", 1)]))
    #expect(try await press.ingest(source(press), time: time).new == 1)
  }

  @Test func `a long index is read over several polls, and all of it in the end`() async throws {
    let press = try Press()
    let time = ManualTime(now)
    set(press, "/map", index(press, (1...50).map { ("/m\($0)", nil) }))
    for number in 1...50 { set(press, "/m\(number)", urlset(press, [("/article\(number)", 1)])) }
    let first = try await press.ingest(source(press), time: time)
    #expect(first.new == 20)
    #expect(first.sources[0].notices == ["30 sitemaps are left for the next poll"])
    // Those that were never asked share the places with those that hold news.
    let more = try await press.ingest(source(press), time: time)
    #expect(more.new > 0 && more.new < 20)
    for _ in 1...4 { try await press.ingest(source(press), time: time) }
    #expect(try press.inspector().catalog.totals().articles == 50)
  }

  @Test func `one sitemap that fails costs nothing but itself, and is tried again later`() async throws {
    let press = try Press()
    let time = ManualTime(now)
    set(press, "/map", index(press, [("/broken", nil), ("/page", nil), ("/nested", nil), ("/good", nil)]))
    press.set("/broken", Reply(status: 500))
    press.set("/page", .ok(body: "<html><body>no</body></html>", headers: [("Content-Type", "text/html")]))
    set(press, "/nested", index(press, [("/good", nil)]))
    set(press, "/good", urlset(press, [("/a", 1)]))
    let report = try await press.ingest(source(press), time: time)
    #expect(report.new == 1)
    #expect(report.sources[0].outcome == "ok")
    let failures = report.sources[0].notices
    #expect(failures.count == 3)
    #expect(failures[0].contains("/broken") && failures[0].contains("500"))
    #expect(failures[1].contains("/page") && failures[1].contains("HTML"))
    #expect(failures[2].contains("/nested") && failures[2].contains("index within an index"))

    set(press, "/broken", urlset(press, [("/b", 1)]))
    time.advance(seconds: 299)
    try await press.ingest(source(press), time: time)
    #expect(asked(press, since: 5) == ["/map", "/good"])
    time.advance(seconds: 1)
    #expect(try await press.ingest(source(press), time: time).new == 1)
    #expect(Set(asked(press, since: 7)) == ["/map", "/good", "/broken", "/page"])
    time.advance(seconds: 86_400)
    try await press.ingest(source(press), time: time)
    #expect(asked(press, since: 11).contains("/nested"), "it may have become a sitemap since")
  }

  @Test func `a quiet round costs one request where the index tells when its sitemaps changed`() async throws {
    let press = try Press()
    let time = ManualTime(now)
    set(press, "/map", index(press, [("/one", 1), ("/two", 2)]))
    set(press, "/one", urlset(press, [("/a", 1)]))
    set(press, "/two", urlset(press, [("/b", 2)]))
    try await press.ingest(source(press), time: time)
    #expect(asked(press) == ["/map", "/one", "/two"])
    time.advance(seconds: 1200)
    try await press.ingest(source(press), time: time)
    #expect(asked(press, since: 3) == ["/map"])
    set(press, "/map", index(press, [("/one", 0), ("/two", 2)]))
    set(press, "/one", urlset(press, [("/a", 1), ("/c", 0)]))
    #expect(try await press.ingest(source(press), time: time).new == 1)
    #expect(asked(press, since: 4) == ["/map", "/one"])
    time.advance(seconds: 3600)
    try await press.ingest(source(press), time: time)
    #expect(Set(asked(press, since: 6)) == ["/map", "/one", "/two"], "an index may be wrong")
  }

  @Test func `more sitemaps than one poll asks are read on soon`() async throws {
    let press = try Press()
    let time = ManualTime(now)
    set(press, "/map", index(press, (1...30).map { ("/m\($0)", 1) }))
    for number in 1...30 { set(press, "/m\(number)", urlset(press, [("/article\(number)", 40)])) }
    let first = try await press.ingest(source(press), time: time).sources[0]
    #expect(try #require(first.nextDue) == now.adding(seconds: 300) && first.dueReason.contains("more to read"))
    time.advance(seconds: 300)
    #expect(try await press.ingest(source(press), force: false, time: time).new == 10)
  }

  @Test func `where every sitemap fails the poll fails, also while they are left alone`() async throws {
    let press = try Press()
    let time = ManualTime(now)
    set(press, "/map", index(press, [("/gone", nil), ("/broken", nil)]))
    press.set("/broken", Reply(status: 503, headers: []))
    var outcomes: [String] = []
    for _ in 1...12 {
      let report = try await press.ingest(source(press), time: time).sources[0]
      outcomes.append(report.outcome)
      #expect(report.message.contains("/gone: 404"))
      time.advance(seconds: 300)
    }
    #expect(outcomes == Array(repeating: "sitemaps", count: 12))
    #expect(asked(press).count { $0 == "/gone" } == 4, "after 0, 5, 15 and 35 minutes")
    #expect(try press.inspector().catalog.sources()[SourceName("map")!]?.failures == 12)

    set(press, "/broken", urlset(press, [("/a", 1)]))
    time.advance(seconds: 86_400)
    let report = try await press.ingest(source(press), time: time)
    #expect(report.new == 1 && report.sources[0].outcome == "ok")
    #expect(try press.inspector().catalog.sources()[SourceName("map")!]?.failures == 0)
  }

  @Test func `a sitemap that fails among others that only rest makes no poll fail`() async throws {
    let press = try Press()
    let time = ManualTime(now)
    set(press, "/map", index(press, [("/quiet", nil), ("/gone", nil)]))
    set(press, "/quiet", urlset(press, [("/a", 200)]))
    for _ in 1...2 {
      let report = try await press.ingest(source(press), time: time).sources[0]
      #expect(report.outcome == "ok")
      #expect(report.notices.count == 1)
      time.advance(seconds: 600)
    }
    #expect(asked(press) == ["/map", "/quiet", "/gone", "/map", "/gone"])
  }

  @Test func `robots.txt that cannot be reached is a matter of an hour, one that forbids of a day`() async throws {
    for (robots, hours) in [(Reply(status: 500), 1), (.ok(body: "User-agent: *\nDisallow: /quay"), 24)]
      as [(Reply, Int64)]
    {
      let press = try Press()
      let time = ManualTime(now)
      press.set("/robots.txt", robots)
      set(press, "/quay", urlset(press, [("/a", 1)]))
      let list = children(press, ["/quay"])
      func read() async throws -> SitemapWalk.Result {
        let settings = try press.settings(source(press, robots: "pages"))
        let workspace = try Workspace(settings: settings, time: time, log: DemoPress.quiet)
        let walk = SitemapWalk(poller: workspace.poller, source: settings.sources[0], now: time.now())
        let result = await walk.read(list)
        try commit(result.memory, to: workspace.catalog, at: time.now())
        await workspace.close()
        return result
      }
      let first = try await read()
      #expect(first.requests == 0 && first.allFailed)
      #expect(first.failures.count == 1 && first.failures[0].contains("robots.txt"))
      press.set("/robots.txt", .notFound)
      time.advance(seconds: hours * 3600 - 1)
      let early = try await read()
      #expect(early.requests == 0 && early.allFailed)
      #expect(early.failures == first.failures, "why it is not asked is told again")
      time.advance(seconds: 1)
      #expect(try await read().listed.count == 1)
    }
  }

  private func commit(_ facts: [String: Fact], to catalog: any CatalogStore, at now: Instant) throws {
    var batch = CatalogBatch(at: now)
    batch.facts = facts
    try catalog.commit(batch)
  }

  @Test func `a sitemap is left alone as long as it says it stays fresh`() async throws {
    let press = try Press()
    let time = ManualTime(now)
    set(press, "/map", index(press, [("/today", nil)]))
    set(press, "/today", urlset(press, [("/a", 1)]), maxAge: 1800)
    for _ in 1...4 {
      try await press.ingest(source(press), time: time)
      time.advance(seconds: 600)
    }
    #expect(asked(press) == ["/map", "/today", "/map", "/map", "/map", "/today"])
  }

  @Test func `an address that is an index no longer has nothing to follow`() async throws {
    let press = try Press()
    let time = ManualTime(now)
    set(press, "/map", index(press, [("/today", nil)]))
    set(press, "/today", urlset(press, [("/a", 1)]))
    try await press.ingest(source(press), time: time)
    set(press, "/map", urlset(press, [("/b", 1)]))
    #expect(try await press.ingest(source(press), time: time).new == 1)
    #expect(try await press.ingest(source(press), time: time).sources[0].outcome == "unchanged")
    #expect(asked(press) == ["/map", "/today", "/map", "/map"])
  }

  @Test func `what an index listed is remembered for its address only, and forgotten where it is none`() async throws {
    let press = try Press()
    let (index, other) = (WebAddress("http://a.example/index")!, WebAddress("http://b.example/index")!)
    let list = [
      SitemapChild(url: WebAddress("http://a.example/1")!, lastModifiedText: "lately"),
      SitemapChild(url: WebAddress("http://a.example/2")!),
    ]
    try await walk(press, time: ManualTime(now)) { walk, catalog in
      #expect(walk.remembered(at: index) == nil)
      try commit(walk.memory(of: list, at: index), to: catalog, at: now)
      #expect(walk.remembered(at: index) == list)
      #expect(walk.remembered(at: other) == nil)
      try commit(walk.memory(of: [], at: index), to: catalog, at: now)
      #expect(walk.remembered(at: index) == [])
    }
  }

  @Test func `of an endless index a thousand sitemaps are followed, and it is told`() async throws {
    let press = try Press()
    let list = children(press, (0...1000).map { "/m\($0)" })
    let (result, kept) = try await walk(press, time: ManualTime(now)) { walk, catalog in
      let index = WebAddress(press.origin.url("/map"))!
      try commit(walk.memory(of: list, at: index), to: catalog, at: now)
      return (await walk.read(list), walk.remembered(at: index)?.count)
    }
    #expect(result.requests == 20 && result.left == 980)
    #expect(result.failures.last == "the index lists 1001 sitemaps; the first 1000 are followed")
    #expect(kept == 1000)
  }

  @Test func `once there is as much news as one poll takes on, the other sitemaps are left`() async throws {
    let press = try Press()
    set(press, "/large", urlset(press, (1...5000).map { ("/a\($0)", 1) }))
    set(press, "/small", urlset(press, [("/b", 1)]))
    let result = try await walk(press, time: ManualTime(now)) { walk, _ in
      await walk.read(children(press, ["/large", "/small"]))
    }
    #expect(result.listed.count == 5000 && result.left == 1)
    #expect(result.memory.count == 1)
  }

  @Test func `a walk that takes long leaves the rest for the next poll`() async throws {
    let press = try Press()
    for number in 1...5 { set(press, "/m\(number)", urlset(press, [])) }
    let result = try await walk(press, time: HastyTime(now)) { walk, _ in
      await walk.read(children(press, (1...5).map { "/m\($0)" }))
    }
    #expect(result.requests == 2 && result.left == 3)
    #expect(result.failures.isEmpty && !result.allFailed)
  }

  @Test func `a sitemap whose host wants to be left alone does not keep those of other hosts waiting`() async throws {
    let press = try Press()
    press.set("/busy", Reply(status: 429, headers: [("Retry-After", "600")]))
    set(press, "/there", urlset(press, [("/a", 1)]))
    let there = WebAddress(press.origin.url("/there").replacing("127.0.0.1", with: "localhost"))!
    let result = try await walk(press, time: ManualTime(now)) { walk, _ in
      await walk.read(children(press, ["/busy", "/never"]) + [SitemapChild(url: there)])
    }
    #expect(asked(press) == ["/busy", "/there"])
    #expect(result.listed.count == 1 && result.left == 1 && !result.allFailed)
  }

  @Test func `a walk that is cut short holds nothing against the sitemap it was at`() async throws {
    let press = try Press()
    press.set("/slow", Reply(status: 200, delivery: .hold))
    let list = children(press, ["/slow", "/next"])
    let result = try await walk(press, time: ManualTime(now)) { walk, _ in
      await withTaskGroup(of: SitemapWalk.Result?.self) { group in
        group.addTask { await walk.read(list) }
        await press.origin.waitForRequests(1)
        group.cancelAll()
        return await group.next()!!
      }
    }
    #expect(asked(press) == ["/slow"])
    #expect(result.memory.isEmpty && result.failures.isEmpty && !result.allFailed)
  }

  @Test func `entries whose pages have to wait are read at a later poll`() async throws {
    let press = try Press()
    let time = ManualTime(now)
    set(press, "/map", index(press, [("/today", nil)]))
    set(press, "/today", urlset(press, [("/a", 1)]))
    press.set("/a", Reply(status: 500))
    #expect(try await press.ingest(source(press, pages: "auto"), time: time).new == 0)
    press.set("/a", page: "Title of /a", words: "The quay report")
    #expect(try await press.ingest(source(press, pages: "auto"), time: time).new == 1)
  }

  @Test func `a feed configured as a sitemap is refused with the cure`() async throws {
    let press = try Press()
    press.set("/map", items: press.item("1", "/a"))
    let report = try await press.ingest(source(press)).sources[0]
    #expect(report.outcome == "not-a-sitemap")
    #expect(report.message.contains("kind: feed"), "\(report.message)")
  }
}

/// A clock by which everything takes its time.
private final class HastyTime: TimeSource {
  private let instant: Instant
  private let elapsed = Mutex<Int64>(0)

  init(_ instant: Instant) { self.instant = instant }

  func now() -> Instant { instant }
  func monotonicMilliseconds() -> Int64 {
    elapsed.withLock {
      $0 += 50_000
      return $0
    }
  }
}
