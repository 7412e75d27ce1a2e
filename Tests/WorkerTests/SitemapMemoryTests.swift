// When a sitemap of an index is asked again, and which of many are: tables.
import Feeds
import Foundation
import News
import Testing
import Transport

@testable import Worker

private let now = Instant(seconds: 1_795_000_000)
private let hour: Int64 = 3600

/// What happened to a sitemap when it was asked.
private enum Event: CustomTestStringConvertible {
  /// It listed entries of so many hours ago.
  case listed([Int64], maxAge: Int? = nil)
  /// 304.
  case same(maxAge: Int? = nil)
  case failed(rest: Int64)

  var testDescription: String { "\(self)" }
}

extension SitemapMemory {
  fileprivate mutating func apply(_ event: Event) {
    func response(_ maxAge: Int?) -> FetchResponse {
      FetchResponse(
        status: 200, headers: HeaderFields(maxAge.map { [("Cache-Control", "max-age=\($0)")] } ?? []), body: [],
        finalURL: WebAddress("http://a.example/m")!, receivedAt: asked)
    }
    switch event {
    case .listed(let hours, let maxAge):
      let news = hours.map { hoursAgo in
        var entry = FeedEntry()
        entry.published = WrittenDate(
          instant: asked.adding(seconds: -hoursAgo * hour), offsetMinutes: 0, hasTime: true)
        return entry
      }
      list(news, response(maxAge))
    case .same(let maxAge): stay(response(maxAge))
    case .failed(let rest): fail("no", rest: rest)
    }
  }
}

@Suite struct SitemapMemoryTests {
  @Test(
    arguments: [
      ("news: at the next poll", [(0, Event.listed([1]))], 0, true),
      ("no news: after a day", [(0, .listed([]))], 24 * hour - 1, false),
      ("no news: after a day", [(0, .listed([]))], 24 * hour, true),
      ("news before a 304: at the next poll", [(0, .listed([1])), (hour, .same())], hour, true),
      ("news that has grown old by then", [(0, .listed([70])), (3 * hour, .same())], 4 * hour, false),
      ("no news before a 304", [(0, .listed([])), (24 * hour, .same())], 25 * hour, false),
      ("the newest counts", [(0, .listed([70, 1, 60])), (10 * hour, .same())], 10 * hour, true),
      ("a date in the future is news", [(0, .listed([-9999])), (hour, .same())], hour, true),
      ("such a date is not believed for ever", [(0, .listed([-9999])), (73 * hour, .same())], 74 * hour, false),
      ("max-age holds news back", [(0, .listed([1], maxAge: 600))], 599, false),
      ("max-age holds news back", [(0, .listed([1], maxAge: 600))], 600, true),
      ("max-age of a 304", [(0, .listed([1])), (60, .same(maxAge: 600))], 659, false),
      ("a silly max-age is capped", [(0, .listed([1], maxAge: 1 << 31))], 24 * hour - 1, false),
      ("a silly max-age is capped", [(0, .listed([1], maxAge: 1 << 31))], 24 * hour, true),
      ("a failure", [(0, .listed([1])), (60, .failed(rest: 300))], 359, false),
      ("a failure", [(0, .listed([1])), (60, .failed(rest: 300))], 360, true),
      ("a failure's rest is capped", [(0, .failed(rest: 1 << 40))], 24 * hour, true),
      ("a clock that ran a day ahead and was put right", [(0, .listed([1], maxAge: 600))], -25 * hour, true),
    ] as [(String, [(Int64, Event)], Int64, Bool)])
  fileprivate func `a sitemap of which the index says nothing new is asked again`(
    name: String, events: [(at: Int64, event: Event)], asked: Int64, isDue: Bool
  ) {
    var memory = SitemapMemory(stamp: nil, at: now)
    for (at, event) in events {
      memory.ask(stamp: nil, at: now.adding(seconds: at))
      memory.apply(event)
    }
    #expect(memory.isDue(stamp: nil, at: now.adding(seconds: asked)) == isDue, "\(name)")
  }

  @Test(arguments: [
    (Event.listed([]), true), (.same(), true), (.listed([], maxAge: 3600), false), (.failed(rest: 3600), false),
  ])
  fileprivate func `the index's word that it has changed ends its rest, but not what the server asked for`(
    event: Event, isDue: Bool
  ) {
    var memory = SitemapMemory(stamp: "a", at: now)
    memory.apply(event)
    #expect(memory.isDue(stamp: "b", at: now.adding(seconds: 600)) == isDue)
    #expect(!memory.isDue(stamp: "a", at: now.adding(seconds: 600)))
    #expect(memory.isDue(stamp: "b", at: now.adding(seconds: 3600)))
  }

  @Test func `the back-off doubles up to a day, and ends with an answer`() {
    var memory = SitemapMemory(stamp: nil, at: now)
    var waits: [Int64] = []
    for _ in 1...12 {
      waits.append(memory.backOff(shortest: 300))
      memory.fail("no", rest: 0)
    }
    #expect(waits == [5, 10, 20, 40, 80, 160, 320, 640, 1280, 1440, 1440, 1440].map { $0 * 60 })
    memory.apply(.same())
    #expect(memory.backOff(shortest: 300) == 300 && memory.failure == nil)
  }

  @Test func `a bare day is news until three days after its end`() {
    let noon = Instant(rfc3339: "2026-11-21T12:00:00Z")!
    let day = WrittenDate(instant: noon, offsetMinutes: nil, hasTime: false)
    #expect(SitemapMemory.newsEnd(of: day) == Instant(rfc3339: "2026-11-25T00:00:00Z"))
  }

  @Test func `a memory survives being written down`() throws {
    var memory = SitemapMemory(stamp: "a", at: now)
    memory.apply(.listed([1], maxAge: 60))
    memory.apply(.failed(rest: 60))
    #expect(try JSONDecoder().decode(SitemapMemory.self, from: JSONEncoder().encode(memory)) == memory)
  }
}

@Suite struct SitemapChoiceTests {
  private func child(_ path: String, hoursAgo: Int64? = nil, stamp: String? = nil) -> SitemapChild {
    let date = hoursAgo.map {
      WrittenDate(instant: now.adding(seconds: -$0 * hour), offsetMinutes: 0, hasTime: true)
    }
    return SitemapChild(
      url: WebAddress("http://a.example/\(path)")!, lastModified: date, lastModifiedText: stamp ?? date?.description)
  }

  private func paths(_ children: [SitemapChild]) -> [String] { children.map { String($0.url.path.dropFirst()) } }

  @Test func `wanted are those that may hold news: the latest first, then those without a date, each once`() {
    let children = [
      child("undated"), child("old", hoursAgo: 73), child("edge", hoursAgo: 71), child("undated"),
      child("new", hoursAgo: 1), child("edge", hoursAgo: 2), child("last"),
    ]
    #expect(paths(SitemapChoice.wanted(children, at: now)) == ["new", "edge", "undated", "last"])
  }

  /// Sitemaps of one kind, with what is remembered of them.
  private func children(_ kind: String, _ count: Int) -> [(SitemapChild, SitemapMemory?)] {
    (0..<count).map { number in
      // The last of each kind was asked longest ago.
      let asked = now.adding(seconds: -30 * hour - Int64(number))
      var memory = SitemapMemory(stamp: "a", at: asked)
      memory.apply(.listed(kind == "news" ? [1] : []))
      if kind == "resting" {
        memory.ask(stamp: "a", at: now.adding(seconds: -hour))
        memory.apply(.listed([]))
      }
      return (
        child("\(kind)\(number)", stamp: kind == "changed" ? "b" : "a"), kind == "new" ? nil : memory
      )
    }
  }

  private func order(_ children: [(SitemapChild, SitemapMemory?)]) -> [String] {
    let known = children.compactMap { child, memory in memory.map { (child.url, $0) } }
    return paths(SitemapChoice.due(children.map(\.0), Dictionary(uniqueKeysWithValues: known), at: now))
  }

  @Test(arguments: [
    ([("news", 2), ("resting", 3)], "news1 news0"),
    ([("new", 2), ("news", 3), ("rested", 1)], "news2 news1 new0 rested0 news0 new1"),
    (
      [("rested", 2), ("new", 2), ("changed", 2), ("news", 5)],
      "news4 news3 changed1 new0 rested1 news2 news1 changed0 new1 rested0 news0"
    ),
    ([("rested", 3)], "rested2 rested1 rested0"),
    ([("new", 3)], "new0 new1 new2"),
    ([], ""),
  ])
  func `the kinds alternate, and of each the one asked longest ago is the first`(
    kinds: [(name: String, count: Int)], expected: String
  ) {
    #expect(order(kinds.flatMap { children($0.name, $0.count) }).joined(separator: " ") == expected)
  }

  @Test func `of a thousand sitemaps of every kind each has its turn`() {
    var all = ["news", "changed", "new", "rested"].flatMap { children($0, 250) }
    var asked: Set<String> = []
    for _ in 1...80 {
      let known = all.compactMap { child, memory in memory.map { (child.url, $0) } }
      let due = SitemapChoice.due(all.map(\.0), Dictionary(uniqueKeysWithValues: known), at: now).prefix(20)
      asked.formUnion(paths(Array(due)))
      for index in all.indices where due.contains(all[index].0) {
        // All of them turn out to hold news, so that none of them ever rests.
        var memory = SitemapMemory(stamp: all[index].0.lastModifiedText, at: now)
        memory.apply(.listed([1]))
        all[index].1 = memory
      }
    }
    #expect(asked.count == 1000)
  }
}
