// Atom 1.0 (RFC 4287) and 0.3, rule by rule.

import Feeds
import News
import Testing

@Suite("Rules of Atom")
struct AtomRulesTests {
  private func feed(_ members: String, url: String? = nil) throws -> Feed {
    try parse("<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\">\(members)</feed>", url: url)
  }
  private func entry(_ members: String) throws -> FeedEntry? {
    try feed("<title>F</title><entry><id>i</id>\(members)</entry>", url: "http://a.example/feeds/atom.xml").entries
      .first
  }

  @Test(
    "A title's type tells what its characters mean",
    arguments: [
      ("<title>a &lt;b&gt; &amp;amp; c</title>", "a <b> &amp; c"),
      ("<title type='text'>a &lt;b&gt;x&lt;/b&gt;</title>", "a <b>x</b>"),
      ("<title type='html'>a &lt;b&gt;x&lt;/b&gt; &amp;amp; &amp;eacute;</title>", "a x & é"),
      ("<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>a <b>x</b> &amp; &lt;</div></title>", "a x & <"),
      ("<title type='html'><![CDATA[a <i>b</i> &copy;]]></title>", "a b ©"),
      ("<title type='text'><![CDATA[a <i>b</i>]]></title>", "a <i>b</i>"),
      ("<title type='TEXT/HTML'>a &lt;i&gt;b&lt;/i&gt;</title>", "a b"), ("<title> a\n b </title>", "a b"),
      ("<title/>", nil), ("<title type='text'>AT&amp;T</title>", "AT&T"),
      ("<title type='html'>1 &amp;lt; 2</title>", "1 < 2"), ("<title type='text'>1 &lt; 2</title>", "1 < 2"),
      ("<atom:title xmlns:atom='http://www.w3.org/2005/Atom'>x</atom:title>", "x"),
      ("<title type='text/plain' mode='escaped'>a &lt;b&gt;</title>", "a <b>"),
      (
        "<title type='application/xhtml+xml' mode='xml'><div xmlns='http://www.w3.org/1999/xhtml'>a <b>b</b></div></title>",
        "a b"
      ),
      ("<title type='text/html' mode='base64'>PGI+Ym9sZDwvYj4=</title>", "bold"),
    ] as [(String, String?)])
  func title(source: String, title: String?) throws {
    #expect(try entry(source)?.title == title)
  }

  @Test(
    "A content's type tells what it is",
    arguments: [
      ("<content>a &lt;b&gt; &amp; c</content>", "a &lt;b&gt; &amp; c"),
      ("<content type='text'>a &lt;b&gt;</content>", "a &lt;b&gt;"),
      ("<content type='html'>a &lt;b&gt;x&lt;/b&gt; &amp;amp; c</content>", "a <b>x</b> &amp; c"),
      (
        "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>a <b>x</b> &amp; c</div></content>",
        "<div>a <b>x</b> &amp; c</div>"
      ),
      (
        "<content type='xhtml'><h:div xmlns:h='http://www.w3.org/1999/xhtml'>a <h:b>x</h:b></h:div></content>",
        "<div>a <b>x</b></div>"
      ),
      ("<content type='text/html'>a &lt;b&gt;x&lt;/b&gt;</content>", "a <b>x</b>"),
      ("<content type='text/plain'>a &lt;b&gt;</content>", "a &lt;b&gt;"),
      ("<content type='html'><![CDATA[<p>a</p>]]></content>", "<p>a</p>"),
      ("<content type='application/pdf'>JVBERi0xLjcKJeTk</content>", nil),
      ("<content type='image/png'>iVBORw0KGgo=</content>", nil),
      ("<content type='text/html' mode='base64'>PHA+YTwvcD4=</content>", "<p>a</p>"),
      ("<content type='html' src='http://a.example/full'/>", nil), ("<content type='html'/>", nil),
      (
        "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><script>x()</script>a</div></content>",
        "<div>a</div>"
      ),
    ] as [(String, String?)])
  func content(source: String, html: String?) throws {
    #expect(try entry("<title>T</title>\(source)")?.contentHTML == html)
  }

  @Test func `Summary and content keep apart, whichever comes first, and the first of several counts`() throws {
    for source in ["<summary>s</summary><content>c</content>", "<content>c</content><summary>s</summary>"] {
      #expect(try entry(source)?.summaryHTML == "s")
      #expect(try entry(source)?.contentHTML == "c")
    }
    #expect(try entry("<summary>s</summary>")?.contentHTML == nil)
    #expect(try entry("<content>c</content>")?.summaryHTML == nil)
    #expect(try entry("<content>c</content><content>d</content>")?.contentHTML == "c")
    // Where content is elsewhere, that is the article's address if no link says otherwise.
    #expect(try entry("<content type='text/html' src='full.html'/>")?.url?.string == "http://a.example/feeds/full.html")
    #expect(
      try entry("<content type='text/html' src='full.html'/><link href='/1'/>")?.url?.string == "http://a.example/1")
  }

  @Test(
    "The link is the alternate, a page before others",
    arguments: [
      ("<link href='http://a.example/1'/>", "http://a.example/1"),
      ("<link rel='alternate' href='http://a.example/1'/>", "http://a.example/1"),
      ("<link rel='ALTERNATE' href='http://a.example/1'/>", "http://a.example/1"),
      (
        "<link rel='http://www.iana.org/assignments/relation/alternate' href='http://a.example/1'/>",
        "http://a.example/1"
      ), ("<link rel='self' href='http://a.example/s'/><link href='http://a.example/1'/>", "http://a.example/1"),
      ("<link href='http://a.example/1'/><link rel='self' href='http://a.example/s'/>", "http://a.example/1"),
      (
        "<link type='application/json' href='http://a.example/j'/><link type='text/html' href='http://a.example/1'/>",
        "http://a.example/1"
      ),
      (
        "<link type='text/html' href='http://a.example/1'/><link type='text/html' href='http://a.example/2'/>",
        "http://a.example/1"
      ),
      (
        "<link type='text/html' href='http://a.example/1'/><link type='application/pdf' href='http://a.example/2'/>",
        "http://a.example/1"
      ),
      (
        "<link rel='related' href='http://b.example/'/><link rel='via' href='http://c.example/'/><link rel='replies' href='http://a.example/r'/><link rel='edit' href='http://a.example/e'/>",
        nil
      ),
      ("<link rel='enclosure' href='http://a.example/1.mp3'/>", nil),
      ("<link>http://a.example/1</link>", "http://a.example/1"),
      ("<link rel='' href='http://a.example/1'/>", "http://a.example/1"),
      ("<link href=' http://a.example/a b '/>", "http://a.example/a%20b"),
      ("<link href='/1'/>", "http://a.example/1"), ("<link href='1'/>", "http://a.example/feeds/1"),
      ("<link href='//b.example/1'/>", "http://b.example/1"), ("<link href='javascript:alert(1)'/>", nil),
      ("<link href='http://bücher.example/ü'/>", "http://bücher.example/%C3%BC"),
    ] as [(String, String?)])
  func link(source: String, url: String?) throws {
    #expect(try entry("<title>T</title>\(source)")?.url?.string == url)
  }

  @Test func `Identifiers stay as they are written`() throws {
    for id in [
      "tag:a.example,2026:1", "urn:uuid:60a76c80-d399-11d9-b93C-0003939e0af6", "http://a.example/1", "1",
      "HTTP://A.example/%7Ea",
    ] {
      let feed = try feed("<entry><id> \(id)\n</id><title>T</title></entry>")
      #expect(feed.entries.first?.guid == id)
      // An identifier is no address, even if it looks like one.
      #expect(feed.entries.first?.url == nil)
    }
  }

  @Test func `Authors are the entry's, else its source's, else the feed's, wherever the feed names them`() throws {
    let both = "<author><name>Feed</name><uri>http://a.example/</uri><email>f@a.example</email></author>"
    #expect(try feed("\(both)<entry><title>T</title></entry>").entries.first?.authors == ["Feed"])
    #expect(try feed("<entry><title>T</title></entry>\(both)").entries.first?.authors == ["Feed"])
    #expect(
      try feed("\(both)<entry><author><name>Ann</name></author><author><name>Ben</name></author></entry>").entries
        .first?.authors == ["Ann", "Ben"])
    #expect(
      try feed("\(both)<entry><title>T</title><source><author><name>Origin</name></author></source></entry>").entries
        .first?.authors == ["Origin"])
    #expect(
      try feed(
        "\(both)<entry><author><name>Ann</name></author><source><author><name>Origin</name></author></source></entry>"
      ).entries.first?.authors == ["Ann"])
    #expect(try entry("<author><email>a@a.example</email></author>")?.authors == ["a@a.example"])
    #expect(try entry("<author><name></name><email>a@a.example</email></author>")?.authors == ["a@a.example"])
    #expect(try entry("<author>Ann</author>")?.authors == ["Ann"])
    #expect(
      try entry("<author><name>A &amp; B</name></author><contributor><name>C</name></contributor>")?.authors == [
        "A & B", "C",
      ])
  }

  @Test func `A source is another feed`() throws {
    let entry = try entry(
      """
      <title>T</title><link href="http://a.example/1"/><updated>2026-11-21T09:00:00Z</updated>
      <source><id>other</id><title>Other</title><link href="http://o.example/"/><updated>2000-01-01T00:00:00Z</updated><category term="o"/>
      <subtitle>s</subtitle><rights>r</rights></source><category term="t"/>
      """)
    #expect(entry?.guid == "i")
    #expect(entry?.title == "T")
    #expect(entry?.url?.string == "http://a.example/1")
    #expect(entry?.updated?.description == "2026-11-21T09:00:00Z")
    #expect(entry?.categories == ["t"])
  }

  @Test func `Categories have labels and terms; enclosures are links`() throws {
    let entry = try entry(
      """
      <category term="sport" scheme="http://a.example/c" label="Sport &amp; Spiel"/><category term="x"/><category label="only"/><category/>
      <link rel="enclosure" href="1.ogg" type="audio/ogg" length="12"/><link rel="Enclosure" href="2.ogg" length="x"/>
      """)
    #expect(entry?.categories == ["Sport & Spiel", "sport", "x", "only"])
    #expect(
      entry?.enclosures == [
        Enclosure(url: "http://a.example/feeds/1.ogg", type: "audio/ogg", length: 12),
        Enclosure(url: "http://a.example/feeds/2.ogg"),
      ])
  }

  @Test(
    "Atom 0.3's dates and 1.0's are one",
    arguments: [
      (
        "<published>2026-11-21T09:00:00+01:00</published><updated>2026-11-22T09:00:00.25Z</updated>",
        "2026-11-21T09:00:00+01:00", "2026-11-22T09:00:00Z"
      ),
      (
        "<issued>2026-11-21T09:00:00</issued><modified>2026-11-22T09:00:00Z</modified><created>2026-11-20T09:00:00Z</created>",
        "2026-11-21T09:00:00", "2026-11-22T09:00:00Z"
      ),
      ("<created>2026-11-20T09:00:00Z</created>", "2026-11-20T09:00:00Z", nil),
      ("<updated>2026-11-22</updated>", nil, "2026-11-22"),
      ("<updated>2026-11-22T09:00:00z</updated>", nil, "2026-11-22T09:00:00Z"),
      ("<published>0001-01-01T00:00:00Z</published><updated>2026-02-30T00:00:00Z</updated>", nil, nil),
    ] as [(String, String?, String?)])
  func dates(source: String, published: String?, updated: String?) throws {
    let entry = try entry("<title>T</title>\(source)")
    #expect(entry?.published?.description == published)
    #expect(entry?.updated?.description == updated)
  }

  @Test func `Atom 0.3 is read by its own words`() throws {
    let feed = try parse(
      """
      <feed version="0.3" xmlns="http://purl.org/atom/ns#" xml:lang="en-GB"><title mode="escaped" type="text/html">F &amp;amp; G</title>
      <tagline>t</tagline><link rel="alternate" type="text/html" href="http://a.example/"/><modified>2026-11-21T09:00:00Z</modified>
      <generator url="http://g.example/">G</generator><info mode="xml" type="application/xhtml+xml"><div xmlns="http://www.w3.org/1999/xhtml">i</div></info>
      <author><name>Ann</name><url>http://ann.example/</url></author>
      <entry><title>One</title><link rel="alternate" type="text/html" href="http://a.example/1"/><id>1</id><issued>2026-11-21T09:00:00Z</issued>
      <summary type="text/plain">s &lt;</summary><content type="text/html" mode="escaped" xml:base="http://b.example/x/">&lt;a href="y"&gt;z&lt;/a&gt;</content></entry></feed>
      """)
    #expect(feed.version == "0.3")
    #expect(feed.title == "F & G")
    #expect(feed.link == "http://a.example/")
    #expect(feed.language?.description == "en-GB")
    #expect(feed.updated?.description == "2026-11-21T09:00:00Z")
    let entry = try #require(feed.entries.first)
    #expect(entry.authors == ["Ann"])
    #expect(entry.summaryHTML == "s &lt;")
    #expect(entry.contentHTML?.contains("http://b.example/x/y") == true)
  }

  @Test func `An entry may be a document, and a prefix may be anything`() throws {
    let alone = try parse(
      "<entry xmlns='http://www.w3.org/2005/Atom'><id>1</id><title>One</title><link href='http://a.example/1'/></entry>"
    )
    #expect(alone.entries.map(\.title) == ["One"])
    let prefixed = try parse(
      "<x:feed xmlns:x='http://www.w3.org/2005/Atom'><x:title>F</x:title><x:entry><x:title>One</x:title><x:link href='http://a.example/1'/></x:entry></x:feed>"
    )
    #expect(prefixed.title == "F")
    #expect(prefixed.entries.first?.url?.string == "http://a.example/1")
  }

  @Test func `The feed's own fields are not those of entries or pictures`() throws {
    let feed = try feed(
      """
      <entry><title>One</title><updated>2020-01-01T00:00:00Z</updated></entry><logo>/l.png</logo><icon>/i.png</icon>
      <link rel="self" href="/self.xml"/><link rel="alternate" type="application/atom+xml" href="/other.xml"/><link rel="alternate" type="text/html" href="/"/>
      <link rel="hub" href="http://hub.example/"/><link rel="next" href="/2"/><title type="html">F &amp;lt;3</title><subtitle>s</subtitle><updated>2026-11-21T09:00:00Z</updated><id>f</id>
      """, url: "http://a.example/x/feed.xml")
    #expect(feed.title == "F <3")
    #expect(feed.link == "http://a.example/")
    #expect(feed.selfAddress == "http://a.example/self.xml")
    #expect(feed.hubs == ["http://hub.example/"])
    #expect(feed.updated?.description == "2026-11-21T09:00:00Z")
  }
}
