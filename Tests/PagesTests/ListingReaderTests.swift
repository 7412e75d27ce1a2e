// Listing pages: by selectors, by JSON-LD, by discovery; and selectors that select nothing.

import News
import Pages
import Testing

struct ListingReaderTests {
  static let url = WebAddress("https://kirchwerder.example/")!

  static func read(_ rules: ListingRules?) throws -> Listing {
    try ListingReader.read(try fixture("listing.html"), contentType: nil, url: url, rules: rules)
  }

  @Test(
    "selectors take the items apart",
    arguments: [
      ListingRules(
        item: "ul.news > li", link: "h2 a", title: "h2", date: "time", summary: "p[class=teaser]", author: ".who"),
      ListingRules(
        item: "//ul[@class='news']/li", link: ".//h2/a/@href", title: ".//h2", date: ".//time/@datetime",
        summary: "./p", author: "//span[@class='who']"),
    ])
  func selectors(rules: ListingRules) throws {
    let listing = try Self.read(rules)
    #expect(listing.method == "selectors")
    #expect(listing.title == "Nachrichten aus Kirchwerder")
    #expect(listing.language?.description == "de")
    #expect(listing.entries.count == 3)
    let first = try #require(listing.entries.first)
    #expect(first.url?.string == "https://kirchwerder.example/2026/11/20/deich-wird-erhoeht")
    #expect(first.title == "Der Deich wird um einen Meter erhöht")
    #expect(first.published?.description == "2026-11-20")
    #expect(first.authors == ["Jana Peters"])
    #expect(first.summaryHTML?.contains("<p>Die Arbeiten beginnen") == true)
  }

  @Test func `without rules the links that look like articles are found, sections and imprint are not`() throws {
    let listing = try Self.read(nil)
    #expect(listing.method == "discovered")
    #expect(
      listing.entries.map { $0.title } == [
        "Der Deich wird um einen Meter erhöht", "Schule bekommt nach dem Sturm ein neues Dach",
        "Die Fähre fällt bis Montag ganz aus",
      ])
    #expect(listing.entries.map { $0.published?.description } == ["2026-11-20", "2026-11-19", "2026-11-18"])
  }

  @Test func `a JSON-LD list is taken`() throws {
    let items = (1...3).map {
      "{\"@type\":\"ListItem\",\"position\":\($0),\"url\":\"/2026/a-story-about-number-\($0)\",\"name\":\"Story \($0)\"}"
    }
    let html =
      "<html><head><script type=\"application/ld+json\">{\"@type\":\"ItemList\",\"itemListElement\":["
      + items.joined(separator: ",") + "]}</script></head><body><p>x</p></body></html>"
    let listing = try ListingReader.read(Array(html.utf8), contentType: nil, url: Self.url, rules: nil)
    #expect(listing.method == "json-ld")
    #expect(listing.entries.map { $0.title } == ["Story 1", "Story 2", "Story 3"])
  }

  @Test(
    "an empty selection names the selector and the nearest thing that would match",
    arguments: [
      (ListingRules(item: "ul.news li.item"), ["ul.news li.item", "ul.news li", "3 elements"]),
      (ListingRules(item: "//ul[@class='blog']/li"), ["//ul[@class='blog']/li", "//ul"]),
      (ListingRules(item: "li.entry", date: "span.date"), ["date selector", "span.date", "3 items", "span"]),
    ])
  func emptySelection(rules: ListingRules, parts: [String]) {
    let refusal = #expect(throws: Refusal.self) { try Self.read(rules) }
    #expect(refusal?.code == "empty-selection")
    for part in parts { #expect(refusal?.message.contains(part) == true, "\(part): \(refusal?.message ?? "")") }
  }

  @Test func `a page without articles is refused`() {
    let refusal = #expect(throws: Refusal.self) {
      try ListingReader.read(Array("<p>nothing</p>".utf8), contentType: nil, url: Self.url, rules: nil)
    }
    #expect(refusal?.code == "no-articles")
  }

  @Test(
    "good selectors are accepted",
    arguments: [
      "li", "ul > li.a.b", "#x a[href^='/news']", "a:not(.ad)", "tr:nth-child(2n+1) td:first-child", "h2 + p, h3 ~ p",
      "//a[@href]", "./h2/a", ".", "@href", "(//ul)[1]/li", "descendant::h2", "a[data-x]", "*",
    ])
  func good(selector: String) throws { try Selector.validate(selector) }

  @Test("bad selectors are refused", arguments: ["", "li >", "a[href", "a:hover", "//a[", "a..b", "a[x!=y]", "p)"])
  func bad(selector: String) {
    let refusal = #expect(throws: Refusal.self) { try Selector.validate(selector) }
    #expect(refusal?.code == "bad-selector")
  }
}
