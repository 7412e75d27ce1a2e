// RSS 0.90 to 2.0 and 1.0, rule by rule.

import Feeds
import News
import Testing

@Suite("Rules of RSS")
struct RSSRulesTests {
  private func feed(_ members: String, url: String? = nil) throws -> Feed {
    try parse("<rss version=\"2.0\"><channel>\(members)</channel></rss>", url: url)
  }

  // MARK: Versions

  @Test(
    "Every version is read by the same rules",
    arguments: [
      ("<rss version='0.91'><channel>", "</channel></rss>", "0.91"),
      ("<rss version=\"0.92\"><channel>", "</channel></rss>", "0.92"),
      ("<rss version='2.0'><channel>", "</channel></rss>", "2.0"),
      ("<rss version='2.0.1'><channel>", "</channel></rss>", "2.0.1"), ("<rss><channel>", "</channel></rss>", nil),
      ("<rss version='2.0' xmlns='http://backend.userland.com/rss2'><channel>", "</channel></rss>", "2.0"),
      ("<rss version='2.0' xmlns='http://blogs.law.harvard.edu/tech/rss'><channel>", "</channel></rss>", "2.0"),
      ("<RSS VERSION='2.0'><CHANNEL>", "</CHANNEL></RSS>", "2.0"), ("<channel>", "</channel>", nil),
      (
        "<!DOCTYPE rss SYSTEM 'http://my.netscape.com/publish/formats/rss-0.91.dtd'><rss version='0.91'><channel>",
        "</channel></rss>", "0.91"
      ),
    ] as [(String, String, String?)])
  func version(start: String, end: String, version: String?) throws {
    let feed = try parse(
      start + "<title>F</title><link>http://a.example/</link><language>de</language>"
        + "<item><title>One</title><link>http://a.example/1</link><description>d</description></item>" + end)
    #expect(feed.version == version)
    #expect(feed.title == "F")
    #expect(feed.link == "http://a.example/")
    #expect(feed.language?.description == "de")
    #expect(feed.entries.map(\.title) == ["One"])
    #expect(feed.entries.first?.url?.string == "http://a.example/1")
    #expect(feed.entries.first?.summaryHTML == "d")
  }

  @Test(
    "RSS 0.90 and 1.0 have their items beside the channel, known by rdf:about",
    arguments: [
      "http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/",
      "http://channel.netscape.com/rdf/simple/0.9/",
      "http://purl.org/net/rss1.1#", "",
    ])
  func rdf(namespace: String) throws {
    let feed = try parse(
      """
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="\(namespace)" xmlns:dc="http://purl.org/dc/elements/1.1/">
      <channel rdf:about="http://a.example/feed"><title>F</title><link>http://a.example/</link><description>d</description>
      <items><rdf:Seq><rdf:li rdf:resource="http://a.example/1"/></rdf:Seq></items><image rdf:resource="http://a.example/i.png"/></channel>
      <image rdf:about="http://a.example/i.png"><title>Picture</title><url>http://a.example/i.png</url><link>http://pic.example/</link></image>
      <item rdf:about="http://a.example/1"><title>One</title><link>http://a.example/1?x</link><dc:creator>Ann</dc:creator></item>
      <item rdf:about="http://a.example/2"><title>Two</title></item>
      <item><title>Three</title><link>http://a.example/3</link></item>
      <textinput><title>Search</title><link>http://a.example/search</link></textinput>
      </rdf:RDF>
      """)
    #expect(feed.format == .rdf)
    #expect(feed.title == "F")
    #expect(feed.link == "http://a.example/")
    #expect(feed.entries.map(\.title) == ["One", "Two", "Three"])
    #expect(feed.entries.map(\.guid) == ["http://a.example/1", "http://a.example/2", nil])
    #expect(
      feed.entries.map { $0.url?.string } == ["http://a.example/1?x", "http://a.example/2", "http://a.example/3"])
    #expect(feed.entries.first?.authors == ["Ann"])
  }

  // MARK: The channel

  @Test func `What belongs to a picture, a form or another feed is not the channel's`() throws {
    let feed = try feed(
      """
      <image><title>Logo</title><link>http://logo.example/</link><url>http://logo.example/l.png</url></image>
      <textInput><title>Search</title><link>http://search.example/</link><name>q</name><description>s</description></textInput>
      <cloud domain="rpc.example" port="80" path="/RPC2" registerProcedure="x" protocol="xml-rpc"/>
      <title>F</title><link>http://a.example/</link>
      """)
    #expect(feed.title == "F")
    #expect(feed.link == "http://a.example/")
  }

  @Test(
    "A channel's times say when it changed",
    arguments: [
      ("<pubDate>Sat, 21 Nov 2026 09:00:00 GMT</pubDate>", "2026-11-21T09:00:00Z"),
      ("<lastBuildDate>Sat, 21 Nov 2026 09:00:00 GMT</lastBuildDate>", "2026-11-21T09:00:00Z"),
      (
        "<pubDate>Fri, 20 Nov 2026 09:00:00 GMT</pubDate><lastBuildDate>Sat, 21 Nov 2026 09:00:00 GMT</lastBuildDate>",
        "2026-11-21T09:00:00Z"
      ),
      ("<dc:date>2026-11-21T09:00:00Z</dc:date>", "2026-11-21T09:00:00Z"), ("<pubDate></pubDate>", nil),
      ("<pubDate>soon</pubDate>", nil),
      ("<item><title>x</title><pubDate>Sat, 21 Nov 2026 09:00:00 GMT</pubDate></item>", nil),
    ] as [(String, String?)])
  func updated(members: String, date: String?) throws {
    #expect(try feed(members).updated?.description == date)
  }

  @Test func `Wishes about polling are read, and nonsense among them is not`() throws {
    let feed = try feed(
      """
      <ttl> 60 </ttl><skipHours><hour>0</hour><hour>23</hour><hour>24</hour><hour>25</hour><hour>x</hour></skipHours>
      <skipDays><day>Saturday</day><day>sunday</day><day>Sun</day><day>Someday</day></skipDays>
      <sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency><sy:updateBase>2000-01-01T00:00Z</sy:updateBase>
      """)
    #expect(feed.ttlMinutes == 60)
    #expect(feed.skipHours == [0, 23])
    #expect(feed.skipDays == [6, 0])
    #expect(feed.updatePeriodSeconds == 1800)
    for (ttl, expected) in [("0", nil), ("-5", nil), ("99999999999", nil), ("1.5", nil), ("", nil), ("5", 5)]
      as [(String, Int?)]
    {
      #expect(try self.feed("<ttl>\(ttl)</ttl>").ttlMinutes == expected)
    }
    #expect(
      try self.feed("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>")
        .updatePeriodSeconds == 86_400)
  }

  @Test func `Atom's links in RSS are Atom's`() throws {
    let feed = try feed(
      """
      <title>F</title><atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="self" href="http://a.example/feed"/><link>http://a.example/</link>
      <atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="hub" href="http://hub.example/"/>
      <item><title>One</title><link>http://a.example/1</link><atom:link href="http://a.example/1/self" rel="self"/>
      <atom:link rel="replies" type="application/rss+xml" href="http://a.example/1/comments"/><atom:updated>2026-11-21T09:00:00Z</atom:updated></item>
      """)
    #expect(feed.selfAddress == "http://a.example/feed")
    #expect(feed.link == "http://a.example/")
    #expect(feed.hubs == ["http://hub.example/"])
    #expect(feed.entries.first?.url?.string == "http://a.example/1")
    #expect(feed.entries.first?.updated?.description == "2026-11-21T09:00:00Z")
  }

  // MARK: Items

  @Test(
    "A title is plain text, however often it was escaped",
    arguments: [
      ("A &amp; B", "A & B"), ("A &amp;amp; B", "A & B"), ("<![CDATA[A & B]]>", "A & B"),
      ("<![CDATA[A &amp; B]]>", "A & B"),
      ("Caf&amp;eacute;", "Café"), ("<![CDATA[Caf&eacute; &#8211; x]]>", "Café – x"),
      ("&lt;b&gt;Bold&lt;/b&gt; claim", "Bold claim"),
      ("<![CDATA[<em>Bold</em> claim]]>", "Bold claim"), ("<b>Bold</b> claim", "Bold claim"), ("  a\n\t b  ", "a b"),
      ("1 &lt; 2", "1 < 2"),
      ("a &lt; b &gt; c", "a < b > c"), ("AT&amp;T", "AT&T"), ("x &lt;br/&gt; y", "x y"), ("&#x1F600; ok", "😀 ok"),
      ("a&nbsp;b", "a\u{A0}b"),
      ("<![CDATA[a]]><![CDATA[b]]>", "ab"), ("if (a &amp;&amp; b)", "if (a && b)"),
      ("R&amp;D &amp;copy; 2026", "R&D © 2026"),
      ("", nil), ("<![CDATA[ ]]>", nil), ("&lt;img src='x.png'&gt;", nil), ("&#0;x", "\u{FFFD}x"),
      ("a\u{202E}b", "a\u{202E}b"),
    ] as [(String, String?)])
  func title(source: String, title: String?) throws {
    #expect(try item("<title>\(source)</title><link>http://a.example/1</link>")?.title == title)
  }

  @Test(
    "Identifier and link stand in for each other by the rules of isPermaLink",
    arguments: [
      ("<guid>g</guid><link>http://a.example/1</link>", "g", "http://a.example/1"),
      ("<guid>http://a.example/g</guid>", "http://a.example/g", "http://a.example/g"),
      ("<guid isPermaLink='TRUE'>http://a.example/g</guid>", "http://a.example/g", "http://a.example/g"),
      ("<guid isPermaLink='false'>http://a.example/g</guid>", "http://a.example/g", nil),
      ("<guid ispermalink='false'>http://a.example/g</guid>", "http://a.example/g", nil),
      ("<guid> g 1\n</guid>", "g 1", nil), ("<guid/><link>http://a.example/1</link>", nil, "http://a.example/1"),
      ("<guid><![CDATA[http://a.example/?p=1&x=2]]></guid>", "http://a.example/?p=1&x=2", "http://a.example/?p=1&x=2"),
      ("<guid>http://a.example/?p=1&amp;x=2</guid>", "http://a.example/?p=1&x=2", "http://a.example/?p=1&x=2"),
      ("<guid>a</guid><guid>b</guid>", "a", nil),
      (
        "<link>http://a.example/1</link><guid isPermaLink='true'>http://a.example/2</guid>", "http://a.example/2",
        "http://a.example/1"
      ),
      ("<dc:identifier>d</dc:identifier>", "d", nil), ("<guid>g</guid><dc:identifier>d</dc:identifier>", "g", nil),
    ] as [(String, String?, String?)])
  func identity(source: String, guid: String?, url: String?) throws {
    let entry = try item("<title>T</title>\(source)")
    #expect(entry?.guid == guid)
    #expect(entry?.url?.string == url)
  }

  @Test func `Repeated and missing identifiers lose no item, and order is kept`() throws {
    let feed = try feed(
      "<item><guid>x</guid><title>1</title></item><item><guid>x</guid><title>2</title></item><item><title>3</title></item><item><title>4</title></item>"
    )
    #expect(feed.entries.map(\.title) == ["1", "2", "3", "4"])
    #expect(feed.entries.map(\.guid) == ["x", "x", nil, nil])
  }

  @Test(
    "An author is a name",
    arguments: [
      ("<author>ann@a.example (Ann Quay)</author>", ["Ann Quay"]),
      ("<author>ann@a.example</author>", ["ann@a.example"]), ("<author>Ann Quay</author>", ["Ann Quay"]),
      ("<author>Ann Quay &lt;ann@a.example&gt;</author>", ["Ann Quay"]),
      ("<dc:creator>Ann Quay</dc:creator>", ["Ann Quay"]),
      ("<dc:creator><![CDATA[Ann &amp; Ben]]></dc:creator>", ["Ann & Ben"]),
      ("<dc:creator>Ann</dc:creator><dc:creator>Ben</dc:creator>", ["Ann", "Ben"]),
      ("<author>ann@a.example (Ann)</author><dc:creator>Ann</dc:creator>", ["Ann"]),
      ("<itunes:author>Ann</itunes:author>", ["Ann"]),
      ("<author><name>Ann</name><email>a@a.example</email></author>", ["Ann"]), ("<author/>", []),
      ("<author> </author><dc:creator>Ann</dc:creator>", ["Ann"]),
      ("<author>noreply@blogger.example (Ann Quay)</author>", ["Ann Quay"]),
      ("<author>ann@a.example ()</author>", ["ann@a.example"]),
      ("<author>Ann Quay (ann@a.example)</author>", ["Ann Quay"]),
      ("<author>mailto:ann@a.example (Ann)</author>", ["Ann"]),
      ("<author>\"Ann Quay\" &lt;ann@a.example&gt;</author>", ["Ann Quay"]),
      ("<dc:creator>Zo&amp;euml; K</dc:creator>", ["Zoë K"]),
      ("<a10:author><a10:name>Ann</a10:name></a10:author>", ["Ann"]),
      ("<atom:author xmlns:atom='http://www.w3.org/2005/Atom'><atom:name>Ann</atom:name></atom:author>", ["Ann"]),
    ])
  func author(source: String, names: [String]) throws {
    #expect(try item("<title>T</title>\(source)")?.authors == names)
  }

  @Test(
    "Categories are the terms given, each once",
    arguments: [
      ("<category>A</category><category> B\n</category><category>A</category>", ["A", "B"]),
      ("<category domain='http://x.example/'>A/B/C</category>", ["A/B/C"]),
      ("<category><![CDATA[Kunst & Kultur]]></category>", ["Kunst & Kultur"]),
      ("<category>A &amp;amp; B</category>", ["A & B"]), ("<category/><category> </category>", []),
      ("<dc:subject>S</dc:subject><category>A</category>", ["S", "A"]),
      ("<media:keywords>a, b ,,c</media:keywords>", ["a", "b", "c"]),
      ("<itunes:keywords>a,b</itunes:keywords>", ["a", "b"]),
      ("<category term='t' label='L'/>", ["L", "t"]),
    ])
  func categories(source: String, terms: [String]) throws {
    #expect(try item("<title>T</title>\(source)")?.categories == terms)
  }

  @Test(
    "Enclosures are kept with what they say",
    arguments: [
      (
        "<enclosure url='http://a.example/1.mp3' length='12' type='audio/mpeg'/>",
        [Enclosure(url: "http://a.example/1.mp3", type: "audio/mpeg", length: 12)]
      ),
      ("<enclosure url='http://a.example/1.mp3'/>", [Enclosure(url: "http://a.example/1.mp3")]),
      ("<enclosure url='http://a.example/1.mp3' length='' type=''/>", [Enclosure(url: "http://a.example/1.mp3")]),
      ("<enclosure url='http://a.example/1.mp3' length='big'/>", [Enclosure(url: "http://a.example/1.mp3")]),
      ("<enclosure url='http://a.example/1.mp3' length='1,234'/>", [Enclosure(url: "http://a.example/1.mp3")]),
      ("<enclosure length='1' type='audio/mpeg'/>", []), ("<enclosure url=''/>", []),
      ("<enclosure url=' http://a.example/a b.mp3 '/>", [Enclosure(url: "http://a.example/a%20b.mp3")]),
      (
        "<enclosure url='http://a.example/1.mp3'></enclosure><enclosure url='http://a.example/2.mp3'/>",
        [Enclosure(url: "http://a.example/1.mp3"), Enclosure(url: "http://a.example/2.mp3")]
      ),
      (
        "<enclosure url='http://a.example/1.mp3'/><media:content url='http://a.example/1.mp3' type='audio/mpeg' fileSize='9'/>",
        [Enclosure(url: "http://a.example/1.mp3", type: "audio/mpeg", length: 9)]
      ),
      ("<enclosure url='http://a.example/1.mp3' length='-1'/>", [Enclosure(url: "http://a.example/1.mp3")]),
      ("<enclosure url='http://a.example/?a=1&b=2'/>", [Enclosure(url: "http://a.example/?a=1&b=2")]),
    ])
  func enclosures(source: String, expected: [Enclosure]) throws {
    #expect(try item("<title>T</title>\(source)")?.enclosures == expected)
  }

  @Test(
    "Dates of an item: first published, last changed",
    arguments: [
      ("<pubDate>Sat, 21 Nov 2026 09:00:00 GMT</pubDate>", "2026-11-21T09:00:00Z", nil),
      ("<dc:date>2026-11-21</dc:date>", "2026-11-21", "2026-11-21"),
      (
        "<pubDate>Sat, 21 Nov 2026 09:00:00 GMT</pubDate><dc:date>2026-11-22</dc:date>", "2026-11-21T09:00:00Z",
        "2026-11-22"
      ),
      (
        "<dcterms:modified>2026-11-22</dcterms:modified><dcterms:issued>2026-11-21</dcterms:issued>", "2026-11-21",
        "2026-11-22"
      ), ("<dcterms:created>2026-11-21</dcterms:created>", "2026-11-21", nil),
      ("<pubDate>31 Feb 2026</pubDate>", nil, nil), ("<pubDate/>", nil, nil),
      (
        "<pubDate>Sat, 21 Nov 2026 09:00:00 GMT</pubDate><pubDate>Sun, 22 Nov 2026 09:00:00 GMT</pubDate>",
        "2026-11-21T09:00:00Z", nil
      ),
      ("<pubdate>Sat, 21 Nov 2026 09:00:00 GMT</pubdate>", "2026-11-21T09:00:00Z", nil),
      ("<pubDate><![CDATA[ Sat, 21 Nov 2026 09:00:00 GMT ]]></pubDate>", "2026-11-21T09:00:00Z", nil),
    ] as [(String, String?, String?)])
  func dates(source: String, published: String?, updated: String?) throws {
    let entry = try item("<title>T</title>\(source)")
    #expect(entry?.published?.description == published)
    #expect(entry?.updated?.description == updated)
  }

  @Test(
    "Descriptions and contents keep their places",
    arguments: [
      ("<description>d</description><content:encoded><![CDATA[<p>c</p>]]></content:encoded>", "d", "<p>c</p>"),
      ("<content:encoded>&lt;p&gt;c&lt;/p&gt;</content:encoded><description>d</description>", "d", "<p>c</p>"),
      ("<description>&lt;p&gt;d&lt;/p&gt;</description>", "<p>d</p>", nil),
      ("<description>a &amp;amp; b &amp;lt;i&amp;gt;</description>", "a &amp; b &lt;i&gt;", nil),
      ("<itunes:summary>s</itunes:summary>", "s", nil),
      ("<description>d</description><itunes:summary>s</itunes:summary>", "d", nil),
      ("<dc:description>s</dc:description>", "s", nil),
      ("<description><p>d <b>e</b></p></description>", "<p>d <b>e</b></p>", nil),
      ("<xhtml:body xmlns:xhtml='http://www.w3.org/1999/xhtml'><p>c</p></xhtml:body>", nil, "<p>c</p>"),
      ("<content:encoded/><description>d</description>", "d", nil), ("<description/>", nil, nil),
      ("<description>one\ntwo</description>", "one\ntwo", nil),
      ("<fullitem>&lt;p&gt;c&lt;/p&gt;</fullitem>", nil, "<p>c</p>"),
    ] as [(String, String?, String?)])
  func texts(source: String, summary: String?, content: String?) throws {
    let entry = try item("<title>T</title>\(source)")
    #expect(entry?.summaryHTML == summary)
    #expect(entry?.contentHTML == content)
  }

  @Test func `Extensions that say nothing of an article are passed over`() throws {
    let entry = try item(
      """
      <title>T</title><link>http://a.example/1</link><comments>http://a.example/1#comments</comments><slash:comments>3</slash:comments>
      <wfw:commentRss>http://a.example/1/feed</wfw:commentRss><thr:total>3</thr:total><geo:lat>1</geo:lat><georss:point>1 2</georss:point>
      <georss:where><gml:Point><gml:pos>1 2</gml:pos></gml:Point></georss:where><source url="http://b.example/feed">Other <title>X</title></source>
      <feedburner:origLink>http://orig.example/1</feedburner:origLink><podcast:transcript url="http://a.example/t.vtt" type="text/vtt"/>
      <podcast:person role="host">Ann</podcast:person><podcast:chapters url="x"/><podcast:soundbite startTime="1" duration="2">Bite</podcast:soundbite>
      <itunes:duration>1:02:03</itunes:duration><itunes:explicit>no</itunes:explicit><itunes:episode>3</itunes:episode><unknown><title>U</title><link>http://u.example/</link></unknown>
      <description>d</description>
      """)
    #expect(entry?.title == "T")
    #expect(entry?.url?.string == "http://a.example/1")
    #expect(entry?.summaryHTML == "d")
    #expect(entry?.contentHTML == nil)
    #expect(entry?.authors == [])
    #expect(entry?.enclosures == [])
    #expect(entry?.published == nil)
  }
}
