// Lists of subscriptions written: well-formed, the same each time, and equal to what was read.

import Feeds
import Markup
import News
import Testing

@Suite("OPML written")
struct OPMLWritingTests {
  @Test("What was read and is written again is equal", arguments: ["subscriptions", "damaged", "unclosed", "listings"])
  func roundTrip(name: String) throws {
    var read = try opml(name + ".opml")
    let again = try OPMLParser.parse(read.xml)
    (read.repairs, read.truncated) = ([], false)
    #expect(again == read)
    #expect(again.xml == read.xml)
  }

  @Test func `Prefixes bound to two namespaces, or to none, keep what they stood for`() throws {
    let first = try list(
      "<outline xmlns:a='urn:one' a:x='1' b:y='2'><outline xmlns:a='urn:two' a:x='3' xml:lang='en'/></outline>")
    #expect(first.outlines[0].attributes.map(\.namespace) == ["urn:one", "urn:undeclared:b"])
    #expect(first.outlines[0].children[0].attributes[0].namespace == "urn:two")
    let again = try OPMLParser.parse(first.xml)
    #expect(again.outlines == first.outlines)
    #expect(again.repairs.isEmpty)
  }

  @Test func `Markup and quotes are escaped, and what XML cannot hold is left out`() throws {
    let hostile = "\"><outline xmlUrl='https://evil.example/'/> & ' \u{1}\u{B}\u{FFFF}]]>\u{7F}"
    var document = OPML(title: "</title>" + hostile)
    document.outlines = [
      OPMLOutline([
        .init("text", hostile), .init("not a name", "1"), .init("text", "twice"), .init("xmlns:p", "urn:x"),
        .init("a:b:c", "2"), .init("", "3"), .init("xmlUrl", "https://a.example/?a=1&b=2"),
      ])
    ]
    let again = try OPMLParser.parse(document.xml)
    let kept = "\"><outline xmlUrl='https://evil.example/'/> & ' ]]>\u{7F}"
    #expect(again.title == "</title>" + kept.dropLast())
    #expect(again.outlines == [OPMLOutline([.init("text", kept), .init("xmlUrl", "https://a.example/?a=1&b=2")])])
    #expect(again.repairs.isEmpty)
  }

  @Test func `Line ends and tabs in values are written as references`() {
    let document = OPML(outlines: [OPMLOutline([.init("text", "a\nb\tc\rd")])])
    #expect(String(decoding: document.xml, as: UTF8.self).contains("text=\"a&#10;b&#9;c&#13;d\""))
  }

  @Test func `A prefix that stands for several things keeps each where it stood`() throws {
    let inner = OPMLOutline([.init("p:a", "3", namespace: "urn:one")], children: [])
    let middle = OPMLOutline([.init("p:a", "2", namespace: "urn:two")], children: [inner])
    let document = OPML(outlines: [OPMLOutline([.init("p:a", "1", namespace: "urn:one")], children: [middle])])
    #expect(try OPMLParser.parse(document.xml).outlines == document.outlines)
  }

  @Test func `A head field without text needs no mending when it is read again`() throws {
    var document = OPML()
    document.head = [.init("img", ""), .init("docs", "")]
    let again = try OPMLParser.parse(document.xml)
    #expect(again.head == document.head)
    #expect(again.repairs.isEmpty)
  }

  @Test func `Line ends in values survive`() throws {
    let document = OPML(outlines: [OPMLOutline([.init("text", "a\nb\tc\rd")])])
    #expect(try OPMLParser.parse(document.xml).outlines == document.outlines)
  }

  @Test func `A document looks like this`() {
    let feed = OPMLOutline([.init("text", "A & B"), .init("type", "rss"), .init("xmlUrl", "https://a.example/feed")])
    let document = OPML(
      title: "Desk", created: Instant(rfc3339: "2026-01-04T09:05:07Z"),
      outlines: [feed, OPMLOutline([.init("text", "Folder")], children: [feed])])
    #expect(
      String(decoding: document.xml, as: UTF8.self) == """
        <?xml version="1.0" encoding="UTF-8"?>
        <opml version="2.0">
          <head>
            <title>Desk</title>
            <dateCreated>Sun, 04 Jan 2026 09:05:07 GMT</dateCreated>
          </head>
          <body>
            <outline text="A &amp; B" type="rss" xmlUrl="https://a.example/feed"/>
            <outline text="Folder">
              <outline text="A &amp; B" type="rss" xmlUrl="https://a.example/feed"/>
            </outline>
          </body>
        </opml>

        """)
    #expect(document.dateCreated?.instant == Instant(rfc3339: "2026-01-04T09:05:07Z"))
  }
}
