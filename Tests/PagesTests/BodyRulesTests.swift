// What of a page is the article's text: one small invented page for each rule.

import News
import Pages
import Testing

struct BodyRulesTests {
  /// A page, and words that have to be in its text or must not be.
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var page: SmallPage
    var taken: [String] = []
    var left: [String] = []
    var testDescription: String { name }
  }

  static let question = "<h3>What would you take to an island?</h3>"
  static let answers = [
    "A knife and a good rope, says the pilot, because everything else can be made with these two things.",
    "A book that I have not read, says the teacher, and somebody who tells me afterwards how it ends.",
    "My dog, says the keeper of the light, without thinking about the question for a second.",
  ]
  static let teaser = """
    <li class=s1><div><h3><a href="/n/PLACE">PLACE gets a new harbour office after all</a></h3>
    <p>The office in PLACE was to be closed in the spring, but the council has now found the money for it.</p></div></li>
    """
  static let teasers = ["Norrfield", "Tarnholm", "Dunmarsh", "Velm", "Larkhead"]
    .map { teaser.replacing("PLACE", with: $0) }.joined()
  static let longText = (1...8).map {
    "Paragraph \($0) tells what the ferry did on day \($0) of the week, who was aboard and what the weather was like then."
  }

  static let cases: [Case] = [
    Case(
      name: "a question put to each guest is kept each time",
      page: SmallPage(text: answers.map { "x" + question + $0 }), taken: ["What would you take", "A knife", "My dog"]),
    Case(
      name: "a paragraph that is one link stays, a shouted one and one that reads like a headline go",
      page: SmallPage(
        text: longText + [
          "<a href='https://tides.example/'>See the tide tables.</a>", "<a href='/x'>FERRY OWNERS MEET IN VELM</a>",
          "<a href='/y'>Ferry owners meet in Velm to talk of prices</a>", longText[0] + " The end.",
        ]), taken: ["See the tide tables", "The end"], left: ["FERRY OWNERS", "to talk of prices"]),
    Case(
      name: "a line of signs between paragraphs is kept",
      page: SmallPage(text: longText + ["___", "And then it was over, as the captain had said it would be."]),
      taken: ["___", "And then it was over"]),
    Case(
      name: "other articles behind the text go, headings that are links with a sentence each",
      page: SmallPage(text: longText + longText.map { $0 + " It rained." }, tail: "<ul>\(teasers)</ul>"),
      taken: ["It rained"], left: ["harbour office", "found the money"]),
    Case(
      name: "a column of a table that is headed Comment does not end the text",
      page: SmallPage(
        text: longText + [
          "<table><tr><th>Day<th>Comment</tr><tr><td>Monday<td>calm</tr><tr><td>Tuesday<td>fog</tr></table>",
          "The table shows what the harbour office wrote down on each of these days of the year.",
        ]), taken: ["calm", "wrote down"]),
    Case(
      name: "reading times, sign-offs with accounts and notices on comments go",
      page: SmallPage(
        byline: "<p>Tempo de leitura: 3 minutos</p>",
        text: longText + [
          "Email the desk at desk@courier.example or follow the desk @couriers.",
          "Please note that comments are moderated and appear in the course of the day.",
        ]), taken: ["Paragraph 8"], left: ["Tempo", "@couriers", "moderated"]),
    Case(
      name: "a link that runs a script is text",
      page: SmallPage(text: longText.map { "<a href='javascript:void(0)'>\($0)</a>" }), taken: ["Paragraph 3"]),
    Case(
      name: "a formula is text, with a slash in a fraction, and without its annotation",
      page: SmallPage(
        text: longText + [
          "The height is <math><mi>h</mi><mo>=</mo><mfrac><mn>12</mn><mn>7</mn></mfrac><annotation>h over</annotation>"
            + "</math> metres, the harbour office says in its yearly report."
        ]), taken: ["12/7"], left: ["h over"]),
    Case(
      name: "a second title in English is none of the text, a standfirst is",
      page: SmallPage(html: "lang=en", byline: "<h2 class=subtitle>Repairs took a week</h2>", text: longText),
      taken: ["Paragraph 1"], left: ["Repairs took"]),
    Case(
      name: "a standfirst that is set as a heading is put back",
      page: SmallPage(
        html: "lang=de", byline: "<h2 class=vorspann>Eine Woche lang wurde an der Fähre gearbeitet, nun fährt sie</h2>",
        text: longText),
      taken: ["Eine Woche lang"]),
  ]

  @Test("what is the article's is taken, what is not is left", arguments: cases)
  func rules(test: Case) throws {
    let text = try test.page.read().bodyText
    for words in test.taken { #expect(text.contains(words), "missing: \(words)") }
    for words in test.left { #expect(!text.contains(words), "there: \(words)") }
  }

  @Test func `a second copy of several paragraphs is taken once, a question each time it is put`() throws {
    let copied = try SmallPage(text: Self.longText + Self.longText).read().bodyText
    #expect(copied.ranges(of: "Paragraph 3 ").count == 1)
    let asked = try SmallPage(text: Self.answers.map { "x" + Self.question + $0 }).read().bodyText
    #expect(asked.ranges(of: "What would you take").count == 3)
  }

  @Test func `a block that is left out leaves no words glued together`() throws {
    let page = SmallPage(
      text: Self.longText + [
        "</p><ul><li><b>Twenty metres</b><p class=teaser>More to read here</p><span>From Jana Peters</span></li></ul><p>"
          + "The end of the text says once more what all of this was about, and when the next ferry goes to the islands."
      ])
    let html = try page.read().bodyHTML
    #expect(html.contains("Twenty metres</b><br>"), "\(html)")
  }

  @Test func `a table's rows are lines of the text, its cells words of a line`() throws {
    let table = "<table><tr><td>Monday</td><td>calm</td></tr><tr><td>Tuesday</td><td>fog</td></tr></table>"
    let article = try SmallPage(text: Self.longText + [table, Self.longText[0] + " It rained."]).read()
    #expect(article.bodyText.contains("Monday calm\nTuesday fog"))
  }

  @Test func `the next article of a page without end is not this one's`() throws {
    let next = Self.longText.map { "<p>\($0.replacing("ferry", with: "bakery"))</p>" }.joined()
    let own = Self.longText.map { "<p>\($0)</p>" }.joined()
    let page =
      "<html><head><title>Ferry sails again</title></head><body><div><div class=story><h1>Ferry sails again</h1>\(own)"
      + "</div><div class=story><h1>Bakery wins the prize</h1>\(next)</div></div></body></html>"
    let article = try PageReader.read(Array(page.utf8), contentType: nil, url: nil)
    #expect(article.bodyText.contains("Paragraph 8"))
    #expect(!article.bodyText.contains("akery"))
  }

  @Test func `a section's page holds no article, and says that it is one`() throws {
    let items = (1...7).map {
      "<div class=t><h2><a href=/n/\($0)>The ferry sails again on day \($0)</a></h2><p>It had been under repair for "
        + "a week, the harbour office said on day \($0).</p></div>"
    }
    let page = "<html><head><title>News</title></head><body><main>\(items.joined())</main></body></html>"
    let article = try PageReader.read(
      Array(page.utf8), contentType: nil, url: WebAddress("https://courier.example/news"))
    #expect(article.origin == .none)
    #expect(article.reason == "section page")
  }

  @Test func `a sign alone in its element is text`() throws {
    let article = try SmallPage(text: Self.longText + ["The toll is <b>£</b>7 a car, the harbour office says again."])
      .read()
    #expect(article.bodyText.contains("£7 a car"))
    #expect(article.bodyHTML.contains("<b>£</b>7 a car"))
  }

  @Test func `what a page loses by its damage is told`() throws {
    let page = SmallPage(text: Self.longText, tail: "<!-- never closed")
    let article = try page.read()
    #expect(article.bodyText.contains("Paragraph 8"))
    #expect(article.repairs.contains { $0.hasPrefix("A comment is never closed") })
    #expect(try SmallPage(text: Self.longText).read().repairs.isEmpty)
  }

  @Test func `a page of few words is an article of few words`() throws {
    let page = "<html><body><p>Ferry.</p><p>Sails.</p> Again.</body></html>"
    let article = try PageReader.read(Array(page.utf8), contentType: nil, url: nil)
    #expect(article.bodyText == "Ferry.\n\nSails.\n\nAgain.")
    #expect(article.confidence < 0.3)
  }

  @Test(
    "what a server says instead of a page is no article",
    arguments: [
      "Please enable JavaScript and cookies to continue.", "Access denied. You do not have permission to see this.",
      "404 not found", "Seite nicht gefunden", "Checking your browser before you go on.",
    ])
  func refusals(text: String) throws {
    let page = "<html><body><h1>Courier</h1><p>\(text)</p></body></html>"
    let article = try PageReader.read(Array(page.utf8), contentType: nil, url: nil)
    #expect(article.origin == .none)
    #expect(article.reason == "an error, or a check for robots")
  }

  @Test func `what was taken and left is told block by block`() throws {
    let page =
      "<html><body><nav>Home</nav><article><h1>Ferry to the islands sails again</h1><p>\(Self.longText[0])</p>"
      + "<p>\(Self.longText[1])</p><p>\(Self.longText[2])</p><div class=related-posts>Other ferries, too</div>"
      + "</article></body></html>"
    let article = try PageReader.read(Array(page.utf8), contentType: nil, url: nil, explaining: true)
    #expect(article.blocks.map(\.kind) == ["nav", "h1", "p", "p", "p", "div"])
    #expect(article.blocks.map(\.reason) == ["navigation", "title", nil, nil, nil, "related"])
  }
}
