// Files replaced as a whole: mode, links, and what happens when it does not work.
import Foundation
import News
import Testing

@testable import Settings

@Suite("Files replaced")
struct FileReplacementTests {
  private let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "newsfold-replacement-\(UUID())"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  private func inFolder(_ body: (String) throws -> Void) throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder + "/file.yaml")
  }

  private func put(_ text: String, _ path: String) throws { try Data(text.utf8).write(to: URL(fileURLWithPath: path)) }
  private func save(_ text: String, _ path: String) {
    _ = FileManager.default.createFile(atPath: path, contents: Data(text.utf8))
  }
  private func get(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }
  private func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }
  private func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder).sorted() }

  @Test func `The new file has the mode of the old one, and nothing else is left`() throws {
    try inFolder { path in
      try put("old", path)
      try FileManager.default.setAttributes([.posixPermissions: 0o604], ofItemAtPath: path)
      try FileReplacement.write(Array("new".utf8), to: path, expecting: Array("old".utf8))
      #expect(try get(path) == "new")
      #expect(try mode(path) == 0o604)
      #expect(try names() == ["file.yaml"])
    }
  }

  @Test func `A link stays one, and what it leads to is replaced`() throws {
    try inFolder { path in
      try FileManager.default.createDirectory(atPath: folder + "/real", withIntermediateDirectories: true)
      try put("old", folder + "/real/target.yaml")
      try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "real/target.yaml")
      try FileReplacement.write(Array("new".utf8), to: path)
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: path) == "real/target.yaml")
      #expect(try get(folder + "/real/target.yaml") == "new")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/real") == ["target.yaml"])
    }
  }

  @Test func `A file that changed meanwhile is not touched`() throws {
    try inFolder { path in
      try put("another's", path)
      let refusal = #expect(throws: Refusal.self) {
        try FileReplacement.write(Array("new".utf8), to: path, expecting: Array("old".utf8))
      }
      #expect(refusal?.code == "changed")
      #expect(try get(path) == "another's")
      #expect(try names() == ["file.yaml"])
    }
  }

  @Test("What an editor saves while the file is written is not overwritten", arguments: ["saved", "same", "touched"])
  func savedMeanwhile(how: String) throws {
    try inFolder { path in
      try put("old", path)
      let refusal = #expect(throws: Refusal.self) {
        try FileReplacement.write(Array("new".utf8), to: path, expecting: Array("old".utf8)) {
          switch how {
          case "saved": save("new in the editor", path)
          // The same bytes in another file, as editors save; and in the same file, at another time.
          case "same":
            save("old", path + ".save")
            rename(path + ".save", path)
          default: utimes(path, [timeval(), timeval()])
          }
        }
      }
      #expect(refusal?.code == "changed")
      #expect(try get(path) == (how == "saved" ? "new in the editor" : "old"))
      #expect(try names() == ["file.yaml"])
    }
  }

  @Test func `What anything may replace is replaced whatever it has become`() throws {
    try inFolder { path in
      try put("old", path)
      try FileReplacement.write(Array("new".utf8), to: path, expecting: nil) {
        save("other", path)
      }
      #expect(try get(path) == "new")
    }
  }

  @Test(.enabled(if: geteuid() == 0, "needs root")) func `What a crash left to the file's owner is used up, too`()
    throws
  {
    try inFolder { path in
      try put("old", path)
      try put("half", folder + "/.file.yaml.new")
      #expect(chown(folder + "/.file.yaml.new", 12345, 12345) == 0)
      let refusal = #expect(throws: Refusal.self) { try FileReplacement.write(Array("new".utf8), to: path) }
      #expect(refusal?.code == "cannot-create")
      #expect(chown(path, 12345, 12345) == 0)
      try FileReplacement.write(Array("new".utf8), to: path)
      #expect(try get(path) == "new" && names() == ["file.yaml"])
      #expect(try FileManager.default.attributesOfItem(atPath: path)[.ownerAccountID] as? Int == 12345)
    }
  }

  @Test func `A new file has the mode of other new files`() throws {
    try inFolder { path in
      try FileReplacement.write(Array("new".utf8), to: path)
      let other = open(folder + "/other", O_WRONLY | O_CREAT, 0o666)
      close(other)
      #expect(try mode(path) == mode(folder + "/other"))
    }
  }

  @Test func `What a crash left behind is used up`() throws {
    try inFolder { path in
      try put("old", path)
      try put("half a file that was longer than the new one", folder + "/.file.yaml.new")
      try FileReplacement.write(Array("new".utf8), to: path)
      #expect(try get(path) == "new")
      #expect(try names() == ["file.yaml"])
    }
  }

  @Test func `Of two that write at a time one waits for nobody`() throws {
    try inFolder { path in
      try put("old", path)
      let other = open(folder + "/.file.yaml.new", O_WRONLY | O_CREAT, 0o600)
      defer { close(other) }
      #expect(flock(other, LOCK_EX) == 0)
      let refusal = #expect(throws: Refusal.self) { try FileReplacement.write(Array("new".utf8), to: path) }
      #expect(refusal?.code == "busy")
      #expect(try get(path) == "old")
    }
  }

  @Test func `What stands in the way is neither followed nor overwritten`() throws {
    try inFolder { path in
      try put("old", path)
      try put("precious", folder + "/precious")
      try FileManager.default.createSymbolicLink(
        atPath: folder + "/.file.yaml.new", withDestinationPath: folder + "/precious")
      let linked = #expect(throws: Refusal.self) { try FileReplacement.write(Array("new".utf8), to: path) }
      #expect(linked?.code == "cannot-create")
      try FileManager.default.removeItem(atPath: folder + "/.file.yaml.new")
      try FileManager.default.linkItem(atPath: folder + "/precious", toPath: folder + "/.file.yaml.new")
      let shared = #expect(throws: Refusal.self) { try FileReplacement.write(Array("new".utf8), to: path) }
      #expect(shared?.code == "cannot-create")
      #expect(try get(folder + "/precious") == "precious" && get(path) == "old")
    }
  }

  @Test func `New files are made, devices written to, and folders that are not there told`() throws {
    try inFolder { path in
      try FileReplacement.write(Array("new".utf8), to: path)
      #expect(try get(path) == "new")
      try FileReplacement.write(Array("new".utf8), to: "/dev/null")
      let full = #expect(throws: Refusal.self) { try FileReplacement.write(Array("new".utf8), to: "/dev/full") }
      #expect(full?.code == "io")
      let nowhere = #expect(throws: Refusal.self) {
        try FileReplacement.write(Array("new".utf8), to: folder + "/missing/file")
      }
      #expect(nowhere?.code == "cannot-create")
      try FileManager.default.createSymbolicLink(atPath: folder + "/dangling", withDestinationPath: "nothing")
      let dangling = #expect(throws: Refusal.self) {
        try FileReplacement.write(Array("new".utf8), to: folder + "/dangling")
      }
      #expect(dangling?.code == "cannot-create")
    }
  }
}
