// What a poll makes of what a source does: redirects, busy pages, edits, changed guids, and sources that come back.
import Catalog
import News
import TestOrigin
import Testing

@testable import Worker

@Suite struct PollTests {
  private func articles(_ press: Press) throws -> [ArticleRecord] {
    try press.inspector().catalog.articles(ArticleFilter())
  }

  @Test func `a page behind a permanent redirect is still read as a page, each time`() async throws {
    let press = try Press()
    press.set("/old", .redirect(301, to: "/list"))
    press.set(
      "/list",
      .ok(
        body: "<html><body><ul><li class=t><a href=\"/a\">The harbour closed at noon today</a></li></ul></body></html>",
        headers: [("Content-Type", "text/html")]))
    press.set("/a", page: "The harbour closed at noon today", words: "One telling")
    let sources = "  - {name: s, kind: html, url: \"\(press.origin.url("/old"))\", listing: {item: li.t}}"
    for _ in 0..<4 {
      let report = try await press.ingest(sources)
      #expect(report.failed.isEmpty)
      #expect(report.sources[0].entries == 1)
    }
    #expect(try articles(press).map(\.bodyOrigin) == [.page])
  }

  @Test func `an entry whose page is busy waits for it, up to a point, and is not lost`() async throws {
    let press = try Press()
    let time = ManualTime(Instant(seconds: 1_795_000_000))
    press.set("/feed", items: press.item("1", "/a") + press.item("2", "/b"))
    press.set("/a", Reply(status: 503))
    press.set("/b", Reply(status: 503))
    let sources = "  - {name: s, url: \"\(press.origin.url("/feed"))\"}"
    #expect(try await press.ingest(sources, time: time).new == 0)
    press.set("/a", page: "Harbour closed", words: "One telling")
    time.advance(seconds: 1800)
    #expect(try await press.ingest(sources, time: time).new == 1)
    #expect(try articles(press).map(\.bodyOrigin) == [.page])
    time.advance(seconds: 3 * 3600)
    #expect(try await press.ingest(sources, time: time).new == 1)
    #expect(Set(try articles(press).map(\.bodyOrigin)) == [.page, .feedSummary])
    // Everything is read: from now on the feed answers 304.
    #expect(try await press.ingest(sources, time: time).sources[0].outcome == "unchanged")
  }

  @Test func `a full text is not replaced by a teaser when its page is gone`() async throws {
    let press = try Press()
    press.set("/feed", items: press.item("1", "/a"))
    press.set("/a", page: "Harbour closed", words: "One telling")
    let sources = "  - {name: s, url: \"\(press.origin.url("/feed"))\"}"
    try await press.ingest(sources)
    press.set("/a", .notFound)
    press.set("/feed", items: press.item("1", "/a", title: "Harbour closed, again"))
    let report = try await press.ingest(sources)
    #expect((report.new, report.revised) == (0, 0))
    #expect(try articles(press).map(\.version) == [1])
    #expect(try articles(press)[0].words > 100)
  }

  @Test func `entries that all link to one page stay articles of their own`() async throws {
    let press = try Press()
    let sources = "  - {name: s, pages: never, url: \"\(press.origin.url("/feed"))\"}"
    press.set("/feed", items: press.item("1", "/", title: "First") + press.item("2", "/", title: "Second"))
    #expect(try await press.ingest(sources).new == 2)
    press.set("/feed", items: press.item("3", "/", title: "Third"))
    #expect(try await press.ingest(sources).new == 1)
    #expect(Set(try articles(press).map(\.title)) == ["First", "Second", "Third"])
  }

  @Test func `an entry that got another guid is an edit of the article at its address`() async throws {
    let press = try Press()
    let sources = "  - {name: s, pages: never, url: \"\(press.origin.url("/feed"))\"}"
    press.set("/feed", items: press.item("old", "/a", title: "First"))
    try await press.ingest(sources)
    press.set("/feed", items: press.item("new", "/a", title: "First, corrected"))
    #expect(try await press.ingest(sources).revised == 1)
    #expect(try articles(press).map(\.version) == [2])
  }

  @Test func `a source with a password in its address is remembered, and the password is kept nowhere`() async throws {
    let press = try Press()
    press.set("/feed", items: press.item("1", "/a"))
    let address = press.origin.url("/feed").replacing("http://", with: "http://user:secret@")
    let sources = "  - {name: s, pages: never, url: \"\(address)\"}"
    try await press.ingest(sources)
    #expect(try await press.ingest(sources, force: false).notDue == 1)
    #expect(try await press.ingest(sources).sources[0].outcome == "unchanged")
    #expect(try press.inspector().catalog.sources().values.allSatisfy { !$0.url.string.contains("secret") })
  }

  @Test func `a source that is gone is not asked again, unless a person asks and it is back`() async throws {
    let press = try Press()
    press.set("/feed", Reply(status: 410))
    let sources = "  - {name: s, pages: never, url: \"\(press.origin.url("/feed"))\"}"
    #expect(try await press.ingest(sources).failed.map(\.outcome) == ["http-410"])
    #expect(try await press.ingest(sources, force: false).notDue == 1)
    press.set("/feed", items: press.item("1", "/a"))
    #expect(try await press.ingest(sources).new == 1)
    let record = try press.inspector().catalog.sources()[SourceName("s")!]
    #expect(record?.retired == false)
  }

  @Test func `headers of the settings stay with the host they were written for`() async throws {
    let press = try Press()
    press.set(
      "/page",
      .ok(
        body:
          "<html><head><link rel=alternate type=\"application/rss+xml\" href=\"http://localhost:\(press.origin.port)/feed\"></head></html>",
        headers: [("Content-Type", "text/html")]))
    press.set("/feed", items: press.item("1", "/a"))
    let sources = """
        - {name: s, kind: html, pages: never, url: "\(press.origin.url("/page"))", headers: {X-Key: secret}}
      """
    for _ in 0..<2 { try await press.ingest(sources) }
    let requests = press.origin.requests
    #expect(requests.filter { $0.path == "/page" }.allSatisfy { $0["X-Key"] == "secret" })
    #expect(requests.contains { $0.path == "/feed" })
    #expect(requests.filter { $0.path == "/feed" }.allSatisfy { $0["X-Key"] == nil })
  }

  @Test func `a 304 that nobody asked for is a failure, and nothing is taken for unchanged`() async throws {
    let press = try Press()
    press.set("/feed", .notModified())
    let sources = "  - {name: s, pages: never, url: \"\(press.origin.url("/feed"))\"}"
    #expect(try await press.ingest(sources).failed.map(\.outcome) == ["unexpected-304"])
  }

  @Test func `a selector that cannot be read is refused before anything is polled`() async throws {
    let press = try Press()
    let sources = "  - {name: s, kind: html, url: \"\(press.origin.url("/"))\", listing: {item: \"div[\"}}"
    await #expect { try await press.ingest(sources) } throws: { ($0 as? Refusal)?.code == "bad-selector" }
    #expect(press.origin.requests.isEmpty)
  }

  @Test func `one poll takes on a bounded number of pages, and the next goes on`() async throws {
    let press = try Press()
    press.set("/feed", items: (0..<210).map { press.item("\($0)", "/a?n=\($0)", title: "Title \($0)") }.joined())
    press.set("/a", page: "Harbour closed", words: "One telling")
    let sources = "  - {name: s, url: \"\(press.origin.url("/feed"))\"}"
    let first = try await press.ingest(sources)
    #expect((200...203).contains(first.new))
    #expect(first.sources[0].notices == ["\(210 - first.new) entries are left for the next poll"])
    #expect(try await press.ingest(sources).new == 210 - first.new)
    #expect(try await press.ingest(sources).sources[0].outcome == "unchanged")
  }
}
