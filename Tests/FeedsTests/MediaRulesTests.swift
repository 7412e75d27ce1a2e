// Media RSS and the podcast vocabularies: what they add to an entry, and what they must not overwrite.

import Feeds
import News
import Testing

@Suite("Rules of media")
struct MediaRulesTests {
  @Test(
    "What media say of themselves never stands in for what the entry says",
    arguments: [
      "<media:title>M</media:title><media:description>MD</media:description><title>T</title><description>D</description>",
      "<title>T</title><description>D</description><media:title>M</media:title><media:description>MD</media:description>",
      "<title>T</title><description>D</description><media:content url='http://a.example/1.jpg'><media:title>M</media:title><media:description>MD</media:description></media:content>",
      "<media:group><media:content url='http://a.example/1.jpg'><media:title>M</media:title></media:content><media:description>MD</media:description></media:group><title>T</title><description>D</description>",
      "<itunes:title>M</itunes:title><itunes:summary>MD</itunes:summary><title>T</title><description>D</description>",
      "<dc:title>M</dc:title><dc:description>MD</dc:description><title>T</title><description>D</description>",
      "<image><title>M</title><url>http://a.example/i.png</url><link>http://b.example/</link><description>MD</description></image><title>T</title><description>D</description>",
      "<media:credit role='author'>Someone</media:credit><media:rating>nonadult</media:rating><media:copyright>C</media:copyright><media:text>MT</media:text><title>T</title><description>D</description>",
    ])
  func own(source: String) throws {
    let entry = try item(source + "<link>http://a.example/1</link>")
    #expect(entry?.title == "T")
    #expect(entry?.summaryHTML == "D")
    #expect(entry?.url?.string == "http://a.example/1")
    #expect(entry?.authors == [])
  }

  @Test func `Where the entry says nothing itself, media and podcast fields do`() throws {
    #expect(try item("<media:title>M</media:title><media:description>MD</media:description>")?.title == "M")
    #expect(
      try item(
        "<media:group><media:title>M</media:title><media:description type='plain'>MD</media:description></media:group>")?
        .summaryHTML == "MD")
    #expect(try item("<itunes:title>M</itunes:title><itunes:summary>S</itunes:summary>")?.title == "M")
    #expect(try item("<title/><itunes:title>M</itunes:title>")?.title == "M")
  }

  @Test(
    "Media files are enclosures, wherever they stand, each once",
    arguments: [
      ("<media:content url='1.jpg' type='image/jpeg' fileSize='9'/>", ["http://a.example/1.jpg image/jpeg 9"]),
      (
        "<media:group><media:content url='1.mp4' type='video/mp4'/><media:content url='2.mp4' type='video/mp4'/></media:group>",
        ["http://a.example/1.mp4 video/mp4 -", "http://a.example/2.mp4 video/mp4 -"]
      ),
      (
        "<media:content url='1.jpg'><media:content url='2.jpg'/></media:content>",
        ["http://a.example/1.jpg - -", "http://a.example/2.jpg - -"]
      ),
      ("<media:content medium='image'/>", []),
      ("<media:content><media:player url='http://p.example/'/></media:content>", []),
      ("<media:content url='1.jpg'/><media:content url='1.jpg'/>", ["http://a.example/1.jpg - -"]),
      ("<media:thumbnail url='t.jpg'/>", []), ("<media:player url='http://p.example/'/>", []),
      (
        "<enclosure url='1.mp3' type='audio/mpeg'/><media:content url='1.mp3' fileSize='5'/>",
        ["http://a.example/1.mp3 audio/mpeg 5"]
      ),
      (
        "<podcast:alternateEnclosure type='audio/opus'><podcast:source uri='x.opus'/></podcast:alternateEnclosure><enclosure url='1.mp3'/>",
        ["http://a.example/1.mp3 - -"]
      ),
    ])
  func files(source: String, expected: [String]) throws {
    let feed = try parse(rss("<item><title>T</title>\(source)</item>"), url: "http://a.example/feed")
    let found = try #require(feed.entries.first).enclosures.map {
      "\($0.url) \($0.type ?? "-") \($0.length.map(String.init) ?? "-")"
    }
    #expect(found == expected)
  }

  @Test(
    "The picture is the first that the entry names",
    arguments: [
      ("<media:thumbnail url='t.jpg'/>", "t.jpg"),
      ("<media:thumbnail url='t.jpg'/><media:thumbnail url='u.jpg'/>", "t.jpg"),
      ("<media:content url='c.jpg' medium='image'/>", "c.jpg"),
      ("<media:content url='c.jpg' type='image/jpeg'/>", "c.jpg"),
      ("<media:content url='c.mp4' type='video/mp4'><media:thumbnail url='t.jpg'/></media:content>", "t.jpg"),
      ("<media:group><media:content url='c.mp4' medium='video'/><media:thumbnail url='t.jpg'/></media:group>", "t.jpg"),
      ("<itunes:image href='i.jpg'/>", "i.jpg"), ("<enclosure url='e.jpg' type='image/jpeg'/>", "e.jpg"),
      ("<enclosure url='e.mp3' type='audio/mpeg'/>", nil), ("<image><url>i.jpg</url></image>", "i.jpg"),
      ("<image>i.jpg</image>", nil),
      ("<media:thumbnail url=''/>", nil), ("<media:thumbnail url='javascript:x'/>", nil),
      ("<media:thumbnail>http://a.example/t.jpg</media:thumbnail>", nil), ("<thumbnail url='t.jpg'/>", nil),
      ("<description>&lt;img src='d.jpg'&gt;</description>", nil),
    ] as [(String, String?)])
  func picture(source: String, path: String?) throws {
    let feed = try parse(rss("<item><title>T</title>\(source)</item>"), url: "http://a.example/feed")
    #expect(feed.entries.first?.image?.string == path.map { "http://a.example/" + $0 })
  }

  @Test func `A feed's picture is no entry's`() throws {
    let feed = try parse(
      rss(
        "<image><url>http://a.example/l.png</url></image><itunes:image href='http://a.example/p.png'/><media:thumbnail url='http://a.example/m.png'/><item><title>T</title></item>"
      ))
    #expect(feed.entries.first?.image == nil)
    #expect(feed.entries.first?.enclosures == [])
  }

  @Test func `The vocabularies are known by address and by custom`() throws {
    for declaration in [
      "", "xmlns:media='http://search.yahoo.com/mrss/'", "xmlns:media='http://search.yahoo.com/mrss'",
      "xmlns:media='https://search.yahoo.com/mrss/'", "xmlns:media='http://www.rssboard.org/media-rss'",
      "xmlns:media='http://video.search.yahoo.com/mrss/'",
    ] {
      let feed = try parse(
        "<rss \(declaration)><channel><item><title>T</title><media:content url='http://a.example/1.mp3'/></item></channel></rss>"
      )
      #expect(feed.entries.first?.enclosures.count == 1, "\(declaration)")
    }
    for (prefix, address) in [("m", "http://search.yahoo.com/mrss/"), ("yahoo", "HTTP://SEARCH.YAHOO.COM/MRSS/")] {
      let feed = try parse(
        "<rss xmlns:\(prefix)='\(address)'><channel><item><title>T</title><\(prefix):content url='http://a.example/1.mp3'/></item></channel></rss>"
      )
      #expect(feed.entries.first?.enclosures.count == 1, "\(prefix)")
    }
    let feed = try parse(
      "<rss xmlns:pod='http://www.itunes.com/dtds/podcast-1.0.dtd' xmlns:PC='http://www.itunes.com/DTDs/Podcast-1.0.dtd'><channel><item><title>T</title><pod:author>Ann</pod:author><PC:author>Ben</PC:author></item></channel></rss>"
    )
    #expect(feed.entries.first?.authors == ["Ann", "Ben"])
  }
}
