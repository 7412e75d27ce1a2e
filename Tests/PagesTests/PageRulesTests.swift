// A person's rules for the pages of a source: what they select is what is read, and what selects nothing loses nothing.

import News
import Pages
import Testing

struct PageRulesTests {
  static let url = WebAddress("https://courier.example/news/2026/harbour-bridge-reopens")

  static func read(_ rules: PageRules?, explaining: Bool = false) throws -> PageArticle {
    try PageReader.read(
      try fixture("article.html"), contentType: "text/html", url: url, rules: rules, explaining: explaining)
  }

  static func read(_ html: String, _ rules: PageRules) throws -> PageArticle {
    try PageReader.read(Array(html.utf8), contentType: nil, url: url, rules: rules, explaining: true)
  }

  static let prose = "It was found in the end, said the sentence that makes this page an article worth reading."
  /// Three parts, the last of them wrapped in what is called a sidebar.
  static let parts = """
    <html><head><title>Quay rebuilt</title></head><body><h1>Quay rebuilt</h1>
    <div class="lead"><p>Lead. \(prose)</p></div><div class="promo"><p>Promotion. \(prose)</p></div>
    <div class="text"><p>First. \(prose)</p><p class="ad">Advertisement</p><p>Second. \(prose)</p></div>
    <aside class="sidebar"><div class="text related"><p>Third. \(prose)</p></div><p>Other. \(prose)</p></aside></body></html>
    """

  @Test func `all that is selected is the text, in page order, whatever it is called`() throws {
    let article = try Self.read(Self.parts, PageRules(body: [".text", ".lead", ".lead p"]))
    let firsts = article.bodyText.split(separator: "\n", omittingEmptySubsequences: true).map {
      $0.prefix { $0 != "." }
    }
    #expect(firsts == ["Lead", "First", "Second", "Third"])
    #expect(article.bodyHTML.components(separatedBy: "<p>").count == 5)
    #expect(!article.bodyHTML.contains("Other"))
    #expect((article.origin, article.bodyOrigin) == (.page, "rule"))
    #expect(article.confidence > 0.9)
    #expect(article.notes.isEmpty)
    #expect(article.title == "Quay rebuilt")
    #expect(article.blocks.first { $0.text == "Advertisement" }?.reason != nil)
    #expect(article.blocks.first { $0.text.hasPrefix("Promotion") }?.reason == "outside")
  }

  @Test func `what is removed is gone from text and markup, with or without a body selector`() throws {
    for body in [[], ["article"]] {
      let article = try Self.read(
        PageRules(body: body, remove: ["//h2", "ul li:first-child", "figcaption", ".standfirst"]), explaining: true)
      for gone in ["Lorries return in stages", "Twelve tonnes", "bridge at dawn", "Ferries will run"] {
        #expect(!article.bodyText.contains(gone) && !article.bodyHTML.contains(gone), "there: \(gone), body \(body)")
      }
      #expect(article.bodyText.contains("All lorries from 4 January"))
      #expect(article.bodyText.contains("The first cars crossed"))
      #expect(article.blocks.first { $0.text.hasPrefix("Twelve tonnes") }?.reason == "removed by rule")
      #expect(article.notes.isEmpty)
    }
  }

  @Test func `part of a paragraph can be removed`() throws {
    let html = "<body><article><p>Before. \(Self.prose) <span class=x>Share this</span> After.</p></article>"
    let article = try Self.read(html, PageRules(remove: ["span.x"]))
    #expect(article.bodyText == "Before. \(Self.prose) After.")
  }

  @Test func `title and date of the rules replace what the page says elsewhere`() throws {
    let article = try Self.read(PageRules(title: ".standfirst", date: "//time/@datetime"))
    #expect(article.title == "Ferries will run for one more month while lorries return in stages.")
    #expect(article.titleOrigin == "rule")
    #expect(article.published?.description == "2026-11-20T07:15:00+01:00")
    #expect(article.dateOrigin == "rule")
    // The text under the title is the text, the title is not.
    #expect(article.bodyText.contains("The first cars crossed"))
    #expect(!article.bodyText.contains("Ferries will run"))
    let meta = try Self.read(PageRules(title: "//meta[@property='og:title']/@content", date: "time"))
    #expect(meta.title == "Harbour bridge reopens after two years of repairs")
    #expect(meta.published?.description == "2026-11-20T07:15:00+01:00")
  }

  @Test(
    "a selector of no use is told, and the article is read as without it",
    arguments: [
      (
        PageRules(body: ["div.article-body section"]), "body selector “div.article-body section” selects nothing on the"
      ),
      (PageRules(body: ["div.article-bdy"]), "; did you mean “div.article-body” (1 element)?"),
      (PageRules(body: ["//a/@href"]), "selects attributes or text; it should select elements"),
      (PageRules(body: ["//p/text()"]), "selects attributes or text; it should select elements"),
      (PageRules(body: ["."]), "selects attributes or text; it should select elements"),
      (PageRules(body: ["(count(//p))"]), "body selector “(count(//p))” cannot be followed here"),
      (PageRules(body: ["img"]), "selects elements without any text"),
      (PageRules(body: ["head"]), "selects elements without any text"),
      (PageRules(remove: [".nothing"]), "remove selector “.nothing” selects nothing on the page"),
      (PageRules(remove: ["*"]), "nothing is removed"),
      (PageRules(remove: ["html"]), "nothing is removed"),
      (PageRules(remove: ["p, h2, li, article *"]), "nothing is removed"),
      (PageRules(body: [".article-body"], remove: [".article-body"]), "select the same"),
      (PageRules(title: "h5"), "title selector “h5” selects nothing"),
      (PageRules(title: "img"), "selects nothing that holds text"),
      (PageRules(date: ".byline"), "selects “By Ines Okafor and Tom Birch”, which cannot be read as a date"),
    ])
  func uselessSelector(rules: PageRules, words: String) throws {
    let plain = try Self.read(nil)
    let article = try Self.read(rules)
    #expect(article.notes.contains { $0.contains(words) }, "\(article.notes)")
    #expect(article.bodyText == plain.bodyText)
    #expect((article.title, article.published) == (plain.title, plain.published))
    #expect(article.titleOrigin == plain.titleOrigin)
  }

  @Test func `a removed element that holds the body leaves the body alone`() throws {
    let article = try Self.read(Self.parts, PageRules(body: ["aside .text"], remove: ["aside", ".promo"]))
    #expect(article.bodyText == "Third. \(Self.prose)")
    #expect(article.notes.isEmpty)
  }

  @Test func `where removing leaves nothing of the body, nothing is removed`() throws {
    let article = try Self.read(Self.parts, PageRules(body: [".lead"], remove: ["p"]))
    #expect(article.bodyText == "Lead. \(Self.prose)")
    #expect(article.notes.contains { $0.hasSuffix("nothing is removed") })
  }

  @Test func `everything can be selected`() throws {
    let article = try Self.read(Self.parts, PageRules(body: ["*"]))
    for part in ["Lead", "Promotion", "First", "Third", "Other"] { #expect(article.bodyText.contains("\(part). It")) }
    #expect(article.bodyText.hasPrefix("Lead"), "the headline is not repeated: \(article.bodyText.prefix(40))")
  }

  @Test func `what is not shown, navigation and captions are not text even where they are selected`() throws {
    let html = """
      <body><div id=t><p>One. \(Self.prose)</p><p hidden>Hidden. \(Self.prose)</p><nav><p>Nav. \(Self.prose)</p></nav>
      <figure><img src=/a.jpg><figcaption>Caption. \(Self.prose)</figcaption></figure><p>Two. \(Self.prose)</p>
      <p>Read more</p><p>Three</p><p><a href=/x>\(Self.prose)</a></p></div>
      """
    let article = try Self.read(html, PageRules(body: ["#t"]))
    #expect(article.bodyText == "One. \(Self.prose)\n\nTwo. \(Self.prose)\n\nThree\n\n\(Self.prose)")
    #expect(article.bodyHTML.contains("<figcaption>Caption."))
    #expect(article.blocks.compactMap(\.reason).prefix(3) == ["hidden", "navigation", "caption"])
  }

  @Test func `text deeper than the tree goes is told, and found as without rules`() throws {
    let deep = String(repeating: "<div>", count: 600)
    let html = "<body><article><p>\(Self.prose)</p></article>\(deep)<p id=x>Deep</p>"
    let article = try Self.read(html, PageRules(body: ["#x"]))
    #expect(
      article.notes == ["1 of what the body selector “#x” selects is nested too deep to be told from what is around it"]
    )
    #expect(article.bodyText.contains(Self.prose))
  }

  @Test func `blocks tell the whole page in its order, and only where they are asked for`() throws {
    #expect(try Self.read(nil).blocks.isEmpty)
    let article = try Self.read(nil, explaining: true)
    let taken = article.blocks.filter { $0.reason == nil }
    #expect(taken.map(\.kind) == ["p", "p", "p", "h2", "p", "li", "li", "p"])
    #expect(
      taken.map(\.text).joined(separator: " ").filter { !$0.isWhitespace }
        == article.bodyText.filter { !$0.isWhitespace })
    #expect(article.blocks.first { $0.kind == "h1" }?.reason == "title")
    #expect(article.blocks.first?.text.hasPrefix("We use cookies") == true)
    #expect(article.blocks.last?.text.hasPrefix("© The Saltmarsh Courier") == true)
    #expect(article.blocks.allSatisfy { !$0.text.contains("\n") })
  }

  @Test func `where the page is no article, every block says why it was not taken`() throws {
    let html =
      "<html><body><h1>Before you continue</h1><p>We and our partners use cookies and process personal data. "
      + "Give your consent or read the privacy policy of this publisher to learn more about it.</p></body></html>"
    let article = try PageReader.read(Array(html.utf8), contentType: nil, url: nil, explaining: true)
    #expect(article.blocks.contains { $0.reason == "consent page" })
    #expect(article.blocks.allSatisfy { $0.reason != nil })
    #expect(article.bodyOrigin == nil)
  }
}
