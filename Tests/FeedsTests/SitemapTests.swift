// Sitemaps of every form, read from fixtures, and what makes a body none.

import Feeds
import News
import Testing

@Suite("Sitemaps")
struct SitemapTests {
  private static let place = "https://gazette.example/sitemaps/news.xml"

  private func parse(
    _ bytes: [UInt8], contentType: String? = nil, url: String? = SitemapTests.place, keepingSource: Bool = false
  ) throws -> Sitemap {
    try SitemapParser.parse(
      bytes, contentType: contentType, url: url.flatMap { WebAddress($0) }, keepingSource: keepingSource)
  }

  private func parse(_ text: String) throws -> Sitemap { try parse(Array(text.utf8)) }

  // MARK: Forms

  @Test func `An index gives its sitemaps, dates as read and as written`() throws {
    let sitemap = try parse(fixture("sitemap-index.xml"))
    #expect(sitemap.kind == .index)
    #expect(sitemap.entries.isEmpty)
    #expect(
      sitemap.children.map(\.url.string) == [
        "https://gazette.example/sitemaps/news.xml",
        "https://gazette.example/sitemaps/archive.php?year=2026&month=11",
        "https://gazette.example/sitemaps/pictures.xml.gz",
        "https://static.gazette.example/sitemaps/older.xml",
      ])
    #expect(
      sitemap.children.map { $0.lastModified?.description } == ["2026-11-21T09:30:00+01:00", "2026-11-20", nil, nil])
    #expect(
      sitemap.children.map(\.lastModifiedText) == ["2026-11-21T09:30:00+01:00", "2026-11-20", "revision 17", nil])
    #expect(sitemap.mended == ["bad-date"])
    #expect(!sitemap.truncated)
  }

  @Test func `A news sitemap gives every field its own value`() throws {
    let sitemap = try parse(fixture("sitemap-news.xml"))
    #expect(sitemap.kind == .urlset)
    #expect(sitemap.children.isEmpty)
    #expect(sitemap.publication == "Harbour & Hill Gazette")
    #expect(sitemap.repairs.isEmpty)
    #expect(
      sitemap.entries.map(\.title) == [
        "Ferry returns to the outer pier", "A well older than the town & its wall", "Ffynnon ar y bryn",
      ])
    #expect(
      sitemap.entries.map(\.image?.string) == [
        "https://gazette.example/pictures/ferry.jpg", "https://gazette.example/pictures/well.jpg",
        "https://gazette.example/pictures/ffynnon.jpg",
      ])
    let entry = try #require(sitemap.entries.first)
    #expect(entry.url?.string == "https://gazette.example/harbour/ferry-returns?edition=1&part=2")
    #expect(entry.guid == nil)
    #expect(entry.published?.description == "2026-11-21T08:00:00+01:00")
    #expect(entry.updated?.description == "2026-11-21T10:15:00+01:00")
    #expect(entry.language?.description == "en")
    #expect(entry.categories == ["harbour", "transport", "ferry"])
    #expect(entry.raw.isEmpty)
    #expect(sitemap.entries[1].published?.description == "2026-11-20")
    #expect(sitemap.entries[1].updated == nil)
    #expect(sitemap.entries[2].language?.description == "cy")
  }

  @Test func `A plain list is a sitemap, and what is no web address in it is left out`() throws {
    let sitemap = try parse(fixture("sitemap-list.txt"), contentType: "text/plain", keepingSource: true)
    #expect(sitemap.kind == .urlset)
    #expect(
      sitemap.entries.map(\.url?.string) == [
        "https://gazette.example/harbour/tides", "https://gazette.example/hill/sheep",
        "https://gazette.example/weather?day=sat&wind=no",
      ])
    #expect(sitemap.repairs.map(\.code) == ["bad-address"])
    #expect(String(decoding: sitemap.entries[1].raw, as: UTF8.self) == "https://gazette.example/hill/sheep")
  }

  @Test func `Damage of every kind is mended, and said`() throws {
    let sitemap = try parse(fixture("sitemap-malformed.xml"))
    #expect(
      sitemap.entries.map(\.url?.string) == [
        "https://gazette.example/a?x=1&y=2", "https://gazette.example/long/path.html?a=1&b=2",
        "https://gazette.example/sitemaps/relative/page.html",
      ])
    #expect(sitemap.entries.map(\.title) == ["Prices rise – again & again", "Fog & rain", nil])
    #expect(sitemap.entries[0].updated?.description == "2026-11-21T09:30:00Z")
    #expect(sitemap.entries[0].published?.description == "2026-11-21T08:15:00")
    #expect(sitemap.entries[0].language?.description == "en")
    #expect(sitemap.entries[2].image?.string == "https://pictures.example/one.png")
    #expect(sitemap.publication == "The Gazette")
    #expect(
      sitemap.mended == [
        "bad-address", "no-address", "bad-date", "undeclared-prefix", "stray-ampersand", "named-entity",
        "missing-end-tag",
      ])
    #expect(!sitemap.truncated)
  }

  @Test func `Another encoding is read by its label`() throws {
    let entry = try #require(try parse(fixture("sitemap-windows-1251.xml")).entries.first)
    #expect(entry.title == "Паром снова ходит — каждый час")
    #expect(entry.categories == ["гавань", "паром"])
    #expect(entry.published?.description == "2026-11-21")
    #expect(entry.url?.path == "/%D0%B3%D0%B0%D0%B2%D0%B0%D0%BD%D1%8C/%D0%BF%D0%B0%D1%80%D0%BE%D0%BC")
  }

  @Test func `The source of an entry is kept where asked for, up to where it was never closed`() throws {
    let sitemap = try parse(
      Array("<s:urlset xmlns:s='x'><s:url><s:loc>/a</s:loc><s:url><s:loc>/b</s:loc></s:url></s:urlset>".utf8),
      keepingSource: true)
    #expect(
      sitemap.entries.map { String(decoding: $0.raw, as: UTF8.self) } == [
        "<s:url><s:loc>/a</s:loc>", "<s:url><s:loc>/b</s:loc></s:url>",
      ])
  }

  // MARK: Names and addresses

  @Test(
    "A title of the news extension is known",
    arguments: [
      "<news:news xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'><news:title>T</news:title></news:news>",
      "<n:news xmlns:n='https://www.google.com/schemas/sitemap-news/0.9/'><n:title>T</n:title></n:news>",
      "<news xmlns='http://google.com/schemas/sitemap-news/0.84'><title>T</title></news>",
      "<news:news xmlns:news='http://www.google.com/schemas/sitemap-image/1.1'><news:title>T</news:title></news:news>",
      "<news:news xmlns:news='urn:misspelt'><news:title>T</news:title></news:news>",
      "<news:news><news:title>T</news:title></news:news>",
      "<news><title>T</title></news>",
      "<news:title>T</news:title>",
      "<NEWS:News><NEWS:Title>T</NEWS:Title></NEWS:News>",
      "<news:news><news:title>T<news:publication_date>2026-11-21</news:publication_date></news:news>",
      "<image:image><image:title>I</image:title></image:image><news:news><news:title>T</news:title></news:news>",
      "<video:video><video:title>V</video:title></video:video><news:news><news:title>T</news:title></news:news>",
      "<news:news><news:title>&lt;b>T&lt;/b></news:title><news:title>second</news:title></news:news>",
    ])
  func title(news: String) throws {
    let sitemap = try parse(
      "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>/a</loc>\(news)</url></urlset>")
    #expect(sitemap.entries.map(\.title) == ["T"])
    #expect(sitemap.entries.first?.url?.string == "https://gazette.example/a")
  }

  @Test(
    "An address is found in what the sitemap gives for one",
    arguments: [
      ("https://gazette.example/a?b=1&amp;c=2", "https://gazette.example/a?b=1&c=2"),
      ("https://gazette.example/a?b=1&amp;amp;c=2", "https://gazette.example/a?b=1&c=2"),
      ("https://gazette.example/a?b=1&amp;amp;amp;c=2", "https://gazette.example/a?b=1&c=2"),
      ("https://gazette.example/a?b=1&amp;lt=2", "https://gazette.example/a?b=1&lt=2"),
      ("https://gazette.example/a?b=1&amp;eacute;=2", "https://gazette.example/a?b=1&eacute;=2"),
      ("<![CDATA[https://gazette.example/a?b=1&c=2]]>", "https://gazette.example/a?b=1&c=2"),
      ("\n\thttps://gazette.example/a\n", "https://gazette.example/a"),
      ("https://gazette.example/a/\n      b.html", "https://gazette.example/a/b.html"),
      ("https://gazette.example/a b", "https://gazette.example/a%20b"),
      ("<b>https://gazette.example/a</b>", "https://gazette.example/a"),
      ("/a", "https://gazette.example/a"), ("//elsewhere.example/a", "https://elsewhere.example/a"),
      ("gazette.example/a", "https://gazette.example/a"),
      ("https://elsewhere.example/a", "https://elsewhere.example/a"),
      ("javascript:a()", nil), ("ftp://gazette.example/a", nil), ("https://", nil),
      ("https://gazette.example/" + String(repeating: "a", count: 70_000), nil),
    ] as [(String, String?)])
  func address(written: String, expected: String?) throws {
    let sitemap = try parse("<urlset><url><loc>\(written)</loc></url></urlset>")
    #expect(sitemap.entries.map(\.url?.string) == [expected].filter { $0 != nil })
    #expect(sitemap.mended.contains("bad-address") == (expected == nil))
  }

  @Test func `What follows an extension's element is the protocol's own again`() throws {
    let sitemap = try parse("<urlset><url><image><loc>/i.png</loc></image><loc>/a</loc></url></urlset>")
    #expect(sitemap.entries.map(\.url?.path) == ["/a"])
    #expect(sitemap.entries.map(\.image?.path) == ["/i.png"])
  }

  @Test func `A relative address without anything to resolve it against is left out`() throws {
    let sitemap = try parse(Array("<urlset><url><loc>/a</loc></url></urlset>".utf8), url: nil)
    #expect(sitemap.entries.isEmpty)
    #expect(sitemap.mended == ["bad-address"])
  }

  @Test func `Entries of two publications have none in common`() throws {
    func entry(_ name: String) -> String {
      "<url><loc>/\(name)</loc><news:news><news:publication><news:name>\(name)</news:name></news:publication></news:news></url>"
    }
    #expect(try parse("<urlset>\(entry("A"))<url><loc>/b</loc></url>\(entry("A"))</urlset>").publication == "A")
    #expect(try parse("<urlset>\(entry("A"))\(entry("B"))</urlset>").publication == nil)
  }

  @Test(
    "The kind is that of the root, or of what there is alone",
    arguments: [
      ("<sitemapindex></sitemapindex>", .index), ("<urlset/>", .urlset),
      ("<urlset><sitemap><loc>/a</loc></sitemap></urlset>", .index),
      ("<SitemapIndex><url><loc>/a</loc></url></SitemapIndex>", .urlset),
      ("<sitemapindex><url><loc>/a</loc></url><sitemap><loc>/b</loc></sitemap></sitemapindex>", .index),
      ("<url><loc>/a</loc></url>", .urlset),
    ] as [(String, Sitemap.Kind)])
  func kind(text: String, expected: Sitemap.Kind) throws {
    #expect(try parse(text).kind == expected)
  }

  // MARK: Refusals

  @Test(
    "What is no sitemap is refused by what it is",
    arguments: [
      (" \n", "empty", "empty"),
      ("<rss version='2.0'><channel/></rss>", "not-a-sitemap", "feed (rss), not a sitemap; set \"kind: feed\""),
      ("<feed xmlns='http://www.w3.org/2005/Atom'/>", "not-a-sitemap", "feed (atom)"),
      ("{\"version\": \"https://jsonfeed.org/version/1.1\"}", "not-a-sitemap", "set \"kind: feed\""),
      ("<!doctype html><title>Not found</title>", "not-a-sitemap", "HTML page"),
      ("<opml version='2.0'/>", "not-a-sitemap", "<opml>"),
      ("Sitemap temporarily unavailable", "not-a-sitemap", "neither XML nor a list"),
    ])
  func refused(text: String, code: String, says: String) throws {
    let refusal = try #require(throws: Refusal.self) { try parse(text) }
    #expect(refusal.code == code)
    #expect(refusal.message.contains(says))
  }

  @Test func `A sitemap given for a feed is refused with what to set`() throws {
    let sitemap = try fixture("sitemap-news.xml")
    let refusal = try #require(throws: Refusal.self) {
      try FeedParser.parse(sitemap, contentType: nil, url: nil)
    }
    #expect(refusal.code == "not-a-feed")
    #expect(refusal.message.contains("\"kind: sitemap\""))
  }
}
