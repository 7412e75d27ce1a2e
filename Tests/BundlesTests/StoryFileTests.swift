// Story files read back, and bundles and stories written out for validators that are not ours.
import Foundation
import News
import Testing

@testable import Bundles

struct StoryFileTests {
  @Test("a story read back is the story that was written, with every relation")
  func readBack() throws {
    let scratch = try ScratchDirectory()
    let store = try scratch.store()
    var drafts = (1...4).map { Samples.draft($0) }
    for (index, relation) in Relation.allCases.enumerated() {
      drafts[index].relation = relation
      drafts[index].match = relation == .new ? nil : drafts[0].article.id
    }
    var story = Samples.story(drafts, headline: "Late \"ferries\"\n", share: 1.0 / 3)
    try store.write(stories: [story])
    #expect(BundleStore.path(of: story) == "stories/2026/11/\(story.id).json")
    #expect(try store.readStory(path: BundleStore.path(of: story)) == story)
    story.mergedInto = Samples.draft(9).story
    story.lastChanged = story.lastChanged.adding(seconds: 5)
    try store.write(stories: [story])
    #expect(try store.readStory(path: BundleStore.path(of: story)) == story)
  }

  @Test(
    "paths that lead out of the state directory are refused", arguments: ["", "/etc/hostname", "../x", "a/../../x"])
  func outside(path: String) throws {
    let scratch = try ScratchDirectory()
    let store = try scratch.store()
    #expect(throws: BundleFailure.self) { try store.readStory(path: path) }
    #expect(throws: BundleFailure.self) { try store.read(path: path) }
  }

  @Test("what cannot be read says why", arguments: ["", "{", "{}", "[]", "{\"uri\": \"urn:uuid:0\"}"])
  func unreadable(text: String) throws {
    let scratch = try ScratchDirectory()
    let store = try scratch.store()
    let draft = Samples.draft(1)
    let story = Samples.story([draft])
    let path = try store.commit([draft])[0].path
    try store.write(stories: [story])
    for file in [path + "/data/item.json", BundleStore.path(of: story)] {
      try Data(text.utf8).write(to: URL(fileURLWithPath: scratch.path + "/" + file))
    }
    let bundle = #expect(throws: BundleFailure.self) { try store.read(path: path) }
    #expect(bundle?.code == "not-a-bundle")
    let file = #expect(throws: BundleFailure.self) { try store.readStory(path: BundleStore.path(of: story)) }
    #expect(file?.code == "not-a-bundle")
    #expect(try store.verify().findings.contains { $0.code == "story" && $0.path == BundleStore.path(of: story) })
  }

  @Test("bundles are walked in order of days, from a day on, until enough")
  func walk() throws {
    let scratch = try ScratchDirectory()
    let store = try scratch.store()
    let days = [0, 20, 11].map { Samples.noon.adding(seconds: Int64($0) * 86_400) }
    _ = try store.commit(days.enumerated().map { Samples.draft($0 + 1, fetched: $1) })
    func walked(since: Instant? = nil, most: Int = 9) throws -> [String] {
      var out: [String] = []
      try store.bundles(since: since) {
        out.append(String($0.path.prefix(19)))
        return out.count < most
      }
      return out
    }
    let all = ["articles/2026/11/21", "articles/2026/12/02", "articles/2026/12/11"]
    #expect(try walked() == all)
    #expect(try walked(since: days[2]) == Array(all[1...]))
    #expect(try walked(most: 1) == Array(all[..<1]))
  }

  /// Set NEWSFOLD_WRITE_BUNDLES to an empty folder to keep what this writes.
  @Test("bundles and stories of every shape are sound")
  func everyShape() throws {
    let scratch = try ScratchDirectory()
    let kept = ProcessInfo.processInfo.environment["NEWSFOLD_WRITE_BUNDLES"]
    let store = try BundleStore(directory: kept ?? scratch.path, agent: "newsfold/test")
    var bare = Samples.draft(10, text: "", title: "")
    let id = bare.article.id
    bare.article = Article(
      id: id, source: Samples.source, outlet: "", title: "",
      body: ArticleBody(html: "", text: "", origin: .none, confidence: 0), fetched: Samples.noon)
    var odd = Samples.draft(11, title: "a\u{0}b\u{1b}\n\u{fffe}\u{1F6A2}")
    odd.article.url = WebAddress("https://u:p@bücher.example:8443/a|b?x[]=1&y=%zz#c#d")
    odd.article.canonicalURL = odd.article.url
    odd.article.image = ArticleImage(url: "//post.example/relative.jpg")
    odd.article.enclosures = [
      Enclosure(url: "mailto:x"), Enclosure(url: "https://[::1]/é.mp3", type: "x\ny", length: -1),
    ]
    odd.article.published = WrittenDate(
      instant: Instant(rfc3339: "0001-01-01T00:00:00Z")!, offsetMinutes: -90, hasTime: true)
    odd.entrySource = KeptSource(bytes: [0, 1, 2], fileExtension: "xml")
    let relations = Relation.allCases.enumerated().map { index, relation in
      var draft = Samples.draft(20 + index)
      draft.relation = relation
      draft.match = relation == .new ? nil : id
      return draft
    }
    let drafts = [bare, odd] + relations + [Samples.draft(20, version: 12, text: "Corrected.")]
    for receipt in try store.commit(drafts) {
      let findings = try store.verify(bundle: receipt.path)
      #expect(findings.isEmpty, "\(findings)")
      let draft = try #require(
        drafts.first { $0.article.id == receipt.article && $0.article.version == receipt.version })
      #expect(try store.read(path: receipt.path).article.body.text == draft.article.body.text)
    }
    var merged = Samples.story([bare])
    merged.members = []
    merged.mergedInto = odd.story
    var story = Samples.story([odd, bare] + relations)
    story.members[0].published = Instant(seconds: -90_000_000_000)
    story.members[1].published = Instant(seconds: 900_000_000_000)
    try store.write(stories: [story, merged])
    #expect(try store.verify().findings == [])
  }
}
