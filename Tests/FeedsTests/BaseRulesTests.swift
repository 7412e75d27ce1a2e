// What relative addresses are relative to (XML Base, RFC 3986, RFC 4287 section 2), and odd addresses.

import Feeds
import News
import Testing

@Suite("Rules of addresses")
struct BaseRulesTests {
  @Test(
    "The nearest xml:base counts, resolved against those around it, else the document's address",
    arguments: [
      ("", "", "", "http://doc.example/dir/1"), ("http://f.example/x/", "", "", "http://f.example/x/1"),
      ("http://f.example/x/", "y/", "", "http://f.example/x/y/1"),
      ("http://f.example/x/", "/z/", "", "http://f.example/z/1"),
      ("http://f.example/x/", "http://e.example/", "", "http://e.example/1"),
      ("/abs/", "", "", "http://doc.example/abs/1"), ("rel/", "", "", "http://doc.example/dir/rel/1"),
      ("", "", "http://l.example/q/", "http://l.example/q/1"),
      ("http://f.example/x/", "y/", "w/", "http://f.example/x/y/w/1"),
      ("http://f.example/file.xml", "", "", "http://f.example/1"), ("//f.example/x/", "", "", "http://f.example/x/1"),
      ("http://f.example/x/?q#f", "", "", "http://f.example/x/1"),
      (" http://f.example/x/ ", "", "", "http://f.example/x/1"), ("javascript:x", "", "", "http://doc.example/dir/1"),
      ("mailto:a@b", "", "", "http://doc.example/dir/1"),
    ])
  func nearest(feedBase: String, entryBase: String, linkBase: String, url: String) throws {
    func base(_ text: String) -> String { text.isEmpty ? "" : " xml:base=\"\(text)\"" }
    let feed = try parse(
      "<feed xmlns='http://www.w3.org/2005/Atom'\(base(feedBase))><title>F</title><entry\(base(entryBase))><id>i</id><link\(base(linkBase)) href='1'/></entry></feed>",
      url: "http://doc.example/dir/feed.xml")
    #expect(feed.entries.first?.url?.string == url)
  }

  @Test func `A base ends with its element, and holds for HTML, enclosures and pictures`() throws {
    let feed = try parse(
      """
      <feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://f.example/"><title>F</title>
      <entry xml:base="e/"><id>1</id><link href="1"/><link rel="enclosure" href="1.ogg"/>
      <content type="html" xml:base="c/">&lt;a href="x"&gt;&lt;img src="/y.png"&gt;&lt;/a&gt;</content>
      <summary type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml" xml:base="s/"><a href="z">z</a> <p xml:base="t/"><a href="w">w</a></p> <a href="v">v</a></div></summary></entry>
      <entry><id>2</id><link href="2"/></entry></feed>
      """, url: "http://doc.example/")
    let first = try #require(feed.entries.first)
    #expect(first.url?.string == "http://f.example/e/1")
    #expect(first.enclosures.first?.url == "http://f.example/e/1.ogg")
    #expect(first.contentHTML?.contains("\"http://f.example/e/c/x\"") == true)
    #expect(first.contentHTML?.contains("\"http://f.example/y.png\"") == true)
    #expect(first.summaryHTML?.contains("\"http://f.example/e/s/z\"") == true)
    #expect(first.summaryHTML?.contains("\"http://f.example/e/s/t/w\"") == true)
    #expect(first.summaryHTML?.contains("\"http://f.example/e/s/v\"") == true)
    #expect(feed.entries.last?.url?.string == "http://f.example/2")
  }

  @Test(
    "Links are cleaned, made absolute and never made up",
    arguments: [
      ("http://a.example/1", "http://a.example/1"), (" http://a.example/1\n", "http://a.example/1"),
      ("http://a.example/a b", "http://a.example/a%20b"), ("http://a.example/a\nb", "http://a.example/ab"),
      ("HTTP://A.EXAMPLE/X", "http://a.example/X"),
      ("http://a.example", "http://a.example/"), ("//a.example/1", "http://a.example/1"),
      ("/1", "http://doc.example/1"), ("1", "http://doc.example/dir/1"),
      ("?p=1", "http://doc.example/dir/feed.xml?p=1"), ("#c", "http://doc.example/dir/feed.xml#c"),
      ("../1", "http://doc.example/1"), ("./1", "http://doc.example/dir/1"), ("../../../1", "http://doc.example/1"),
      ("http://a.example/ü?ö=ä#ß", "http://a.example/%C3%BC?%C3%B6=%C3%A4#%C3%9F"),
      ("http://bücher.example/1", "http://bücher.example/1"),
      ("http://xn--bcher-kva.example/1", "http://xn--bcher-kva.example/1"),
      ("http://a.example/%E9", "http://a.example/%E9"), ("http://a.example/?a=1&amp;b=2", "http://a.example/?a=1&b=2"),
      ("http://a.example/?a=1&b=2&copy=3&lt=4", "http://a.example/?a=1&b=2&copy=3&lt=4"),
      ("http://a.example/?a=1&amp;amp;b=2", "http://a.example/?a=1&b=2"),
      ("<![CDATA[http://a.example/?a=1&b=2]]>", "http://a.example/?a=1&b=2"),
      ("http:\\\\a.example\\1", "http://a.example/1"), ("https://user:pw@a.example/1", "https://user:pw@a.example/1"),
      ("http://a.example:80/1", "http://a.example/1"), ("http://a.example:8080/1", "http://a.example:8080/1"),
      ("http://[2001:db8::1]/1", "http://[2001:db8::1]/1"),
      ("www.a.example/1", "http://www.a.example/1"), ("WWW.a.example", "http://www.a.example/"),
      ("www.pdf", "http://doc.example/dir/www.pdf"),
      ("/www.a.example", "http://doc.example/www.a.example"),
      ("javascript:alert(1)", nil), ("mailto:a@a.example", nil), ("data:text/html,x", nil), ("ftp://a.example/1", nil),
      ("feed:http://a.example/1", nil), ("http://", nil), ("http://a b/", nil), ("file:///etc/passwd", nil),
    ] as [(String, String?)])
  func links(source: String, url: String?) throws {
    let feed = try parse(
      rss("<item><title>T</title><link>\(source)</link></item>"), url: "http://doc.example/dir/feed.xml")
    #expect(feed.entries.first?.title == "T")
    #expect(feed.entries.first?.url?.string == url)
  }

  @Test(
    "Several forms of one link in RSS",
    arguments: [
      ("<link/>http://a.example/1", nil), ("<link href='http://a.example/1'/>", "http://a.example/1"),
      ("<link></link><guid>http://a.example/g</guid>", "http://a.example/g"), ("<link> </link>", nil),
      ("<link>http://a.example/1</link><atom:link rel='alternate' href='http://a.example/2'/>", "http://a.example/1"),
      ("<atom:link rel='alternate' href='http://a.example/2'/><link>http://a.example/1</link>", "http://a.example/1"),
      ("<atom:link rel='alternate' href='http://a.example/2'/>", "http://a.example/2"),
      ("<link><![CDATA[]]></link><guid isPermaLink='false'>x</guid>", nil),
      ("<LINK>http://a.example/1</LINK>", "http://a.example/1"),
      ("<link rel='enclosure' href='http://a.example/1.mp3'/><link>http://a.example/1</link>", "http://a.example/1"),
      ("<link>http://a.example/1</link><link>http://a.example/2</link>", "http://a.example/2"),
    ] as [(String, String?)])
  func forms(source: String, url: String?) throws {
    #expect(try item("<title>T</title>\(source)")?.url?.string == url)
  }

  @Test func `Without a document's address a link without scheme is one of http`() throws {
    #expect(try item("<title>T</title><link>www.a.example/1</link>")?.url?.string == "http://www.a.example/1")
    #expect(try item("<title>T</title><link>//a.example/1</link>")?.unresolvedLink == "//a.example/1")
  }

  @Test func `HTML in entries is relative to the feed's address, or stays relative without one`() throws {
    let source = rss(
      "<item><title>T</title><description>&lt;a href='x'&gt;&lt;img src='//b.example/y.png'&gt;&lt;/a&gt;</description></item>"
    )
    let with = try parse(source, url: "http://doc.example/dir/feed.xml").entries.first?.summaryHTML
    #expect(with?.contains("\"http://doc.example/dir/x\"") == true)
    #expect(with?.contains("\"http://b.example/y.png\"") == true)
    let without = try parse(source).entries.first?.summaryHTML
    #expect(without?.contains("x") == true)
  }

  @Test func `Languages are inherited from feed to entry, and the nearest counts`() throws {
    let feed = try parse(
      """
      <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>F</title><entry><id>1</id></entry><entry xml:lang="de-AT"><id>2</id></entry>
      <entry xml:lang=""><id>3</id></entry><entry xml:lang="!"><id>4</id></entry></feed>
      """)
    #expect(feed.language?.description == "en")
    #expect(feed.entries.map { $0.language?.description }.prefix(2) == ["en", "de-AT"])
    let rss = try parse(
      "<rss xml:lang='fr'><channel><language>it</language><item xml:lang='es'><title>T</title></item><item><title>U</title><dc:language>pt</dc:language></item></channel></rss>"
    )
    #expect(rss.language?.description == "it")
    #expect(rss.entries.map { $0.language?.description } == ["es", "pt"])
  }
}
