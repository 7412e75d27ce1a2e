// A page with what real pages carry, read; and pages that nobody means well with.

import Foundation
import News
import Pages
import Testing

/// The fixtures of pages.
func fixture(_ name: String) throws -> [UInt8] {
  let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  return Array(try Data(contentsOf: tests.appendingPathComponent("Fixtures/pages/\(name)")))
}

struct PageReaderTests {
  static let url = WebAddress("https://courier.example/news/2026/harbour-bridge-reopens")

  @Test func `the article is whole and nothing else is in it`() throws {
    let article = try PageReader.read(
      try fixture("article.html"), contentType: "text/html", url: Self.url, explaining: true)
    #expect(article.origin == .page)
    for part in [
      "Ferries will run for one more month", "The first cars crossed", "walked across with pupils",
      "Lorries return in stages",
      "Lorries of up to twelve", "Twelve tonnes from Monday", "promised work on the islands",
    ] {
      #expect(article.bodyText.contains(part), "missing: \(part)")
    }
    for part in [
      "Harbour bridge reopens", "cookies", "Ines", "Share", "Advertisement", "Ferry crews fear", "Read more", "Related",
      "Another story", "comment", "Most read", "rights reserved", "Photo:", "November",
    ] {
      #expect(!article.bodyText.contains(part), "there: \(part)")
    }
    #expect(article.blocks.contains { $0.reason == "related" && $0.text.hasPrefix("Ferry crews") })
    #expect(article.blocks.contains { $0.reason == "comments" })
    #expect(article.bodyHTML.contains("<a href=\"https://courier.example/budget\">41 million</a>"))
    #expect(article.bodyHTML.contains("<h2>Lorries return in stages</h2>"))
    #expect(!article.bodyHTML.contains("class="))
  }

  @Test func `what the page says about the article is read, with references followed`() throws {
    let article = try PageReader.read(try fixture("article.html"), contentType: nil, url: Self.url)
    #expect(article.title == "Harbour bridge reopens after two years of repairs")
    #expect(article.authors == ["Ines Okafor", "Tom Birch"])
    #expect(article.published?.description == "2026-11-20T07:15:00+01:00")
    #expect(article.dateOrigin == "json-ld")
    #expect(article.updated?.description == "2026-11-20T09:00:00+01:00")
    #expect(article.language?.description == "en-GB")
    #expect(article.siteName == "The Saltmarsh Courier")
    #expect(article.image?.url == "https://courier.example/img/bridge.jpg")
    #expect(article.image?.caption == "The bridge at dawn. Photo: Courier")
    #expect(article.canonicalURL?.path == "/news/2026/harbour-bridge-reopens")
    #expect(article.paywalled)
  }

  @Test(
    "what is no page is refused with a reason",
    arguments: [
      ("", "empty"), (" \n ", "empty"), ("%PDF-1.7 …", "not-html"), ("just text", "not-html"),
      (String(repeating: "<p>\u{1}\u{2}\u{0}a</p>", count: 20), "not-html"),
    ])
  func refusals(input: String, code: String) {
    let refusal = #expect(throws: Refusal.self) {
      try PageReader.read(Array(input.utf8), contentType: nil, url: nil)
    }
    #expect(refusal?.code == code)
  }

  @Test func `a consent wall gives nothing, and says that it is one`() throws {
    let html =
      "<html><body><h1>Before you continue</h1><p>We and our partners use cookies and process personal data. "
      + "Give your consent or read the privacy policy of this publisher to learn more about it.</p></body></html>"
    let article = try PageReader.read(Array(html.utf8), contentType: nil, url: nil)
    #expect(article.origin == .none)
    #expect(article.reason == "consent page")
    #expect(article.bodyText.isEmpty)
  }

  @Test(
    "hostile pages end, and do not lose the text",
    arguments: [
      String(repeating: "<div>", count: 100_000) + "<p>needle</p>",
      "<p " + (0..<40_000).map { "a\($0)=1 " }.joined() + ">needle</p>",
      String(repeating: "<svg>", count: 50_000) + "</svg><p>needle</p>",
      "<p>needle</p>" + String(repeating: "<b><table>", count: 5_000),
      "<!-- x --!><p>needle</p><script>",
      "<p>\u{0}needle\u{0}</p>",
      "<body><p>" + String(repeating: "word ", count: 300_000) + "needle</p>",
      String(repeating: "<body><div>", count: 60_000) + "<p>needle</p>",
      String(repeating: "<b></i>", count: 100_000) + "<p>needle</p>",
      String(repeating: "<x-a></x-b>", count: 100_000) + "<p>needle</p>",
      String(repeating: "<a><b><i></a>", count: 20_000) + "<p>needle</p>",
    ])
  func hostile(page: String) throws {
    let text = "It was found in the end, said the sentence that makes this page an article worth reading. "
    let html = page.replacingOccurrences(of: "needle", with: text + "needle")
    let article = try PageReader.read(Array(html.utf8), contentType: nil, url: nil)
    #expect(article.bodyText.contains("needle"))
  }

  @Test func `a JSON-LD text stands in where the page has none`() throws {
    let text = String(repeating: "The council met on Tuesday and voted for the plan. ", count: 12)
    let html =
      "<html><head><script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Council votes\","
      + "\"articleBody\":\"\(text)\"}</script></head><body><div id=app></div></body></html>"
    let article = try PageReader.read(Array(html.utf8), contentType: nil, url: nil)
    #expect(article.origin == .jsonLD)
    #expect(article.bodyText.hasPrefix("The council met"))
  }
}
