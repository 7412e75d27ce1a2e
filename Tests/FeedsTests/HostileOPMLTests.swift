// Lists that mean harm: bounded in time and memory, and the honest lines beside the damage survive.

import Feeds
import News
import Testing

@Suite("Hostile OPML")
struct HostileOPMLTests {
  private static let honest = "<outline text='Honest' xmlUrl='https://honest.example/'/>"

  @Test(
    "The line beside the attack survives",
    arguments: [
      "<outline \((0..<200_000).map { "a\($0)='v'" }.joined(separator: " "))/>",
      "<outline text='" + String(repeating: "x", count: 3_000_000) + "'/>",
      "<outline text='" + String(repeating: "&amp;", count: 10_000) + "'/>",
      "<\(String(repeating: "n", count: 300_000))/>",
      "<outline \(String(repeating: "n", count: 300_000))='1'/>",
      String(repeating: "<x>", count: 50_000) + String(repeating: "</x>", count: 50_000),
      String(repeating: "</b>", count: 50_000),
      String(repeating: "<outline/>", count: 50_000),
      (0..<5000).map { "<outline p\($0):a='1'/>" }.joined(),
      (0..<5000).map { "<outline xmlns:p='urn:\($0)' p:a='1'/>" }.joined(),
      "<!-- <outline xmlUrl='https://hidden.example/'/>",
    ])
  func survives(attack: String) throws {
    let found = try list(attack + Self.honest).contents.subscriptions
    #expect(found.last?.title == "Honest")
  }

  @Test func `Of 200,000 outlines the first 100,000 are kept, and the rest is counted`() throws {
    let list = try list((0..<200_000).map { "<outline text='\($0)' xmlUrl='https://a.example/\($0)'/>" }.joined())
    #expect(list.contents.subscriptions.map(\.title).last == "99999")
    #expect(list.repairs.first { $0.code == "too-many-outlines" }?.count == 100_000)
  }

  @Test func `Of 200,000 levels the outermost are kept`() throws {
    let levels = (0..<200_000).map { "<outline text='\($0)'>" }.joined()
    let ends = String(repeating: "</outline>", count: 200_000)
    let list = try list(levels + Self.honest + ends + Self.honest)
    #expect(list.contents.subscriptions.map(\.categories) == [[]])
    #expect(list.repairs.contains { $0.code == "too-deep" })
    #expect(try OPMLParser.parse(list.xml).outlines == list.outlines)
  }

  @Test func `Of folders within folders the innermost are told`() throws {
    let levels = (0..<100).map { "<outline text='\($0)'>" }.joined()
    let found = try list(levels + Self.honest + String(repeating: "</outline>", count: 100)).contents.subscriptions
    #expect(found.map(\.categories) == [(84..<100).map { "\($0)" }])
  }

  @Test func `Declared entities are never expanded, and nothing outside is read`() throws {
    let bomb =
      "<!DOCTYPE opml [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\"><!ENTITY f SYSTEM \"file:///etc/hostname\">]>"
    let list = try OPMLParser.parse(
      Array((bomb + "<opml><body><outline text='&b;&f;' xmlUrl='https://a.example/'/></body></opml>").utf8))
    #expect(list.contents.subscriptions.map(\.title) == ["&b;&f;"])
    #expect(list.repairs.contains { $0.code == "entity-declaration" })
  }

  @Test func `Attributes are bounded over all outlines together`() throws {
    let attributes = (0..<20).map { "a\($0)=''" }.joined(separator: " ")
    let list = try list(String(repeating: "<outline \(attributes)/>", count: 50_100))
    #expect(list.outlines.count == 50_000)
    #expect(list.repairs.first { $0.code == "too-many-outlines" }?.count == 100)
  }

  @Test func `Equal addresses and equal names in great number cost no more than others`() throws {
    let path = String(repeating: "a", count: 80)
    let list = try list((0..<20_000).map { "<outline xmlUrl='https://a.example/\(path)?\($0 / 2)'/>" }.joined())
    let result = OPMLImport(list, besides: [])
    #expect(Set(result.taken.map(\.source.name)).count == 10_000)
    #expect(result.skipped.count == 10_000)
  }

  @Test func `A list that is too long is refused`() {
    #expect(throws: Refusal.self) { try OPMLParser.parse([UInt8](repeating: 32, count: OPMLParser.largest + 1)) }
  }
}
