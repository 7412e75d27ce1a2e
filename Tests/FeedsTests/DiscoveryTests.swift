// Which of a page's links lead to feeds, and which of them first.

import Feeds
import News
import Testing

@Suite("Discovery of feeds")
struct DiscoveryTests {
  private func links(_ html: String, _ url: String = "https://site.example/news/page.html") throws -> [FeedLink] {
    FeedDiscovery.links(in: Array(html.utf8), contentType: nil, url: try #require(WebAddress(url)))
  }
  private func addresses(_ html: String) throws -> [String] { try links(html).map(\.url.string) }

  @Test(
    "Every type under which feeds are linked is known",
    arguments: [
      "application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml", "application/json",
      "application/xml", "text/xml", "APPLICATION/RSS+XML", "application/rss+xml; charset=utf-8",
      " application/atom+xml ",
      "application/x.atom+xml", "application/x-rss+xml", "text/rss+xml",
    ])
  func types(type: String) throws {
    #expect(try addresses("<link rel=alternate type=\"\(type)\" href=/f>") == ["https://site.example/f"])
  }

  @Test(
    "A link is one by its relation and its type",
    arguments: [
      (#"<LINK REL="ALTERNATE" TYPE="application/rss+xml" HREF="/f">"#, true), ("<link rel=feed href=/f>", true),
      ("<link rel='feed' type='text/html' href=/f>", true), ("<link rel='alternate feed' href=/f>", true),
      ("<link type=application/atom+xml rel='home alternate' href=/f />", true),
      ("<link rel=service.feed type=application/atom+xml href=/f>", true),
      ("<link rel=alternate href=/news/feed/>", true), ("<link rel=alternate href=/index.rss>", true),
      ("<body><p><link rel=alternate type=application/rss+xml href=/f>", true),
      ("<link rel=alternate hreflang=fr href=/fr/>", false), ("<link rel=alternate type=text/html href=/f>", false),
      ("<link rel='alternate stylesheet' type=application/rss+xml href=/f>", false),
      ("<link rel=stylesheet type=text/xml href=/f>", false), ("<link type=application/rss+xml href=/f>", false),
      ("<link rel=alternate type=application/rss+xml>", false),
      ("<link rel=alternate type=application/rss+xml href=''>", false),
      ("<link rel=alternate type=application/rss+xml href='#'>", false),
      ("<link rel=alternate type=application/rss+xml href=javascript:x>", false),
      ("<!-- <link rel=alternate type=application/rss+xml href=/f> -->", false),
      ("<script>'<link rel=alternate type=application/rss+xml href=/f>'</script>", false),
      ("<link rel=alternate type=application/json href=/wp-json/wp/v2/posts/1>", false),
      ("<link rel=alternate type=application/json+oembed href=/oembed>", false),
      ("<link rel=alternate type=text/xml+oembed href=/f>", false),
      ("<link rel=search type=application/opensearchdescription+xml href=/f>", false),
    ])
  func relation(html: String, isFeed: Bool) throws {
    #expect(try addresses(html).isEmpty != isFeed)
  }

  @Test(
    "Addresses are made absolute",
    arguments: [
      ("", "/f", "https://site.example/f"), ("", "f", "https://site.example/news/f"),
      ("", "../f?a=1&amp;b=2", "https://site.example/f?a=1&b=2"),
      ("", "//other.example/f", "https://other.example/f"), ("", "http://other.example", "http://other.example/"),
      ("<base href='/deep/er/'>", "f", "https://site.example/deep/er/f"),
      ("<base href='https://other.example/x/'><base href='/y/'>", "f", "https://other.example/x/f"),
      ("", " /f\n", "https://site.example/f"), ("", "feed://other.example/f", "http://other.example/f"),
      ("", "feed:https://other.example/f", "https://other.example/f"),
      ("", "/f ü", "https://site.example/f%20%C3%BC"),
    ])
  func absolute(base: String, href: String, address: String) throws {
    #expect(try addresses("\(base)<link rel=alternate type=application/rss+xml href=\"\(href)\">") == [address])
  }

  @Test func `The main feed comes first, comments come last, and each address once`() throws {
    let link = { (href: String, title: String, type: String) in
      "<link rel=alternate type=application/\(type) title='\(title)' href='\(href)'>"
    }
    let page =
      link("/comments/feed/", "Site » Comments Feed", "rss+xml") + link("/podcast.xml", "Podcast", "rss+xml")
      + link("/feed.json", "Site", "feed+json") + link("/feed/", "Site &raquo; Feed", "rss+xml")
      + link("/atom.xml", "Site", "atom+xml") + link("/feed/", "Again", "rss+xml") + link("/k", "Kommentare", "rss+xml")
    #expect(
      try links(page).map(\.url.path) == ["/feed/", "/atom.xml", "/feed.json", "/podcast.xml", "/comments/feed/", "/k"])
    #expect(try links(page).first?.title == "Site » Feed")
    #expect(try links(page).first?.type == "application/rss+xml")
  }

  @Test(
    "Where no link element tells, the text's links do that look like a feed's",
    arguments: [
      ("/rss", true), ("/feed/", true), ("/news.rss", true), ("/index.xml", true), ("/rss.xml", true),
      ("/atom.xml", true),
      ("/index.rdf", true), ("/blog/feed.json", true), ("/?feed=rss2", true), ("/index.php?format=feed&type=rss", true),
      ("/News-RSS.xml", true), ("https://feeds.example/site/rss", true), ("feed:https://site.example/x.rss", true),
      ("/about", false), ("/sitemap.xml", false), ("/feedback", false), ("/rss-explained.html", false),
      ("/data.xml", false),
      ("https://reader.example/subscribe/http://site.example/feed", false), ("mailto:a@site.example", false),
      ("#feed", false),
      ("/share?url=https://site.example/feed", false),
    ])
  func anchors(href: String, isFeed: Bool) throws {
    #expect(try addresses("<p><a href=\"\(href)\">link</a>").isEmpty != isFeed)
    // Link elements make guesses needless.
    #expect(
      try addresses("<a href=\"\(href)\">link</a><link rel=alternate type=application/rss+xml href=/own>")
        == ["https://site.example/own"])
  }

  @Test func `A link in the text that states a feed's type is one`() throws {
    #expect(try addresses("<a type=application/rss+xml href=/x>x</a>") == ["https://site.example/x"])
  }

  @Test func `No page names more than fifty feeds, and a long one is read in one pass`() throws {
    let many = (0..<5000).map { "<link rel=alternate type=application/rss+xml href=/f\($0)><a href=/\($0).rss>x</a>" }
      .joined()
    #expect(try links(many).count == 50)
    #expect(try links((0..<5000).map { "<a href=/\($0).rss>x</a>" }.joined()).count == 50)
  }

  @Test func `A page in another encoding is read by it`() throws {
    let page =
      Array("<meta charset=windows-1251><link rel=alternate type=application/rss+xml href=/f title='".utf8) + [
        0xCC, 0xE8, 0xF0, 0x27, 0x3E,
      ]
    let links = FeedDiscovery.links(in: page, contentType: nil, url: try #require(WebAddress("https://site.example/")))
    #expect(links.first?.title == "Мир")
  }
}
