// What holds of every page holds of the fixtures, whatever came beside them.

import Foundation
import PageInvariants
import Testing

@Suite("Fuzzed pages")
struct FuzzedPageTests {
  private static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Fixtures")

  /// Every file of the folders and of those in them; folders have no dot in their names.
  private static func files(_ folders: [String]) throws -> [String] {
    try folders.flatMap { folder in
      try FileManager.default.subpathsOfDirectory(atPath: fixtures.appendingPathComponent(folder).path).sorted()
        .filter { $0.contains(".") }.map { "\(folder)/\($0)" }
    }
  }

  @Test("All that has to hold holds", arguments: try files(["fuzz"]))
  func holds(name: String) throws {
    let file = [UInt8](try Data(contentsOf: Self.fixtures.appendingPathComponent(name)))
    #expect(PageInvariants.broken(byFile: file) == [])
  }

  @Test("It holds whatever came beside the page", arguments: try files(["pages"]))
  func holdsForAll(name: String) throws {
    let file = [UInt8](try Data(contentsOf: Self.fixtures.appendingPathComponent(name)))
    for choice in 0x20...0x2F as ClosedRange<UInt8> {
      #expect(PageInvariants.broken(byFile: file + [0x0A, choice]) == [])
    }
  }
}
