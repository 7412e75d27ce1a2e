// Which of a page's titles is the headline, and how it is spelled.

import Pages
import Testing

struct TitleRulesTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var why: String
    var heading = "<h1>Ferry to the islands sails again</h1>"
    var window = ""
    var shared = ""
    var linked = ""
    var site = ""
    var title: String
    var origin: String
    var url = "https://www.saltmarsh-courier.example/islands/ferry-sails-again"
    var testDescription: String { why }
  }

  static let cases = [
    Case(
      why: "the h1 that the page shares is the headline", window: "Ferry to the islands sails again | Courier",
      shared: "Ferry to the islands sails again", title: "Ferry to the islands sails again", origin: "h1"),
    Case(
      why: "an h1 with the outlet's name is none", heading: "<h1>Saltmarsh Courier</h1>",
      window: "Ferry to the islands sails again - Saltmarsh Courier", title: "Ferry to the islands sails again",
      origin: "title"),
    Case(
      why: "of two h1 the one that links home is the logo",
      heading: "<h1><a href='/'>Notes from Ann</a></h1><h1>Ferry sails again</h1>",
      window: "Notes from Ann: Ferry sails again", title: "Ferry sails again", origin: "h1"),
    Case(
      why: "what begins a window's title is the outlet where another title tells the headline",
      heading: "<h1>Island Notes</h1>", window: "Island Notes: Ferry to the islands sails again",
      shared: "Ferry to the islands sails again", title: "Ferry to the islands sails again", origin: "og:title"),
    Case(
      why: "a few words that no title shares are no headline", heading: "<h1>Harbour Information Centre</h1>",
      window: "Ferry to the islands sails again", title: "Ferry to the islands sails again", origin: "title"),
    Case(
      why: "a long h1 that no title shares is one", heading: "<h1>How the islands got their ferry back</h1>",
      window: "Shipping news", title: "How the islands got their ferry back", origin: "h1"),
    Case(
      why: "a kicker is cut where JSON-LD and the shared title go without",
      heading: "<h1><span>Shipping</span> Ferry to the islands sails again</h1>",
      shared: "Ferry to the islands sails again", linked: "Ferry to the islands sails again",
      title: "Ferry to the islands sails again", origin: "json-ld"),
    Case(
      why: "a kicker stays where JSON-LD has it", heading: "<h1>Shipping: Ferry to the islands sails again</h1>",
      shared: "Ferry to the islands sails again", linked: "Shipping: Ferry to the islands sails again",
      title: "Shipping: Ferry to the islands sails again", origin: "h1"),
    Case(
      why: "a kicker that both other titles have is put back", heading: "<h1>Ferry sails again</h1>",
      shared: "Outer islands: Ferry sails again", linked: "Outer islands: Ferry sails again",
      title: "Outer islands: Ferry sails again", origin: "json-ld"),
    Case(
      why: "lines of a heading glued together are spelled as the others spell them",
      heading: "<h1><span>Outer islands</span><span>Ferry sails again</span></h1>",
      shared: "Outer islands: Ferry sails again", title: "Outer islands: Ferry sails again", origin: "og:title"),
    Case(
      why: "without a heading the outlet goes from the shared title", heading: "",
      shared: "Ferry sails again – The Saltmarsh Courier", site: "The Saltmarsh Courier", title: "Ferry sails again",
      origin: "og:title"),
    Case(
      why: "the outlet is known by its host", heading: "", window: "Saltmarsh Courier | Ferry sails again",
      title: "Ferry sails again", origin: "title"),
    Case(
      why: "a dash in a shared title stays where the outlet is known and is not behind it", heading: "",
      shared: "The ferry sails – a report", site: "Saltmarsh Courier", title: "The ferry sails – a report",
      origin: "og:title"),
    Case(
      why: "outlet and section go from the window's title", heading: "",
      window: "Ferry to the islands sails again - Islands - Saltmarsh Courier",
      title: "Ferry to the islands sails again - Islands", origin: "title"),
    Case(
      why: "in scripts without spaces the outlet is glued on", heading: "",
      window: "群島間連絡船今日復航碼頭歡聲雷動_海灣新聞", title: "群島間連絡船今日復航碼頭歡聲雷動", origin: "title",
      url: "https://news.example/1"),
    Case(
      why: "JSON-LD stands where no heading agrees", heading: "<h1>Islands</h1>", window: "Courier",
      linked: "Ferry &amp; bridge: what changes", title: "Ferry & bridge: what changes", origin: "json-ld"),
  ]

  @Test("the headline and where it is from", arguments: cases)
  func title(of test: Case) throws {
    var head = test.window.isEmpty ? "" : "<title>\(test.window)</title>"
    if !test.shared.isEmpty { head += SmallPage.meta("og:title", test.shared) }
    if !test.site.isEmpty { head += SmallPage.meta("og:site_name", test.site) }
    if !test.linked.isEmpty {
      head += SmallPage.linked("{\"@type\": \"NewsArticle\", \"headline\": \"\(test.linked)\"}")
    }
    let article = try SmallPage(head: head, heading: test.heading, url: test.url).read()
    #expect(article.title == test.title)
    #expect(article.titleOrigin == test.origin)
  }

  @Test func `of several articles in JSON-LD the one with the page's headline is meant`() throws {
    let head = SmallPage.linked(
      """
      [{"@type": "NewsArticle", "headline": "Bridge closed", "author": "Ann Lee", "datePublished": "2026-01-01"},
       {"@type": "NewsArticle", "headline": "Ferry to the islands sails again", "author": "Tom Birch"}]
      """)
    let article = try SmallPage(head: head).read()
    #expect(article.title == "Ferry to the islands sails again")
    #expect(article.authors == ["Tom Birch"])
  }
}
