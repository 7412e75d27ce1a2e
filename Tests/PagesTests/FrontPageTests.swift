// Front pages of many structures, none of which says how it is to be read: which articles are found, with what.

import Foundation
import News
import Pages
import Testing

struct FrontPageTests {
  static let page = WebAddress("https://ostermouth.example/")!

  /// An article that a page of `Fixtures/pages/listings` lists: address, title, date and author, empty where it tells none.
  struct Wanted {
    var url: String
    var title: String
    var date: String
    var author: String
  }

  static let names = [
    "arabic", "archive", "cards-around", "dates-above", "hashed-div-soup", "headline-lists", "japanese", "long-footer",
    "numeric-ids",
    "query-ids", "root-slugs", "russian", "short-titles", "sidebars", "subdomain", "table", "teasers", "thai",
    "three-links",
  ]

  static func wanted(_ name: String) throws -> [Wanted] {
    let text = String(decoding: try fixture("listings/\(name).tsv"), as: UTF8.self)
    return text.split(separator: "\n").map { line in
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      return Wanted(
        url: WebAddress(fields[0], base: page)!.string, title: fields[1], date: fields[2], author: fields[3])
    }
  }

  @Test("all articles of a front page are found, in its order, and nothing else", arguments: names)
  func articles(name: String) throws {
    let listing = try ListingReader.read(
      try fixture("listings/\(name).html"), contentType: nil, url: Self.page, rules: nil)
    let wanted = try Self.wanted(name)
    let found = Set(listing.entries.compactMap { $0.url?.string })
    let expected = Set(wanted.map(\.url))
    #expect(found.subtracting(expected).sorted() == [], "not articles")
    #expect(expected.subtracting(found).sorted() == [], "missed")
    #expect(listing.entries.map { $0.url?.string } == wanted.map(\.url))
    #expect(listing.entries.map { $0.title ?? "" } == wanted.map(\.title))
    #expect(listing.entries.map { $0.published?.description ?? "" } == wanted.map(\.date))
    #expect(listing.entries.map { $0.authors.joined(separator: ", ") } == wanted.map(\.author))
  }

  @Test(
    "the text beside a link is its summary",
    arguments: [
      "cards-around", "hashed-div-soup", "query-ids", "root-slugs", "short-titles", "sidebars", "subdomain",
      "three-links",
    ])
  func summaries(name: String) throws {
    let listing = try ListingReader.read(
      try fixture("listings/\(name).html"), contentType: nil, url: Self.page, rules: nil)
    let wanted =
      "<p>The decision came late on Thursday after hours of debate, and those concerned say that much remains to be "
      + "settled before spring.</p>"
    for entry in listing.entries { #expect(entry.summaryHTML == wanted) }
  }

  @Test(
    "a page that nobody means well with is read to its end",
    arguments: [
      String(repeating: "<a href=/2026/11/20/one-of-very-many>Deeper and deeper it goes", count: 30_000),
      String(repeating: "<div class=related><a href=/n/123456>A title of some words</a>", count: 20_000),
      "<p>" + String(repeating: "<a href=/n/123456>A title of some words</a> ", count: 20_000),
      (0..<20_000).map { "<i>x</i><a href=/n/\(100_000 + $0)>A title of some words</a>" }.joined(),
      "<ul>" + (0..<10_000).map { "<li><a href=/n/\(100_000 + $0)>A title of some words</a>" }.joined(),
    ])
  func hostile(body: String) {
    // A refusal is an answer too.
    _ = try? ListingReader.read(Array("<html><body>\(body)".utf8), contentType: nil, url: Self.page, rules: nil)
  }

  @Test func `a page of sections only has no articles`() throws {
    let refusal = #expect(throws: Refusal.self) {
      try ListingReader.read(try fixture("listings/no-articles.html"), contentType: nil, url: Self.page, rules: nil)
    }
    #expect(refusal?.code == "no-articles")
  }
}
