// A newsroom's sitemaps, made up for tests.
import Catalog
import Feeds
import News
import TestOrigin

@testable import Worker

/// What the suites of sitemaps share.
protocol SitemapSuite {}

extension SitemapSuite {
  var now: Instant { Instant(seconds: 1_795_000_000) }

  func date(_ hoursAgo: Int64) -> String { "\(now.adding(seconds: -hoursAgo * 3600))" }

  func urlset(_ press: Press, _ entries: [(path: String, hoursAgo: Int64)]) -> String {
    let rows = entries.map { path, hours in
      """
      <url><loc>\(press.origin.url(path))</loc><news:news><news:publication><news:name>Post</news:name>
      <news:language>en</news:language></news:publication><news:publication_date>\(date(hours))</news:publication_date>
      <news:title>Title of \(path)</news:title></news:news></url>
      """
    }
    return """
      <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" \
      xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">\(rows.joined())</urlset>
      """
  }

  func index(_ press: Press, _ children: [(path: String, hoursAgo: Int64?)]) -> String {
    let rows = children.map { path, hours in
      "<sitemap><loc>\(press.origin.url(path))</loc>\(hours.map { "<lastmod>\(date($0))</lastmod>" } ?? "")</sitemap>"
    }
    return "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\(rows.joined())</sitemapindex>"
  }

  func set(_ press: Press, _ path: String, _ text: String, maxAge: Int? = nil) {
    let tag = "\"\(Digest.sha256Hex(text.utf8).prefix(8))\""
    let age = maxAge.map { [("Cache-Control", "max-age=\($0)")] } ?? []
    press.set(path, .ok(body: text, headers: [("ETag", tag), ("Content-Type", "application/xml")] + age))
  }

  func source(_ press: Press, pages: String = "never", robots: String = "none") -> String {
    "- {name: map, url: \"\(press.origin.url("/map"))\", kind: sitemap, pages: \(pages), robots: \(robots)}"
  }

  /// The paths asked for since so many requests.
  func asked(_ press: Press, since count: Int = 0) -> [String] {
    press.origin.requests.dropFirst(count).map(\.path)
  }

  /// A walk by itself, without the poll around it.
  func walk<Value: Sendable>(
    _ press: Press, time: any TimeSource, _ body: (SitemapWalk, any CatalogStore) async throws -> Value
  ) async throws -> Value {
    let settings = try press.settings(source(press))
    let workspace = try Workspace(settings: settings, time: time, log: DemoPress.quiet)
    let value = try await body(
      SitemapWalk(poller: workspace.poller, source: settings.sources[0], now: time.now()), workspace.catalog)
    await workspace.end()
    return value
  }

  func children(_ press: Press, _ paths: [String]) -> [SitemapChild] {
    paths.map { SitemapChild(url: WebAddress(press.origin.url($0))!) }
  }

  func commit(_ facts: [String: Fact], to catalog: any CatalogStore, at now: Instant) throws {
    var batch = CatalogBatch(at: now)
    batch.facts = facts
    try catalog.commit(batch)
  }
}
