// When an article was published and changed: small pages, and what is to be read from them and from where.

import News
import Pages
import Testing

/// A small page and its date; in `body` a tilde stands for two paragraphs of prose.
struct DatedPage: CustomTestStringConvertible, Sendable {
  let what: String
  var head = ""
  var body = "<h1>Harbour bridge reopens after repairs</h1>~"
  var url = "https://courier.example/news/harbour-bridge"
  var language = "en"
  /// As `WrittenDate` describes itself; nil where nothing is to be found.
  let expected: String?
  var origin: String?

  var testDescription: String { what }

  func read() throws -> PageArticle {
    let prose =
      "<p>The first cars crossed the harbour bridge on Friday morning, two years and one month after a freighter had "
      + "torn away a pier and cut the town in two.</p><p>The repairs cost a third more than planned, the council said, "
      + "and lorries will have to wait for the new year before they may use it again.</p>"
    let html =
      "<html lang='\(language)'><head><title>Harbour bridge reopens after repairs</title>\(head)</head><body>"
      + body.replacing("~", with: prose) + "</body></html>"
    return try PageReader.read(Array(html.utf8), contentType: nil, url: WebAddress(url))
  }

  static func linked(_ members: String) -> String {
    "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Harbour bridge\",\(members)}</script>"
  }
  static func shown(_ byline: String) -> String { "<h1>Harbour bridge reopens after repairs</h1>\(byline)~" }
}

struct PageDateRulesTests {
  private static let statedDays: [DatedPage] = [
    DatedPage(
      what: "what a script is given counts where the page says nothing else",
      body:
        #"<script>var page = {"id":7,"publishedAt" : "2026-11-20T07:15:00+01:00","updatedAt":"2026-11-22"}</script>"#
        + "<h1>Harbour bridge reopens after repairs</h1>~",
      expected: "2026-11-20T07:15:00+01:00", origin: "script"),
    DatedPage(
      what: "what a script is given in a string of JSON counts too",
      body:
        #"<h1>Harbour bridge reopens after repairs</h1>~<script>go("{\"datePublished\":\"2026-11-20\"}")</script>"#,
      expected: "2026-11-20", origin: "script"),
    DatedPage(
      what: "a name without a day behind it is no date",
      body: #"<script>sort("publishDate"); x.pubDate = "soon"; y = {"pubDate":null}</script>"#
        + "<h1>Harbour bridge reopens after repairs</h1>~",
      expected: nil),
    DatedPage(
      what: "JSON-LD keeps its time and zone",
      head: DatedPage.linked("\"datePublished\":\"2026-11-20T07:15:00+01:00\""), expected: "2026-11-20T07:15:00+01:00",
      origin: "json-ld"),
    DatedPage(
      what: "OpenGraph without JSON-LD",
      head: "<meta property='article:published_time' content='2026-11-20T07:15:00Z'>", expected: "2026-11-20T07:15:00Z",
      origin: "article:published_time"),
    DatedPage(
      what: "a moment in UTC is written with the zone the page states for the same moment",
      head: DatedPage.linked("\"datePublished\":\"2026-11-20T06:15:00Z\"")
        + "<meta property='article:published_time' content='2026-11-20T07:15:00+01:00'>",
      expected: "2026-11-20T07:15:00+01:00", origin: "json-ld"),
    DatedPage(
      what: "the newsroom's clock tells the zone where the address has its day",
      head: DatedPage.linked("\"datePublished\":\"2026-11-20T03:28:35Z\"")
        + "<meta name='sailthru.date' content='2026-11-19 22:28:35'>",
      url: "https://courier.example/2026/11/19/bridge", expected: "2026-11-19T22:28:35-05:00", origin: "json-ld"),
    DatedPage(
      what: "another clock alone does not move the day",
      head: DatedPage.linked("\"datePublished\":\"2026-11-20T03:28:35Z\"")
        + "<meta name='sailthru.date' content='2026-11-19 22:28:35'>", expected: "2026-11-20T03:28:35Z",
      origin: "json-ld"),
    DatedPage(
      what: "midnight in the newsroom, given in UTC, is the day that is shown",
      head: DatedPage.linked("\"datePublished\":\"2026-11-19T23:00:00Z\""),
      body: DatedPage.shown("<span class='date'>20 November 2026</span>"), expected: "2026-11-20T00:00:00+01:00",
      origin: "json-ld"),
    DatedPage(
      what: "of two stated days the one that is shown counts",
      head: DatedPage.linked("\"datePublished\":\"2026-11-18T07:29:00Z\"")
        + "<meta property='article:published_time' content='2026-11-20T08:29:34'>",
      body: DatedPage.shown("<p class='date'>20.11.2026</p>"), expected: "2026-11-20T08:29:34",
      origin: "article:published_time"),
    DatedPage(
      what: "of two stated days the earlier counts where nothing is shown",
      head: DatedPage.linked("\"datePublished\":\"2026-11-18T07:29:00Z\"")
        + "<meta property='article:published_time' content='2026-11-20T08:29:34Z'>", expected: "2026-11-18T07:29:00Z",
      origin: "json-ld"),
    DatedPage(
      what: "a publication that equals the change in all is doubted for an earlier one that is shown",
      head: DatedPage.linked("\"datePublished\":\"2026-11-20T16:02:46Z\",\"dateModified\":\"2026-11-20T16:02:46Z\""),
      body: DatedPage.shown("<div class='post-date'>May 14, 2026</div>"), expected: "2026-05-14", origin: "text"),
    DatedPage(
      what: "JSON-LD too damaged to be read still names its date",
      head:
        "<script type='application/ld+json'>\"@type\":\"NewsArticle\",\"datePublished\": \"2026-11-20T07:15:00Z\"</script>",
      expected: "2026-11-20T07:15:00Z", origin: "json-ld"),
    DatedPage(
      what: "a name of no known vocabulary that says what it holds",
      head: "<meta name='x-published-date' content='2026-11-20T07:15:00Z'>", expected: "2026-11-20T07:15:00Z",
      origin: "meta"),
    DatedPage(
      what: "a year alone is no day", head: "<meta name='date' content='2026'>", expected: nil),
    DatedPage(
      what: "a bare `date` gives way to an earlier one that is shown as published",
      head: "<meta name='date' content='2026-11-25'>",
      body: DatedPage.shown("<li class='date'><time>20.11.2026, 12:01 Uhr</time></li>"), language: "de",
      expected: "2026-11-20T12:01:00", origin: "text"),
    DatedPage(
      what: "a year that no article of the web can have",
      head: DatedPage.linked("\"datePublished\":\"1970-01-01T00:00:00Z\""), expected: nil),
    DatedPage(
      what: "the address", url: "https://courier.example/2026/11/20/bridge", expected: "2026-11-20", origin: "url"),
    DatedPage(
      what: "the address, day first", url: "https://courier.example/meldungen/20-11-2026", expected: "2026-11-20",
      origin: "url"),
    DatedPage(
      what: "a month in the address is no day", url: "https://courier.example/2026/11/bridge", expected: nil),
    DatedPage(
      what: "a change alone stands in", head: "<meta property='article:modified_time' content='2026-11-20T07:15:00Z'>",
      expected: "2026-11-20T07:15:00Z", origin: "modified"),
  ]

  private static let shownDays: [DatedPage] = [
    DatedPage(
      what: "under the headline", body: DatedPage.shown("<p>20 November 2026</p>"), expected: "2026-11-20",
      origin: "text"),
    DatedPage(
      what: "beside the author", body: DatedPage.shown("<p>By Ines Okafor | November 20, 2026 | 3 min read</p>"),
      expected: "2026-11-20", origin: "text"),
    DatedPage(
      what: "with time and zone", body: DatedPage.shown("<div>Nov 20, 2026 7:15 AM EST</div>"),
      expected: "2026-11-20T07:15:00-05:00", origin: "text"),
    DatedPage(
      what: "day first by the language", body: DatedPage.shown("<div>03/04/2026</div>"), language: "fr",
      expected: "2026-04-03", origin: "text"),
    DatedPage(
      what: "month first in America", body: DatedPage.shown("<div>03/04/2026</div>"), language: "en-US",
      expected: "2026-03-04", origin: "text"),
    DatedPage(
      what: "day first by the country of the address", body: DatedPage.shown("<div>03/04/2026</div>"),
      url: "https://courier.example.co.uk/bridge", expected: "2026-04-03", origin: "text"),
    DatedPage(
      what: "publication before change", body: DatedPage.shown("<p>Updated 22 Nov 2026, created 20 Nov 2026</p>"),
      expected: "2026-11-20", origin: "text"),
    DatedPage(
      what: "a label above", body: DatedPage.shown("") + "<dl><dt>Datum</dt><dd>20.11.2026</dd></dl>", language: "de",
      expected: "2026-11-20", origin: "text"),
    DatedPage(
      what: "a dateline before the first sentence",
      body:
        "<h1>Harbour bridge reopens</h1><p>20.11.2026 – The first cars crossed the harbour bridge on Friday morning, two years "
        + "and one month after a freighter had torn away a pier and cut the whole town in two, said the mayor, who walked across.</p>~",
      language: "de", expected: "2026-11-20", origin: "text"),
    DatedPage(
      what: "a calendar sheet",
      body: "<div class='date'><span>Nov</span><b>20</b><i>2026</i></div>" + DatedPage.shown(""),
      expected: "2026-11-20",
      origin: "text"),
    DatedPage(
      what: "as of, in the footer",
      body: DatedPage.shown("") + "<footer><p>[Stand: 20.11.2026, 01:40 Uhr]</p></footer>",
      language: "de", expected: "2026-11-20T01:40:00", origin: "text modified"),
    DatedPage(
      what: "the title's end", head: "<title>Bridge - 20/11/2026 - The Saltmarsh Courier</title>", language: "es",
      expected: nil),
    DatedPage(
      what: "a date told in a sentence",
      body: DatedPage.shown("")
        + "<p>On 3 March 2024 a freighter tore away the pier, and nobody knew for weeks what to do.</p>",
      expected: nil),
    DatedPage(
      what: "a comment's date",
      body: DatedPage.shown("") + "<div class='comments'><div class='comment-date'>21 November 2026</div></div>",
      expected: nil),
    DatedPage(
      what: "a related article's date",
      body: DatedPage.shown("") + "<div class='related'><span class='date'>21 November 2026</span></div>", expected: nil
    ),
    DatedPage(
      what: "a copyright", body: DatedPage.shown("") + "<p>© 20.11.2026 The Saltmarsh Courier</p>", expected: nil),
    DatedPage(
      what: "a member's joining", body: DatedPage.shown("<p>Registriert: 18.09.2008</p>"), language: "de",
      expected: nil),
    DatedPage(
      what: "how long a film may be seen", body: DatedPage.shown("<p>Verfügbar bis: 20.11.2027</p>"), language: "de",
      expected: nil),
    DatedPage(what: "accepted on", body: DatedPage.shown("<p>Accepted: 20 November 2026</p>"), expected: nil),
    DatedPage(
      what: "a span of days", body: DatedPage.shown("<p>20 November 2026 – 24 November 2026</p>"), expected: nil),
  ]

  @Test("what the page states", arguments: statedDays)
  func stated(page: DatedPage) throws { try check(page) }

  @Test("what the page shows", arguments: shownDays)
  func shown(page: DatedPage) throws { try check(page) }

  private func check(_ page: DatedPage) throws {
    let article = try page.read()
    #expect(article.published?.description == page.expected)
    #expect(article.dateOrigin == page.origin)
  }

  @Test func `the last change is a moment of its own, with where it was found`() throws {
    let page = DatedPage(
      what: "",
      head: DatedPage.linked("\"datePublished\":\"2026-11-20T07:15:00Z\"")
        + "<meta property='article:modified_time' content='2026-11-21T09:00:00+01:00'>", expected: nil)
    let article = try page.read()
    #expect(article.updated?.description == "2026-11-21T09:00:00+01:00")
    #expect(article.updatedOrigin == "article:modified_time")
    let silent = try DatedPage(what: "", expected: nil).read()
    #expect(silent.updated == nil && silent.updatedOrigin == nil)
  }
}
