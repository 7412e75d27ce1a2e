// The lead image: which picture, in which version, with which caption.

import Pages
import Testing

struct ImageRulesTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var why: String
    var head = ""
    var byline = ""
    var image: String?
    var origin: String?
    var caption: String?
    var testDescription: String { why }
  }

  static let cases = [
    Case(
      why: "the shared image, as an absolute address", head: SmallPage.meta("og:image", "/img/ferry.jpg"),
      image: "https://www.saltmarsh-courier.example/img/ferry.jpg", origin: "og:image"),
    Case(
      why: "a logo gives way to the image in JSON-LD",
      head: SmallPage.meta("og:image", "https://img.example/site-logo.png")
        + SmallPage.linked(
          """
          {"@type": "NewsArticle", "image": [{"@type": "ImageObject", "url": "https://img.example/s.jpg", "width": 320},
          {"@type": "ImageObject", "url": "https://img.example/l.jpg", "width": "1200"}]}
          """), image: "https://img.example/l.jpg", origin: "json-ld"),
    Case(
      why: "a logo is better than nothing", head: SmallPage.meta("og:image", "https://img.example/logo.png"),
      image: "https://img.example/logo.png", origin: "og:image"),
    Case(
      why: "the shared picture is taken in the version that the article shows, the largest of it",
      head: SmallPage.meta("og:image", "https://img.example/13862217_share1200x630.jpg"),
      byline: "<figure><img src='https://img.example/13862217_400.jpg' srcset='https://img.example/13862217_650.jpg "
        + "650w, https://img.example/13862217_990.jpg 990w'><figcaption>The ferry at dawn</figcaption></figure>",
      image: "https://img.example/13862217_990.jpg", origin: "figure", caption: "The ferry at dawn"),
    Case(
      why: "the same file in the article gives the caption",
      head: SmallPage.meta("og:image", "https://img.example/ferry-dawn.jpg?w=1200"),
      byline: "<div><img src='https://img.example/ferry-dawn.jpg?w=400'><p class=image-caption>At dawn</p></div>",
      image: "https://img.example/ferry-dawn.jpg?w=1200", origin: "og:image", caption: "At dawn"),
    Case(
      why: "without a statement the figure below the headline is taken, a lazy one too",
      byline: "<figure><img src='data:image/gif;base64,R0lG' data-src='/img/quay.jpg'></figure>",
      image: "https://www.saltmarsh-courier.example/img/quay.jpg", origin: "figure"),
    Case(
      why: "sources beside the image count",
      byline:
        "<figure><picture><source srcset='/img/quay-1600.webp 1600w'><img src='/img/quay-1.jpg'></picture></figure>",
      image: "https://www.saltmarsh-courier.example/img/quay-1600.webp", origin: "figure"),
    Case(
      why: "a pixel that counts readers is no picture",
      byline: "<figure><img width=1 height=1 src='https://count.example/p123456789'></figure>"),
    Case(
      why: "what all pictures of a page share is no mark of one",
      head: SmallPage.meta("og:image", "https://img.example/ab12cd34ef/ferry.jpg"),
      byline: (1...6).map { "<img src='https://img.example/ab12cd34ef/other\($0).jpg'>" }.joined(),
      image: "https://img.example/ab12cd34ef/ferry.jpg", origin: "og:image"),
  ]

  @Test("the lead image, where it is from, its caption", arguments: cases)
  func image(of test: Case) throws {
    let article = try SmallPage(head: test.head, byline: test.byline).read()
    #expect(article.image?.url == test.image)
    #expect(article.origins.image == test.origin)
    #expect(article.image?.caption == test.caption)
  }
}
