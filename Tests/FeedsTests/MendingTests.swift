// Broken feeds: nothing readable is lost, and what was mended is said.

import Feeds
import News
import Testing

@Suite("Mending broken feeds")
struct MendingTests {
  @Test(
    "A title keeps all of its text",
    arguments: [
      ("Salt & Pepper & Co", "Salt & Pepper & Co", "stray-ampersand"),
      ("Caf&eacute; &ndash; open", "Café – open", "named-entity"),
      ("It&#146;s &#x2014; so", "It’s — so", nil),
      ("a\u{1}b\u{0}c", "abc", "illegal-character"),
      ("3 < 4", "3 < 4", "stray-less-than"),
      ("by <ann@example.org>", "by <ann@example.org>", "stray-less-than"),
      ("end ]]> here", "end ]]> here", "stray-cdata-end"),
      ("<![CDATA[in <![CDATA[and]]> out]]>", "in and out", "nested-cdata"),
      ("<![CDATA[one]]> <![CDATA[two]]>", "one two", nil),
      ("<b>bold</b> claim", "bold claim", nil),
    ])
  func titles(source: String, title: String, repair: String?) throws {
    let feed = try parse(rss("<item><title>\(source)</title><link>http://example.org/1</link></item>"))
    #expect(feed.entries.first?.title == title)
    #expect(feed.entries.first?.url?.string == "http://example.org/1")
    #expect(feed.mended == Set(repair.map { [$0] } ?? []))
  }

  @Test func `Parameters of a link that look like character names stay parameters`() throws {
    #expect(try item("<link>http://example.org/?a=1&b=2&copy=3</link>")?.url?.query == "a=1&b=2&copy=3")
  }

  @Test func `HTML that was not escaped is kept as HTML`() throws {
    let entry = try item(
      "<description><p>One<br>two <img src=\"http://example.org/a.png\"> <i>three</p></description><title>T</title>")
    #expect(entry?.title == "T")
    #expect(entry?.summaryHTML?.contains("<br>") == true)
    #expect(entry?.summaryHTML?.contains("http://example.org/a.png") == true)
    #expect(entry?.summaryHTML?.contains("three") == true)
  }

  @Test(
    "Items are found wherever the damage is",
    arguments: [
      "Warning: <br /><b>bad</b> thing in line 3\n<?xml version=\"1.0\"?>" + rss(two),
      "\n\n<!-- made by hand -->" + rss(two),
      rss(two) + "<script>count()</script> trailing & words <",
      rss("<item><title>One</title>").replacing("</channel></rss>", with: "") + two.dropFirst(24) + "</channel></rss>",
      "<!DOCTYPE rss [<!ENTITY a \"x\"> <!-- ' -->]>" + rss(two),
      "<RSS><CHANNEL>" + two.uppercased() + "</CHANNEL></RSS>",
      "<rss><channel><title>F</title></channel>" + two + "</rss>",
      rss(two).replacing("</item></channel></rss>", with: "</item>"),
      rss("<item><title>One</wrong></title></item><item><title>Two</item>"),
      rss(two.replacing("<title>", with: "<title lang=en lang='de' hidden>")),
      "<rss><channel><title>F</title>" + two.replacing("item>", with: "x:item>").replacing("x:", with: "rss:"),
    ])
  func items(document: String) throws {
    #expect(try parse(document).entries.compactMap { $0.title?.lowercased() } == ["one", "two"])
  }
  private static let two = "<item><title>One</title></item><item><title>Two</title></item>"

  @Test func `A truncated feed keeps its complete items and says so`() throws {
    let whole = rss("<item><title>One</title></item><item><title>Two</title><description><![CDATA[half")
    let feed = try parse(whole.replacing("</channel></rss>", with: ""))
    #expect(feed.entries.map(\.title) == ["One"])
    #expect(feed.truncated)
    #expect(feed.mended.contains("truncated"))
  }

  @Test func `Truncated JSON keeps its complete items`() throws {
    let feed = try parse(
      "{\"version\":\"https://jsonfeed.org/version/1\",\"title\":\"T\",\"items\":[{\"id\":\"1\",\"title\":\"One\"},{\"id\":\"2\",\"ti"
    )
    #expect(feed.entries.map(\.title) == ["One"])
    #expect(feed.truncated)
  }

  @Test func `Malformed JSON costs what it touches, and is told`() throws {
    let feed = try parse(
      #"{"version":"https://jsonfeed.org/version/1","items":[{"id":12345678901234567890,"title":"One"},"#
        + #"{"id":"2","title":"Two","summary":"the "second" one"},{"id":"3","title":"Three",},]}"#)
    #expect(feed.entries.map(\.title) == ["One", "Two", "Three"])
    #expect(feed.entries.first?.guid == "12345678901234567890")
    #expect(feed.mended == ["malformed-json"])
    #expect(!feed.truncated)
  }

  @Test func `Prefixes nobody declared mean what they usually mean`() throws {
    let feed = try parse(
      rss("<item><dc:creator>Ann</dc:creator><content:encoded>&lt;p>x&lt;/p></content:encoded></item>"))
    #expect(feed.entries.first?.authors == ["Ann"])
    #expect(feed.entries.first?.contentHTML == "<p>x</p>")
    #expect(feed.mended == ["undeclared-prefix"])
  }

  @Test(
    "A guid is a link unless it says that it is not",
    arguments: [
      ("<guid>http://example.org/g</guid>", "http://example.org/g" as String?),
      ("<guid isPermaLink=\"true\">http://example.org/g</guid>", "http://example.org/g"),
      ("<guid isPermaLink=\"false\">http://example.org/g</guid>", nil),
      ("<guid>g-1</guid>", nil),
      ("<guid>http://example.org/g</guid><link>http://example.org/l</link>", "http://example.org/l"),
      ("<link>javascript:alert(1)</link>", nil),
    ])
  func guids(source: String, url: String?) throws {
    #expect(try item("<title>T</title>" + source)?.url?.string == url)
  }

  @Test(
    "An author is a name, whatever stands around it",
    arguments: [
      ("ann@example.org (Ann Quay)", "Ann Quay"), ("Ann Quay &lt;ann@example.org&gt;", "Ann Quay"),
      ("Ann Quay (Editor)", "Ann Quay (Editor)"), ("ann@example.org", "ann@example.org"),
      ("<name>Ann Quay</name><email>a@example.org</email>", "Ann Quay"),
    ])
  func authors(source: String, name: String) throws {
    #expect(try item("<title>T</title><author>\(source)</author>")?.authors == [name])
  }

  @Test func `Relative links are resolved against where the feed came from`() throws {
    let feed = try parse(rss("<item><link>../a</link></item>"), url: "http://example.org/x/y/feed.xml")
    #expect(feed.entries.first?.url?.string == "http://example.org/x/a")
    #expect(try item("<link>../a</link>")?.unresolvedLink == "../a")
  }
}
