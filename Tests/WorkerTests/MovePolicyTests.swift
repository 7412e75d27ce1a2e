// When a permanent redirect is believed, sighting by sighting.
import Catalog
import News
import Testing

@testable import Transport
@testable import Worker

@Suite struct MovePolicyTests {
  private static let start = Instant(seconds: 1_795_000_000)
  private let old = WebAddress("http://press.example/feed")!

  private func answer(_ status: Int, via hops: [(Int, String)]) -> FetchResponse {
    var from = old
    let redirects = hops.map { status, to in
      defer { from = WebAddress(to)! }
      return RedirectHop(from: from, to: WebAddress(to)!, status: status)
    }
    return FetchResponse(
      status: status, headers: HeaderFields(), body: [], finalURL: redirects.last?.to ?? old, redirects: redirects,
      receivedAt: Self.start)
  }

  /// What is asked after each of the answers, a day apart.
  private func asked(_ policy: MovePolicy, _ answers: [FetchResponse]) -> [String] {
    var record = SourceRecord(name: SourceName("press")!, url: old)
    return answers.enumerated().map { day, answer in
      let address = record.adoptedURL ?? record.url
      policy.note(answer, in: &record, asked: address, now: Self.start.adding(seconds: Int64(day) * 86_400))
      return (record.adoptedURL ?? record.url).path
    }
  }

  @Test func `enough sightings over enough days are believed, and not before`() {
    let moved = answer(200, via: [(301, "http://press.example/new")])
    let days = asked(MovePolicy(sightings: 3, seconds: 7 * 86_400), Array(repeating: moved, count: 9))
    #expect(days == Array(repeating: "/feed", count: 7) + ["/new", "/new"])
    #expect(
      asked(MovePolicy(sightings: 3, seconds: 0), Array(repeating: moved, count: 3)) == ["/feed", "/feed", "/new"])
  }

  @Test func `another target, no redirect, a temporary one or a failure begins the count anew`() {
    let moved = answer(304, via: [(308, "http://press.example/new")])
    let policy = MovePolicy(sightings: 2, seconds: 0)
    for other in [
      answer(200, via: []), answer(200, via: [(302, "http://press.example/new")]),
      answer(404, via: [(301, "http://press.example/new")]),
      answer(200, via: [(301, "http://press.example/elsewhere")]),
    ] {
      #expect(asked(policy, [moved, other, moved]) == ["/feed", "/feed", "/feed"])
    }
  }

  @Test(
    arguments: [
      ("https://press.example/feed", true), ("https://www.press.example/feed", false),
      ("https://press.example/feed/", false), ("https://press.example:8443/feed", false),
      ("http://press.example/feed2", false),
    ])
  func `the very same address over https is taken at once, and no other`(target: String, isTaken: Bool) {
    var record = SourceRecord(name: SourceName("press")!, url: old)
    MovePolicy(sightings: 3, seconds: 86_400)
      .note(answer(200, via: [(301, target)]), in: &record, asked: old, now: Self.start)
    #expect(record.adoptedURL == (isTaken ? WebAddress(target) : nil))
  }
}
