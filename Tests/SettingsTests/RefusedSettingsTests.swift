// Every file in Fixtures/settings/refused is refused with exactly the problems its comments expect.
import Foundation
import Settings
import Testing

/// A settings file that is refused, and the problems it names.
struct RefusedFile: Sendable, CustomTestStringConvertible {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Fixtures/settings")
  let name: String
  let yaml: String
  let expected: [(place: String, words: String)]
  var testDescription: String { name }

  init(_ url: URL) throws {
    name = url.lastPathComponent
    yaml = try String(contentsOf: url, encoding: .utf8)
    expected = yaml.split(separator: "\n").filter { $0.hasPrefix("# expect ") }.map {
      let parts = $0.dropFirst(9).split(separator: " ", maxSplits: 1)
      return (String(parts[0]), String(parts[1]))
    }
  }

  static let all: [RefusedFile] = {
    let names = try! FileManager.default.contentsOfDirectory(atPath: folder.path + "/refused").sorted()
    return try! names.map { try RefusedFile(folder.appendingPathComponent("refused/\($0)")) }
  }()
}

struct RefusedSettingsTests {
  @Test("a wrong file is refused with every problem at its place", arguments: RefusedFile.all)
  func refused(file: RefusedFile) throws {
    let error = try #require(
      #expect(throws: SettingsError.self) {
        try SettingsFile.parse(file.yaml, file: file.name, directory: ".")
      })
    let found = error.problems
    for (problem, wanted) in zip(found, file.expected) {
      #expect(problem.description.hasPrefix("\(file.name):\(wanted.place): "), "\(problem)")
      #expect(problem.message.contains(wanted.words), "\(problem)")
    }
    #expect(found.count == file.expected.count, "\(error)")
    for problem in found { #expect(!problem.description.contains("\n"), "a problem is one line") }
  }
}
