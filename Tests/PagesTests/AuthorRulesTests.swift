// Who wrote an article: from statements, from marked and named elements, from lines.

import Pages
import Testing

struct AuthorRulesTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var why: String
    var head = ""
    var byline = ""
    var tail = ""
    var authors: [String]
    var origin: String?
    var testDescription: String { why }
  }

  static func linked(_ author: String) -> String {
    SmallPage.linked(
      "{\"@type\": \"NewsArticle\", \"headline\": \"Ferry to the islands sails again\", \"author\": \(author)}")
  }

  static let stated = [
    Case(
      why: "JSON-LD lists people", head: linked("[{\"@type\": \"Person\", \"name\": \"Ann Lee\"}, \"Tom Birch\"]"),
      authors: ["Ann Lee", "Tom Birch"], origin: "json-ld"),
    Case(
      why: "a reference into the graph is followed",
      head: SmallPage.linked(
        """
        {"@graph": [{"@type": "Article", "headline": "Ferry to the islands sails again", "author": {"@id": "#p"}},
        {"@type": "Person", "@id": "#p", "name": "Ann Lee"}]}
        """), authors: ["Ann Lee"], origin: "json-ld"),
    Case(
      why: "an organisation counts only where no person is named",
      head: linked(
        "[{\"@type\": \"Organization\", \"name\": \"Harbour Agency\"}, {\"@type\": \"Person\", \"name\": \"Ann Lee\"}]"),
      authors: ["Ann Lee"], origin: "json-ld"),
    Case(
      why: "an organisation alone is the author",
      head: linked("{\"@type\": \"Organization\", \"name\": \"Harbour Agency, Northport\"}"),
      authors: ["Harbour Agency, Northport"], origin: "json-ld"),
    Case(
      why: "the outlet gives way to a person in the byline",
      head: linked("{\"@type\": \"Person\", \"name\": \"Saltmarsh Courier\"}"),
      byline: "<div class=byline>By <a href='/x'>Ann Lee</a></div>", authors: ["Ann Lee"], origin: "byline"),
    Case(
      why: "the outlet stays where no one else is named",
      head: linked("{\"@type\": \"Person\", \"name\": \"Saltmarsh Courier\"}"), authors: ["Saltmarsh Courier"],
      origin: "json-ld"),
    Case(
      why: "a login gives way to the name in the byline", head: SmallPage.meta("author", "ann.lee"),
      byline: "<span class=author>Ann Lee</span>", authors: ["Ann Lee"], origin: "byline"),
    Case(
      why: "an address is no name", head: SmallPage.meta("article:author", "https://social.example/ann.lee"),
      authors: []),
    Case(
      why: "an account's number is no name", head: SmallPage.meta("article:author", "262588213843"), authors: []),
    Case(
      why: "names in one statement are taken apart",
      head: SmallPage.meta("author", "Ann Lee, Tom Birch and Eva Maria Stein"),
      authors: ["Ann Lee", "Tom Birch", "Eva Maria Stein"], origin: "author"),
    Case(
      why: "a pair of single names is one", head: SmallPage.meta("author", "Linda und Peter"),
      authors: ["Linda und Peter"], origin: "author"),
    Case(
      why: "what leads to a name and what somebody is goes",
      head: SmallPage.meta("author", "By ANN LEE SENIOR STAFF WRITER"), authors: ["ANN LEE"], origin: "author"),
    Case(
      why: "a role behind a comma goes", head: SmallPage.meta("author", "Ann Lee, Political Correspondent"),
      authors: ["Ann Lee"], origin: "author"),
    Case(
      why: "Dublin Core is believed before the name a content system gives",
      head: SmallPage.meta("author", "Site Manager X") + SmallPage.meta("dc:creator", "Ann Lee"), authors: ["Ann Lee"],
      origin: "dc:creator"),
    Case(
      why: "nobody is called admin", head: SmallPage.meta("author", "admin"), authors: []),
    Case(
      why: "a newsroom is taken for want of better", head: SmallPage.meta("author", "Redaktion"),
      authors: ["Redaktion"], origin: "author"),
  ]

  static let seen = [
    Case(
      why: "itemprop marks the author",
      byline: "<span itemprop=author itemscope>By <span itemprop=name>Ann Lee</span>, editor</span>",
      authors: ["Ann Lee"], origin: "itemprop"),
    Case(
      why: "rel=author marks the author", byline: "<p><a rel=author href='/a'>Ann Lee</a></p>", authors: ["Ann Lee"],
      origin: "rel=author"),
    Case(
      why: "an element called byline holds several names",
      byline: "<div class='article__byline'>Von Max Muster und Erika Beispiel, 3. März 2026, 14:05 Uhr</div>",
      authors: ["Max Muster", "Erika Beispiel"], origin: "byline"),
    Case(
      why: "names in links are not glued to what stands beside them",
      byline: "<div class=byline><a href='/1'>Ann Lee</a> Senior Reporter <a href='/2'>Tom Birch</a></div>",
      authors: ["Ann Lee", "Tom Birch"], origin: "byline"),
    Case(
      why: "each author may have an element",
      byline: "<div><span class=author-name>Ann Lee</span><span class=author-name>Tom Birch</span></div>",
      authors: ["Ann Lee", "Tom Birch"], origin: "byline"),
    Case(
      why: "an aside with the author is no other furniture",
      byline: "<aside class=post-author>Katie Holm</aside>", authors: ["Katie Holm"], origin: "byline"),
    Case(
      why: "one word is a name where a link below the headline says so",
      byline: "<span class='author vcard'><a class=url href='/a/ann'>Ann</a></span>", authors: ["Ann"],
      origin: "byline"),
    Case(
      why: "labels and handles are no names",
      byline: "<div class=author><a href='/a'>Ann Lee</a> <a href='/b'>@annlee</a> <a href='/c'>View profile</a></div>",
      authors: ["Ann Lee"], origin: "byline"),
    Case(
      why: "a link to somebody's page", byline: "<p><a href='/authors/ann-lee'>Ann Lee</a></p>", authors: ["Ann Lee"],
      origin: "author link"),
    Case(
      why: "a line that begins with by", byline: "<p>by Ann Lee and Tom Birch</p>", authors: ["Ann Lee", "Tom Birch"],
      origin: "author line"),
    Case(
      why: "a line with a label in it", byline: "<div>Datum: 03.11.2026 Autor: Max Muster</div>",
      authors: ["Max Muster"],
      origin: "author line"),
    Case(
      why: "a name beside a role", byline: "<p>Ann Lee | Senior Writer | July 2, 2026</p>", authors: ["Ann Lee"],
      origin: "author line"),
    Case(
      why: "a name in a script without spaces", byline: "<p>作者： 李安</p>", authors: ["李安"], origin: "author line"),
    Case(
      why: "the text's end names the author", tail: "<p>Text: Ann Lee</p>", authors: ["Ann Lee"], origin: "author line"),
    Case(
      why: "an author of a related article is not this one's",
      tail: "<div class=related><span class=byline>Tom Birch</span></div>", authors: []),
    Case(why: "a sentence is no author line", byline: "<p>By the harbour they waited for the ferry.</p>", authors: []),
  ]

  @Test("who wrote it, and where that is from", arguments: stated + seen)
  func authors(of test: Case) throws {
    let article = try SmallPage(head: test.head, byline: test.byline, tail: test.tail).read()
    #expect(article.authors == test.authors)
    #expect(article.origins.authors == test.origin)
  }
}
