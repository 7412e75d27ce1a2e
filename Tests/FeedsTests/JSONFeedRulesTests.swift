// JSON Feed 1.0 and 1.1, field by field, whole and cut.

import Feeds
import News
import Testing

@Suite("Rules of JSON Feed")
struct JSONFeedRulesTests {
  private func feed(_ members: String, items: String = "", url: String? = "https://site.example/feeds/main.json") throws
    -> Feed
  {
    let text = "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"T\"\(members),\"items\":[\(items)]}"
    return try parse(text, contentType: "application/json", url: url)
  }
  private func item(_ members: String) throws -> FeedEntry? {
    try feed("", items: "{\"id\":\"1\"\(members)}").entries.first
  }

  @Test(
    "Both versions are known by their address, and a feed without one by its items",
    arguments: [
      (#"{"version":"https://jsonfeed.org/version/1","title":"T","items":[{"id":"1"}]}"#, "1"),
      (#"{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1"}]}"#, "1.1"),
      (#"{"version":"http://jsonfeed.org/version/1","items":[{"id":"1"}]}"#, "1"),
      (#"{"title":"T","items":[{"id":"1"}]}"#, nil), (#"{"items":[{"id":"1","content_text":"x"}]}"#, nil),
      (#"{"items":[{"id":"1","content_html":"x"}],"version":"https://jsonfeed.org/version/1.1"}"#, "1.1"),
    ])
  func version(text: String, version: String?) throws {
    for (before, after) in [
      ("", ""), ("\u{FEFF}", ""), ("\n\t ", "\n"), ("", "<!-- 0.2 s -->"), ("<br /><b>Warning</b>: ", ""),
    ] {
      // Behind a server's message only the version tells a feed.
      guard before.isEmpty || !before.contains("<") || text.prefix(40).contains("jsonfeed.org") else { continue }
      let feed = try parse(before + text + after, contentType: "text/html")
      #expect(feed.format == .jsonFeed)
      #expect(feed.version == version)
      #expect(feed.entries.map(\.guid) == ["1"])
    }
  }

  @Test func `Each field of the feed has its place`() throws {
    let feed = try feed(
      #","home_page_url":"/","feed_url":"main.json","description":"D","language":"pt-BR","icon":"/i.png","expired":true,"#
        + #""next_url":"/2.json","_private":{"x":1},"user_comment":"c","hubs":[{"type":"WebSub","url":"https://hub.example/"},"#
        + #"{"type":"rssCloud","url":"https://cloud.example/"},{"url":"https://other.example/"}]"#)
    #expect(feed.title == "T")
    #expect(feed.link == "https://site.example/")
    #expect(feed.selfAddress == "https://site.example/feeds/main.json")
    #expect(feed.language?.description == "pt-BR")
    #expect(feed.hubs == ["https://hub.example/", "https://other.example/"])
    #expect(feed.repairs == [])
  }

  @Test(
    "An identifier is text, whatever it was written as",
    arguments: [
      (#""id":"a b ""#, "a b"), (#""id":7"#, "7"), (#""id":12345678901234567890"#, "12345678901234567890"),
      (#""id":1.50"#, "1.50"), (#""id":"""#, nil), (#""id":null"#, nil), (#""id":{}"#, nil), (#""id":true"#, nil),
      (#""id":"tag:a,2026:1""#, "tag:a,2026:1"), (#""id":"\u00e9""#, "é"),
    ])
  func identifier(member: String, guid: String?) throws {
    let entry = try feed("", items: "{\(member),\"title\":\"x\"}").entries.first
    #expect(entry?.title == "x")
    #expect(entry?.guid == guid)
  }

  @Test(
    "The link is the item's own, else the page it is about, else its identifier",
    arguments: [
      (#","url":"/a","external_url":"https://other.example/b""#, "https://site.example/a"),
      (#","external_url":"https://other.example/b""#, "https://other.example/b"),
      (#","url":"","external_url":"https://other.example/b""#, "https://other.example/b"),
      (#","url":"b.html""#, "https://site.example/feeds/b.html"),
      (#","url":"//cdn.example/c""#, "https://cdn.example/c"), (#","url":null"#, nil),
      (#","url":"javascript:alert(1)""#, nil),
      (#","id":"https://site.example/by-id""#, "https://site.example/by-id"),
      (#","url":"https://site.example/a b?ü=1""#, "https://site.example/a%20b?%C3%BC=1"),
    ])
  func link(members: String, url: String?) throws {
    #expect(try item(members)?.url?.string == url)
  }

  @Test func `Without an address of its own the document's feed_url is what addresses are relative to`() throws {
    let feed = try feed(
      #","feed_url":"https://site.example/x/feed.json""#,
      items: #"{"id":"1","url":"../y","content_html":"<img src='z.png'>"}"#,
      url: nil)
    #expect(feed.entries.first?.url?.string == "https://site.example/y")
    #expect(feed.entries.first?.contentHTML?.contains("https://site.example/x/z.png") == true)
  }

  @Test(
    "Texts are HTML only where the field says so",
    arguments: [
      (#","content_html":"<p>a &amp; b</p>""#, "<p>a &amp; b</p>" as String?, nil as String?, nil as String?),
      (#","content_text":"a < b & <i>c</i>""#, "a &lt; b &amp; &lt;i&gt;c&lt;/i&gt;", nil, nil),
      (#","content_text":"one\n\ntwo\nthree\r\n\r\n\n four""#, "<p>one</p><p>two<br>three</p><p>four</p>", nil, nil),
      (#","content_text":"one\ntwo""#, "one<br>two", nil, nil),
      (#","content_html":"","content_text":"t""#, "t", nil, nil),
      (#","content_html":"<p>h</p>","content_text":"t""#, "<p>h</p>", nil, nil),
      (#","summary":"a <b> & c""#, nil, "a &lt;b&gt; &amp; c", nil),
      (#","title":" A  &amp; <b>B</b>\n""#, nil, nil, "A &amp; <b>B</b>"),
      (#","content_html":"<script>x()</script>safe""#, "safe", nil, nil),
    ])
  func texts(members: String, content: String?, summary: String?, title: String?) throws {
    let entry = try item(members)
    #expect(entry?.contentHTML == content)
    #expect(entry?.summaryHTML == summary)
    #expect(entry?.title == title)
  }

  @Test(
    "Authors are those of version 1.1 and of 1.0, else the feed's",
    arguments: [
      (#","authors":[{"name":"A"},{"name":" B "}]"#, ["A", "B"]), (#","author":{"name":"A"}"#, ["A"]),
      (#","authors":[{"name":"A"}],"author":{"name":"A"}"#, ["A"]),
      (#","authors":[{"name":"B"}],"author":{"name":"Z"}"#, ["B", "Z"]),
      (#","authors":[{"url":"https://a.example/"}]"#, ["https://a.example/"]), (#","author":"A""#, ["A"]),
      (#","authors":[{"avatar":"x"},null,3]"#, ["3"]), ("", ["Feed"]),
    ])
  func authors(members: String, names: [String]) throws {
    let feed = try feed(#","author":{"name":"Feed"}"#, items: "{\"id\":\"1\"\(members)}")
    #expect(feed.entries.first?.authors == names)
  }

  @Test func `Dates, tags, pictures, language and attachments are read`() throws {
    let entry = try #require(
      try item(
        #","date_published":"2026-11-21T09:30:00-05:00","date_modified":"2026-11-22","tags":["x"," y ","x",7,null],"#
          + #""image":"","banner_image":"/b.jpg","language":"de","attachments":[{"url":"a.mp3","mime_type":"audio/mpeg","#
          + #""size_in_bytes":1234,"duration_in_seconds":9.5,"title":"t"},{"url":"b.pdf","size_in_bytes":"12.0"},"#
          + #"{"url":"c","size_in_bytes":-1},{"mime_type":"x/y"},{"url":""},7]"#))
    #expect(entry.published?.description == "2026-11-21T09:30:00-05:00")
    #expect(entry.updated?.description == "2026-11-22")
    #expect(entry.categories == ["x", "y", "7"])
    #expect(entry.image?.string == "https://site.example/b.jpg")
    #expect(entry.language?.description == "de")
    #expect(
      entry.enclosures == [
        Enclosure(url: "https://site.example/feeds/a.mp3", type: "audio/mpeg", length: 1234),
        Enclosure(url: "https://site.example/feeds/b.pdf", length: 12), Enclosure(url: "https://site.example/feeds/c"),
      ])
  }

  @Test func `A date that does not exist is dropped and said`() throws {
    let feed = try feed(
      "", items: #"{"id":"1","date_published":"2026-02-30T00:00:00Z"},{"id":"2","date_modified":"soon"}"#)
    #expect(feed.entries.map(\.published) == [nil, nil])
    #expect(feed.repairs.map(\.code) == ["bad-date"])
    #expect(feed.repairs.first?.count == 2)
  }

  @Test(
    "What is untidy is read, what is broken costs what it touches",
    arguments: [
      (#"{"id":"1",},{"id":"2"},"#, ["1", "2"]), (#"{"id":"1"}{"id":"2"}"#, ["1", "2"]),
      (#"/* one */{"id":"1"}, // two"# + "\n" + #"{"id":"2"}"#, ["1", "2"]),
      (#"null,{"id":"1"},[],3,"x",{"id":"2"},{}"#, ["1", "2"]), (#"{"id":"1","x":"a "b" c"},{"id":"2"}"#, ["1", "2"]),
      (#"{"id":"1","x":}, {"id":"2"}"#, ["1", "2"]),
      ("{\"id\":\"1\",\"title\":\"a\u{1}\tb\n\"},{\"id\":\"2\"}", ["1", "2"]),
    ])
  func untidy(items: String, guids: [String]) throws {
    #expect(try feed("", items: items).entries.map(\.guid) == guids)
  }

  @Test func `A feed cut after any byte keeps each item that was complete`() throws {
    let whole = try fixture("json-feed-whole.json")
    let expected = try FeedParser.parse(whole, contentType: nil, url: nil).entries
    #expect(expected.count == 4)
    // Where each item ends: a brace at the items' own depth.
    var ends: [Int] = []
    for (index, byte) in whole.enumerated() where byte == UInt8(ascii: "}") {
      if whole[..<index].last(where: { $0 == 10 || $0 == 0x20 }) == 0x20,
        String(decoding: whole[...index].suffix(6), as: UTF8.self) == "\n    }"
      {
        ends.append(index + 1)
      }
    }
    #expect(ends.count == 4)
    let start = try #require(String(decoding: whole, as: UTF8.self).range(of: "\"items\": [")).upperBound
    let opened = String(decoding: whole, as: UTF8.self)[..<start].utf8.count
    for length in opened..<whole.count {
      let feed = try FeedParser.parse(Array(whole.prefix(length)), contentType: nil, url: nil)
      let complete = ends.count { $0 <= length }
      #expect(feed.entries == Array(expected.prefix(complete)), "cut after \(length) bytes")
      #expect(feed.truncated == (length < whole.count - 1), "cut after \(length) bytes")
    }
  }

  @Test(
    "Other JSON is refused, and told what it is",
    arguments: [
      (#"[{"id":1,"title":{"rendered":"x"},"content":{"rendered":"y"}}]"#, "WordPress"),
      (#"{"name":"Site","namespaces":["oembed/1.0","wp/v2"]}"#, "WordPress"),
      (#"{"@context":"https://www.w3.org/ns/activitystreams","type":"Person","inbox":"x"}"#, "ActivityPub"),
      (#"{"@context":["https://www.w3.org/ns/activitystreams",{}],"type":"OrderedCollection"}"#, "ActivityPub"),
      (#"{"@context":"https://schema.org","@type":"NewsArticle"}"#, "JSON-LD"),
      (#"{"kind":"Listing","data":{"children":[]}}"#, "Reddit"),
      (#"{"type":"rich","provider_url":"x","version":"1.0"}"#, "oEmbed"),
      (#"{"rss":{"channel":{"item":[]}}}"#, "RSS written as JSON"), (#"{"error":"no such feed"}"#, "no such feed"),
      (#"{"message":"Not Found","status":"404"}"#, "Not Found"),
      ("{}", "names no version"), ("[]", "names no version"), (#"{"version":"1.1","items":[]}"#, "names no version"),
      (#"{"items":{"a":1},"title":"x"}"#, "names no version"),
    ])
  func refused(text: String, sentence: String) {
    #expect {
      try parse(text)
    } throws: { error in
      (error as? Refusal)?.code == "not-a-feed" && (error as? Refusal)?.message.contains(sentence) == true
    }
  }
}
