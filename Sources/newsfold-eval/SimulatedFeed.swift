// A feed of any size, made up: the same bytes for the same size every time.

import Foundation

/// An RSS feed of articles that say nothing, in the markup real ones have.
enum SimulatedFeed {
  /// A whole feed of about so many bytes.
  static func body(bytes: Int) -> [UInt8] {
    var out = Array(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
      <channel><title>Harbour Gazette</title><link>https://gazette.example/</link>

      """.utf8)
    out.reserveCapacity(bytes + 8192)
    var number = 0
    while out.count < bytes {
      let hour = String(format: "%02d", number % 24)
      out +=
        """
        <item><title>Tide table no. \(number) &amp; what it means</title><link>https://gazette.example/tides/\(number)</link>
        <guid isPermaLink="false">tides-\(number)</guid><pubDate>Sun, 22 Nov 2026 \(hour):15:00 +0000</pubDate>
        <description>The water rises &lt;b&gt;twice&lt;/b&gt; today &#8211; and falls as often.</description>
        <content:encoded><![CDATA[
        """.utf8
      for paragraph in 0..<(4 + number % 9) {
        out +=
          """
          <p class="wide">Gauge \(paragraph) at the \(number % 7 == 0 ? "Zürich" : "northern") quay read \(number * 7 % 400) cm, \
          <a href="/gauges/\(paragraph)?n=\(number)&amp;all=1">as the keeper notes</a>, and the ferry left on time.</p>
          <img src="https://gazette.example/charts/\(number)-\(paragraph).png" width="600" height="300" alt="A curve">

          """.utf8
      }
      out += "]]></content:encoded></item>\n".utf8
      number += 1
    }
    return out + "</channel></rss>".utf8
  }
}
