// Lists that mean harm: bounded in time and memory, and the honest lines beside the damage survive.

import News
import Testing

@testable import Feeds

@Suite("Hostile OPML")
struct HostileOPMLTests {
  private static let honest = "<outline text='Honest' xmlUrl='https://honest.example/'/>"

  /// Made when it is needed: what a test is given is printed.
  enum Attack: CaseIterable {
    case attributes, longValue, references, longElement, longAttribute, depth, strayEnds, empty, prefixes, namespaces
    case openComment

    var text: String {
      func times(_ count: Int, _ text: String) -> String { String(repeating: text, count: count) }
      func each(_ count: Int, _ text: (Int) -> String) -> String { (0..<count).map(text).joined() }
      return switch self {
      case .attributes: "<outline" + each(200_000) { " a\($0)='v'" } + "/>"
      case .longValue: "<outline text='" + times(3_000_000, "x") + "'/>"
      case .references: "<outline text='" + times(10_000, "&amp;") + "'/>"
      case .longElement: "<" + times(300_000, "n") + "/>"
      case .longAttribute: "<outline " + times(300_000, "n") + "='1'/>"
      case .depth: times(50_000, "<x>") + times(50_000, "</x>")
      case .strayEnds: times(50_000, "</b>")
      case .empty: times(50_000, "<outline/>")
      case .prefixes: each(5000) { "<outline p\($0):a='1'/>" }
      case .namespaces: each(5000) { "<outline xmlns:p='urn:\($0)' p:a='1'/>" }
      case .openComment: "<!-- <outline xmlUrl='https://hidden.example/'/>"
      }
    }
  }

  @Test("The line beside the attack survives", arguments: Attack.allCases)
  func survives(attack: Attack) throws {
    let found = try list(attack.text + Self.honest).contents.subscriptions
    #expect(found.last?.title == "Honest")
  }

  @Test func `Of 200,000 outlines the first 100,000 are kept, and the rest is counted`() throws {
    let list = try list((0..<200_000).map { "<outline text='\($0)'/>" }.joined())
    #expect(list.outlines.count == 100_000 && list.outlines.last?["text"] == "99999")
    #expect(list.repairs.first { $0.code == "too-many-outlines" }?.count == 100_000)
  }

  @Test func `Names that are the same up to their numbers are counted together`() throws {
    let path = String(repeating: "x", count: 52)
    let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789").map(String.init)
    let pairs = letters.flatMap { first in letters.map { first + $0 } }
    let lines = (0..<5000).map { "<outline xmlUrl='https://a.example/\(path)\(pairs[$0 % pairs.count])?\($0)'/>" }
    let names = OPMLImport(try list(lines.joined()), besides: []).taken.map(\.source.name.description)
    #expect(Set(names).count == 5000 && names.allSatisfy { $0.utf8.count <= 64 })
    #expect(Set(names.map { $0.prefix(57) }).count == 1)
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
    let text = "<opml>" + String(repeating: "<outline \(attributes)/>", count: 60) + "</opml>"
    let list = try #require(OPMLReader.read(Array(text.utf8), mostAttributes: 1000))
    #expect(list.outlines.count == 50)
    #expect(list.repairs.first { $0.code == "too-many-outlines" }?.count == 10)
    #expect(OPMLReader.mostAttributes == 1_000_000)
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
