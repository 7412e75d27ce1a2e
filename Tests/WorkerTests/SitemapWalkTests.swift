// How far one walk through the sitemaps of an index goes, and what it leaves alone.
import Catalog
import Feeds
import News
import Synchronization
import TestOrigin
import Testing

@testable import Worker

@Suite struct SitemapWalkTests: SitemapSuite {

  @Test func `a sitemap is left alone as long as it says it stays fresh`() async throws {
    let press = try Press()
    let time = ManualTime(now)
    set(press, "/map", index(press, [("/today", nil)]))
    set(press, "/today", urlset(press, [("/a", 1)]), maxAge: 1800)
    for _ in 1...4 {
      try await press.ingest(source(press), time: time)
      time.advance(seconds: 600)
    }
    #expect(asked(press) == ["/map", "/today", "/map", "/map", "/map", "/today"])
  }

  @Test func `an address that is an index no longer has nothing to follow`() async throws {
    let press = try Press()
    let time = ManualTime(now)
    set(press, "/map", index(press, [("/today", nil)]))
    set(press, "/today", urlset(press, [("/a", 1)]))
    try await press.ingest(source(press), time: time)
    set(press, "/map", urlset(press, [("/b", 1)]))
    #expect(try await press.ingest(source(press), time: time).new == 1)
    #expect(try await press.ingest(source(press), time: time).sources[0].outcome == "unchanged")
    #expect(asked(press) == ["/map", "/today", "/map", "/map"])
  }

  @Test func `what an index listed is remembered for its address only, and forgotten where it is none`() async throws {
    let press = try Press()
    let (index, other) = (WebAddress("http://a.example/index")!, WebAddress("http://b.example/index")!)
    let list = [
      SitemapChild(url: WebAddress("http://a.example/1")!, lastModifiedText: "lately"),
      SitemapChild(url: WebAddress("http://a.example/2")!),
    ]
    try await walk(press, time: ManualTime(now)) { walk, catalog in
      #expect(walk.remembered(at: index) == nil)
      try commit(walk.memory(of: list, at: index), to: catalog, at: now)
      #expect(walk.remembered(at: index) == list)
      #expect(walk.remembered(at: other) == nil)
      try commit(walk.memory(of: [], at: index), to: catalog, at: now)
      #expect(walk.remembered(at: index) == [])
    }
  }

  @Test func `of an endless index a thousand sitemaps are followed, and it is told`() async throws {
    let press = try Press()
    let list = children(press, (0...1000).map { "/m\($0)" })
    let (result, kept) = try await walk(press, time: ManualTime(now)) { walk, catalog in
      let index = WebAddress(press.origin.url("/map"))!
      try commit(walk.memory(of: list, at: index), to: catalog, at: now)
      return (await walk.read(list), walk.remembered(at: index)?.count)
    }
    #expect(result.requests == 20 && result.left == 980)
    #expect(result.failures.last == "the index lists 1001 sitemaps; the first 1000 are followed")
    #expect(kept == 1000)
  }

  @Test func `once there is as much news as one poll takes on, the other sitemaps are left`() async throws {
    let press = try Press()
    set(press, "/large", urlset(press, (1...5000).map { ("/a\($0)", 1) }))
    set(press, "/small", urlset(press, [("/b", 1)]))
    let result = try await walk(press, time: ManualTime(now)) { walk, _ in
      await walk.read(children(press, ["/large", "/small"]))
    }
    #expect(result.listed.count == 5000 && result.left == 1)
    #expect(result.memory.count == 1)
  }

  @Test func `a walk that takes long leaves the rest for the next poll`() async throws {
    let press = try Press()
    for number in 1...5 { set(press, "/m\(number)", urlset(press, [])) }
    let result = try await walk(press, time: HastyTime(now)) { walk, _ in
      await walk.read(children(press, (1...5).map { "/m\($0)" }))
    }
    #expect(result.requests == 2 && result.left == 3)
    #expect(result.failures.isEmpty && !result.allFailed)
  }

  @Test func `a sitemap whose host wants to be left alone does not keep those of other hosts waiting`() async throws {
    let press = try Press()
    press.set("/busy", Reply(status: 429, headers: [("Retry-After", "600")]))
    set(press, "/there", urlset(press, [("/a", 1)]))
    let there = WebAddress(press.origin.url("/there").replacing("127.0.0.1", with: "localhost"))!
    let result = try await walk(press, time: ManualTime(now)) { walk, _ in
      await walk.read(children(press, ["/busy", "/never"]) + [SitemapChild(url: there)])
    }
    #expect(asked(press) == ["/busy", "/there"])
    #expect(result.listed.count == 1 && result.left == 1 && !result.allFailed)
  }

  @Test func `a walk that is cut short holds nothing against the sitemap it was at`() async throws {
    let press = try Press()
    press.set("/slow", Reply(status: 200, delivery: .hold))
    let list = children(press, ["/slow", "/next"])
    let result = try await walk(press, time: ManualTime(now)) { walk, _ in
      await withTaskGroup(of: SitemapWalk.Result?.self) { group in
        group.addTask { await walk.read(list) }
        await press.origin.waitForRequests(1)
        group.cancelAll()
        return await group.next()!!
      }
    }
    #expect(asked(press) == ["/slow"])
    #expect(result.memory.isEmpty && result.failures.isEmpty && !result.allFailed)
  }

  @Test func `entries whose pages have to wait are read at a later poll`() async throws {
    let press = try Press()
    let time = ManualTime(now)
    set(press, "/map", index(press, [("/today", nil)]))
    set(press, "/today", urlset(press, [("/a", 1)]))
    press.set("/a", Reply(status: 500))
    #expect(try await press.ingest(source(press, pages: "auto"), time: time).new == 0)
    press.set("/a", page: "Title of /a", words: "The quay report")
    #expect(try await press.ingest(source(press, pages: "auto"), time: time).new == 1)
  }

  @Test func `a feed configured as a sitemap is refused with the cure`() async throws {
    let press = try Press()
    press.set("/map", items: press.item("1", "/a"))
    let report = try await press.ingest(source(press)).sources[0]
    #expect(report.outcome == "not-a-sitemap")
    #expect(report.message.contains("kind: feed"), "\(report.message)")
  }
}

/// A clock by which everything takes its time.
private final class HastyTime: TimeSource {
  private let instant: Instant
  private let elapsed = Mutex<Int64>(0)

  init(_ instant: Instant) { self.instant = instant }

  func now() -> Instant { instant }
  func monotonicMilliseconds() -> Int64 {
    elapsed.withLock {
      $0 += 50_000
      return $0
    }
  }
}
