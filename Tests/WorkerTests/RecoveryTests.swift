// Nothing reported as stored is lost, nothing is stored twice: failures between bundles and catalogue, and two workers.
import Bundles
import Catalog
import Foundation
import News
import Testing

@testable import Worker

@Suite struct RecoveryTests {
  /// Articles by identity with the bundles on disk, to compare two archives.
  private func holdings(_ press: DemoPress) throws -> [ArticleID: [String]] {
    let inspector = try press.inspector()
    return try inspector.catalog.articles(ArticleFilter()).reduce(into: [:]) {
      $0[$1.id, default: []].append("\($1.version) \($1.title)")
    }
  }

  @Test func `bundles of a run that ended before its catalogue entry are adopted, once, and nothing is lost`()
    async throws
  {
    let press = try await DemoPress()
    try await interrupt(press)
    try await press.ingest()
    let undisturbed = try await DemoPress()
    try await undisturbed.ingest()
    let kept = try holdings(press)
    #expect(kept.count == 42)
    #expect(Set(kept.values.map { $0[0] }) == Set(try holdings(undisturbed).values.map { $0[0] }))
    let report = try press.inspector().verify()
    #expect(report.faults.isEmpty)
    #expect(report.bundles == 42)
    await press.close()
    await undisturbed.close()
  }

  /// A run whose bundles are written but not catalogued. Its lock goes with the workspace, at the end of this function.
  private func interrupt(_ press: DemoPress) async throws {
    let catalog = TestCatalog(try SQLiteCatalog(path: press.state + "/catalog.sqlite"))
    catalog.refuse { !$0.articles.isEmpty }
    let workspace = try Workspace(settings: press.settings, log: DemoPress.quiet, catalog: catalog)
    await #expect(throws: CatalogFailure.self) { try await OneShot(workspace).run(force: true) }
    await workspace.end()
    #expect(try catalog.totals().articles == 0)
    // No validator was kept of what was not stored.
    #expect(try catalog.sources().values.allSatisfy { $0.etag == nil })
  }

  @Test func `a worker whose catalogue failed once goes on without a restart, and stores nothing twice`() async throws {
    let press = try await DemoPress()
    let catalog = TestCatalog(try SQLiteCatalog(path: press.state + "/catalog.sqlite"))
    catalog.refuse { !$0.articles.isEmpty }
    let workspace = try Workspace(settings: press.settings, log: DemoPress.quiet, catalog: catalog)
    await #expect(throws: CatalogFailure.self) { try await OneShot(workspace).run(force: true) }
    catalog.refuse { _ in false }
    // What the first edition left on disk differs from what the second brings.
    press.show(edition: "noon")
    _ = try await OneShot(workspace).run(force: true)
    await workspace.end()
    let inspector = try press.inspector()
    #expect(try inspector.catalog.totals().articles == 43)
    #expect(try inspector.verify().faults.isEmpty)
    #expect(try inspector.catalog.articles(ArticleFilter()).filter { $0.version == 2 }.count == 1)
    await press.close()
  }

  @Test func `a bundle that is neither whole nor recorded is moved out of the way and its article written anew`()
    async throws
  {
    let press = try await DemoPress()
    try await interrupt(press)
    let store = try BundleStore(directory: press.state, agent: "", exclusive: false)
    // The agency's report begins the most told story, so without it that story gets another name.
    var torn = ""
    try store.bundles { location in
      let article = try store.read(path: location.path).article
      if article.source.description == "meridian", article.title.hasPrefix("Ferry") { torn = location.path }
      return torn.isEmpty
    }
    try Data("torn".utf8).write(to: URL(fileURLWithPath: press.state + "/" + torn + "/data/body.txt"))
    #expect(try await press.ingest().failed.count == 2)
    let inspector = try press.inspector()
    #expect(try inspector.catalog.totals().articles == 42)
    #expect(try inspector.verify().faults.isEmpty)
    let damaged = try FileManager.default.contentsOfDirectory(atPath: press.state + "/damaged")
    #expect(damaged == [torn.replacing("/", with: "-")])
    await press.close()
  }

  @Test func `entries that could not be looked up are asked for again`() async throws {
    let press = try Press()
    press.set("/feed", items: press.item("1", "/a"))
    let catalog = TestCatalog(try SQLiteCatalog(path: press.state + "/catalog.sqlite"))
    catalog.readsFail.withLock { $0 = true }
    let settings = try press.settings("  - {name: s, pages: never, url: \"\(press.origin.url("/feed"))\"}")
    let workspace = try Workspace(settings: settings, log: DemoPress.quiet, catalog: catalog)
    #expect(try await OneShot(workspace).run().failed.map(\.outcome) == ["catalogue"])
    catalog.readsFail.withLock { $0 = false }
    #expect(try await OneShot(workspace).run(force: true).new == 1)
    await workspace.end()
  }

  @Test func `a revision that is there twice is kept once, and the other is moved out of the way`() async throws {
    let time = ManualTime(Instant(seconds: 1_795_000_000))
    let presses = [try Press(), try Press()]
    for press in presses {
      press.set("/feed", items: press.item("1", "/a"))
      try await press.ingest("  - {name: s, pages: never, url: \"\(press.origin.url("/feed"))\"}", time: time)
      time.advance(seconds: 86_400)
    }
    // As if a run had written the bundle the day before and never recorded it.
    let bundles = try presses.map { try #require(try $0.inspector().catalog.articles(ArticleFilter()).first).bundle }
    let folder = bundles[0].split(separator: "/").dropLast().joined(separator: "/")
    try FileManager.default.createDirectory(
      atPath: presses[1].state + "/" + folder, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      atPath: presses[0].state + "/" + bundles[0], toPath: presses[1].state + "/" + bundles[0])
    let press = presses[1]
    #expect(try press.inspector().verify().faults.isEmpty == false)
    try await press.ingest("  - {name: s, pages: never, url: \"\(press.origin.url("/feed"))\"}", time: time)
    #expect(try press.inspector().verify().faults.isEmpty)
    #expect(try FileManager.default.contentsOfDirectory(atPath: press.state + "/damaged").count == 1)
    #expect(FileManager.default.fileExists(atPath: press.state + "/" + bundles[1]))
  }

  @Test func `a second worker on one state directory is refused at once`() async throws {
    let press = try await DemoPress()
    let first = try Workspace(settings: press.settings, log: DemoPress.quiet)
    #expect { try Workspace(settings: press.settings, log: DemoPress.quiet) } throws: { error in
      (error as? BundleFailure)?.code == "locked"
    }
    await first.close()
    await press.close()
  }
}
