// Rules for pages at work: in polls, in what is recorded of a choice between feed and page, and in the watch on changes.
import Bundles
import Catalog
import News
import TestOrigin
import Testing

@testable import Worker

@Suite struct PageRulesTests {
  static let prose = String(
    repeating: "The harbour was closed at noon, and nobody knew for how long it would be. ", count: 4)

  private func put(_ press: Press, _ path: String, _ body: String) {
    press.set(
      path,
      .ok(
        body: "<html><head><title>Harbour closed</title></head><body>\(body)</body></html>",
        headers: [("Content-Type", "text/html")]))
  }

  private func text(_ press: Press, _ number: Int = 0) throws -> ArticleBody {
    let inspector = try press.inspector()
    let record = try inspector.catalog.articles(ArticleFilter())[number]
    let store = try BundleStore(directory: press.state, agent: "", exclusive: false)
    let body = try store.read(path: record.bundle).article.body
    #expect((body.origin, body.reason) == (record.bodyOrigin, record.bodyReason))
    return body
  }

  @Test func `a source's rules decide what its pages give, and one of no use is told with the page`() async throws {
    let press = try Press()
    press.set("/feed", items: press.item("1", "/a"))
    put(press, "/a", "<div class=x><p>One. \(Self.prose)</p></div><article><p>Two. \(Self.prose)</p></article>")
    let sources = "  - {name: s, url: \"\(press.origin.url("/feed"))\", article: {body: .x, remove: [.none]}}"
    let report = try await press.ingest(sources)
    #expect(try text(press).text.hasPrefix("One. "))
    #expect(try !text(press).text.contains("Two."))
    #expect(report.sources[0].pageFailures.isEmpty)
    let misfits = report.sources[0].pageMisfits
    #expect(misfits.count == 1)
    #expect(
      misfits.first?.hasPrefix("Harbour closed: the remove selector “.none” selects nothing on the page") == true)
  }

  @Test func `a bad selector of a rule is refused before anything is polled`() async throws {
    let press = try Press()
    let sources = "  - {name: s, url: \"\(press.origin.url("/feed"))\", article: {remove: [p, \"p[\"]}}"
    await #expect { try await press.ingest(sources) } throws: {
      ($0 as? Refusal)?.message.hasPrefix("source s, article.remove: ") == true
    }
    #expect(press.origin.requests.isEmpty)
  }

  @Test func `where the page gives less than the feed, the feed's text is taken and the record says why`() async throws
  {
    let press = try Press()
    press.set("/feed", items: press.item("1", "/a", summary: "<p>\(Self.prose + Self.prose + Self.prose)</p>"))
    put(press, "/a", "<article><p>\(Self.prose)</p></article>")
    try await press.ingest("  - {name: s, pages: always, url: \"\(press.origin.url("/feed"))\"}")
    let body = try text(press)
    #expect(body.origin == .feedSummary)
    #expect(body.text.hasSuffix("would be."))
    #expect(body.reason == "the page gave 295 of 887 characters")
  }

  @Test func `a page that gives nothing or cannot be had is told in the record too`() async throws {
    let press = try Press()
    press.set("/feed", items: press.item("1", "/a") + press.item("2", "/b"))
    put(
      press, "/a",
      "<p>We and our partners use cookies and process personal data. Give your consent or read the privacy policy.</p>")
    try await press.ingest("  - {name: s, url: \"\(press.origin.url("/feed"))\"}")
    let reasons = try press.inspector().catalog.articles(ArticleFilter()).compactMap(\.bodyReason).sorted()
    #expect(reasons.count == 2)
    #expect(reasons[0].hasPrefix("the page could not be read: 404"))
    #expect(reasons[1] == "the page gave nothing: consent page")
  }

  @Test func `a page that was not looked at leaves no reason`() async throws {
    let press = try Press()
    press.set("/feed", items: press.item("1", "/a"))
    try await press.ingest("  - {name: s, pages: never, url: \"\(press.origin.url("/feed"))\"}")
    #expect(try text(press).reason == nil)
  }

  @Test func `a source whose pages suddenly give nothing is flagged until it is reset`() async throws {
    let press = try Press()
    let sources = "  - {name: s, url: \"\(press.origin.url("/feed"))\"}"
    func poll(_ range: ClosedRange<Int>, _ page: (String) -> Void) async throws -> RunReport {
      for number in range { page("/p\(number)") }
      press.set("/feed", items: range.map { press.item("\($0)", "/p\($0)", title: "Title \($0)") }.joined())
      return try await press.ingest(sources)
    }
    let settings = try press.settings(sources)
    let quiet = try await poll(1...10) { press.set($0, page: "Harbour \($0)", words: "Telling \($0)") }
    #expect(quiet.sources[0].notices.isEmpty)
    #expect(try SourceStatus.all(settings)[0].extraction == nil)
    let broken = try await poll(11...13) { put(press, $0, "<div id=app></div>") }
    #expect(broken.sources[0].notices == ["the last 3 pages gave no article; those before gave the text"])
    let flag = try SourceStatus.all(settings)[0].extraction
    #expect(flag?.message == "the last 3 pages gave no article; those before gave the text")
    // It stays, and is told once.
    let again = try await poll(14...14) { put(press, $0, "<div id=app></div>") }
    #expect(again.sources[0].notices.isEmpty)
    #expect(try SourceStatus.all(settings)[0].extraction?.since == flag?.since)
    _ = try SourceReset.run(["s"], settings: settings)
    #expect(try SourceStatus.all(settings)[0].extraction == nil)
  }
}
