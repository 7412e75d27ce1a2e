// What a commit leaves on the disk, and what it refuses.
import Foundation
import News
import Testing

@testable import Bundles

struct CommitTests {
  @Test("an article becomes a whole bundle in the folder of its day", arguments: Durability.allCases)
  func whole(durability: Durability) throws {
    let scratch = try ScratchDirectory()
    let store = try scratch.store(durability)
    var draft = Samples.draft(2)
    draft.entrySource = KeptSource(bytes: Array("<item/>".utf8), fileExtension: "xml")
    draft.pageSource = KeptSource(bytes: [0, 255], fileExtension: "../evil")
    let receipt = try #require(try store.commit([draft]).first)

    #expect(receipt.path == "articles/2026/11/21/\(draft.article.id)")
    #expect(!receipt.adopted)
    #expect(receipt.contentHash == Digest.sha256Hex(draft.article.body.text.utf8))
    #expect(
      scratch.files(below: receipt.path) == [
        "bag-info.txt", "bagit.txt", "data", "data/body.html", "data/body.txt", "data/entry.xml", "data/fetch.json",
        "data/item.json", "data/page.bin", "manifest-sha256.txt", "tagmanifest-sha256.txt",
      ])
    #expect(try store.verify(bundle: receipt.path).isEmpty)
    #expect(scratch.files(below: "tmp").isEmpty)
  }

  @Test("a bundle read back is the article that was written")
  func readBack() throws {
    let scratch = try ScratchDirectory()
    let store = try scratch.store()
    for draft in [Samples.draft(1), Samples.draft(2, version: 3)] {
      let stored = try store.read(path: try #require(try store.commit([draft]).first).path)
      #expect(stored.article == draft.article)
      #expect(stored.story == draft.story)
      #expect(stored.storyName == draft.storyName)
      #expect(stored.relation == draft.relation)
      #expect(stored.match == draft.match)
      #expect(stored.fetch == draft.fetch)
    }
  }

  @Test("the same draft gives the same bytes")
  func deterministic() throws {
    let (first, second) = (try ScratchDirectory(), try ScratchDirectory())
    let path = try #require(try first.store().commit([Samples.draft(1)]).first).path
    _ = try second.store().commit([Samples.draft(1)])
    for name in first.files(below: path) where name != "data" {
      #expect(try first.data(path + "/" + name) == second.data(path + "/" + name), "\(name)")
    }
  }

  @Test("a revision is a bundle of its own beside the first")
  func revision() throws {
    let scratch = try ScratchDirectory()
    let store = try scratch.store()
    let receipts = try store.commit([Samples.draft(1), Samples.draft(1, version: 2, text: "Corrected.")])
    #expect(receipts[1].path == receipts[0].path + ".v2")
    var found: [BundleLocation] = []
    try store.bundles {
      found.append($0)
      return true
    }
    #expect(found.map(\.version) == [1, 2])
    #expect(Set(found.map(\.article)) == [Samples.draft(1).article.id])
  }

  @Test("a bundle that is there already is adopted, also when it was fetched again later that day")
  func adopted() throws {
    let scratch = try ScratchDirectory()
    let store = try scratch.store()
    let first = try store.commit([Samples.draft(1)])
    let again = try store.commit([Samples.draft(1, fetched: Samples.noon.adding(seconds: 60)), Samples.draft(2)])
    #expect(again.map(\.adopted) == [true, false])
    #expect(again[0].path == first[0].path)
    #expect(again[0].bytes == first[0].bytes)
    #expect(try store.read(path: first[0].path).article.fetched == Samples.noon)
  }

  @Test("two drafts of one batch with the same name and text are one bundle")
  func twice() throws {
    let scratch = try ScratchDirectory()
    let receipts = try scratch.store().commit([Samples.draft(1), Samples.draft(1)])
    #expect(receipts.map(\.adopted) == [false, true])
  }

  @Test("a bundle with another text is never overwritten")
  func different() throws {
    let scratch = try ScratchDirectory()
    let store = try scratch.store()
    let path = try store.commit([Samples.draft(1)])[0].path
    let before = try scratch.data(path + "/data/item.json")
    for drafts in [
      [Samples.draft(2), Samples.draft(1, text: "Other.")], [Samples.draft(1, title: "Other")],
      [Samples.draft(3), Samples.draft(3, text: "Other.")],
    ] {
      let failure = #expect(throws: BundleFailure.self) { try store.commit(drafts) }
      #expect(failure?.code == "different")
    }
    #expect(try scratch.data(path + "/data/item.json") == before)
    #expect(try store.verify().bundles == 1, "the rest of a failed batch is taken back")
  }

  @Test("a torn bundle stands in the way and is named")
  func torn() throws {
    let scratch = try ScratchDirectory()
    let store = try scratch.store()
    let path = try store.commit([Samples.draft(1)])[0].path
    try Data().write(to: URL(fileURLWithPath: scratch.path + "/" + path + "/data/item.json"))
    let failure = #expect(throws: BundleFailure.self) { try store.commit([Samples.draft(1)]) }
    #expect(failure?.code == "torn")
    #expect(failure?.path == path)
  }

  @Test("an empty folder of a bundle's name is not taken for the bundle")
  func emptyFolder() throws {
    let scratch = try ScratchDirectory()
    let store = try scratch.store()
    let folder = scratch.path + "/articles/2026/11/21/\(Samples.draft(1).article.id)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let failure = #expect(throws: BundleFailure.self) { try store.commit([Samples.draft(1)]) }
    #expect(failure?.code == "torn")
  }

  @Test("only the owner and the group can read bundles, whatever the program's usual modes are")
  func modes() throws {
    let scratch = try ScratchDirectory()
    let path = try scratch.store().commit([Samples.draft(1)])[0].path
    func mode(_ name: String) throws -> Int? {
      try FileManager.default.attributesOfItem(atPath: scratch.path + "/" + name)[.posixPermissions] as? Int
    }
    #expect(try mode(path).map { $0 & 0o007 } == 0)
    #expect(try mode(path + "/data/item.json").map { $0 & 0o137 } == 0)
  }

  @Test("what a crash left in tmp is swept at the next start, links in it are not followed")
  func sweep() throws {
    let scratch = try ScratchDirectory()
    let path = try scratch.store().commit([Samples.draft(1)])[0].path
    let leftover = scratch.path + "/tmp/7/0/data"
    try FileManager.default.createDirectory(atPath: leftover, withIntermediateDirectories: true)
    try Data([1]).write(to: URL(fileURLWithPath: leftover + "/item.json"))
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path + "/tmp/link", withDestinationPath: scratch.path + "/articles")
    let store = try scratch.store()
    #expect(scratch.files(below: "tmp").isEmpty)
    #expect(try store.verify(bundle: path).isEmpty)
  }

  @Test("a second writer is refused at once and told who is first; a reader is not")
  func locked() throws {
    let scratch = try ScratchDirectory()
    let first = try scratch.store()
    let failure = #expect(throws: BundleFailure.self) { try scratch.store() }
    #expect(failure?.code == "locked")
    #expect(failure?.message.contains("process \(ProcessInfo.processInfo.processIdentifier)") == true)
    let reader = try BundleStore(directory: scratch.path, agent: "t", exclusive: false)
    #expect(try reader.verify().bundles == 0)
    #expect(throws: BundleFailure.self) { try reader.commit([Samples.draft(1)]) }
    #expect(throws: BundleFailure.self) { try reader.write(stories: [Samples.story([Samples.draft(1)])]) }
    withExtendedLifetime(first) {}
  }

  @Test("the lock ends with its store")
  func unlocked() throws {
    let scratch = try ScratchDirectory()
    do { _ = try scratch.store() }
    _ = try scratch.store()
  }

  @Test("a state directory that cannot be is a failure with a sentence", arguments: ["/proc/nowhere", "/dev/null/x"])
  func impossible(path: String) {
    let failure = #expect(throws: BundleFailure.self) { try BundleStore(directory: path, agent: "t") }
    #expect(failure?.message.contains("cannot") == true)
  }

  @Test("hostile text stays inside JSON strings and out of tag files")
  func hostile() throws {
    let scratch = try ScratchDirectory()
    let store = try scratch.store()
    var draft = Samples.draft(2, title: "x\"\\\u{0}\u{1b}[2J\r\nExternal-Identifier: urn:uuid:0\u{2028}\u{7f}")
    draft.article.guid = "../../etc/passwd\n"
    draft.article.outlet = "\u{202e}\n"
    draft.storyName = "\n\n"
    let receipt = try store.commit([draft])[0]
    #expect(try store.verify(bundle: receipt.path).isEmpty)
    #expect(try store.read(path: receipt.path).article.title == draft.article.title)
    for name in ["bag-info.txt", "bagit.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt"] {
      let bytes = try scratch.data(receipt.path + "/" + name)
      #expect(bytes.allSatisfy { $0 == 10 || (32..<127).contains($0) }, "\(name)")
    }
    #expect(try scratch.data(receipt.path + "/bag-info.txt").filter { $0 == 10 }.count == 5)
  }

  @Test("no user name, password or query value of a fetched address is kept")
  func secrets() throws {
    let scratch = try ScratchDirectory()
    let address = WebAddress("https://user:hunter2@post.example/rss?token=hunter2")!
    var draft = Samples.draft(2, title: "https://user:hunter2@post.example/")
    draft.article.guid = "https://user:hunter2@post.example/1"
    draft.article.url = WebAddress("https://user:hunter2@post.example/1")
    draft.article.image = ArticleImage(url: "https://user:hunter2@post.example/1.jpg")
    draft.article.enclosures = [Enclosure(url: "https://user:hunter2@post.example/1.mp3")]
    draft.fetch = FetchRecord(source: .init(requested: address, status: 200, fetchedAt: Samples.noon))
    let path = try scratch.store().commit([draft])[0].path
    for name in scratch.files(below: path) where name != "data" {
      #expect(!String(decoding: try scratch.data(path + "/" + name), as: UTF8.self).contains("hunter2"), "\(name)")
    }
  }
}
