// Each kind of damage is found and named.
import Foundation
import News
import Testing

@testable import Bundles

/// One way to damage a bundle; `sealed` makes the checksums anew, so that only the meaning is wrong.
struct Damage: Sendable, CustomTestStringConvertible {
  let name: String
  let code: String
  let word: String
  var sealed = false
  let apply: @Sendable (_ bundle: String) throws -> Void
  var testDescription: String { name }

  static func edit(_ path: String, _ change: (String) -> String) throws {
    let before = try String(contentsOfFile: path, encoding: .utf8)
    let after = change(before)
    #expect(before != after, "the damage has to change something")
    try after.write(toFile: path, atomically: false, encoding: .utf8)
  }

  static func item(_ name: String, _ code: String, _ word: String, _ from: String, _ to: String) -> Damage {
    Damage(name: name, code: code, word: word, sealed: true) { bundle in
      try edit(bundle + "/data/item.json") { $0.replacingOccurrences(of: from, with: to) }
    }
  }

  static func append(_ file: String, _ text: String, _ path: String) throws {
    try edit(path + "/" + file) { $0 + text }
  }

  static let all: [Damage] = [
    Damage(name: "a byte appended", code: "altered", word: "data/body.txt") { try append("data/body.txt", "x", $0) },
    Damage(name: "one bit flipped", code: "altered", word: "data/body.html") { bundle in
      let url = URL(fileURLWithPath: bundle + "/data/body.html")
      var data = try Data(contentsOf: url)
      data[0] ^= 1
      try data.write(to: url)
    },
    Damage(name: "a payload file missing", code: "missing", word: "data/body.html") {
      try FileManager.default.removeItem(atPath: $0 + "/data/body.html")
    },
    Damage(name: "data missing", code: "missing", word: "data is missing") {
      try FileManager.default.removeItem(atPath: $0 + "/data")
    },
    Damage(name: "the item cut to nothing", code: "item", word: "not JSON") {
      try Data().write(to: URL(fileURLWithPath: $0 + "/data/item.json"))
    },
    Damage(name: "a file no manifest names", code: "unlisted", word: "data/extra") {
      try Data([1]).write(to: URL(fileURLWithPath: $0 + "/data/extra"))
    },
    Damage(name: "a folder in the payload", code: "unlisted", word: "data/more") {
      try FileManager.default.createDirectory(atPath: $0 + "/data/more", withIntermediateDirectories: false)
    },
    Damage(name: "a file beside the tag files", code: "unlisted", word: "notes") {
      try Data([1]).write(to: URL(fileURLWithPath: $0 + "/notes"))
    },
    Damage(name: "a tag file altered", code: "altered", word: "bag-info.txt") {
      try append("bag-info.txt", "X: y\n", $0)
    },
    Damage(name: "a tag repeated", code: "bag", word: "bag-info.txt has a line") {
      try append("bag-info.txt", "Payload-Oxum: 1.1\n", $0)
    },
    Damage(name: "the size not as stated", code: "bag", word: "Payload-Oxum", sealed: true) {
      try edit($0 + "/bag-info.txt") { $0.replacingOccurrences(of: "Payload-Oxum: ", with: "Payload-Oxum: 1") }
    },
    Damage(name: "another version of BagIt", code: "bag", word: "bagit.txt", sealed: true) {
      try edit($0 + "/bagit.txt") { $0.replacingOccurrences(of: "1.0", with: "0.97") }
    },
    Damage(name: "a manifest line that is none", code: "bag", word: "not a digest") {
      try append("manifest-sha256.txt", "hello\n", $0)
    },
    Damage(name: "a manifest that leads out of the bag", code: "missing", word: "../../x") {
      try append("manifest-sha256.txt", String(repeating: "0", count: 64) + "  ../../x\n", $0)
    },
    Damage(name: "no tag manifest", code: "missing", word: "tagmanifest") {
      try FileManager.default.removeItem(atPath: $0 + "/tagmanifest-sha256.txt")
    },
    Damage(name: "a payload file that is a link", code: "link", word: "data/body.txt") {
      try FileManager.default.removeItem(atPath: $0 + "/data/body.txt")
      try FileManager.default.createSymbolicLink(atPath: $0 + "/data/body.txt", withDestinationPath: "body.html")
    },
    item("a status outside its list", "item", "pubStatus", "\"usable\"", "\"live\""),
    item("a key of one's own", "item", "storyId", "\"by\":", "\"storyId\":"),
    item("a date that is none", "item", "versionCreated", "\"versionCreated\": \"2026", "\"versionCreated\": \"x026"),
    item("a key that stands twice", "item", "twice", "\"type\": \"text\",\n \"uri\"", "\"by\": \"x\",\n \"uri\""),
    item("a password in an address", "item", "password", "\"href\": \"https://", "\"href\": \"https://a:b@"),
    item("no story", "item", "0 stories", "\"role\": \"story\"", "\"role\": \"tale\""),
    item("another text than body.txt", "disagrees", "body.txt", "Nobody was told", "Somebody was told"),
    item("another hash", "disagrees", "contentHash", "\"sha256:", "\"sha256:0"),
    item(
      "another article's uri", "disagrees", "External-Identifier", Samples.draft(2).article.id.urn,
      Samples.draft(9).article.id.urn),
    item(
      "another story's id", "disagrees", "Bag-Group-Identifier", Samples.draft(2).story.urn,
      Samples.draft(9).story.urn),
    item("another revision than its name", "disagrees", "folder", "\"version\": \"1\"", "\"version\": \"2\""),
  ]

  /// Manifests and size made anew.
  static func seal(_ bundle: String, oxum: Bool) throws {
    func lines(_ names: [String]) throws -> String {
      try names.sorted().map {
        Digest.sha256Hex(try Data(contentsOf: URL(fileURLWithPath: bundle + "/" + $0))) + "  " + $0 + "\n"
      }.joined()
    }
    let payload = try FileManager.default.contentsOfDirectory(atPath: bundle + "/data").map { "data/" + $0 }
    if oxum {
      let size = try payload.reduce(0) { try $0 + Data(contentsOf: URL(fileURLWithPath: bundle + "/" + $1)).count }
      let info = try String(contentsOfFile: bundle + "/bag-info.txt", encoding: .utf8)
      let kept = info.split(separator: "\n").filter { !$0.hasPrefix("Payload-Oxum") }.joined(separator: "\n")
      try (kept + "\nPayload-Oxum: \(size).\(payload.count)\n")
        .write(toFile: bundle + "/bag-info.txt", atomically: false, encoding: .utf8)
    }
    try lines(payload).write(toFile: bundle + "/manifest-sha256.txt", atomically: false, encoding: .utf8)
    try lines(["bag-info.txt", "bagit.txt", "manifest-sha256.txt"])
      .write(toFile: bundle + "/tagmanifest-sha256.txt", atomically: false, encoding: .utf8)
  }
}

struct DamageTests {
  @Test("damage is found and named", arguments: Damage.all)
  func damage(_ damage: Damage) throws {
    let scratch = try ScratchDirectory()
    let store = try scratch.store()
    let receipts = try store.commit([Samples.draft(1), Samples.draft(2)])
    let bundle = scratch.path + "/" + receipts[1].path
    try damage.apply(bundle)
    if damage.sealed { try Damage.seal(bundle, oxum: damage.word != "Payload-Oxum") }
    let findings = try store.verify(bundle: receipts[1].path)
    #expect(findings.contains { $0.code == damage.code && $0.message.contains(damage.word) }, "\(findings)")
    if damage.sealed {
      #expect(
        !findings.contains { $0.code == "altered" || $0.code == "missing" || $0.code == "unlisted" }, "\(findings)")
    }
    let whole = try store.verify()
    #expect(whole.bundles == 2)
    #expect(whole.findings.filter { $0.code != "story" }.allSatisfy { $0.path == receipts[1].path }, "nothing else")
  }

  @Test("what does not belong in the tree is named")
  func strays() throws {
    let scratch = try ScratchDirectory()
    let store = try scratch.store()
    let day = "articles/2026/11/21"
    _ = try store.commit([Samples.draft(1)])
    let strays = [
      "articles/readme", "articles/2026/13x", day + "/not-a-uuid", day + "/\(Samples.draft(2).article.id).v1",
      day + "/\(Samples.draft(2).article.id.description.uppercased())", "stories/x.json",
    ]
    for stray in strays {
      try FileManager.default.createDirectory(
        atPath: scratch.path + "/" + stray, withIntermediateDirectories: true)
    }
    #expect(try store.verify().findings.filter { $0.code == "stray" }.map(\.path).sorted() == strays.sorted())
  }

  @Test("a revision with bundles in two days is named")
  func twice() throws {
    let scratch = try ScratchDirectory()
    let store = try scratch.store()
    let later = Samples.draft(1, fetched: Samples.noon.adding(seconds: 86_400))
    let path = try store.commit([Samples.draft(1), later, Samples.draft(1, version: 2)])[1].path
    #expect(try store.verify().findings.filter { $0.code == "twice" }.map(\.path) == [path])
  }

  @Test("a state directory is sound when bundles and stories agree, and not when they do not")
  func stories() throws {
    let scratch = try ScratchDirectory()
    let store = try scratch.store()
    let drafts = [Samples.draft(1), Samples.draft(2), Samples.draft(3)]
    _ = try store.commit(drafts)
    func messages() throws -> [String] { try store.verify().findings.map(\.message) }

    try store.write(stories: [Samples.story(Array(drafts[0...1]))])
    #expect(try messages() == ["no story file has this article as a member"])
    try store.write(stories: [Samples.story([drafts[2]])])
    #expect(try store.verify() == Verification(bundles: 3, stories: 2, bytes: try store.verify().bytes))

    try store.write(stories: [Samples.story([drafts[2], drafts[1]])])
    #expect(try messages().count == 1 && messages()[0].contains("in another story too"))
    try store.write(stories: [Samples.story([drafts[2], Samples.draft(4)])])
    #expect(try messages().count == 1 && messages()[0].contains("has no bundle"))

    var merged = Samples.story([drafts[2]])
    merged.members = []
    merged.mergedInto = drafts[0].story
    try store.write(stories: [merged, Samples.story(drafts)])
    #expect(try messages().isEmpty)
    merged.mergedInto = Samples.draft(7).story
    try store.write(stories: [merged])
    #expect(try messages().count == 1 && messages()[0].contains("which has no file"))

    let path = scratch.path + "/" + BundleStore.path(of: merged)
    try Damage.edit(path) { String($0.dropLast(4)) }
    #expect(try messages().count == 1 && messages()[0].contains("not JSON"))
  }
}
