// The main job, end to end, on the demo newsroom over HTTP on loopback.
import Catalog
import Foundation
import News
import Testing

@testable import Worker

@Suite struct DemoTests {
  private struct Truth: Decodable {
    let stories: [String: [String]]
  }

  /// `outlet/slug`, as `truth.json` names articles.
  private func name(_ article: ArticleRecord) -> String {
    "\(article.source)/" + (article.url?.path.split(separator: "/").last.map { $0.replacing(".html", with: "") } ?? "")
  }

  @Test func `the demo newsroom is folded as its truth says`() async throws {
    let press = try await DemoPress()
    let morning = try await press.ingest()
    #expect(Set(morning.failed.map(\.outcome)) == ["http-500", "not-a-feed"])
    press.show(edition: "noon")
    let noon = try await press.ingest()
    #expect((noon.new, noon.revised) == (1, 1))

    let inspector = try press.inspector()
    var found: [StoryID: Set<String>] = [:]
    for article in try inspector.catalog.articles(ArticleFilter()) {
      found[article.story, default: []].insert(name(article))
    }
    let truth = try JSONDecoder().decode(
      Truth.self, from: Data(contentsOf: URL(fileURLWithPath: DemoPress.content + "/truth.json")))
    #expect(Set(found.values) == Set(truth.stories.values.map(Set.init)))

    let kinds = try inspector.catalog.articles(ArticleFilter()).reduce(into: [:]) { $0[name($1)] = $1.relation }
    #expect(kinds["harbour-gazette/ferry-with-312-aboard-loses-power"] == .identical)
    #expect(kinds["tarn-valley-news/ferry-loses-power-off-skerra-point"] == .nearDuplicate)
    #expect(kinds["norrfield-courier/opinion-the-aurelia-had-a-warning"] == .retelling)
    #expect(try inspector.verify().faults.isEmpty)
    await press.close()
  }

  @Test func `a second run over unchanged sources makes one conditional request a source and writes nothing`()
    async throws
  {
    let press = try await DemoPress()
    try await press.ingest()
    let before = try files(press.state)
    _ = press.takeRequests()
    let report = try await press.ingest()
    let requests = press.takeRequests()
    #expect(requests.count == press.settings.sources.count)
    let conditional = requests.filter { $0.headers["if-none-match"] != nil || $0.headers["if-modified-since"] != nil }
    #expect(conditional.count == requests.count - report.failed.count)
    #expect((report.new, report.revised) == (0, 0))
    #expect(try files(press.state) == before)
    await press.close()
  }

  @Test func `a corrected article becomes a second version of itself, in its own story`() async throws {
    let press = try await DemoPress()
    try await press.ingest()
    let before = try press.inspector().catalog.articles(ArticleFilter())
    press.show(edition: "noon")
    try await press.ingest()
    let inspector = try press.inspector()
    let revised = try inspector.catalog.articles(ArticleFilter()).filter { $0.version == 2 }
    #expect(revised.count == 1)
    let earlier = try #require(before.first { $0.id == revised[0].id })
    #expect(earlier.story == revised[0].story)
    #expect(revised[0].bundle == earlier.bundle + ".v2")
    #expect(FileManager.default.fileExists(atPath: press.state + "/" + earlier.bundle + "/data/item.json"))
    await press.close()
  }

  @Test func `two articles are explained part by part, and a wrong identifier is told apart from an ambiguous one`()
    async throws
  {
    let press = try await DemoPress()
    try await press.ingest()
    let inspector = try press.inspector()
    let story = try #require(try inspector.catalog.stories(StoryFilter(atLeastMembers: 5)).first)
    let members = try inspector.view(story).members
    let pair = try inspector.explain(
      inspector.article(members[0].article.description), inspector.article(members[1].article.description))
    let sum = pair.evidence.parts.reduce(0) { $0 + $1.contribution }
    #expect(abs(min(8, max(-6, sum)) - pair.evidence.score) < 0.001)
    #expect(pair.evidence.parts.contains { !$0.terms.isEmpty })
    #expect(pair.sameStory)
    for (text, code) in [("zz", "bad-identifier"), ("00000000-0000", "not-found"), ("; rm", "bad-identifier")] {
      #expect { try inspector.article(text) } throws: { ($0 as? Refusal)?.code == code }
    }
    await press.close()
  }

  /// Paths and sizes of bundles and story files.
  private func files(_ state: String) throws -> [String: Int] {
    var out: [String: Int] = [:]
    for top in ["articles", "stories", "tmp"] {
      let walk = FileManager.default.enumerator(atPath: state + "/" + top)
      while let path = walk?.nextObject() as? String {
        out[top + "/" + path] = walk?.fileAttributes?[.size] as? Int
      }
    }
    return out
  }
}
