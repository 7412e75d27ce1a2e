// Feeds that mean harm: bounded, never expanded, and the honest items beside them survive.

import Feeds
import News
import Testing

@Suite("Hostile feeds")
struct HostileTests {
  private static let honest = "<item><title>Honest</title></item>"

  @Test(
    "The item beside the attack survives",
    arguments: [
      "<x \((0..<20_000).map { "a\($0)='v'" }.joined(separator: " "))/>",
      String(repeating: "<a>", count: 20_000),
      String(repeating: "<a>", count: 2000) + String(repeating: "</a>", count: 2000),
      "<\(String(repeating: "n", count: 300_000))/>",
      "<a b=\"\(String(repeating: "v", count: 300_000))\"/>",
      String(repeating: "</b>", count: 20_000),
      String(repeating: "<p0:a/>", count: 5000),
      "<description>\(String(repeating: "]]>", count: 20_000))</description>",
      "<description>\(String(repeating: "&", count: 200_000))</description>",
    ])
  func survives(attack: String) throws {
    let feed = try parse(rss("<item>\(attack)</item>" + Self.honest))
    #expect(feed.entries.last?.title == "Honest")
  }

  @Test func `Declared entities are never expanded`() throws {
    let bomb = "<!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>"
    let feed = try parse(bomb + rss("<item><title>&b;&b;</title></item>"))
    #expect(feed.entries.first?.title == "&b;&b;")
    #expect(feed.mended == ["entity-declaration", "stray-ampersand"])
  }

  @Test func `External entities are never read`() throws {
    let feed = try parse(
      "<!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>" + rss("<item><title>[&x;]</title></item>"))
    #expect(feed.entries.first?.title == "[&x;]")
  }

  @Test func `A text of more than ten megabytes does not lose the feed`() throws {
    let feed = try parse(
      rss(
        "<item><title>Big</title><description>\(String(repeating: "word ", count: 2_200_000))</description></item>"
          + Self.honest))
    #expect(feed.entries.map(\.title) == ["Big", "Honest"])
  }

  @Test func `Active content does not pass`() throws {
    let entry = try item(
      "<description><![CDATA[<p onclick=\"x()\">a<script>b()</script><a href=\"javascript:c()\">d</a></p>]]></description>"
    )
    let html = try #require(entry?.summaryHTML)
    #expect(!html.contains("onclick") && !html.contains("script"))
    #expect(html.contains("a") && html.contains("d"))
  }
}
