// Feeds and sitemaps that are gzip files themselves, without a Content-Encoding.

import Feeds
import News
import Testing

@Suite("Compressed feeds and sitemaps")
struct CompressedTests {
  /// A gzip file that stores the bytes without packing them, in short blocks so that no word of them shows (RFC 1952
  /// around RFC 1951 section 3.2.4).
  private func gzip(_ bytes: [UInt8]) -> [UInt8] {
    func little(_ value: Int, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    var crc: UInt32 = .max
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc >> 1 ^ (crc & 1) * 0xEDB8_8320 }
    }
    let blocks = stride(from: 0, to: bytes.count, by: 8).flatMap { at in
      let piece = bytes[at..<min(at + 8, bytes.count)]
      return [at + 8 >= bytes.count ? 1 : 0] + little(piece.count, 2) + little(~piece.count, 2) + piece
    }
    return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255] + blocks + little(Int(~crc), 4) + little(bytes.count, 4)
  }

  private func sitemap(_ bytes: [UInt8]) throws -> Sitemap {
    try SitemapParser.parse(
      bytes, contentType: "application/gzip", url: WebAddress("https://gazette.example/sitemap.xml.gz"))
  }

  @Test("A feed that is a gzip file is read", arguments: ["rss2-podcast-and-news.xml", "feed.json"])
  func feed(name: String) throws {
    let plain = try fixture(name)
    let expected = try FeedParser.parse(plain, contentType: nil, url: nil)
    for packed in [gzip(plain), gzip(gzip(plain))] {
      let feed = try FeedParser.parse(packed, contentType: "application/x-gzip", url: nil)
      #expect(feed.entries == expected.entries)
      let repair = try #require(feed.repairs.first)
      #expect(repair.code == "compressed")
      #expect(repair.detail == "The body was a gzip file without Content-Encoding.")
      #expect(!feed.truncated)
    }
  }

  @Test(
    "A sitemap that is a gzip file is read",
    arguments: ["sitemap-news.xml", "sitemap-index.xml", "sitemap-list.txt", "sitemap-windows-1251.xml"])
  func sitemap(name: String) throws {
    let plain = try fixture(name)
    let expected = try sitemap(plain)
    let read = try sitemap(gzip(plain))
    #expect(read.entries == expected.entries && read.children == expected.children && read.kind == expected.kind)
    #expect(read.mended == expected.mended.union(["compressed"]))
    #expect(!read.truncated)
  }

  @Test func `A page in a gzip file still names its feeds`() throws {
    let refusal = try #require(throws: Refusal.self) {
      try FeedParser.parse(
        gzip(try fixture("page.html")), contentType: nil, url: WebAddress("https://gazette.example/"))
    }
    #expect(refusal.code == "not-a-feed")
    #expect(refusal.message.contains("It links to: "))
  }

  @Test("A file cut anywhere keeps what was complete", arguments: ["sitemap-news.xml", "sitemap-list.txt"])
  func cut(name: String) throws {
    let plain = try fixture(name)
    let expected = try sitemap(plain).entries
    let packed = gzip(plain)
    var seen = 0
    let longest = packed.count - 9
    for length in stride(from: longest % 3, through: longest, by: 3) {
      guard let read = try? sitemap(Array(packed.prefix(length))) else { continue }
      #expect(read.entries == Array(expected.prefix(read.entries.count)))
      #expect(read.truncated && read.mended.contains("truncated"))
      #expect(read.entries.count >= seen)
      seen = read.entries.count
    }
    #expect(seen == expected.count)
    #expect(!(try sitemap(Array(packed.dropLast(8)))).truncated)
  }

  @Test func `A cut feed says so even where its last bytes seem complete`() throws {
    let packed = gzip(Array((rss("<item><title>Whole</title></item>") + "  ").utf8))
    let feed = try FeedParser.parse(Array(packed.dropLast(9)), contentType: nil, url: nil)
    #expect(feed.entries.map(\.title) == ["Whole"])
    #expect(feed.truncated)
    #expect(feed.mended.isSuperset(of: ["compressed", "gzip-cut"]))
  }

  @Test func `What only begins like a gzip file is refused`() throws {
    let noise = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0xFF, 0xFF] as [UInt8]
    #expect(try #require(throws: Refusal.self) { try sitemap(noise) }.code == "compressed")
    let refusal = try #require(throws: Refusal.self) { try FeedParser.parse(noise, contentType: nil, url: nil) }
    #expect(refusal.code == "compressed")
  }
}
