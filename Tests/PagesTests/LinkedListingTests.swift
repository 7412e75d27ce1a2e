// JSON-LD lists of articles, in the shapes that pages write them in.

import News
import Pages
import Testing

struct LinkedListingTests {
  static let page = WebAddress("https://quay.example/latest/")!

  static func read(_ json: String, body: String = "<p>x</p>") throws -> Listing {
    try ListingReader.read(
      Array("<html><head><script type=\"application/ld+json\">\(json)</script></head><body>\(body)</body></html>".utf8),
      contentType: nil, url: page, rules: nil)
  }

  static func three(_ one: (Int) -> String) -> String { (1...3).map(one).joined(separator: ",") }

  @Test(
    "a list is read whatever form it has",
    arguments: [
      // Items by relative addresses; by strings; with an item of its own; by reference into the graph.
      "{\"@type\":\"ItemList\",\"itemListElement\":[\(three { "{\"@type\":\"ListItem\",\"url\":\"../2026/story-\($0)\",\"name\":\"Story \($0)\"}" })]}",
      "{\"@type\":\"ItemList\",\"itemListElement\":{\"@list\":[\(three { "{\"url\":\"/2026/story-\($0)\",\"name\":\"Story \($0)\"}" })]}}",
      "{\"@type\":[\"ItemList\"],\"itemListElement\":[\(three { "{\"@type\":\"ListItem\",\"item\":{\"@type\":\"NewsArticle\",\"@id\":\"/2026/story-\($0)\",\"headline\":\"Story \($0)\"}}" })]}",
      "{\"@graph\":[{\"@type\":\"ItemList\",\"itemListElement\":[\(three { "{\"@type\":\"ListItem\",\"item\":{\"@id\":\"#s\($0)\"}}" })]},\(three { "{\"@type\":\"Article\",\"@id\":\"#s\($0)\",\"url\":\"/2026/story-\($0)\",\"headline\":\"Story \($0)\"}" })]}",
      // As the main entity of a collection, as its parts, as a blog's posts, side by side in a graph or an array.
      "{\"@type\":\"CollectionPage\",\"mainEntity\":{\"@type\":\"ItemList\",\"itemListElement\":[\(three { "{\"url\":\"/2026/story-\($0)\",\"name\":\"Story \($0)\"}" })]}}",
      "{\"@type\":\"CollectionPage\",\"hasPart\":[\(three { "{\"@type\":\"NewsArticle\",\"url\":\"/2026/story-\($0)\",\"headline\":\"Story \($0)\"}" })]}",
      "{\"@type\":\"Blog\",\"blogPost\":[\(three { "{\"@type\":\"BlogPosting\",\"mainEntityOfPage\":{\"@type\":\"WebPage\",\"@id\":\"/2026/story-\($0)\"},\"headline\":\"Story \($0)\"}" })]}",
      "{\"@graph\":[\(three { "{\"@type\":\"NewsArticle\",\"url\":\"/2026/story-\($0)\",\"headline\":\"Story \($0)\"}" })]}",
      "[\(three { "{\"@type\":\"http://schema.org/NewsArticle\",\"mainEntityOfPage\":\"/2026/story-\($0)\",\"headline\":\"Story &amp; \($0)\"}" })]",
    ])
  func forms(json: String) throws {
    let listing = try Self.read(json)
    #expect(listing.method == "json-ld")
    #expect(listing.entries.map { $0.url?.string } == (1...3).map { "https://quay.example/2026/story-\($0)" })
    #expect(listing.entries.map { $0.title?.replacing("& ", with: "") } == ["Story 1", "Story 2", "Story 3"])
  }

  @Test func `a single item is no list, and one item as an object is one item`() throws {
    let json =
      "{\"@type\":\"ItemList\",\"itemListElement\":{\"@type\":\"ListItem\",\"url\":\"/2026/story-1\",\"name\":\"One\"}}"
    #expect(throws: Refusal.self) { try Self.read(json) }
    let lists = [1, 2, 3].map {
      "{\"@type\":\"ItemList\",\"itemListElement\":{\"url\":\"/2026/story-\($0)\",\"name\":\"Story \($0)\"}}"
    }
    #expect(try Self.read("[\(lists.joined(separator: ","))]").entries.count == 3)
  }

  @Test func `titles, dates and summaries that the list lacks are taken from the page`() throws {
    let json =
      "{\"@type\":\"ItemList\",\"itemListElement\":[\(Self.three { "{\"position\":\($0),\"url\":\"/2026/11/20/story-number-\($0)\"}" })]}"
    let body = (1...3).map {
      "<div class=card><h3><a href=/2026/11/20/story-number-\($0)>The visible title \($0)</a></h3><time datetime=2026-11-20T0\($0):00Z></time>"
        + "<p>What stands below the title, long enough to be a summary.</p></div>"
    }.joined()
    let listing = try Self.read(json, body: body)
    #expect(listing.method == "json-ld")
    #expect(listing.entries.map(\.title) == ["The visible title 1", "The visible title 2", "The visible title 3"])
    #expect(listing.entries.first?.published?.description == "2026-11-20T01:00:00Z")
    #expect(listing.entries.allSatisfy { $0.summaryHTML?.contains("below the title") == true })
    #expect(listing.fields.map(\.missing) == [0, 0, 0])
  }

  @Test func `what the list says of an article is kept`() throws {
    let json = """
      {"@type":"ItemList","itemListElement":[\(Self.three { "{\"item\":{\"@type\":\"NewsArticle\",\"url\":\"/2026/story-\($0)\",\"headline\":\"Story \($0)\",\"datePublished\":\"2026-11-20T08:00:00+01:00\",\"description\":\"About <b>it</b>\",\"author\":[{\"@type\":\"Person\",\"name\":\"Ada Holm\"},{\"@type\":\"Person\",\"name\":\"Jo Berg\"}]}}" })]}
      """
    let entry = try #require(try Self.read(json).entries.first)
    #expect(entry.published?.description == "2026-11-20T08:00:00+01:00")
    #expect(entry.authors == ["Ada Holm", "Jo Berg"])
    #expect(entry.summaryHTML == "<p>About it</p>")
  }

  @Test func `sections, breadcrumbs and other sites are no articles`() throws {
    let crumbs =
      "{\"@type\":\"BreadcrumbList\",\"itemListElement\":[\(Self.three { "{\"item\":{\"@id\":\"/2026/crumb-\($0)\",\"name\":\"Crumb\"}}" })]}"
    let sections =
      "{\"@type\":\"ItemList\",\"itemListElement\":[\(["politics", "sport", "culture"].map { "{\"url\":\"/\($0)\",\"name\":\"\($0)\"}" }.joined(separator: ","))]}"
    let others =
      "{\"@type\":\"ItemList\",\"itemListElement\":[\(Self.three { "{\"url\":\"https://other.example/2026/story-\($0)\",\"name\":\"Story\"}" })]}"
    for json in [crumbs, sections, others] { #expect(throws: Refusal.self, "\(json)") { try Self.read(json) } }
  }

  @Test func `a list of a part of the page is completed by what else is visible`() throws {
    let json =
      "{\"@type\":\"ItemList\",\"itemListElement\":[\(Self.three { "{\"url\":\"/2026/11/20/story-number-\($0)\",\"name\":\"Story \($0)\"}" })]}"
    let body = (1...8).map { "<h3><a href=/2026/11/20/story-number-\($0)>The visible title \($0)</a></h3>" }.joined()
    #expect(try Self.read(json, body: body).entries.count == 8)
    let few = (1...4).map { "<h3><a href=/2026/11/20/story-number-\($0)>The visible title \($0)</a></h3>" }.joined()
    #expect(try Self.read(json, body: few).entries.count == 3)
  }
}
