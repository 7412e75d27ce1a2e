// A host that asks to be left alone is left alone: by all its sources, by pages, and across runs.
import News
import TestOrigin
import Testing

@testable import Worker

@Suite struct HostHoldTests {
  private let start = Instant(seconds: 1_795_000_000)

  private func item(_ press: Press, _ guid: String) -> String { press.item(guid, "/page-\(guid)") }

  @Test(arguments: [429, 503])
  func `Retry-After keeps all sources of the host away, also in the next run, and no other host's`(status: Int)
    async throws
  {
    let press = try Press()
    let time = ManualTime(start)
    press.set("/a", Reply(status: status, headers: [("Retry-After", "600")]))
    press.set("/b", items: item(press, "1"))
    let elsewhere = try TestOrigin { _ in .ok(body: "<rss version=\"2.0\"><channel></channel></rss>") }
    let other = elsewhere.url("/feed").replacing("127.0.0.1", with: "localhost")
    let sources = """
      - {name: a, url: "\(press.origin.url("/a"))"}
      - {name: b, url: "\(press.origin.url("/b"))", pages: never}
      - {name: c, url: "\(other)"}
      """
    try await press.ingest("- {name: a, url: \"\(press.origin.url("/a"))\"}", time: time)
    let report = try await press.ingest(sources, force: false, time: time)
    #expect(press.origin.requests.map(\.path) == ["/a"])
    #expect(report.sources.map(\.outcome) == ["held", "ok"], "a is not due, b is held, c is another host's")
    #expect(report.failed.isEmpty)
    let held = try #require(try press.inspector().catalog.sources()[SourceName("b")!])
    #expect(held.nextDue >= start.adding(seconds: 600) && held.nextDue <= start.adding(seconds: 600 + 300))
    #expect(held.dueReason.contains("the host asked"))
    #expect(held.failures == 0 && held.lastPolled == nil)

    time.advance(seconds: 599)
    try await press.ingest(sources, force: true, time: time)
    #expect(press.origin.requests.map(\.path) == ["/a"], "force does not overrule the host")
    press.set("/a", items: item(press, "2"))  // or it would hold the other again
    time.advance(seconds: 2)
    try await press.ingest(sources.replacing("/a\"}", with: "/a\", pages: never}"), force: true, time: time)
    #expect(press.origin.requests.map(\.path).sorted() == ["/a", "/a", "/b"])
    elsewhere.stop()
  }

  @Test func `a redirect to a host that asked to be left alone is not followed, and nothing is lost or booked`()
    async throws
  {
    let press = try Press()
    let time = ManualTime(start)
    let other = try TestOrigin { _ in Reply(status: 429, headers: [("Retry-After", "600")]) }
    let there = other.url("/story").replacing("127.0.0.1", with: "localhost")
    press.set("/feed", items: (1...12).map { item(press, "\($0)") }.joined())
    for number in 1...12 { press.set("/page-\(number)", .redirect(302, to: there)) }
    press.set("/moved", .redirect(302, to: there))
    let feed = "- {name: a, url: \"\(press.origin.url("/feed"))\", robots: none}\n"
    let moved = "- {name: b, url: \"\(press.origin.url("/moved"))\", robots: none}"
    try await press.ingest(feed, time: time)
    let asked = other.requests.count
    #expect((1...4).contains(asked), "those that were on their way together")
    let report = try await press.ingest(feed + moved, time: time)
    #expect(other.requests.count == asked)
    #expect(report.sources.map(\.outcome) == ["unchanged", "held"])
    let record = try #require(try press.inspector().catalog.sources()[SourceName("b")!])
    #expect(record.failures == 0 && record.nextDue >= start.adding(seconds: 300))
    #expect(try press.inspector().catalog.pending(of: SourceName("a")!).count == 12)
    other.stop()
  }

  @Test func `the list of sources tells of a hold, also those that were not asked since`() async throws {
    let press = try Press()
    press.set("/a", Reply(status: 429, headers: [("Retry-After", "7200")]))
    press.set("/b", items: "")
    let a = "- {name: a, url: \"\(press.origin.url("/a"))\"}"
    let b = "- {name: b, url: \"\(press.origin.url("/b"))\"}"
    try await press.ingest(b)
    try await press.ingest(a)
    let new = "- {name: new, url: \"\(press.origin.url("/new"))\"}"
    for status in try SourceStatus.all(press.settings([b, new].joined(separator: "\n"))) {
      let wait = try #require(status.nextDue).seconds - SystemTime().now().seconds
      #expect((7000...7200).contains(wait), "\(status.source)")
      #expect(status.dueReason == "its host asked to be left alone until then")
    }
    let elsewhere = "- {name: c, url: \"http://localhost:1/\"}"
    #expect(try SourceStatus.all(press.settings(elsewhere))[0].dueReason == "never polled")
  }

  @Test func `without Retry-After a 429 speaks for its own address only`() async throws {
    let press = try Press()
    press.set("/a", Reply(status: 429))
    press.set("/b", items: item(press, "1"))
    let a = "- {name: a, url: \"\(press.origin.url("/a"))\"}"
    let b = "- {name: b, url: \"\(press.origin.url("/b"))\", pages: never}"
    try await press.ingest(a)
    try await press.ingest(b)
    #expect(press.origin.requests.map(\.path) == ["/a", "/b"])
  }

  @Test func `a page that answers 429 keeps the other pages waiting, and no entry is lost`() async throws {
    let press = try Press()
    let time = ManualTime(start)
    press.set("/feed", items: (1...6).map { item(press, "\($0)") }.joined())
    for number in 1...6 {
      press.set("/page-\(number)", Reply(status: 429, headers: [("Retry-After", "60")]))
    }
    let source = "- {name: a, url: \"\(press.origin.url("/feed"))\", robots: none}"
    let report = try await press.ingest(source, time: time)
    // Four pages are asked at once at most: those already under way when the first answer came.
    #expect(press.origin.requests.count { $0.path.hasPrefix("/page") } <= 4)
    #expect(report.new == 0)
    for number in 1...6 { press.set("/page-\(number)", page: "Story \(number)", words: "The quay report \(number)") }
    time.advance(seconds: 61)
    #expect(try await press.ingest(source, time: time).new == 6)
  }

  @Test func `a host that asks to be left alone is asked nothing more, whoever waits in line for it`() async throws {
    let press = try Press()
    let time = ManualTime(start)
    for name in ["a", "b", "c"] {
      press.set("/" + name, items: (1...8).map { press.item("\(name)\($0)", "/page-\(name)\($0)") }.joined())
      for number in 1...8 {
        press.set("/page-\(name)\(number)", Reply(status: 429, headers: [("Retry-After", "60")]))
      }
    }
    let sources = ["a", "b", "c"].map { "- {name: \($0), url: \"\(press.origin.url("/" + $0))\", robots: none}" }
    try await press.ingest(sources.joined(separator: "\n"), time: time, spacing: "20ms")
    // Twelve readers were in line. At most two are open to one host at once; what had not lined up yet may slip through.
    let pages = press.origin.requests.filter { $0.path.hasPrefix("/page") }
    #expect((1...8).contains(pages.count), "\(pages.map(\.path))")
    let record = try press.inspector().catalog.sources().values.map(\.outcome)
    #expect(record.allSatisfy { $0 == "ok" || $0 == "" })
  }

  @Test func `what a host asks is capped, and a hold from a clock that ran far ahead holds nobody`() async throws {
    let press = try Press()
    let time = ManualTime(start)
    press.set("/a", Reply(status: 503, headers: [("Retry-After", "99999999")]))
    let source = "- {name: a, url: \"\(press.origin.url("/a"))\"}"
    try await press.ingest(source, time: time)
    time.advance(seconds: 86_399)
    try await press.ingest(source, time: time)
    #expect(press.origin.requests.count == 1)
    time.advance(seconds: 2)
    try await press.ingest(source, time: time)
    #expect(press.origin.requests.count == 2)
    time.advance(seconds: -10 * 86_400)
    try await press.ingest(source, time: time)
    #expect(press.origin.requests.count == 3)
  }
}
