// What an entry is known by, whether it carries the whole text, and which of feed and page is believed.
import News
import Pages
import Testing

@testable import Worker

@Suite struct ReadingRulesTests {
  private let wire = SourceName("wire")!

  private func entry(_ guid: String?, _ url: String?, title: String? = "T", content: String? = nil) -> FeedEntry {
    var entry = FeedEntry()
    entry.guid = guid
    entry.url = url.flatMap { WebAddress($0) }
    entry.title = title
    entry.contentHTML = content
    return entry
  }

  @Test func `an entry is known by guid, else address, else title`() {
    let keys = EntryKeys.keys(
      of: [
        entry("g", "https://a.example/1"), entry(nil, "https://a.example/2?utm_source=x"), entry(nil, nil),
        entry(nil, nil, title: nil),
      ],
      in: wire)
    #expect(keys[0]?.key == "guid g")
    #expect(keys[1]?.article == ArticleID(source: wire, canonicalURL: WebAddress("http://a.example/2")!))
    #expect(keys[2]?.key.hasPrefix("title ") == true)
    #expect(keys[3] == nil)
  }

  @Test func `a guid used for several addresses names none of them, and a repeated entry is taken once`() {
    let keys = EntryKeys.keys(
      of: [
        entry("same", "https://a.example/1"), entry("same", "https://a.example/2"), entry("x", "https://a.example/3"),
        entry("x", "https://a.example/3"),
      ],
      in: wire)
    #expect(keys[0]?.key == "url a.example/1")
    #expect(keys[1]?.key == "url a.example/2")
    #expect(keys[2] != nil && keys[3] == nil)
  }

  @Test func `an edit changes the digest, a changed summary beside a full text does not`() {
    var first = entry("g", nil, content: "<p>One</p>")
    first.summaryHTML = "3 comments"
    var second = first
    second.summaryHTML = "4 comments"
    var third = first
    third.contentHTML = "<p>Two</p>"
    let digests = [first, second, third].map { EntryKeys.keys(of: [$0], in: wire)[0]?.digest }
    #expect(digests[0] == digests[1])
    #expect(digests[0] != digests[2])
  }

  @Test(arguments: [
    ("The harbour was closed at noon.", false), ("The harbour was closed at noon…", true), ("It goes on [...]", true),
    ("And so on … Read more »", true), ("Es geht weiter. Weiterlesen", true), ("He said: \"read more books.\"", false),
    ("Closed at noon. [&#8230;]", false), ("Closed at noon. […]", true),
  ])
  func `texts that break off are told from whole ones`(text: String, cut: Bool) {
    #expect(FullTextRule.isCut(text) == cut)
  }

  private func page(_ text: String, origin: ArticleBody.Origin = .page) throws -> PageArticle {
    let html = "<html><head><title>P</title></head><body><article><h1>P</h1><p>\(text)</p></article></body></html>"
    return try PageReader.read(Array(html.utf8), contentType: "text/html", url: WebAddress("https://a.example/1"))
  }

  private func build(_ entry: FeedEntry, _ page: PageArticle?) -> Article {
    ArticleBuilder.article(
      id: ArticleID(source: wire, guid: "g"), entry: entry, text: ArticleBuilder.EntryText(entry), page: page,
      pageAddress: nil,
      facts: FeedFacts(title: "The Wire", language: LanguageTag("en")),
      source: Source(name: wire, url: WebAddress("https://a.example/feed")!), fetched: Instant(seconds: 0))
  }

  private let long = (1...120).map { "word\($0)" }.joined(separator: " ") + "."

  @Test func `a page that gives less than the feed is not believed`() throws {
    let fromFeed = build(entry("g", nil, content: "<p>\(long) \(long)</p>"), try page(long))
    #expect(fromFeed.body.origin == .feedContent)
    var teaser = entry("g", nil)
    teaser.summaryHTML = "<p>word1 word2…</p>"
    let fromPage = build(teaser, try page(long))
    #expect(fromPage.body.origin == .page)
    #expect(fromPage.body.text.contains("word120"))
    #expect(fromPage.outlet == "The Wire")
  }

  @Test func `without any text the title is the article`() {
    let article = build(entry("g", nil, title: "Only a headline"), nil)
    #expect(article.body.origin == .none)
    #expect(article.title == "Only a headline")
    #expect(build(entry("g", "https://a.example/x", title: nil), nil).title == "https://a.example/x")
  }
}
