// Entries that cannot be read at once are kept: their source is asked politely, and none of them is lost.
import Catalog
import Foundation
import News
import Settings
import Synchronization
import TestOrigin
import Testing

@testable import Worker

@Suite struct PendingTests {
  private let start = Instant(seconds: 1_795_000_000)

  private func source(_ press: Press, _ more: String = "") -> String {
    "- {name: a, url: \"\(press.origin.url("/feed"))\", robots: none\(more)}"
  }

  @Test func `an entry waits for its page while its source answers that nothing has changed`() async throws {
    let press = try Press()
    let time = ManualTime(start)
    press.set("/feed", items: press.item("1", "/page"))
    press.set("/page", Reply(status: 503))
    let first = try await press.ingest(source(press), time: time)
    #expect(first.new == 0)
    #expect(first.sources[0].notices == ["1 entry waits for its page"])
    let second = try await press.ingest(source(press), time: time)
    #expect(second.sources[0].outcome == "unchanged" && second.new == 0)
    press.set("/page", page: "Harbour closed", words: "The quay report")
    let third = try await press.ingest(source(press), time: time)
    #expect(third.new == 1 && third.sources[0].pages == 1)
    let polls = press.origin.requests.filter { $0.path == "/feed" }
    #expect(polls.dropFirst().allSatisfy { $0["If-None-Match"] != nil })
    let fourth = try await press.ingest(source(press), time: time)
    #expect(fourth.sources[0].pages == 0)
    #expect(try press.inspector().catalog.pending(of: SourceName("a")!).isEmpty)
  }

  @Test func `an entry that its source drops meanwhile, or whose source fails, is read all the same`() async throws {
    let press = try Press()
    let time = ManualTime(start)
    press.set("/feed", items: press.item("1", "/one") + press.item("2", "/two"))
    for path in ["/one", "/two"] { press.set(path, Reply(status: 503)) }
    try await press.ingest(source(press), time: time)
    press.set("/feed", items: press.item("3", "/three"))
    press.set("/three", Reply(status: 404))
    press.set("/one", page: "One", words: "The quay report")
    #expect(try await press.ingest(source(press), time: time).new == 2)
    press.set("/feed", Reply(status: 500))
    press.set("/two", page: "Two", words: "The bridge report")
    let report = try await press.ingest(source(press), time: time)
    #expect(report.sources[0].outcome == "http-500" && report.new == 1)
    let record = try #require(try press.inspector().catalog.sources()[SourceName("a")!])
    #expect(record.failures == 1)
  }

  @Test func `what waits when its source is gone for good is taken as the feed gave it`() async throws {
    let press = try Press()
    let time = ManualTime(start)
    press.set("/feed", items: press.item("1", "/one", title: "Ferry adrift", summary: "A ferry is adrift."))
    press.set("/one", Reply(status: 503))
    try await press.ingest(source(press), time: time)
    press.set("/feed", Reply(status: 410))
    let report = try await press.ingest(source(press), time: time)
    #expect(report.sources[0].outcome == "http-410" && report.new == 1)
    let article = try #require(try press.inspector().catalog.articles(.init()).first)
    #expect(article.title == "Ferry adrift" && article.bodyOrigin == .feedSummary)
  }

  @Test func `what a source says of an entry now counts, not what it said when it began to wait`() async throws {
    let press = try Press()
    let time = ManualTime(start)
    press.set("/feed", items: press.item("1", "/page", title: "Ferry adrift"))
    press.set("/page", Reply(status: 503))
    try await press.ingest(source(press), time: time)
    press.set("/feed", items: press.item("1", "/page", title: "Ferry towed"))
    time.advance(seconds: 3 * 3600)  // longer than an entry waits
    let report = try await press.ingest(source(press), time: time)
    #expect(report.new == 1 && report.sources[0].pages == 1)
    #expect(try press.inspector().catalog.articles(.init()).map(\.title) == ["Ferry towed"])
  }

  @Test func `entries as received are kept with those that wait`() async throws {
    let press = try Press()
    let time = ManualTime(start)
    let more = "bundles: {keep_source: true}\n"
    press.set("/feed", items: press.item("1", "/page"))
    press.set("/page", Reply(status: 503))
    try await press.ingest(source(press), time: time, more: more)
    press.set("/page", page: "Harbour closed", words: "The quay report")
    #expect(try await press.ingest(source(press), time: time, more: more).new == 1)
    let bundle = try #require(try press.inspector().catalog.articles(.init()).first?.bundle)
    let entry = try String(contentsOfFile: "\(press.state)/\(bundle)/data/entry.xml", encoding: .utf8)
    #expect(entry.hasPrefix("<item>") && entry.contains("Harbour closed"))
  }

  @Test func `what waits belongs to an address: another one in the settings begins anew`() async throws {
    let press = try Press()
    let time = ManualTime(start)
    press.set("/feed", items: press.item("1", "/page"))
    press.set("/page", Reply(status: 503))
    try await press.ingest(source(press), time: time)
    press.set("/other", items: "")
    let other = "- {name: a, url: \"\(press.origin.url("/other"))\", robots: none}"
    let report = try await press.ingest(other, time: time)
    #expect(report.sources[0].pages == 0 && report.new == 0)
    #expect(try press.inspector().catalog.pending(of: SourceName("a")!).isEmpty)
  }

  /// A clock on which a minute passes at every look.
  private final class RunningTime: TimeSource {
    private let looks = Mutex<Int64>(0)
    func now() -> Instant { Instant(seconds: 1_795_000_000) }
    func monotonicMilliseconds() -> Int64 {
      looks.withLock { looks in
        looks += 60_000
        return looks
      }
    }
  }

  @Test func `one poll reads on for some minutes only, and the next is soon`() async throws {
    let press = try Press()
    press.set("/feed", items: (1...30).map { press.item("\($0)", "/page\($0)") }.joined())
    for number in 1...30 { press.set("/page\(number)", page: "Story \(number)", words: "Report \(number) of the quay") }
    let report = try await press.ingest(source(press, ", interval: 6h"), time: RunningTime())
    #expect((1...8).contains(report.new))
    #expect(report.sources[0].notices == ["\(30 - report.new) entries are left for the next poll"])
    #expect(report.sources[0].nextDue == start.adding(seconds: 300))
    #expect(report.sources[0].dueReason.contains("more to read"))
    #expect(try await press.ingest(source(press, ", interval: 6h")).new == 30 - report.new)
  }

  @Test func `more to read is no reason to ask a source before it wants to be asked`() async throws {
    let press = try Press()
    let items = (1...30).map { press.item("\($0)", "/page\($0)") }.joined()
    press.set(
      "/feed",
      .ok(
        body: "<rss version=\"2.0\"><channel>\(items)</channel></rss>", headers: [("Cache-Control", "max-age=3600")]))
    for number in 1...30 { press.set("/page\(number)", page: "Story \(number)", words: "Report \(number) of the quay") }
    let report = try await press.ingest(source(press, ", interval: 6h"), time: RunningTime()).sources[0]
    #expect(report.notices.contains { $0.contains("are left for the next poll") })
    #expect(try #require(report.nextDue) >= start.adding(seconds: 3600))
    #expect(try #require(report.nextDue) < start.adding(seconds: 4000), "but no longer than that")
  }
}
