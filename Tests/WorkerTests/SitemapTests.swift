// Sitemaps as sources: what is news in them, few at a time, each with validators of its own.
import Catalog
import Feeds
import News
import Synchronization
import TestOrigin
import Testing

@testable import Worker

@Suite struct SitemapTests: SitemapSuite {
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
        await workspace.end()
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
}
