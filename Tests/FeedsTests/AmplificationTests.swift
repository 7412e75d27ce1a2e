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
    let name = "<author><name>\(String(repeating: "n", count: 1000))</name></author>"
    let atom =
      "<feed xmlns=\"http://www.w3.org/2005/Atom\">\(String(repeating: name, count: 9))<entry><id>1</id></entry></feed>"
    #expect(try FeedParser.parse(Array(atom.utf8), contentType: nil, url: nil).entries[0].authors.count == 4)
  }

  @Test func `a carriage return is a line end in text as in HTML`() throws {
    let atom =
      "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><id>1</id><summary>a&#13;&#10;b&#13;c</summary></entry></feed>"
    #expect(try FeedParser.parse(Array(atom.utf8), contentType: nil, url: nil).entries[0].summaryHTML == "a\nb\nc")
  }
}
