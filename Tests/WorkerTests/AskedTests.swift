// What a failure means for a source, as pure values: whose trouble it is, and what is kept of the address in use.
import Catalog
import News
import Settings
import Testing

@testable import Worker

@Suite struct AskedTests {
  private let now = Instant(seconds: 1_795_000_000)
  private let source = Source(name: SourceName("a")!, url: WebAddress("https://post.example/")!, kind: .html)

  private func known() -> SourceRecord {
    var record = SourceRecord(name: source.name, url: source.url)
    record.feedURL = WebAddress("https://post.example/feed")
    record.etag = "\"1\""
    record.lastPolled = now
    return record
  }

  @Test(
    arguments: [
      ("timeout", true), ("http-500", true), ("tls", true), ("dns", false), ("proxy", false), ("no-socket", false),
      ("secret-unreadable", false),
    ])
  func `a found address that keeps failing is given up, unless the trouble is our own`(code: String, isGivenUp: Bool) {
    var record: SourceRecord? = known()
    for _ in 1...5 {
      var asked = Asked(source: source, previous: record, at: now)
      asked.fail(code, "failed")
      record = asked.record
    }
    #expect(record?.failures == 5)
    #expect((record?.feedURL == nil) == isGivenUp)
    #expect((record?.etag == nil) == isGivenUp)
  }

  @Test func `a source that is gone for good is asked again when a person changes how it is asked or read`() throws {
    let settings = Configuration(stateDirectory: "/", sources: [source])
    var gone = known()
    gone.retired = true
    gone.settingsMark = SettingsMark(source, settings).text
    #expect(try #require(gone.adjusted(to: source, settings)).retired)
    var network = settings
    network.network.contact = "desk@post.example"
    #expect(try #require(gone.adjusted(to: source, network)).retired)
    var changed = source
    changed.headers = ["Accept-Language": "en"]
    #expect(try !#require(gone.adjusted(to: changed, settings)).retired)
    changed = source
    changed.listing = ListingRules(item: "article")
    let read = try #require(gone.adjusted(to: changed, settings))
    #expect(!read.retired && read.feedURL == nil && read.etag == nil)
  }

  @Test func `a secret of the settings is no part of their digests`() {
    var plain = Configuration(stateDirectory: "/", sources: [])
    plain.network.proxy = "http://desk:one@proxy.example"
    var other = plain
    other.network.proxy = "http://desk:two@proxy.example"
    var first = source
    first.headers = ["X-Key": "one"]
    var second = source
    second.headers = ["X-Key": "two"]
    #expect(SettingsMark(first, plain) == SettingsMark(second, other))
  }
}

@Suite struct DescriptorTests {
  @Test(arguments: [(65, 1, Int?.none), (66, 32, 1), (100, 64, 18), (1024, 32, 32), (16_384, 10_000, 8160)])
  func `as many transfers run at once as there are descriptors for`(limit: Int, wanted: Int, room: Int?) {
    #expect((try? Descriptors.room(within: limit, forTransfers: wanted)) == room)
  }
}
