// Each format, read from a fixture with everything in it.

import Feeds
import News
import Testing

@Suite("Feed formats")
struct FormatTests {
  @Test func `RSS 2.0 gives every field its own value`() throws {
    let feed = try FeedParser.parse(try fixture("rss2-podcast-and-news.xml"), contentType: nil, url: nil)
    #expect(feed.format == .rss)
    #expect(feed.version == "2.0")
    #expect(feed.title == "Harbour & Hill Gazette")
    #expect(feed.link == "https://gazette.example/")
    #expect(feed.language?.description == "en-GB")
    #expect(feed.updated?.description == "2026-11-21T09:30:00Z")
    #expect(feed.selfAddress == "https://gazette.example/feed.xml")
    #expect(feed.hubs == ["https://hub.example/"])
    #expect(feed.ttlMinutes == 45)
    #expect(feed.skipHours == [2, 3])
    #expect(feed.skipDays == [0])
    #expect(feed.updatePeriodSeconds == 1800)
    #expect(!feed.truncated)
    let entry = try #require(feed.entries.first)
    #expect(entry.title == "Ferry returns")
    #expect(entry.url?.string == "https://gazette.example/ferry")
    #expect(entry.guid == "gazette-1")
    #expect(entry.published?.description == "2026-11-21T08:00:00+01:00")
    #expect(entry.authors == ["Ada Quay", "Ben Pier"])
    #expect(entry.categories == ["Transport", "Harbour"])
    #expect(entry.summaryHTML == "The <b>ferry</b> is back.")
    #expect(entry.contentHTML?.contains("script") == false)
    #expect(entry.contentHTML?.contains("The ferry is") == true)
    #expect(
      entry.enclosures == [
        Enclosure(url: "https://gazette.example/ferry.mp3", type: "audio/mpeg", length: 1234),
        Enclosure(url: "https://gazette.example/ferry.jpg", type: "image/jpeg", length: 99),
      ])
    #expect(entry.image?.string == "https://gazette.example/ferry.jpg")
  }

  @Test func `A guid is the link where there is no other, and a day that does not exist is dropped and said`() throws {
    let feed = try FeedParser.parse(try fixture("rss2-podcast-and-news.xml"), contentType: nil, url: nil)
    let entry = try #require(feed.entries.last)
    #expect(entry.url?.string == "https://gazette.example/second")
    #expect(entry.published == nil)
    #expect(feed.mended == ["bad-date"])
  }

  @Test func `An entry keeps its bytes where they are asked for`() throws {
    let text =
      "junk <br>" + rss("<item><title>Ö & 1</title></item> <item/><item><title>2</title><item><title>3</title></item>")
    let feed = try FeedParser.parse(Array(text.utf8), contentType: nil, url: nil, keepingSource: true)
    #expect(
      feed.entries.map { String(decoding: $0.raw, as: UTF8.self) } == [
        "<item><title>Ö & 1</title></item>", "<item><title>2</title>", "<item><title>3</title></item>",
      ])
    #expect(try parse(text).entries.allSatisfy(\.raw.isEmpty))
  }

  @Test func `RSS 1.0 has its items beside the channel`() throws {
    let feed = try FeedParser.parse(try fixture("rss1.rdf"), contentType: "text/xml", url: nil)
    #expect(feed.format == .rdf)
    #expect(feed.title == "Lab Notes")
    #expect(feed.language?.description == "de")
    let entry = try #require(feed.entries.first)
    #expect(entry.guid == "https://lab.example/1")
    #expect(entry.url?.string == "https://lab.example/1?from=rdf")
    #expect(entry.authors == ["Clara Kolben"])
    #expect(entry.categories == ["Chemie"])
    #expect(entry.published?.description == "2026-11-20T10:00:00+01:00")
    #expect(entry.summaryHTML == "Es zischt.")
  }

  @Test func `Atom resolves against xml base, inherits authors and keeps the source's words apart`() throws {
    let feed = try FeedParser.parse(try fixture("atom1.xml"), contentType: nil, url: nil)
    #expect(feed.format == .atom)
    #expect(feed.version == "1.0")
    #expect(feed.title == "Carnet & crayon")
    #expect(feed.link == "https://carnet.example/blog/")
    #expect(feed.language?.description == "fr")
    let entry = try #require(feed.entries.first)
    #expect(entry.title == "1 < 2")
    #expect(entry.guid == "tag:carnet.example,2026:1")
    #expect(entry.url?.string == "https://carnet.example/blog/2026/un")
    #expect(entry.authors == ["Denise Trait"])
    #expect(entry.published?.description == "2026-11-20T23:00:00-05:00")
    #expect(entry.updated?.description == "2026-11-21T09:00:00Z")
    #expect(entry.categories == ["Dessin", "dessin"])
    #expect(entry.enclosures.first?.url == "https://carnet.example/blog/2026/un.ogg")
    #expect(entry.contentHTML?.contains("https://carnet.example/blog/2026/deux") == true)
    #expect(entry.contentHTML?.contains("&amp; fin") == true)
  }

  @Test func `JSON Feed is known by its body, whatever the Content-Type and a byte order mark say`() throws {
    let url = WebAddress("https://boats.example/feed.json")
    let feed = try FeedParser.parse([0xEF, 0xBB, 0xBF] + fixture("feed.json"), contentType: "text/html", url: url)
    #expect(feed.format == .jsonFeed)
    #expect(feed.version == "1.1")
    #expect(feed.link == "https://boats.example/")
    #expect(feed.entries.count == 2)
    #expect(feed.entries[0].guid == "7")
    #expect(feed.entries[0].title == "Seven – folds")
    #expect(feed.entries[0].url?.string == "https://boats.example/seven")
    #expect(feed.entries[0].contentHTML == "<p>Fold it.</p>")
    #expect(feed.entries[0].authors == ["Eve Fold"])
    #expect(
      feed.entries[0].enclosures == [
        Enclosure(url: "https://boats.example/7.pdf", type: "application/pdf", length: 512)
      ])
    #expect(feed.entries[1].contentHTML == "a &lt; b &amp; c")
    #expect(feed.entries[1].authors == ["Finn Crease"])
  }

  @Test func `A page is no feed, and the refusal names the feeds it links to`() throws {
    let page = try fixture("page.html")
    let url = try #require(WebAddress("https://gazette.example/"))
    #expect {
      try FeedParser.parse(page, contentType: "application/rss+xml", url: url)
    } throws: { error in
      let refusal = error as? Refusal
      return refusal?.code == "not-a-feed" && refusal?.message.contains("https://www.gazette.example/feed.xml") == true
    }
    let links = FeedDiscovery.links(in: page, contentType: nil, url: url)
    #expect(
      links.map(\.url.string) == [
        "https://www.gazette.example/feed.xml", "https://gazette.example/feed.json",
        "https://www.gazette.example/comments/feed",
      ])
    #expect(links.first?.title == "Gazette")
  }

  @Test(
    "What is no feed is refused with a code",
    arguments: [
      ("", "empty"), (" \n\t", "empty"), ("{\"a\": 1}", "not-a-feed"), ("just words", "not-a-feed"),
      ("<opml version=\"2.0\"><body/></opml>", "not-a-feed"), ("\u{1F}\u{8B}", "not-a-feed"),
      ("<!DOCTYPE html><p>Sorry", "not-a-feed"),
    ])
  func refused(text: String, code: String) {
    #expect { try parse(text) } throws: { ($0 as? Refusal)?.code == code }
  }
}
