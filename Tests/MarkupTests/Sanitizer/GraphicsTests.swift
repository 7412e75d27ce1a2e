// Formulas and drawings: what is kept of them, and that nothing hides in the seams between HTML, MathML and SVG.

import Markup
import News
import Testing

struct GraphicsTests {
  static func clean(_ html: String) -> String {
    String(decoding: Sanitizer.sanitize(Array(html.utf8), base: SanitizerTests.base, graphics: .kept), as: UTF8.self)
  }

  /// The content of the one formula or drawing.
  static func inside(_ html: String) -> String {
    clean(html)
      .replacing("<math xmlns=\"http://www.w3.org/1998/Math/MathML\">", with: "<math>")
      .replacing("<svg xmlns=\"http://www.w3.org/2000/svg\">", with: "<svg>")
  }

  @Test(
    "a formula or drawing becomes what is expected",
    arguments: [
      // Formulas.
      ("<math><msup><mi>x</mi><mn>2</mn></msup></math>", "<math><msup><mi>x</mi><mn>2</mn></msup></math>"),
      ("a <MATH><MI mathcolor=red onclick=y>x</MI></MATH> b", "a <math><mi mathcolor=\"red\">x</mi></math> b"),
      ("<math><mo>&lt;</mo><mo>&sum;</mo></math>", "<math><mo>&lt;</mo><mo>∑</mo></math>"),
      ("<math><mi>x<mspace width=1em /><mn>2</math>", "<math><mi>x2</mi></math>"),
      ("<math><mspace width=1em><mn>2</mn></math>", "<math><mspace width=\"1em\"></mspace><mn>2</mn></math>"),
      (
        "<math><semantics><mi>x</mi><annotation encoding=tex>\\x</annotation></semantics></math>",
        "<math><semantics><mi>x</mi></semantics></math>"
      ),
      (
        "<math><mi>x</mi><annotation-xml encoding='text/html'><p>y</p></annotation-xml></math>z",
        "<math><mi>x</mi></math>z"
      ),
      ("<math><mrow href='http://e.example/'><mi>x</mi></mrow></math>", "<math><mrow><mi>x</mi></mrow></math>"),
      ("<math><maction><mi>x</mi></maction></math>", "<math><mi>x</mi></math>"),
      ("<math><mi>x</mi><p>y</p></math>z", "<math><mi>x</mi></math><p>y</p>z"),
      ("<p><math><mi>x</mi></p>y", "<p><math><mi>x</mi></math></p>y"),
      ("<div><math><mrow><mi>x</mi></div>y", "<div><math><mrow><mi>x</mi></mrow></math></div>y"),
      ("<math><mtext>a <b>b</b></div></p> c</mtext></math>", "<math><mtext>a b c</mtext></math>"),
      ("<math></math>", ""), ("<math/>x", "x"), ("<math> \u{7F}&#32;</math>", ""),
      ("<table><tr><math><mi>x</mi></math></table>", "<table><tr></tr></table>"),
      // Drawings.
      (
        "<svg viewbox='0 0 9 9' width=9><path d='M0 0L1 1'/></svg>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\" width=\"9\"><path d=\"M0 0L1 1\"></path></svg>"
      ),
      ("<svg><rect x=1><circle r=2></svg>", "<svg><rect x=\"1\"></rect><circle r=\"2\"></circle></svg>"),
      (
        "<svg><defs><LINEARGRADIENT ID=a gradientunits=userSpaceOnUse><stop offset=1 /></LINEARGRADIENT></defs>"
          + "<rect fill='url(#a) red'></svg>",
        "<svg><defs><linearGradient id=\"feed-a\" gradientUnits=\"userSpaceOnUse\"><stop offset=\"1\"></stop>"
          + "</linearGradient></defs><rect fill=\"url(#feed-a) red\"></rect></svg>"
      ),
      (
        "<svg><text x=1>a <tspan>b</tspan><rect/> c</text>d</svg>",
        "<svg><text x=\"1\">a <tspan>b</tspan> c</text></svg>"
      ),
      ("<svg><desc>a<b>b</b></desc><line x1=1 /></svg>", "<svg><desc>ab</desc><line x1=\"1\"></line></svg>"),
      ("<svg><title>t</title><style>x</style><g><path d=M0,0></g></svg>", "<svg><g><path d=\"M0,0\"></path></g></svg>"),
      (
        "<svg><a href='/x'><path d=M0></a><a href=javascript:x><path d=M1></a><a href='mailto:a@b'><path d=M2></a>",
        "<svg><a href=\"https://news.example/x\"><path d=\"M0\"></path></a><path d=\"M1\"></path><path d=\"M2\"></path>"
          + "</svg>"
      ),
      (
        "<svg><a xlink:href='http://e.example/' href='http://f.example/'><path d=M0></a></svg>",
        "<svg><a href=\"http://e.example/\"><path d=\"M0\"></path></a></svg>"
      ),
      ("<svg><g><path d=M0></svg>x", "<svg><g><path d=\"M0\"></path></g></svg>x"),
      (
        "<svg><svg><path d=M0></svg><path d=M1></svg>x",
        "<svg><svg><path d=\"M0\"></path></svg><path d=\"M1\"></path></svg>x"
      ),
      ("<svg><g></g></svg>x", "x"), ("<svg>x</svg>y", "y"),
      ("<svg aria-hidden=true><path d=M0></svg>y", "y"),
      (
        "<svg><path d=M0><img src=x></svg>y", "<svg><path d=\"M0\"></path></svg><img src=\"https://news.example/a/x\">y"
      ),
    ])
  func kept(html: String, expected: String) {
    #expect(Self.inside(html) == expected)
    #expect(Self.inside(expected) == expected)
  }

  @Test(
    "an attribute that could do more than draw is left out",
    arguments: [
      "fill='url(http://e.example/#a)'", "fill='url( #a )'", "fill=\"url('#a')\"", "fill='url(#a);x'",
      "fill='url(#a)x('",
      "fill='URL(#a)'", "fill='image(x)'", "fill='expression(1)'", "fill='red;background:x'", "fill='var(--x)'",
      "clip-path='url(x.svg#a)'", "clip-path='circle(1)'", "transform='rotate(calc(1))'", "transform='rotate(1'",
      "transform='rotate(1))'", "style='fill:red'", "class=a", "onload=x", "OnClick=x", "id='a b'", "id='a\"b'",
      "href='http://e.example/'", "xlink:href='#a'", "src=x", "d='M0 0 javascript:x'", "d='url(#a)'", "points='1,2 x'",
      "filter='url(#a)'", "mask='url(#a)'", "marker-start='url(#a)'", "cursor='url(x)'", "overflow=visible",
      "begin=0s", "attributeName=href", "values='javascript:x'", "xmlns='http://www.w3.org/1999/xhtml'", "width='1;x'",
      "width='\\75rl(x)'", "font-family=\"'a'\"", "x='&#47;&#47;e.example'", "height=''",
    ])
  func attributes(attribute: String) {
    #expect(Self.inside("<svg><rect \(attribute) /></svg>") == "<svg><rect></rect></svg>")
  }

  @Test(
    "harmless functions of harmless values stay",
    arguments: [
      "transform=\"rotate(45 1,2) scale(.5)\"", "fill=\"rgb(1, 2, 3)\"", "fill=\"#fff\"", "stroke=\"rgba(1,2,3,50%)\"",
      "fill=\"url(#feed-a)\"", "clip-path=\"url(#feed-a.b-c)\"", "d=\"M1.5e-3,2 A1 1 0 0 1 2 2z\"",
      "stroke-dasharray=\"1 2\"", "preserveAspectRatio=\"xMidYMid meet\"", "aria-label=\"a &lt; &quot;b&quot;\"",
    ])
  func harmless(attribute: String) {
    #expect(Self.inside("<svg><rect \(attribute)></svg>") == "<svg><rect \(attribute)></rect></svg>")
  }

  @Test("known ways to hide markup between the languages lead nowhere", arguments: hidden)
  func seams(html: String) {
    let once = Self.clean(html)
    #expect(Self.clean(once) == once)
    #expect(Self.strayMarkup(in: once) == nil, "\(once)")
  }

  static let hidden = [
    "<svg></p><style><a id=\"</style><img src=1 onerror=x>\">",
    "<math></br><mtext><style></math><img src onerror=x></style></mtext></math>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=x&gt;\">",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=x>",
    "<svg><desc><svg><style><p title='</style><img src onerror=x>'></desc></svg>",
    "<svg><foreignObject><math><annotation-xml encoding='text/html'><svg><style><img src onerror=x></style>",
    "<math><annotation-xml encoding='application/xhtml+xml'><svg><a title='</annotation-xml><img src onerror=x>'>",
    "<svg><![CDATA[</svg><img src onerror=x>]]></svg>", "<svg><title><![CDATA[</title><img src onerror=x>]]></title>",
    "<math><mi><mglyph><svg><mtext><textarea><path id=\"</textarea><img onerror=x src>\"></path>",
    "<svg><text><a title='</svg><img src onerror=x>'>y", "<svg><animate onbegin=x attributeName=href>",
    "<math><mi//xlink:href=\"data:x,<img src onerror=x>\">", "<svg><set attributeName=href to='javascript:x'>",
    "<svg><use href='data:image/svg+xml,<svg onload=x>#y'/></svg>", "<svg><script href='//e.example'/><path d=M0>",
    "<svg><noscript><a title='</noscript><img src onerror=x>'></noscript><path d=M0>",
  ]

  @Test("random soup of the three languages stays apart and as it is when sanitised again", arguments: 0..<150)
  func soup(seed: Int) {
    let pieces = [
      "<svg>", "</svg>", "<math>", "</math>", "<mi>", "</mi>", "<mtext>", "</mtext>", "<mrow>", "</mrow>", "<g>",
      "</g>",
      "<path d=M0>", "<text>", "</text>", "<tspan>", "</tspan>", "<desc>", "</desc>", "<title>", "</title>", "<style>",
      "</style>", "<foreignObject>", "</foreignObject>", "<annotation-xml>", "</annotation-xml>", "<a href=x>", "</a>",
      "<p>", "</p>", "<b>", "</b>", "<table>", "<tr>", "<td>", "</table>", "<div>", "</div>", "<img src=x onerror=y>",
      "<mglyph>", "<x>", "</x>", "<![CDATA[", "]]>", "<!--", "-->", "text ", "&lt;img&gt;", "<select>", "</br>", "<ul>",
      "<li>", "<rect/>", "<svg/>", "<use href=#a>", "<stop>", "\u{7F}", "&#1;", "<textarea>", "</textarea>",
    ]
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
    func next(_ pieces: [String]) -> String {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return pieces[Int(state >> 33) % pieces.count]
    }
    // Much of it is a formula or a drawing, or most soups would end in the first text that swallows the rest.
    let root = next(["<math>", "<svg>"])
    var html = root
    for _ in 0..<12 {
      html +=
        root == "<math>" ? next(["<mi>x", "<mtext>", "<mrow>", "</mi>", "y"]) : next(["<g>", "<text>x", "<desc>"])
      html += next(pieces) + next(["", "", "<path d=M0>", root, "z"])
    }
    let once = Self.clean(html)
    #expect(Self.clean(once) == once, "from \(html)")
    #expect(Self.strayMarkup(in: once) == nil, "\(once) from \(html)")
  }

  @Test func `a drawing nested without end is cut, not nested`() {
    for html in ["<svg><g>", "<svg><text>x<tspan>", "<math><mrow><mi>x</mi>", "<math><mi>"] {
      let out = Self.clean(html + String(repeating: html.split(separator: ">").last! + ">", count: 50_000) + "y")
      #expect(out.utf8.count < 1_000_000)
      #expect(Self.clean(out) == out)
    }
  }

  /// What stands in a formula or drawing and must not: read with rules of its own, as strictly as can be.
  static func strayMarkup(in html: String) -> String? {
    let formula = "math mi mn mo ms mtext mrow semantics"
    let drawing = "svg a g path rect text tspan desc stop"
    let token = ["mi", "mn", "mo", "ms", "mtext", "desc"]
    var open: [Substring] = []
    var root: Substring?
    for piece in html.split(separator: "<", omittingEmptySubsequences: false).dropFirst() {
      guard let close = piece.firstIndex(of: ">") else { return "an unclosed tag" }
      let tag = piece[..<close]
      let name = tag.drop { $0 == "/" }.prefix { $0 != " " }
      if tag.hasPrefix("/") {
        guard root != nil else { continue }
        guard open.popLast() == name else { return "</\(name)>" }
        if open.isEmpty { root = nil }
        continue
      }
      if tag.contains(" onerror=\"") || tag.contains(" style=\"") { return String(tag) }
      if let root {
        if open.last.map({ token.contains(String($0)) }) == true { return "<\(name)> in a token" }
        guard (root == "math" ? formula : drawing).split(separator: " ").contains(name) else { return "<\(name)>" }
        open.append(name)
      } else if name == "math" || name == "svg" {
        root = name
        open = [name]
      } else if "script style title textarea select mi mtext path rect desc".split(separator: " ").contains(name) {
        return "<\(name)>"
      }
    }
    return open.isEmpty ? nil : "left open"
  }

  @Test func `unless they are asked for there are none`() {
    let html = Array("a<math><mi>x</mi></math>b<svg><path d=M0></svg>c".utf8)
    #expect(String(decoding: Sanitizer.sanitize(html, base: nil), as: UTF8.self) == "abc")
  }

  @Test(
    "the text of a title with a formula",
    arguments: [
      ("The <math><msup><mi>x</mi><mn>2</mn></msup></math> law", "The x2 law"),
      ("<math>\n <mrow>\n  <mi>E</mi>\n  <mo>=</mo>\n  <mi>m</mi>\n </mrow>\n</math>", "E=m"),
      ("<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math> off", "1/2 off"),
      ("<math><mfrac><mrow><mi>a</mi><mi>b</mi></mrow><mi>c</mi></mfrac></math>", "ab/c"),
      ("<math><mi>x</mi><annotation>\\x</annotation></math>", "x"),
      ("<math><mi>&alpha;</mi><mo>&lt;</mo><mn>3</mn></math>", "α<3"),
      ("<math><mtable><mtr><mtd>a</mtd><mtd>b</mtd></mtr><mtr><mtd>c</mtd></mtr></mtable></math>", "a b\nc"),
      ("<math><mi>x</mi><p>y <b>z</b> w", "x\n\ny z w"), ("<svg><text>x</text></svg>y", "y"),
      ("<math><mi>x</mi><svg><p>y</p></svg> z", "x\n\ny\n\nz"),
    ])
  func titles(html: String, expected: String) {
    #expect(PlainText.text(ofHTML: Array(html.utf8)) == expected)
  }
}
