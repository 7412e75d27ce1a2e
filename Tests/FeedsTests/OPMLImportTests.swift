// From lists to sources and back: names, what is there already, listing rules, and secrets that stay where they are.

import Feeds
import Markup
import News
import Testing

@Suite("OPML to sources and back")
struct OPMLImportTests {
  private func source(_ name: String, _ url: String) -> Source {
    Source(name: SourceName(name)!, url: WebAddress(url)!)
  }

  @Test func `New sources are named after their addresses, with a number where the name is taken`() throws {
    let known = source("a.example-feed", "https://other.example/")
    let list = try list(
      ["https://www.a.example/feed", "http://a.example/feed", "https://a.example/feed?x=1", "https://b.example/"]
        .map { "<outline text='T' xmlUrl='\($0)'/>" }.joined())
    let taken = OPMLImport(list, besides: [known]).taken
    #expect(
      taken.map(\.source.name.description) == ["a.example-feed-2", "a.example-feed-3", "a.example-feed-4", "b.example"])
  }

  @Test func `A number does not make a name too long, nor another source's`() throws {
    let path = String(repeating: "x", count: 80)
    let list = try list((0..<12).map { "<outline xmlUrl='https://a.example/\(path)?\($0)'/>" }.joined())
    let names = OPMLImport(list, besides: []).taken.map(\.source.name.description)
    #expect(Set(names).count == 12 && names.allSatisfy { $0.utf8.count == 64 })
    #expect(names.last?.hasSuffix("x-12") == true)
  }

  @Test func `An address that is there, or came before, is skipped whatever its tracking parameters`() throws {
    let list = try list(
      """
      <outline text='Known' xmlUrl='HTTPS://A.example:443/feed?utm_source=opml&amp;id=1#top'/>
      <outline text='New' xmlUrl='https://b.example/feed'/><outline text='Again' xmlUrl='https://b.example/feed?fbclid=1'/>
      """)
    let result = OPMLImport(list, besides: [source("a", "https://a.example/feed?id=1&utm_medium=rss#x")])
    #expect(result.taken.map(\.source.title) == ["New"])
    #expect(result.skipped.map(\.code) == ["known", "repeated"])
    #expect(result.skipped.map(\.title) == ["Known", "Again"])
    #expect(result.skipped[0].message.hasSuffix("as a"))
    #expect(result.skipped[1].message.hasSuffix("as b.example-feed"))
  }

  @Test(
    "An address nobody can ask over HTTP is skipped, and shown without secrets",
    arguments: [
      ("/feed.xml", "/feed.xml"), ("a.example/feed", "a.example/feed"), ("//a.example/feed", "//a.example/feed"),
      ("ftp://user:secret@a.example/feed?key=secret", "ftp://a.example/feed?…"),
      ("exec:fetch --password secret", "exec:…"), ("javascript:secret()", "javascript:…"),
      ("file:///etc/passwd", "file:///etc/passwd"), ("https://", "https://"), ("feed:", "feed:…"),
    ])
  func notHTTP(address: String, shown: String) throws {
    let result = OPMLImport(try list("<outline text='T' xmlUrl='\(address)'/>"), besides: [])
    #expect(result.taken.isEmpty)
    #expect(result.skipped.map(\.code) == ["not-http"])
    #expect(result.skipped.first?.address == shown)
    #expect(result.skipped.first?.message.contains("secret") == false)
  }

  @Test func `A password in an address is not taken over, and that is told`() throws {
    let result = OPMLImport(
      try list(
        "<outline xmlUrl='https://desk:hunter2@a.example/feed?key=1' title='https://desk:hunter2@a.example/feed'/>"),
      besides: [])
    #expect(result.taken.map(\.source.url.string) == ["https://a.example/feed?key=1"])
    #expect(result.taken.first?.source.title == nil)
    #expect(result.taken.first?.notes.first?.contains("credentials") == true)
    #expect(!"\(result)".contains("hunter2"))
  }

  @Test func `Lines that are no subscriptions are accounted for`() throws {
    let result = OPMLImport(try opml("subscriptions.opml"), besides: [])
    #expect(result.taken.count == 6)
    #expect(result.skipped.map(\.code) == ["reference", "reference", "reference", "site-only", "text"])
    #expect(
      result.taken.map(\.source.title) == [
        "Harbour Gazette", "Norrfield Courier", nil, "Untyped", "Handed over by a browser", "Likewise",
      ])
    #expect(result.taken[1].categories == ["Regions", "North"])
  }

  @Test func `FreshRSS's rules become ours, and what has no counterpart is told by name alone`() throws {
    let result = OPMLImport(try opml("listings.opml"), besides: [])
    let quay = try #require(result.taken.first)
    #expect(quay.source.kind == .html)
    #expect(
      quay.source.listing
        == ListingRules(
          item: "//article[@class='teaser']", link: "./descendant::a[string-length(@href)>0]/@href",
          title: "./descendant::h2", date: ".//time/@datetime", summary: "."))
    #expect(
      quay.notes == ["without counterpart here: frss:xPathItemAuthor, frss:xPathItemUid, frss:CURLOPT_COOKIE"])
    #expect(!"\(result)".contains("session"))
    #expect(result.taken[1].source.listing == ListingRules(item: "(id('list')/li)", link: "./a/@href | b/a/@href"))
    #expect(result.taken[2].source.listing == nil && result.taken[2].source.kind == .html)
    #expect(result.taken[3].source.listing == nil)
    #expect(result.taken[3].notes.first?.contains("frss:xPathItem, frss:xPathItemTitle") == true)
    #expect(result.taken[4].source.kind == .feed)
    #expect(result.taken[4].notes == ["without counterpart here: frss:cssFullContent"])
    #expect(result.taken[5].source.title == "JSON Feed")
    #expect(result.skipped.map(\.code) == ["unsupported-type"])
  }

  @Test func `Sources become a list without secrets, and what others cannot read is left out and told`() throws {
    var feed = source("a", "https://desk:secret@a.example/feed?key=1")
    feed.title = "A & B"
    feed.language = LanguageTag("de-AT")
    feed.secretHeaders = ["X-Secret": SecretFile("secret-file", in: ".")]
    feed.headers = ["X-Plain": "plain"]
    var page = source("p", "https://p.example/")
    page.kind = .html
    page.listing = ListingRules(item: "//li", link: "//a", title: ".//h2", date: "(.//time)[1]/@datetime")
    var styled = page
    styled.name = SourceName("s")!
    styled.listing?.title = "h2.headline"
    var found = page
    found.name = SourceName("f")!
    found.listing = nil
    var sitemap = source("m", "https://m.example/sitemap.xml")
    sitemap.kind = .sitemap
    let export = OPMLExport(
      [feed, page, styled, found, sitemap, source("z", "https://z.example/")], title: "Desk",
      created: Instant(rfc3339: "2026-11-22T03:00:00Z")!)
    #expect(export.notes.map(\.source.description) == ["a", "s", "f", "m"])
    #expect(export.notes.map(\.isLeftOut) == [false, true, true, true])
    let text = String(decoding: export.opml.xml, as: UTF8.self)
    #expect(!text.contains("secret") && !text.contains("Secret") && !text.contains("plain"))

    let again = OPMLImport(try OPMLParser.parse(Array(text.utf8)), besides: [])
    #expect(again.taken.map(\.source.title) == ["A & B", "p", "z"])
    #expect(
      again.taken.map(\.source.url.string) == [
        "https://a.example/feed?key=1", "https://p.example/", "https://z.example/",
      ])
    #expect(again.taken.map(\.source.language) == [LanguageTag("de-AT"), nil, nil])
    #expect(
      again.taken[1].source.listing
        == ListingRules(item: "//li", link: "(.//a)/@href", title: ".//h2", date: "(.//time)[1]/@datetime"))
    #expect(again.taken.allSatisfy { $0.notes.isEmpty })
  }

  @Test func `The starter list has the feeds of the settings that ship`() throws {
    let settings = String(decoding: try repositoryFile("Config/newsfold.yaml"), as: UTF8.self)
    let sources = try #require(settings.split(separator: "\nsources:\n").last)
    let addresses = sources.split(separator: "\n").compactMap { line in
      line.hasPrefix("    url: ") ? String(line.dropFirst(9)) : nil
    }
    #expect(addresses.count > 5)
    let starter = OPMLImport(try OPMLParser.parse(repositoryFile("Config/starter.opml")), besides: [])
    #expect(starter.taken.map(\.source.url.string) == addresses)
    #expect(starter.skipped.isEmpty)
  }
}
