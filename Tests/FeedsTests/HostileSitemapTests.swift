// Sitemaps that mean harm or were cut: bounded, and the honest entries beside the damage survive.

import Feeds
import News
import Testing

@Suite("Hostile sitemaps")
struct HostileSitemapTests {
  private static let honest = "<url><loc>https://gazette.example/honest</loc></url>"

  private func parse(_ bytes: [UInt8]) throws -> Sitemap {
    try SitemapParser.parse(
      bytes, contentType: nil, url: WebAddress("https://gazette.example/sitemap.xml"), keepingSource: true)
  }

  @Test(
    "The entry beside the attack survives",
    arguments: [
      "<x \((0..<200_000).map { "a\($0)='v'" }.joined(separator: " "))/>",
      String(repeating: "<a>", count: 50_000),
      String(repeating: "<news:news>", count: 50_000),
      String(repeating: "<url>", count: 20_000),
      "<\(String(repeating: "n", count: 300_000))/>",
      "<loc>" + String(repeating: "/a", count: 300_000) + "</loc>",
      "<loc>" + String(repeating: "&amp;amp;", count: 50_000) + "</loc>",
      "<loc>/a</loc><news:title>" + String(repeating: "&lt;b>", count: 50_000) + "</news:title>",
      "<loc>/a</loc><news:keywords>" + String(repeating: "a,", count: 50_000) + "</news:keywords>",
      "<loc>/a" + String(repeating: "<loc>", count: 20_000),
      "<loc>/a</loc>" + String(repeating: "<lastmod/>", count: 20_000),
      String(repeating: "</b>", count: 50_000),
      (0..<5000).map { "<p\($0):a/>" }.joined(),
    ])
  func survives(attack: String) throws {
    let sitemap = try parse(Array("<urlset><url>\(attack)</url>\(Self.honest)</urlset>".utf8))
    #expect(sitemap.entries.last?.url?.path == "/honest")
  }

  @Test func `New names without end end the reading, not the machine`() throws {
    let names = (0..<150_000).map { "<name\($0)/>" }.joined()
    let sitemap = try parse(Array("<urlset>\(Self.honest)<url><loc>/a</loc>\(names)</url></urlset>".utf8))
    #expect(sitemap.entries.map(\.url?.path) == ["/honest"])
    #expect(sitemap.truncated && sitemap.mended.isSuperset(of: ["parser-stopped", "truncated"]))
  }

  @Test func `Declared entities are never expanded`() throws {
    let bomb = "<!DOCTYPE urlset [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>"
    let sitemap = try parse(
      Array((bomb + "<urlset><url><loc>/a</loc><news:title>&b;&b;</news:title></url></urlset>").utf8))
    #expect(sitemap.entries.map(\.title) == ["&b;&b;"])
  }

  @Test("Entries beyond the protocol's limit are left out and counted", arguments: ["url", "sitemap", "line"])
  func tooMany(element: String) throws {
    let text =
      element == "line"
      ? String(repeating: "http://a/b\n", count: 50_002)
      : "<urlset>" + String(repeating: "<\(element)><loc>/b</loc></\(element)>", count: 50_002) + "</urlset>"
    let sitemap = try parse(Array(text.utf8))
    #expect(sitemap.entries.count + sitemap.children.count == 50_000)
    #expect(sitemap.repairs.first { $0.code == "too-many-entries" }?.count == 2)
  }

  @Test func `Bytes beyond the protocol's limit are left out`() throws {
    let filler = [UInt8](repeating: 0x20, count: 50 << 20)
    let sitemap = try parse(Array("<urlset>\(Self.honest)".utf8) + filler + Array("\(Self.honest)</urlset>".utf8))
    #expect(sitemap.entries.count == 1)
    #expect(sitemap.truncated && sitemap.mended == ["too-large", "truncated"])
  }

  @Test("A sitemap cut anywhere keeps what was complete", arguments: ["sitemap-news.xml", "sitemap-index.xml"])
  func cut(name: String) throws {
    let whole = try fixture(name)
    let expected = try parse(whole)
    var (entries, children, answered) = (0, 0, 0)
    for length in 0...whole.count {
      guard let sitemap = try? parse(Array(whole.prefix(length))) else { continue }
      #expect(sitemap.entries == Array(expected.entries.prefix(sitemap.entries.count)))
      #expect(sitemap.children == Array(expected.children.prefix(sitemap.children.count)))
      #expect(sitemap.entries.count >= entries && sitemap.children.count >= children)
      #expect(sitemap.truncated == sitemap.mended.contains("truncated"))
      (entries, children, answered) = (sitemap.entries.count, sitemap.children.count, answered + 1)
    }
    #expect(entries == expected.entries.count && children == expected.children.count)
    #expect(answered > whole.count / 2)
  }

  @Test(
    "A sitemap with one byte changed is still answered",
    arguments: ["sitemap-news.xml", "sitemap-index.xml", "sitemap-malformed.xml", "sitemap-list.txt"])
  func changed(name: String) throws {
    let whole = try fixture(name)
    let replacements = [0x00, 0x22, 0x26, 0x3C, 0x3E, 0x5B, 0xC3, 0xFF] as [UInt8]
    var answered = 0
    for index in stride(from: 0, to: whole.count, by: 3) {
      var bytes = whole
      bytes[index] = replacements[index / 3 % replacements.count]
      if (try? parse(bytes)) != nil { answered += 1 }
    }
    #expect(answered > whole.count / 6)
  }
}
