// Lists that go on over several pages: how far they are followed, and what a page that fails leaves.
import Catalog
import News
import TestOrigin
import Testing

@testable import Worker

struct ListingPagesTests {
  private let now = Instant(seconds: 1_795_000_000)

  /// A page of a list: items by their paths, and the address of the next page.
  private func set(_ press: Press, _ path: String, _ items: [String], next: String? = nil, tag: String? = nil) {
    for item in items { press.set(item, page: "Harbour report \(item)", words: "Telling \(item) number") }
    let rows = items.map { "<li class=t><a href=\"\($0)\">Harbour report \($0)</a></li>" }.joined()
    let link = next.map { "<link rel=\"next\" href=\"\($0)\">" } ?? ""
    var headers = [("Content-Type", "text/html")]
    if let tag { headers.append(("ETag", "\"\(tag)\"")) }
    press.set(path, .ok(body: "<html><head>\(link)</head><body><ul>\(rows)</ul></body></html>", headers: headers))
  }

  private func source(_ press: Press, pages: Int, more: String = "") -> String {
    "  - {name: s, kind: html, url: \"\(press.origin.url("/list"))\", listing: {item: li.t, pages: \(pages)\(more)}}"
  }

  private func lists(_ press: Press, since count: Int = 0) -> [String] {
    press.origin.requests.dropFirst(count).map(\.path).filter { $0.hasPrefix("/list") }
  }

  @Test func `pages are followed up to the limit and no further`() async throws {
    let press = try Press()
    set(press, "/list", ["/a", "/b"], next: "/list/2")
    set(press, "/list/2", ["/c", "/b"], next: "/list/3")
    set(press, "/list/3", ["/d"], next: "/list/4")
    set(press, "/list/4", ["/e"])
    let report = try await press.ingest(source(press, pages: 3))
    #expect(lists(press) == ["/list", "/list/2", "/list/3"])
    #expect(report.new == 4)
    #expect(report.sources[0].format == "page (selectors), 3 pages")
    #expect(report.sources[0].entries == 4)
    #expect(report.sources[0].requests == 3 + 4)
    #expect(report.sources[0].notices.isEmpty)
  }

  @Test func `one page is read where nothing else is said`() async throws {
    let press = try Press()
    set(press, "/list", ["/a"], next: "/list/2")
    let source = "  - {name: s, kind: html, url: \"\(press.origin.url("/list"))\", listing: {item: li.t}}"
    #expect(try await press.ingest(source).new == 1)
    #expect(lists(press) == ["/list"])
  }

  @Test func `a later poll asks for the next page only where the one before lists something new`() async throws {
    let press = try Press()
    let time = ManualTime(now)
    set(press, "/list", ["/a", "/b"], next: "/list/2", tag: "1")
    set(press, "/list/2", ["/c"], next: "/list/3")
    set(press, "/list/3", ["/d"])
    #expect(try await press.ingest(source(press, pages: 5), time: time).new == 4)

    // Unchanged: the first page is asked conditionally, the others not at all.
    var count = press.origin.requests.count
    time.advance(seconds: 3600)
    #expect(try await press.ingest(source(press, pages: 5), time: time).sources[0].outcome == "unchanged")
    #expect(lists(press, since: count) == ["/list"])
    #expect(press.origin.requests[count]["If-None-Match"] == "\"1\"")

    // Changed, but all of it is known.
    set(press, "/list", ["/b", "/a"], next: "/list/2", tag: "2")
    count = press.origin.requests.count
    time.advance(seconds: 3600)
    try await press.ingest(source(press, pages: 5), time: time)
    #expect(lists(press, since: count) == ["/list"])

    // One is new: what it pushed onto the second page is known, so the third is not asked.
    set(press, "/list", ["/e", "/b"], next: "/list/2", tag: "3")
    set(press, "/list/2", ["/a", "/c"], next: "/list/3")
    count = press.origin.requests.count
    time.advance(seconds: 3600)
    #expect(try await press.ingest(source(press, pages: 5), time: time).new == 1)
    #expect(lists(press, since: count) == ["/list", "/list/2"])
  }

  @Test func `a list that leads back to itself ends there`() async throws {
    let press = try Press()
    set(press, "/list", ["/a"], next: "/list/2")
    set(press, "/list/2", ["/b"], next: "/list#top")
    #expect(try await press.ingest(source(press, pages: 9)).new == 2)
    #expect(lists(press) == ["/list", "/list/2"])

    let other = try Press()
    set(other, "/list", ["/a"], next: "/list/2")
    other.set("/list/2", .redirect(302, to: other.origin.url("/list")))
    #expect(try await other.ingest(source(other, pages: 9)).new == 1)
    #expect(lists(other) == ["/list", "/list/2", "/list"])
  }

  @Test func `a page that fails keeps what those before it gave, is told, and is asked again`() async throws {
    let press = try Press()
    let time = ManualTime(now)
    set(press, "/list", ["/a"], next: "/list/2", tag: "1")
    set(press, "/list/2", ["/b"], next: "/list/3")
    press.set("/list/3", Reply(status: 500))
    let first = try await press.ingest(source(press, pages: 4), time: time)
    #expect(first.new == 2)
    #expect(first.failed.isEmpty)
    #expect(first.sources[0].notices.count == 1)
    #expect(first.sources[0].notices[0].contains("/list/3: "))
    #expect(first.sources[0].notices[0].contains("500"))

    // The first page has not changed; the third is asked all the same, and leads on.
    set(press, "/list/3", ["/c"], next: "/list/4")
    set(press, "/list/4", ["/d"])
    var count = press.origin.requests.count
    time.advance(seconds: 3600)
    let second = try await press.ingest(source(press, pages: 4), time: time)
    #expect(lists(press, since: count) == ["/list", "/list/3", "/list/4"])
    #expect(second.new == 2)
    #expect(second.sources[0].outcome == "ok")

    count = press.origin.requests.count
    time.advance(seconds: 3600)
    #expect(try await press.ingest(source(press, pages: 4), time: time).sources[0].outcome == "unchanged")
    #expect(lists(press, since: count) == ["/list"])
  }

  @Test func `a page that keeps failing is given up after a day`() async throws {
    let press = try Press()
    let time = ManualTime(now)
    set(press, "/list", ["/a"], next: "/list/2", tag: "1")
    press.set("/list/2", Reply(status: 404))
    try await press.ingest(source(press, pages: 2), time: time)
    time.advance(seconds: 80_000)
    try await press.ingest(source(press, pages: 2), time: time)
    #expect(lists(press) == ["/list", "/list/2", "/list", "/list/2"])
    time.advance(seconds: 7000)
    try await press.ingest(source(press, pages: 2), time: time)
    #expect(lists(press, since: 0) == ["/list", "/list/2", "/list", "/list/2", "/list"])
  }

  @Test func `robots are asked about every page, and another site is not followed`() async throws {
    let press = try Press()
    press.set("/robots.txt", .ok(body: "User-agent: *\nDisallow: /list/2\n", headers: [("Content-Type", "text/plain")]))
    set(press, "/list", ["/a"], next: "/list/2")
    let report = try await press.ingest(source(press, pages: 2))
    #expect(report.new == 1)
    #expect(lists(press) == ["/list"])
    #expect(report.sources[0].notices.first?.contains("robots") == true)

    let other = try Press()
    set(other, "/list", ["/a"], next: "http://localhost:\(other.origin.port)/list/2")
    set(other, "/list/2", ["/b"])
    let second = try await other.ingest(source(other, pages: 2))
    #expect(second.new == 1)
    #expect(lists(other) == ["/list"])
    #expect(second.sources[0].notices == ["its next page is on another site (localhost), which is not followed"])
  }

  @Test func `a selector finds the next page, and a page that says none is told`() async throws {
    let press = try Press()
    set(press, "/list", ["/a"])
    #expect(
      try await press.ingest(source(press, pages: 2)).sources[0].notices == [
        "the page names no next one (rel=next); a `next` selector can say where it is"
      ])
    set(press, "/list/2", ["/b"])
    set(press, "/c", ["/x"])
    let rows = "<ul><li class=t><a href=/c>Harbour report</a></li></ul><p class=older><a href=/list/2>Older</a></p>"
    press.set("/list", .ok(body: "<html><body>\(rows)</body></html>", headers: [("Content-Type", "text/html")]))
    let report = try await press.ingest(source(press, pages: 2, more: ", next: p.older"))
    #expect(lists(press).suffix(2) == ["/list", "/list/2"])
    #expect(report.sources[0].entries == 2)
  }

  @Test func `trying a source reads its pages and counts what the items lack`() async throws {
    let press = try Press()
    set(press, "/list", ["/a", "/b"], next: "/list/2")
    set(press, "/list/2", ["/c"])
    press.set(
      "/list",
      .ok(
        body: """
          <html><head><link rel=next href=/list/2></head><body><ul><li class=t><a href=/a>One</a><i>20/11/2026</i></li>
          <li class=t><a href=/b>Two</a><i>soon</i></li><li class=t>None</li></ul></body></html>
          """, headers: [("Content-Type", "text/html")]))
    let settings = try press.settings(source(press, pages: 2, more: ", date: i, date_format: \"%d/%m/%Y\""))
    let result = try await SourceCheck.run("s", settings: settings, allow: [])
    #expect(result.outcome == "ok", "\(result.message)")
    #expect(result.entries.map(\.title) == ["One", "Two"])
    #expect(result.entries.first?.published == Instant(rfc3339: "2026-11-20T12:00:00Z"))
    #expect(
      result.fields == [
        .init(field: "link", items: 3, missing: 1), .init(field: "title", items: 2, missing: 0),
        .init(field: "date", items: 2, missing: 1),
      ])
    #expect(
      result.notices.prefix(2) == [
        "1 of 3 items hold no link and are left out",
        "1 date cannot be read by the format “%d/%m/%Y”; the first is “soon”",
      ])
    // The second page has items without a date: the selector that fails there is told, and nothing is lost.
    #expect(result.notices.last?.contains("/list/2: the date selector “i” selects nothing") == true)
  }
}
