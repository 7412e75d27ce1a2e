// Feeds that would make much of little: long bases, elements that never end, lists without end.

import Feeds
import News
import Testing

@Suite struct AmplificationTests {
  private func feed(_ body: String, base: String = "") throws -> Feed {
    let source = "<rss version=\"2.0\"\(base)><channel><title>Harbour Post</title>\(body)</channel></rss>"
    return try FeedParser.parse(Array(source.utf8), contentType: nil, url: WebAddress("https://harbour.example/feed"))
  }

  @Test func `a base longer than an address is not believed, the one around it is`() throws {
    let long = String(repeating: "b", count: 3000)
    let link = "<item><link>a</link></item>"
    #expect(
      try feed(link, base: " xml:base=\"http://e.example/\(long)/\"").entries[0].url?.string
        == "https://harbour.example/a")
    #expect(
      try feed(link, base: " xml:base=\"http://e.example/c/?\(long)\"").entries[0].url?.string == "http://e.example/c/a"
    )
    #expect(try feed(link, base: " xml:base=\"http://e.example/c/\"").entries[0].url?.string == "http://e.example/c/a")
  }

  @Test func `a large text of little but relative links does not grow by the base of each`() throws {
    let links = String(repeating: "&lt;a href=x&gt;", count: 40_000)
    let base = " xml:base=\"http://e.example/\(String(repeating: "b", count: 1900))/\""
    let html = try #require(
      try feed("<item><description>\(links)</description></item>", base: base).entries[0].summaryHTML)
    #expect(html.utf8.count < 40_000 * 30)
    let few = try feed("<item><description>&lt;a href=x&gt;y&lt;/a&gt;</description></item>", base: base).entries[0]
    #expect(few.summaryHTML?.contains("bbb/x\"") == true)
  }

  @Test func `many texts of relative links together do not grow without end, in XML or JSON`() throws {
    let path = String(repeating: "b", count: 1900)
    let links = String(repeating: "&lt;a href=x&gt;y&lt;/a&gt; ", count: 9000)
    let items = String(repeating: "<item><description>\(links)</description><link>c</link></item>", count: 6)
    let xml = try feed(items, base: " xml:base=\"http://e.example/\(path)/\"")
    #expect(xml.entries.reduce(0) { $0 + ($1.summaryHTML?.utf8.count ?? 0) } < 64 * 1024 * 1024)
    let html = String(repeating: "<a href=x>y</a> ", count: 54_000)
    let item = "{\"id\":\"1\",\"content_html\":\"\(html)\"}"
    let hubs = Array(repeating: "{\"url\":\"https://hub.example/\"}", count: 500).joined(separator: ",")
    let json = "{\"version\":\"https://jsonfeed.org/version/1\",\"hubs\":[\(hubs)],\"items\":[\(item)]}"
    let read = try FeedParser.parse(
      Array(json.utf8), contentType: nil, url: WebAddress("https://harbour.example/\(path)/feed"))
    #expect(read.entries[0].contentHTML!.utf8.count < 64 * 1024 * 1024)
    #expect(read.hubs.count == 20)
  }

  @Test func `elements too deep to be reported end where they end, and hide no others`() throws {
    let deep = String(repeating: "<g>", count: 300) + "text" + String(repeating: "</g>", count: 300)
    let read = try feed(
      "<item><description><![CDATA[x]]></description>\(deep)<guid>1</guid></item><item><guid>2</guid></item>")
    #expect(read.entries.map(\.guid) == ["1", "2"])
    // Never closed: the next item's start ends all of it.
    let open = try feed("<item><guid>1</guid>\(String(repeating: "<g><h>", count: 300))<item><guid>2</guid></item>")
    #expect(open.entries.map(\.guid) == ["1", "2"])
    #expect(open.repairs.contains { $0.code == "too-deep" })
  }

  @Test func `a text over the limit is cut at a character, not dropped`() throws {
    let words = String(repeating: "é", count: 9 * 1024 * 1024)
    let read = try feed("<item><description>\(words)</description></item>")
    let text = try #require(read.entries[0].summaryHTML)
    #expect(text.utf8.count == 16 * 1024 * 1024)
    #expect(text.last == "é")
    #expect(read.repairs.contains { $0.code == "huge-text" })
  }

  @Test func `hubs and inherited authors have an end`() throws {
    let hub = "<link rel=\"hub\" href=\"https://hub.example/\" xmlns=\"http://www.w3.org/2005/Atom\"/>"
    #expect(try feed(String(repeating: hub, count: 500)).hubs.count == 20)
    let names = (0..<9).map { "<author><name>\($0)\(String(repeating: "n", count: 999))</name></author>" }.joined()
    let atom = "<feed xmlns=\"http://www.w3.org/2005/Atom\">\(names)<entry><id>1</id></entry></feed>"
    #expect(try FeedParser.parse(Array(atom.utf8), contentType: nil, url: nil).entries[0].authors.count == 4)
  }

  @Test func `what is told of a feed in a line stays in a line`() throws {
    let source = """
      <rss version=" 2\n.0 "><channel><language>en\n<b>us</b></language><managingEditor>Ada\nHarbour</managingEditor>
      <author>Ada</author><author>Ada</author><item><author><email>ada@\nharbour.example</email></author></item>
      </channel></rss>
      """
    let read = try FeedParser.parse(Array(source.utf8), contentType: nil, url: nil)
    #expect(read.version == "2 .0")
    #expect(read.statedLanguage == "en us")
    #expect(read.entries[0].authors == ["ada@ harbour.example"])
    let long = "<rss version=\"\(String(repeating: "1", count: 39)) beta\"><channel><title>t</title></channel></rss>"
    #expect(try FeedParser.parse(Array(long.utf8), contentType: nil, url: nil).version?.utf8.count == 39)
    let end = try feed("<item><title>a</title</item>")
    #expect(end.repairs.map(\.code) == ["open-tag"])
    #expect(end.entries[0].title == "a")
    #expect(try feed("<language>\(String(repeating: "e", count: 101))</language>").statedLanguage == nil)
  }

  @Test func `control characters that JSON can hold reach no field of a line`() throws {
    let json = #"""
      {"version":"https://jsonfeed.org/version/\u0000 1.1\t","language":"en\u0000","items":[{"id":"1\u00002",
      "url":"https://a.example/\u0001x","attachments":[{"url":"https://a.example/a","mime_type":"audio/\u0000\nmpeg"}]}]}
      """#
    let read = try FeedParser.parse(Array(json.utf8), contentType: nil, url: nil)
    #expect(read.version == "1.1")
    #expect(read.statedLanguage == "en")
    #expect(read.entries[0].guid == "1 2")
    #expect(read.entries[0].url?.string == "https://a.example/%20x")
    #expect(read.entries[0].enclosures[0].type == "audio/ mpeg")
  }

  @Test func `a carriage return is a line end in text as in HTML`() throws {
    let atom =
      "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><id>1</id><summary>a&#13;&#10;b&#13;c</summary></entry></feed>"
    #expect(try FeedParser.parse(Array(atom.utf8), contentType: nil, url: nil).entries[0].summaryHTML == "a\nb\nc")
    for text in ["a\\r\\nb\\rc", "a\\r\\n<b>b</b>\\rc"] {
      let json =
        "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{\"id\":\"1\",\"content_html\":\"\(text)\"}]}"
      let html = try FeedParser.parse(Array(json.utf8), contentType: nil, url: nil).entries[0].contentHTML
      #expect(html?.replacing(/<.?b>/, with: "") == "a\nb\nc")
    }
    let rss = try feed("<item><description>a&#13;&#10;b&#13;c</description></item>")
    #expect(rss.entries[0].summaryHTML == "a\nb\nc")
  }
}
