// Pages whose statements about themselves are too many or too long: they are read in linear time, and the rest counts.

import Pages
import Testing

struct HostileFactsTests {
  static let heads = [
    String(repeating: "<meta name=author content='Ann Lee'>", count: 20_000),
    String(repeating: SmallPage.meta("og:title", "x"), count: 20_000),
    "<title>" + String(repeating: "a", count: 2_000_000) + "</title>",
    SmallPage.meta("og:image", "https://img.example/" + String(repeating: "a1b2c3d4/", count: 100_000)),
    SmallPage.linked(
      "[" + String(repeating: "{\"@type\": \"Article\", \"author\": \"Ann Lee\"},", count: 20_000) + "]"),
    SmallPage.linked(String(repeating: "{\"hasPart\": [", count: 50_000)),
    "<meta name=author content='" + String(repeating: "Ann Lee, ", count: 100_000) + "'>",
  ]

  static let bylines = [
    String(repeating: "<span itemprop=author>", count: 20_000),
    String(repeating: "<span class=byline>", count: 20_000),
    String(repeating: "<a rel=author href='/author/x'></a>", count: 20_000),
    String(repeating: "<h1>aaaaaaaaaaaaaaaaaaaa</h1>", count: 20_000),
    "<img srcset='" + String(repeating: "https://img.example/a.jpg 400w,", count: 50_000) + "'>",
    String(repeating: "<picture><source srcset='/a.jpg 1w'>", count: 10_000),
  ]

  @Test("the text is there whatever the head says", arguments: heads)
  func head(_ head: String) throws {
    let article = try SmallPage(head: head).read()
    #expect(article.bodyText.contains("forty people"))
    #expect(article.authors.count <= 200)
  }

  @Test("the text is there whatever stands above it", arguments: bylines)
  func byline(_ byline: String) throws {
    let article = try SmallPage(byline: byline).read()
    #expect(article.bodyText.contains("forty people"))
  }
}
