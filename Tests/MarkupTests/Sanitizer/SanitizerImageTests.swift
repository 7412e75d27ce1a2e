// Images keep what they show, wherever their page or its loader has put it.

import Markup
import News
import Testing

struct SanitizerImageTests {
  private static let a = "https://news.example/a.jpg"

  @Test(
    "An image for readers without scripts takes its placeholder's place",
    arguments: [
      (
        "<img src=data:image/gif;base64,x alt=A><noscript><img src=/a.jpg alt=B width=600 height=400></noscript>",
        "<img src=\"\(a)\" alt=\"B\" width=\"600\" height=\"400\">"
      ),
      (
        "<figure><img src=/blank.gif>\n <noscript><p><img src='/a.jpg'></p></noscript><figcaption>C</figcaption></figure>",
        "<figure><img src=\"\(a)\"><figcaption>C</figcaption></figure>"
      ),
      ("<img width=1 height=1 src=/t.gif><noscript><img src=/a.jpg></noscript>", "<img src=\"\(a)\">"),
      // The loader knew it.
      ("<img src=/b.jpg data-src=/a.jpg><noscript><img src=/c.jpg></noscript>", "<img src=\"\(a)\">"),
      // What is no image, or cannot be shown, takes no place.
      ("<img src=/a.jpg><noscript>text</noscript>", "<img src=\"\(a)\">"),
      ("<img src=/a.jpg><noscript><img src=javascript:x onerror=y></noscript>", "<img src=\"\(a)\">"),
      ("<img src=/a.jpg><noscript><img src=/t.gif width=1 height=1></noscript>", "<img src=\"\(a)\">"),
      // Something stands between them.
      ("<img src=/a.jpg><p>x<noscript><img src=/c.jpg></noscript>", "<img src=\"\(a)\"><p>x</p>"),
      ("<noscript><img src=/c.jpg></noscript>x", "x"),
      ("<template><img src=data:x><noscript><img src=/c.jpg></noscript></template>x", "x"),
      ("<img src=/a.jpg><noscript><img src=/b.jpg>", "<img src=\"\(a)\"><img src=\"https://news.example/b.jpg\">"),
    ])
  func noscript(html: String, expected: String) {
    #expect(SanitizerTests.clean(html) == expected)
    #expect(SanitizerTests.clean(expected) == expected)
  }

  @Test(
    "A loader's attribute becomes the address",
    arguments: [
      "data-src", "data-lazy-src", "data-original", "data-original-src", "data-orig-file", "data-full-src",
      "data-hi-res-src", "data-lazy", "data-lazyload", "data-ll-src", "data-cfsrc", "data-actualsrc", "data-img-src",
      "data-src-medium", "data-flickity-lazyload", "data-image", "data-url",
    ])
  func lazy(name: String) {
    #expect(SanitizerTests.clean("<img src='data:image/gif;base64,R0' \(name)=/a.jpg>") == "<img src=\"\(Self.a)\">")
    #expect(SanitizerTests.clean("<img src=/blank.gif \(name)='../a.jpg'>") == "<img src=\"\(Self.a)\">")
    for other in ["1", "true", "{\"a\":\"/b.jpg\"}", "", "data:x", "javascript:x.y"] {
      #expect(SanitizerTests.clean("<img src=/a.jpg \(name)='\(other)'>") == "<img src=\"\(Self.a)\">", "\(other)")
    }
  }

  @Test func `A picture keeps its sources, their media and types, and the sizes`() {
    let html = """
      <picture><source data-srcset='/a.webp 1x, /b.webp 2x' type=image/webp media='(min-width: 1px)'>\
      <img data-src=/a.jpg src=data:x alt=z width=10 height=20 data-lazy-srcset="a.jpg 480w,/b.jpg 800w" sizes=100vw>\
      </picture>
      """
    #expect(
      SanitizerTests.clean(html) == """
        <picture><source srcset="https://news.example/a.webp 1x, https://news.example/b.webp 2x" type="image/webp" \
        media="(min-width: 1px)"><img src="\(Self.a)" srcset="https://news.example/a/a.jpg 480w, \
        https://news.example/b.jpg 800w" sizes="100vw" alt="z" width="10" height="20"></picture>
        """)
  }

  @Test(
    "What an article is made of stays",
    arguments: [
      "<h2>a</h2><h3>b</h3><p>c <em>d</em> <strong>e</strong></p><hr>",
      "<table><caption>c</caption><thead><tr><th scope=\"col\">h</th></tr></thead><tbody><tr><td colspan=\"2\">d</td></tr></tbody></table>",
      "<ol start=\"3\" reversed=\"\"><li>a<ul><li>b</li></ul></li></ol><dl><dt>t</dt><dd>d</dd></dl>",
      "<blockquote cite=\"https://news.example/q\"><p>q</p></blockquote><pre><code>a\n  b</code></pre>",
      "<figure><a href=\"https://news.example/x\"><img src=\"https://news.example/a.jpg\" alt=\"b\" width=\"3\" height=\"2\"></a><figcaption>c</figcaption></figure>",
      "<p>a<sup>2</sup> <sub>3</sub> <code>x</code> <q>y</q> <del>z</del> <time datetime=\"2026-11-22\">t</time></p>",
    ])
  func kept(html: String) {
    #expect(SanitizerTests.clean(html) == html)
  }
}
