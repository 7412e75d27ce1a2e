// The smaller facts: address, outlet, description, whether it is free.

import Pages
import Testing

struct DescriptionRulesTests {
  @Test(
    "the address a page is known by",
    arguments: [
      (
        "<link rel=canonical href='/islands/ferry'>", "https://www.saltmarsh-courier.example/islands/ferry", "canonical"
      ),
      (
        "<link rel=canonical href='/'>" + SmallPage.meta("og:url", "https://m.example/f"), "https://m.example/f",
        "og:url"
      ),
      ("<link rel=CANONICAL href='https://c.example/a'>", "https://c.example/a", "canonical"),
      ("<link rel=canonical href='mailto:a@b.example'>", nil, nil),
      ("<link rel=canonical href='https://www.saltmarsh-courier.example'>", nil, nil),
    ] as [(String, String?, String?)])
  func address(head: String, address: String?, origin: String?) throws {
    let article = try SmallPage(head: head).read()
    #expect(article.canonicalURL?.description == address)
    #expect(article.origins.canonicalURL == origin)
  }

  @Test(
    "whether a page is free to read",
    arguments: [
      ("", nil), (SmallPage.linked("{\"@type\": \"NewsArticle\", \"isAccessibleForFree\": true}"), nil),
      (SmallPage.linked("{\"@type\": \"NewsArticle\", \"isAccessibleForFree\": false}"), "json-ld"),
      (SmallPage.linked("{\"@type\": \"NewsArticle\", \"isAccessibleForFree\": \"False\"}"), "json-ld"),
      (
        SmallPage.linked(
          "{\"@type\": \"NewsArticle\", \"hasPart\": {\"isAccessibleForFree\": \"False\", \"cssSelector\": \".pay\"}}"),
        "json-ld"
      ), (SmallPage.meta("article:content_tier", "metered"), "article:content_tier"),
      (SmallPage.meta("article:content_tier", "Locked"), "article:content_tier"),
      (SmallPage.meta("article:content_tier", "free"), nil),
    ] as [(String, String?)])
  func paywall(head: String, origin: String?) throws {
    let article = try SmallPage(head: head).read()
    #expect(article.paywalled == (origin != nil))
    #expect(article.origins.paywall == origin)
  }

  @Test func `the outlet's name comes from its statement, else from the publisher in JSON-LD`() throws {
    let publisher = SmallPage.linked(
      "{\"@graph\": [{\"@type\": \"Article\", \"publisher\": {\"@id\": \"#o\"}}, "
        + "{\"@type\": \"Organization\", \"@id\": \"#o\", \"name\": \"The Courier\"}]}")
    let linked = try SmallPage(head: publisher).read()
    #expect(linked.siteName == "The Courier")
    #expect(linked.origins.siteName == "json-ld")
    let stated = try SmallPage(head: publisher + SmallPage.meta("og:site_name", "Saltmarsh Courier")).read()
    #expect(stated.siteName == "Saltmarsh Courier")
    #expect(stated.origins.siteName == "og:site_name")
  }

  @Test func `a description is plain text, whatever it was`() throws {
    let head = SmallPage.meta("og:description", "Sails &amp;amp; sings &lt;b&gt;again&lt;/b&gt;")
    let article = try SmallPage(head: head).read()
    #expect(article.summary == "Sails & sings again")
    #expect(article.origins.summary == "og:description")
  }
}
