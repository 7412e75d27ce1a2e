// Sitemaps as sources: what is news in them, few at a time, each with validators of its own.
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

  private func set(_ press: Press, _ path: String, _ text: String) {
    let tag = "\"\(Digest.sha256Hex(text.utf8).prefix(8))\""
    press.set(path, .ok(body: text, headers: [("ETag", tag), ("Content-Type", "application/xml")]))
  }

  private func source(_ press: Press, pages: String = "never") -> String {
    "- {name: map, url: \"\(press.origin.url("/map"))\", kind: sitemap, pages: \(pages), robots: none}"
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
    let asked = press.origin.requests.dropFirst(4)
    #expect(asked.map(\.path) == ["/map", "/today", "/undated"])
    #expect(asked.allSatisfy { $0["If-None-Match"] != nil })
    #expect(second.new == 1)
    #expect(second.sources[0].outcome == "ok")

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
    try await press.ingest(source(press), time: time)
    try await press.ingest(source(press), time: time)
    #expect(try press.inspector().catalog.totals().articles == 50)
  }

  @Test func `one sitemap that fails costs nothing but itself, and is tried again`() async throws {
    let press = try Press()
    let time = ManualTime(now)
    set(press, "/map", index(press, [("/broken", nil), ("/page", nil), ("/nested", nil), ("/good", nil)]))
    press.set("/broken", Reply(status: 500))
    press.set("/page", .ok(body: "<html><body>no</body></html>", headers: [("Content-Type", "text/html")]))
    set(press, "/nested", index(press, [("/good", nil)]))
    set(press, "/good", urlset(press, [("/a", 1)]))
    let report = try await press.ingest(source(press), time: time)
    #expect(report.new == 1)
    let failures = report.sources[0].notices
    #expect(failures.count == 3)
    #expect(failures[0].contains("/broken") && failures[0].contains("500"))
    #expect(failures[1].contains("/page") && failures[1].contains("HTML"))
    #expect(failures[2].contains("/nested") && failures[2].contains("index within an index"))
    set(press, "/broken", urlset(press, [("/b", 1)]))
    #expect(try await press.ingest(source(press), time: time).new == 1)
  }

  @Test func `entries whose pages have to wait keep their sitemap to be read again`() async throws {
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
