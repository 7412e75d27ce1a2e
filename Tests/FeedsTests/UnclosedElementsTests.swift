// Feeds in which an end tag, a slash or the end of a CDATA section is missing.

import Feeds
import News
import Testing

@Suite struct UnclosedElementsTests {
  private static let rss = """
    <item><title>Quay open</title><link>http://e.example/1</link><description>One.</description></item>\
    <item><title>Quay shut</title><link>http://e.example/2</link></item>
    """

  @Test(arguments: [
    "<itunes:image href=\"http://e.example/i.png\">", "<media:thumbnail url=\"http://e.example/i.png\">", "<pubDate>x",
    "<language>en", "<dc:date>2026-11-22", "<ttl>5", "<managingEditor>Ada", "<itunes:author>Ada", "<generator>x",
  ])
  func `an element of the feed that is never closed costs no entry`(element: String) throws {
    let feed = try read("<rss><channel><title>t</title>\(element)\(Self.rss)</channel></rss>")
    #expect(feed.entries.map(\.title) == ["Quay open", "Quay shut"])
    #expect(feed.entries[0].url?.string == "http://e.example/1")
  }

  @Test(arguments: ["<id>x", "<updated>2026-11-22T00:00:00Z", "<author><name>Ada", "<title>t", "<subtitle>s"])
  func `nor one of an Atom feed`(element: String) throws {
    let entry = "<entry><id>1</id><title>Quay open</title></entry><entry><id>2</id></entry>"
    let feed = try read("<feed xmlns=\"http://www.w3.org/2005/Atom\">\(element)\(entry)</feed>")
    #expect(feed.entries.map(\.guid) == ["1", "2"])
  }

  @Test(arguments: [
    "<media:thumbnail url=\"http://e.example/i.png\">", "<guid>g", "<pubDate>2026-11-22", "<author>Ada",
    "<dc:creator>Ada",
    "<category>Port", "<enclosure url=\"http://e.example/a.mp3\">", "<comments>c",
  ])
  func `an element of an entry that is never closed costs none of its neighbours`(element: String) throws {
    let rest = "<link>http://e.example/1</link><description>One.</description><title>Quay open</title>"
    let feed = try read("<rss><channel><item>\(element)\(rest)</item>\(Self.rss)</channel></rss>")
    let known = element.hasPrefix("<comments") ? nil : "http://e.example/1"
    if let known {
      #expect(feed.entries[0].url?.string == known)
      #expect(feed.entries[0].summaryHTML == "One.")
      #expect(feed.entries[0].title == "Quay open")
    }
    #expect(feed.entries[0].authors.allSatisfy { $0 == "Ada" })
    #expect(feed.entries.count == 3)
  }

  @Test(arguments: [
    ("<title><![CDATA[B</title><link>http://e.example/2</link></item><item><title>C</title></item>", ["A", "B", "C"]),
    (
      "<title><![CDATA[B</title><link>http://e.example/2</link></item><item><title><![CDATA[C]]></title></item>",
      ["A", "B", "C"]
    ),
    ("<title><![CDATA[B <![CDATA[C]]> D]]></title></item>", ["A", "B C D"]),
    ("<title><![CDATA[about </titles> and </title]]></title></item>", ["A", "about and"]),
  ])
  func `a CDATA section that is never closed ends with its element`(body: String, titles: [String]) throws {
    let feed = try read("<rss><channel><item><title>A</title></item><item>\(body)</channel></rss>")
    #expect(feed.entries.map(\.title) == titles)
    let last = feed.entries.last
    #expect(last?.url == nil)
  }

  @Test func `sections that are never closed take time in proportion`() throws {
    let many = String(repeating: "<item><title><![CDATA[x</title></item>", count: 20_000)
    #expect(try read("<rss><channel>\(many)</channel></rss>").entries.count == 20_000)
    let nested = String(repeating: "<![CDATA[", count: 200_000)
    _ = try? read("<rss><channel><item><title>\(nested)")
    _ = try? read("<rss><channel><item><title>\(nested)]]></title></item></channel></rss>")
  }

  private func read(_ source: String) throws -> Feed {
    try FeedParser.parse(Array(source.utf8), contentType: nil, url: nil)
  }
}

@Suite struct TitleWordsTests {
  @Test(arguments: [
    "HashMap<String, Integer> explained", "Result<T, E> in Rust", "std::vector<std::string> tips",
    "#include <stdio.h> first", "Introducing <my-element>", "Vec<Option<T>> x", "Promise<string|null>",
    "Class<?> explained", "Why <!DOCTYPE html> matters", "<https://example.org> link", "Sen. Smith <R-TX> says",
    "Using <script> tags safely", "The <title> tag", "<noscript> and SEO", "<svg> icons", "BTC&ETH prices",
    "rock&reggae", "Q&notes", "Shopping&center", "AT&T", "if a<b and c>d", "5 < 6",
  ])
  func `what only looks like markup stays in a title`(title: String) throws {
    #expect(try read(title) == title)
  }

  @Test(arguments: [
    ("A <b>bold</b> title", "A bold title"), ("Caf&eacute; &amp; more", "Café & more"), ("x &copy 2020", "x © 2020"),
    ("a<br/>b", "a b"), ("<i>Nature</i> study", "Nature study"), ("H<sub>2</sub>O", "H2O"),
    ("Tom &#38; Jerry", "Tom & Jerry"), ("<span class=\"x\">y</span>", "y"), ("a <em>b", "a b"),
    ("caf&eacute de Paris", "café de Paris"), ("x<script>track()</script>y", "xy"), ("a<!-- b -->c", "ac"),
  ])
  func `what is markup does not`(title: String, expected: String) throws {
    #expect(try read(title) == expected)
  }

  @Test(arguments: [
    ("ada@harbour.example (Ada Quay)", "Ada Quay"), ("Ada Quay <ada@harbour.example>", "Ada Quay"),
    ("\"Quay, Ada\" <ada@harbour.example>", "Quay, Ada"), ("ada@harbour.example", "ada@harbour.example"),
    ("Ada <a@x.example>, Bob <b@x.example>", "Ada <a@x.example>, Bob <b@x.example>"),
    ("Ann (@ann) and Bob (@bob)", "Ann (@ann) and Bob (@bob)"), ("Ann @ Home (staff)", "Ann @ Home (staff)"),
    ("News @SRF (SRF)", "News @SRF (SRF)"), ("\"Weird\" Al and \"Bob\"", "\"Weird\" Al and \"Bob\""),
  ])
  func `a person's name is taken out of the forms of mail, and nothing else`(author: String, name: String) throws {
    let text = author.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
    let feed = "<rss><channel><item><author>\(text)</author></item></channel></rss>"
    #expect(try FeedParser.parse(Array(feed.utf8), contentType: nil, url: nil).entries[0].authors == [name])
  }

  private func read(_ title: String) throws -> String? {
    let text = title.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
    let feed = "<rss><channel><item><title>\(text)</title></item></channel></rss>"
    return try FeedParser.parse(Array(feed.utf8), contentType: nil, url: nil).entries[0].title
  }
}
