// Texts as feeds mix them: markup within markup, vocabularies within one another, characters that should not be there.

import Feeds
import News
import Testing

@Suite("Rules of text")
struct TextRulesTests {
  @Test(
    "Text survives what surrounds it",
    arguments: [
      ("a<!-- x -->b", "ab"), ("a<?php echo 1 ?>b", "ab"), ("a<![CDATA[b]]>c", "abc"),
      ("<![CDATA[a]]> &amp; <![CDATA[b]]>", "a & b"), ("&lt;![CDATA[a &amp; b]]&gt;", "a & b"),
      ("a\u{0}b", "ab"), ("a\u{8}b\u{1F}", "ab"),
      ("a\u{FFFE}b\u{FFFF}", "ab"), ("a\u{85}b", "a…b"), ("a&#x85;b", "a…b"), ("a&#xFFFE;b", "ab"), ("a&#8;b", "ab"),
      ("a\u{FEFF}b", "a\u{FEFF}b"), ("a\u{AD}b\u{200B}c", "a\u{AD}b\u{200B}c"), ("a\u{2028}b", "a\u{2028}b"),
      ("&#1055;&#x440;", "Пр"), ("&hellip;&mdash;&euro;", "…—€"), ("&Eacute;t&eacute", "Été"),
      ("a &aname; b", "a &aname; b"),
      ("<span lang='de'>a</span> <i>b</i>", "a b"), ("a<br/>b", "a b"), ("<p>a</p><p>b</p>", "a b"),
      ("100% &lt;sicher&gt;", "100% <sicher>"), ("if a&lt;b and c&gt;d", "if a<b and c>d"), ("x &lt; y", "x < y"),
      ("&quot;q&quot; &apos;a&apos;", "\"q\" 'a'"),
      ("\u{1F468}\u{200D}\u{1F469}", "\u{1F468}\u{200D}\u{1F469}"), ("e\u{301}", "e\u{301}"),
      ("List&lt;String&gt; in Swift", "List<String> in Swift"), ("the &lt;hit&gt;word&lt;/hit&gt;", "the word"),
      ("a &lt;o:p&gt; b", "a b"), ("&lt;st1 place&gt;a&lt;/st1&gt;", "a"), ("&lt;nobr&gt;a", "a"),
      ("&lt;img alt&gt;a", "a"),
      ("&lt;script&gt;x()&lt;/script&gt;ok", "ok"), ("a &amp;lt;b&amp;gt; c", "a <b> c"),
    ])
  func titles(source: String, title: String) throws {
    #expect(try item("<title>\(source)</title>")?.title == title)
  }

  @Test(
    "HTML survives as HTML",
    arguments: [
      ("<![CDATA[<p>a &amp; b</p>]]>", "<p>a &amp; b</p>"), ("&lt;p&gt;a &amp;amp; b&lt;/p&gt;", "<p>a &amp; b</p>"),
      ("<p>a &amp; b</p>", "<p>a &amp; b</p>"), ("&lt;p&gt;a &amp; b&lt;/p&gt;", "<p>a &amp; b</p>"),
      ("<![CDATA[a & b]]>", "a &amp; b"),
      ("a &amp;eacute; b", "a é b"), ("<![CDATA[<p>a<br>b<p>c]]>", "<p>a<br>b</p><p>c</p>"),
      ("&lt;![CDATA[&lt;p&gt;a&lt;/p&gt;]]&gt;", "<p>a</p>"),
      ("<![CDATA[<ul><li>a<li>b</ul>]]>", "<ul><li>a</li><li>b</li></ul>"), ("plain\n\ntext", "plain\n\ntext"),
      ("<![CDATA[<p onclick=x()>a</p><script>b</script><style>c</style>]]>", "<p>a</p>"),
      ("<![CDATA[<!-- x --><p>a</p>]]>", "<p>a</p>"), ("<p>a</p> tail", "<p>a</p> tail"),
      ("<![CDATA[1 < 2 && 3 > 2]]>", "1 &lt; 2 &amp;&amp; 3 &gt; 2"), ("&amp;nbsp;a", "\u{A0}a"),
    ])
  func html(source: String, html: String) throws {
    #expect(try item("<title>T</title><description>\(source)</description>")?.summaryHTML == html)
  }

  @Test func `Words of one format mean the same in another`() throws {
    let entry = try item(
      """
      <atom:id>i</atom:id><atom:title>T</atom:title><atom:link rel="alternate" href="http://a.example/1"/><atom:summary type="html">s &lt;b&gt;x&lt;/b&gt;</atom:summary>
      <atom:content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>c</p></div></atom:content><atom:published>2026-11-21T09:00:00Z</atom:published>
      <atom:category term="t"/><atom:author><atom:name>Ann</atom:name></atom:author>
      """)
    #expect(entry?.guid == "i")
    #expect(entry?.title == "T")
    #expect(entry?.url?.string == "http://a.example/1")
    #expect(entry?.summaryHTML == "s <b>x</b>")
    #expect(entry?.contentHTML?.contains("<p>c</p>") == true)
    #expect(entry?.published?.description == "2026-11-21T09:00:00Z")
    #expect(entry?.categories == ["t"])
    #expect(entry?.authors == ["Ann"])
    let plain = try item(
      "<title>T</title><summary>s</summary><content>&lt;p&gt;c&lt;/p&gt;</content><published>2026-11-21</published><updated>2026-11-22</updated><id>i</id>"
    )
    #expect(plain?.guid == "i")
    #expect(plain?.summaryHTML == "s")
    #expect(plain?.contentHTML == "<p>c</p>")
    #expect(plain?.published?.description == "2026-11-21")
  }

  @Test(
    "A feed is read whatever its tags look like",
    arguments: [
      "<FEED XMLNS='http://www.w3.org/2005/Atom'><TITLE>F</TITLE><ENTRY><TITLE>One</TITLE><LINK HREF='http://a.example/1'/></ENTRY></FEED>",
      "<Channel xmlns='http://purl.org/net/rss1.1#' xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' rdf:about='x'><title>F</title><items rdf:parseType='Collection'><item rdf:about='http://a.example/1'><title>One</title><link>http://a.example/1</link></item></items></Channel>",
      "<rss><channel><title>F</title><items><item><title>One</title><link>http://a.example/1</link></item></items></channel></rss>",
      "<rss><title>F</title><item><title>One</title><link>http://a.example/1</link></item></rss>",
      "<rss:rss xmlns:rss='http://backend.userland.com/rss2'><rss:channel><rss:title>F</rss:title><rss:item><rss:title>One</rss:title><rss:link>http://a.example/1</rss:link></rss:item></rss:channel></rss:rss>",
      "<rss><channel><title>F</title></channel><channel><item><title>One</title><link>http://a.example/1</link></item></channel></rss>",
      "<rss><channel><item><title>One</title><link>http://a.example/1</link></item><title>F</title></channel></rss>",
      "<rss ><channel\n><title\t>F</title ><item ><title>One</title\n><link>http://a.example/1</link></item></channel></rss>",
      "<rss><channel><title>F<item><title>One</title><link>http://a.example/1</link></item></channel></rss>",
      "<rss><channel><title>F</title><item><title>One<link>http://a.example/1</link></item></channel></rss>",
      "<rss><channel><title>F</title><item><title>One</title><link>http://a.example/1</item></channel></rss>",
      "<rss><channel><title>F</title><item><title>One</title><link>http://a.example/1</link></item></rss>",
      "<rss><channel><title>F</title><item><title>One</title><link>http://a.example/1</link></channel></rss>",
    ])
  func shapes(document: String) throws {
    let feed = try parse(document)
    #expect(feed.title == "F")
    #expect(feed.entries.first?.title == "One")
    #expect(feed.entries.first?.url?.string == "http://a.example/1")
    #expect(feed.entries.count == 1)
  }

  @Test(
    "A title that is nothing but tags is read in one pass",
    arguments: ["<a ", "<x>", "<x y>", "</x>", "<", "<![CDATA[", "]]>", "<b and c>"])
  func hostile(unit: String) throws {
    let title = String(repeating: unit, count: 400_000 / unit.utf8.count)
    let feed = try parse(rss("<item><link>http://a.example/1</link><title><![CDATA[\(title)]]></title></item>"))
    #expect(feed.entries.count == 1)
  }
}
