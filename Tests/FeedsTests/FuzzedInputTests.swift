// What the fuzzer has found stays found: every input it once broke an invariant with is read again.

import FeedInvariants
import Foundation
import Testing

@Suite("Fuzzed inputs")
struct FuzzedInputTests {
  private static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Fixtures")

  /// Every file of the folders and of those in them; folders have no dot in their names.
  private static func files(_ folders: [String]) throws -> [String] {
    try folders.flatMap { folder in
      try FileManager.default.subpathsOfDirectory(atPath: fixtures.appendingPathComponent(folder).path).sorted()
        .filter { $0.contains(".") }.map { "\(folder)/\($0)" }
    }
  }

  @Test("All that has to hold holds", arguments: try files(["fuzz", "feeds", "opml", "pages"]))
  func holds(name: String) throws {
    let file = [UInt8](try Data(contentsOf: Self.fixtures.appendingPathComponent(name)))
    #expect(Invariants.broken(byFile: file) == [])
  }

  @Test(
    "It holds for every reader and whatever came beside the document", arguments: try files(["feeds", "opml", "pages"]))
  func holdsForAll(name: String) throws {
    let file = [UInt8](try Data(contentsOf: Self.fixtures.appendingPathComponent(name)))
    for choice in 0x30...0x7F as ClosedRange<UInt8> {
      #expect(Invariants.broken(byFile: file + [0x0A, choice]) == [])
    }
  }

  @Test func `The last line of an input chooses its reader`() {
    let feed = Array("<rss/>\n".utf8)
    #expect(ForeignInput(file: feed).bytes == feed)
    #expect(ForeignInput(file: feed).reader == .feed)
    let sitemap = ForeignInput(file: feed + [UInt8(ascii: "S")])
    #expect(sitemap.bytes == feed)
    #expect(sitemap.reader == .sitemap)
    #expect(sitemap.surroundings.contentType == "text/xml; charset=windows-1252")
  }
}
