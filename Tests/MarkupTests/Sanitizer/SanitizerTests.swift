// What foreign HTML is turned into, case by case, and the promises that hold for any input.

import Markup
import News
import Testing

struct SanitizerTests {
  static let base = AddressReference("https://news.example/a/b.html?x=1")

  static func clean(_ html: String, base: AddressReference? = Self.base) -> String {
    String(decoding: Sanitizer.sanitize(Array(html.utf8), base: base), as: UTF8.self)
  }

  @Test(
    "a fragment becomes what is expected",
    arguments: [
      ("<p>plain</p>", "<p>plain</p>"),
      ("5 < 6 & 7 > 2", "5 &lt; 6 &amp; 7 &gt; 2"),
      ("<P CLASS=x onclick=alert(1)>a</P>", "<p>a</p>"),
      ("<p>a<p>b", "<p>a</p><p>b</p>"),
      ("<p>a<div>b</div>", "<p>a</p><div>b</div>"),
      ("<ul><li>a<li>b<ul><li>c</ul></ul>", "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>"),
      ("<b><i>a</b>c</i>", "<b><i>a</i></b>c"),
      ("a<script>alert(1)</script>b", "ab"),
      ("a<script>alert(1)</SCRIPT >b", "ab"),
      ("a<!-- <b> --><b>c</b>", "a<b>c</b>"),
      ("a<!--><b>c</b>", "a<b>c</b>"),
      ("<a href=\"java\u{9}script:alert(1)\">x</a>", "x"),
      ("<a href='&#106;avascript:alert(1)'>x</a>", "x"),
      ("<a href=\"../c?q=1&amp;r=2#f\">x</a>", "<a href=\"https://news.example/c?q=1&amp;r=2#f\">x</a>"),
      (
        "<a href=1>x<a href=2>y</a>",
        "<a href=\"https://news.example/a/1\">x</a><a href=\"https://news.example/a/2\">y</a>"
      ),
      (
        "<img src=data:x data-src=/i.jpg width=\"10px\" alt='\"'>",
        "<img src=\"https://news.example/i.jpg\" alt=\"&quot;\" width=\"10\">"
      ),
      ("<img src=/p.gif width=1 height=1>", ""),
      (
        "<img srcset='/a.jpg 1x, /b.jpg 2x'>",
        "<img srcset=\"https://news.example/a.jpg 1x, https://news.example/b.jpg 2x\">"
      ),
      ("<svg><p>x</p></svg>", "<p>x</p>"),
      ("<svg><script>x</script><text>y</text></svg>z", "z"),
      ("<td>x</td>", "x"),
      (
        "<table><tr><td>a<td>b<tr><td>c</table>",
        "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>"
      ),
      ("<iframe src=x>y</iframe><form><p>z</p><input></form>", "<div><p>z</p></div>"),
      ("<h2>a<h3>b</h3>", "<h2>a</h2><h3>b</h3>"),
      ("x<b title='a\">b'", "x"),
    ])
  func fragments(html: String, expected: String) {
    #expect(Self.clean(html) == expected)
    #expect(Self.clean(expected) == expected)
  }

  @Test(arguments: [6, 17, 65, 3000])
  func `a scheme that is not allowed is not allowed at any length`(length: Int) {
    let scheme = String(repeating: "s", count: length)
    let html = "<p><a href=\"\(scheme):alert(1)\">y</a> <a href=\"\(scheme)/x\">z</a></p>"
    let base = AddressReference("https://news.example/")
    let written = String(decoding: Sanitizer.sanitize(Array(html.utf8), base: base), as: UTF8.self)
    #expect(written == "<p>y <a href=\"https://news.example/\(scheme)/x\">z</a></p>")
  }

  @Test(arguments: [
    ("Before <iframe src=\"http://x/\"/> after <p>more</p>", "Before  after <p>more</p>"),
    ("a<textarea/>b<title>c<noscript>d", "abcd"),
    ("a<iframe>x</iframe>b<iframe>c", "abc"),
    ("a<script>b<p>c", "a"),
    ("a<style>b<p>c</style>d", "ad"),
    (
      "See <a href=\"http://x/>link</a> and the rest <p>Second</p>",
      "See <a href=\"http://x/\">link</a> and the rest <p>Second</p>"
    ),
    ("<b title='x>y</b> z", "<b title=\"x\">y</b> z"),
    ("a <b title='x", "a "),
  ])
  func `what is never closed hides nothing behind it`(html: String, expected: String) {
    #expect(Self.clean(html) == expected)
    #expect(Self.clean(expected) == expected)
  }

  @Test func `without a base relative addresses stay as they are`() {
    #expect(Self.clean("<a href=b.html>x</a>", base: nil) == "<a href=\"b.html\">x</a>")
  }

  @Test("random tag soup becomes inert and stays as it is when sanitised again", arguments: 0..<200)
  func soup(seed: Int) {
    let pieces = [
      "<p>", "</p>", "<table>", "<tr>", "<td>", "</td>", "</table>", "<b>", "</b>", "<a href=x>", "</a>", "<svg>",
      "</svg>", "<style>", "</style>", "<li>", "<ul>", "</ul>", "<!--", "-->", "<math>", "<mtext>", "text ", "<", ">",
      "\"", "'", "&lt;", "&amp;lt;", "<img src=x onerror=y>", "<h1>", "</h1>", "<div", " id=a>", "</div>", "<title>",
      "<noscript>", "</noscript>", "<select>", "<option>", "<template>", "</template>", "<dt>", "<dd>", "<dl>", "\u{0}",
    ]
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
    var html = ""
    for _ in 0..<60 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      html += pieces[Int(state >> 33) % pieces.count]
    }
    let once = Self.clean(html)
    #expect(Self.clean(once) == once)
    for forbidden in ["<svg", "<style", "<math", "<script", "<title", "<noscript", "<select", " on", "<!"] {
      #expect(!once.contains(forbidden), "from \(html)")
    }
  }

  @Test func `a hundred thousand open elements are flattened, not nested`() {
    let html = String(repeating: "<div>", count: 100_000) + "x" + String(repeating: "</i></div>", count: 100_000)
    let out = Self.clean(html)
    #expect(out.contains("x"))
    #expect(out.utf8.count < 5_000)
  }
}
