// Lists of subscriptions read: what they hold, what is no subscription, and damage.

import Feeds
import Foundation
import Markup
import News
import Testing

/// Reads a file of Tests/Fixtures/opml.
func opml(_ name: String) throws -> OPML { try OPMLParser.parse(repositoryFile("Tests/Fixtures/opml/\(name)")) }

/// Reads a file of the repository.
func repositoryFile(_ path: String) throws -> [UInt8] {
  var root = URL(fileURLWithPath: #filePath)
  for _ in 0..<3 { root.deleteLastPathComponent() }
  return [UInt8](try Data(contentsOf: root.appendingPathComponent(path)))
}

/// Reads a list from the outlines of its body.
func list(_ outlines: String) throws -> OPML {
  try OPMLParser.parse(Array("<opml version=\"2.0\"><body>\(outlines)</body></opml>".utf8))
}

@Suite("OPML")
struct OPMLTests {
  @Test func `Whatever its type and the case of its names, an outline with an address is a subscription`() throws {
    let list = try opml("subscriptions.opml")
    let found = list.contents.subscriptions
    #expect(
      found.map(\.title) == [
        "Harbour Gazette", "Norrfield Courier", "https://tarn.example/", "Untyped", "Handed over by a browser",
        "Likewise",
      ])
    #expect(
      found.map(\.url?.string) == [
        "https://gazette.example/rss.xml?a=1&b=2", "https://courier.example/feed.atom",
        "https://tarn.example/index.rdf", "https://south.example/feed.json", "http://browser.example/rss",
        "https://browser.example/atom",
      ])
    #expect(
      found.map(\.categories) == [[], ["Regions", "North"], ["Regions", "North"], ["Regions", "South"]]
        + [["Titled folder"], ["Titled folder"]])
    #expect(found.allSatisfy { $0.kind == .feed && $0.listing == nil && $0.unmapped.isEmpty })
    #expect(found.map(\.language) == [LanguageTag("en-GB"), nil, nil, nil, nil, nil])
    #expect(found.map(\.site?.host) == ["gazette.example", nil, "tarn.example", nil, nil, nil])
    #expect(list.repairs.isEmpty && !list.truncated)
  }

  @Test func `The head is kept, its title and date understood`() throws {
    let list = try opml("subscriptions.opml")
    #expect(list.title == "The desk’s feeds & pages")
    #expect(list.dateCreated?.instant == Instant(rfc3339: "2026-11-21T17:30:00Z"))
    #expect(list.head.map(\.name) == ["title", "dateCreated", "ownerName", "expansionState"])
  }

  @Test func `Lines without a feed's address are told apart, and references are not followed`() throws {
    let others = try opml("subscriptions.opml").contents.others
    #expect(
      others.map(\.title) == ["Another list", "A link", "Filled from elsewhere", "A site only", "A note"])
    #expect(others.map(\.reason) == [.reference, .reference, .reference, .siteOnly, .text])
    #expect(
      others.map(\.address) == [
        "https://lists.example/more.opml", "https://gazette.example/about", "https://lists.example/dynamic.opml",
        "https://quay.example/", nil,
      ])
  }

  @Test func `Damage is mended and told, and nothing readable is lost`() throws {
    let list = try opml("damaged.opml")
    let found = list.contents.subscriptions
    #expect(found.map(\.title) == ["R&D", "Say «now»", "A < B", "Last"])
    #expect(
      found.map(\.url?.string) == [
        "https://lab.example/feed?a=1&b=2&copy=3", "https://now.example/rss", "https://less.example/feed",
        "https://last.example/feed",
      ])
    // The first outline was never closed, but what has an address is no folder.
    #expect(found.map(\.categories) == [[], ["Folder"], ["Folder"], []])
    #expect(list.title == "Café & bar")
    #expect(list.truncated)
    #expect(
      Set(list.repairs.map(\.code)).isSuperset(of: [
        "wrong-encoding", "stray-ampersand", "named-entity", "attribute-syntax", "undeclared-prefix", "unknown-element",
        "truncated",
      ]))
    #expect(list.outlines[0].attributes.last?.namespace == "https://freshrss.org/opml")
  }

  @Test func `Where no outline is ever closed, none stands within another`() throws {
    let list = try opml("unclosed.opml")
    #expect(list.outlines.map { $0["text"] } == ["First", "Second", "Third"])
  }

  @Test(
    "The encoding is found whatever is declared",
    arguments: [
      ("utf-8", [UInt8](arrayLiteral: 0xE9)), ("iso-8859-1", [0xE9]), ("windows-1250", [0xE9]),
      ("utf-16", [0xC3, 0xA9]),
      ("utf-8", [0xC3, 0xA9]), ("nonsense", [0xC3, 0xA9]),
    ])
  func encoding(label: String, letter: [UInt8]) throws {
    let start = Array("<?xml version='1.0' encoding='\(label)'?><opml><body><outline text='caf".utf8)
    let list = try OPMLParser.parse(start + letter + Array("' xmlUrl='https://a.example/'/></body></opml>".utf8))
    #expect(list.contents.subscriptions.map(\.title) == ["café"])
  }

  @Test func `UTF-16 and gzip files are lists too`() throws {
    let text = "<?xml version='1.0' encoding='utf-16'?><opml><body><outline text='Ærø' xmlUrl='https://a.example/'/>"
    let wide: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    #expect(try OPMLParser.parse(wide).contents.subscriptions.map(\.title) == ["Ærø"])
  }

  @Test(
    "What is no list is called by its name",
    arguments: [
      ("<rss version='2.0'><channel><title>x</title></channel></rss>", "a feed (rss)"),
      ("<feed xmlns='http://www.w3.org/2005/Atom'/>", "a feed (atom"),
      ("<!DOCTYPE html><html><body><opml><outline xmlUrl='https://a.example/'/></opml></body></html>", "an HTML page"),
      ("<urlset><url><loc>https://a.example/</loc></url></urlset>", "a sitemap"),
      ("{\"version\": \"https://jsonfeed.org/version/1.1\"}", "JSON"),
      ("<gpx><outline xmlUrl='https://a.example/'/></gpx>", "<gpx>"),
      ("https://a.example/feed\n", "no XML document"),
    ])
  func notOPML(text: String, words: String) throws {
    do {
      _ = try OPMLParser.parse(Array(text.utf8))
      Issue.record("taken for OPML")
    } catch {
      #expect(error.code == "not-opml")
      #expect(error.message.contains(words))
    }
    #expect(throws: Refusal.self) { try OPMLParser.parse(Array(" \n".utf8)) }
  }

  @Test func `Outlines without a document around them are read`() throws {
    let list = try OPMLParser.parse(
      Array("<outline text='a' xmlUrl='https://a.example/'/><outline text='b' xmlUrl='https://b.example/'/>".utf8))
    #expect(list.contents.subscriptions.map(\.title) == ["a", "b"])
  }

  @Test func `Titles are one line of bounded length`() throws {
    let long = String(repeating: "é", count: 5000)
    let outlines =
      "<outline text='\ta\n b&#x2028;c ' xmlUrl='https://a.example/'/><outline text='\(long)' xmlUrl='x'/>"
    let titles = try list(outlines).contents.subscriptions.map(\.title)
    #expect(titles.first == "a b c")
    #expect(titles.last?.count == 300)
  }
}
