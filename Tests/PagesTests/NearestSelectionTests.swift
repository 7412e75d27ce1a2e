// What is told where a selector selects nothing: the nearest one that would.

import News
import Pages
import Testing

struct NearestSelectionTests {
  static let page = """
    <html><body><div id="main-column"><table id="news"><tr class="row"><td><a href="/2026/11/20/a-long-slug-here">
    A headline of some length</a></td></tr></table>
    <article class="teaser big"><h3 class="card__headline"><a href="/2026/11/20/the-first-of-them">The first of them all</a></h3>
    <span class="stamp" data-time="1">20.11.2026</span></article>
    <article class="teaser"><h3 class="card__headline"><a href="/2026/11/19/the-second-of-them">The second of them all</a></h3>
    <span class="stamp" data-time="2">19.11.2026</span></article></div></body></html>
    """

  static func refusal(_ rules: ListingRules) -> Refusal? {
    #expect(throws: Refusal.self) {
      try ListingReader.read(
        Array(page.utf8), contentType: nil, url: WebAddress("https://quay.example/")!, rules: rules)
    }
  }

  @Test(
    "an item selector that selects nothing is told with the nearest that would",
    arguments: [
      // A misspelt class, element, id, attribute; letter case; a word of a longer name.
      ("article.teasr", "did you mean “article.teaser” (2 elements)?"),
      ("artcle.teaser", "“article.teaser” (2 elements)"),
      ("#main_column article", "“#main-column article” (2 elements)"),
      (".Teaser", "“.teaser” (2 elements)"), (".headline", "“.card__headline” (2 elements)"),
      ("[data-tme]", "“[data-time]” (2 elements)"), ("[class='stmp']", "“[class=\"stamp\"]” (2 elements)"),
      // One condition, one step or one direct child too many; the tbody of a browser's copied selector.
      ("article.teaser.hot", "“article.teaser” (2 elements)"), ("section article", "“article” (2 elements)"),
      ("body > article", "“body article” (2 elements)"), ("table > tbody > tr", "“table > tr” (1 element)"),
      ("article:has(img)", "“article” (2 elements)"),
      ("//article[@class='teazer']", "“//article[@class='teaser']” (1 element)"),
      ("//table[@id='news']/tbody/tr", "“//table[@id='news']/tr” (1 element)"),
      ("//Article", "“//article” (2 elements)"), ("/html/body/article", "“/html/body//article” (2 elements)"),
      // Nothing near: the longest beginning, or what there is.
      ("article.teaser > section.x > .y", "“article.teaser” selects 2 elements; in there: "),
      (".gallery", "repeated on the page: "),
    ])
  func item(selector: String, part: String) {
    let refusal = Self.refusal(ListingRules(item: selector))
    #expect(refusal?.code == "empty-selection")
    #expect(refusal?.message.contains("“\(selector)” selects nothing on the page") == true)
    #expect(refusal?.message.contains(part) == true, "\(refusal?.message ?? "")")
  }

  @Test(
    "a field that selects nothing in any item is told with the nearest that would, in how many items",
    arguments: [
      ("span.stmap", "“span.stamp” (in 2 of 2 items)"), ("time/@datetime", "in there: "),
      ("span/@data-tim", "“span/@data-time” (in 2 of 2 items)"), ("a/@href", "“.//a/@href” (in 2 of 2 items)"),
      ("h3.card__headline > span", "“span” (in 2 of 2 items)"),
    ])
  func field(selector: String, part: String) {
    let refusal = Self.refusal(ListingRules(item: "article", date: selector))
    #expect(refusal?.code == "empty-selection")
    #expect(refusal?.message.contains("date selector “\(selector)” selects nothing in any of the 2 items") == true)
    #expect(refusal?.message.contains(part) == true, "\(refusal?.message ?? "")")
  }

  @Test func `items that hold no link are told with what around them does`() {
    let refusal = Self.refusal(ListingRules(item: "span.stamp"))
    #expect(refusal?.code == "empty-selection")
    #expect(refusal?.message.contains("hold no link; the “article.teaser” around them does") == true)
  }

  @Test func `an item inside its link takes that link`() throws {
    let page = """
      <body><a href="/2026/11/20/one-of-these"><h3>One of these</h3></a><a href="/2026/11/20/two-of-these"><h3>Two</h3></a></body>
      """
    let listing = try ListingReader.read(
      Array(page.utf8), contentType: nil, url: WebAddress("https://quay.example/")!, rules: ListingRules(item: "h3"))
    #expect(listing.entries.map { $0.url?.path } == ["/2026/11/20/one-of-these", "/2026/11/20/two-of-these"])
    #expect(listing.entries.map(\.title) == ["One of these", "Two"])
  }
}
