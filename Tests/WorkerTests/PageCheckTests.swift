// `pages check`: a page from a file or an origin, by whose rules it is read, and what is told of it.
import News
import Settings
import TestOrigin
import Testing

@testable import Worker

@Suite struct PageCheckTests {
  static let prose = String(
    repeating: "The harbour was closed at noon, and nobody knew for how long it would be. ", count: 4)
  static let page = """
    <html lang=en><head><meta property=og:title content="Harbour closed"><title>Harbour closed</title></head><body>
    <h1>Harbour closed</h1><div class=a><p>One. \(prose)</p></div><div class=b><p>Two. \(prose)</p></div></body></html>
    """

  private func settings(_ sources: String) throws -> Configuration {
    try SettingsFile.parse("network: {allow: [127.0.0.1]}\nsources:\n\(sources)", file: "f", directory: ".")
  }

  private func read(
    _ address: String?, _ sources: String? = nil, _ options: PageCheck.Options = .init(), page: String = Self.page
  ) async throws -> PageReading {
    try await PageCheck.run(
      .file(Array(page.utf8), address: address.flatMap { WebAddress($0) }), settings: sources.map(settings),
      options: options)
  }

  @Test func `a file is read, with every fact's place and every block`() async throws {
    let reading = try await read("https://post.example/a?key=secret")
    #expect((reading.outcome, reading.message) == ("ok", ""))
    #expect(reading.address?.contains("secret") == false)
    #expect(reading.facts.map(\.name) == ["title", "language"])
    #expect(reading.facts.map(\.origin) == ["h1", "lang"])
    #expect(reading.bodyOrigin == "structure")
    #expect(reading.blocks.map(\.taken) == [false, true, true])
    #expect((reading.wordsTaken, reading.wordsDropped) == (122, 2))
    #expect(reading.text.hasPrefix("One. The harbour"))
    #expect(reading.html.contains("<p>Two. "))
  }

  static let one = "  - {name: one, url: \"https://www.post.example/feed\", article: {body: .a}}\n"
  static let two = "  - {name: two, url: \"https://post.example/other\", article: {body: .b}}\n"
  static let none = "  - {name: none, url: \"https://post.example/third\"}\n"

  @Test(
    "the rules are those of the named source, else of the only one on the host that has any",
    arguments: [
      ("https://post.example/a", one + none, nil, "one", "One. "),
      ("https://post.example/a", one + two, nil, nil, "One. "),
      ("https://post.example/a", one + two, "two", "two", "Two. "),
      ("https://post.example/a", one + none, "none", "none", "One. "),
      ("https://else.example/a", two, nil, nil, "One. "),
      (nil, two, nil, nil, "One. "),
      (nil, two, "two", "two", "Two. "),
    ] as [(String?, String, String?, String?, String)])
  func rules(address: String?, sources: String, named: String?, used: String?, beginning: String) async throws {
    let reading = try await read(address, sources, .init(source: named))
    #expect(reading.source?.description == used)
    #expect(reading.text.hasPrefix(beginning))
    #expect((reading.bodyOrigin == "rule") == (used == "one" || used == "two"))
    if sources == Self.one + Self.two, named == nil {
      #expect(reading.notes.first?.contains("name one of one, two") == true)
    }
    if named == "none" { #expect(reading.notes == ["the source none has no rules for its pages"]) }
  }

  @Test func `rules given for the run take the place of the source's, kind by kind`() async throws {
    let options = PageCheck.Options(rules: PageRules(remove: [".x"], title: ".b"))
    let reading = try await read("https://post.example/a", Self.one, options)
    #expect(reading.rules == PageRules(body: [".a"], remove: [".x"], title: ".b"))
    #expect(reading.facts.first?.origin == "rule")
    #expect(reading.facts.first?.value.hasPrefix("Two. ") == true)
    #expect(reading.notes.count == 1)
  }

  @Test(
    "a page without an article, and what is no page, are told apart",
    arguments: [
      ("<html><body><p>Short.</p><a href=/>x</a></body></html>", "ok"), ("<html><body></body></html>", "no-article"),
      ("", "empty"), ("plain", "not-html"), ("%PDF-1.4", "not-html"),
      (String(repeating: "\u{0}\u{1}<p>", count: 100), "not-html"),
    ])
  func outcomes(page: String, outcome: String) async throws {
    let reading = try await read(nil, page: page)
    #expect(reading.outcome == outcome)
    #expect(reading.message.isEmpty == (outcome == "ok"))
    #expect(reading.wasHad)
  }

  @Test func `unknown sources and bad selectors are refused`() async throws {
    await #expect { try await read(nil, Self.one, .init(source: "x")) } throws: {
      ($0 as? Refusal)?.code == "unknown-source"
    }
    await #expect { try await read(nil, nil, .init(rules: PageRules(body: ["p["]))) } throws: {
      ($0 as? Refusal)?.message.hasPrefix("--body: ") == true
    }
  }

  @Test func `a page is fetched as an ingest would, within the guard`() async throws {
    let press = try Press()
    press.set("/a", .ok(body: Self.page, headers: [("Content-Type", "text/html; charset=utf-8")]))
    press.set("/old", .redirect(302, to: "/a"))
    let address = try #require(WebAddress(press.origin.url("/old").description))
    let reading = try await PageCheck.run(.address(address), settings: nil, options: .init(allow: ["127.0.0.1"]))
    #expect(reading.outcome == "ok")
    #expect(reading.address?.hasSuffix("/a") == true)
    let blocked = try await PageCheck.run(.address(address), settings: nil, options: .init())
    #expect((blocked.outcome, blocked.wasHad) == ("blocked-by-policy", false))
    let missing = try await PageCheck.run(
      .address(try #require(WebAddress(press.origin.url("/no").description))), settings: nil,
      options: .init(allow: ["127.0.0.1"]))
    #expect((missing.outcome, missing.wasHad) == ("http-404", false))
  }
}
