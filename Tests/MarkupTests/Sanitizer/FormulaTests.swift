// Formulas as text: what of MathML is read, where HTML goes on, and that nothing hides in the seams between the two.

import Markup
import Testing

struct FormulaTests {
  /// Fragments, what they are sanitised to, and their plain text.
  static let formulas: [(html: String, inert: String, text: String)] = [
    ("The <math><msup><mi>x</mi><mn>2</mn></msup></math> law", "The x2 law", "The x2 law"),
    ("<p>a <MATH><MI onclick=y>x</MI></MATH> b</p>", "<p>a x b</p>", "a x b"),
    (
      "<math>\n <mrow>\n  <mi>E</mi>\n  <mo>=</mo>\n  <mi>m</mi>\n </mrow>\n</math>", "E=m", "E=m"
    ),
    ("<math><mi>&alpha;</mi><mo>&lt;</mo><mn>3</mn></math>", "α&lt;3", "α<3"),
    ("<math><mi>x<mspace width=1em /><mn>2</math>", "x2", "x2"),
    ("<math><mspace width=1em><mn>2</mn></math>y", "2y", "2y"),
    ("<math/> x <b>y</b>", " x <b>y</b>", "x y"),
    ("<math><mi/><mo/></math> x", " x", "x"),
    ("<math><math><mi>x</mi></math> <mi>y</mi></math> z", "xy z", "xy z"),
    // Fractions.
    ("<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math> off", "1/2 off", "1/2 off"),
    (
      "<math><mfrac><mrow><mi>a</mi><mi>b</mi></mrow><mfrac><mi>c</mi><mi>d</mi></mfrac></mfrac></math>", "ab/c/d",
      "ab/c/d"
    ),
    ("<math><mfrac><mi/><mi>c</mi></mfrac><mi>d</mi></math>", "/cd", "/cd"),
    ("<p><math><mfrac><mn>1</mn></p><p>2</p>", "<p>1</p><p>2</p>", "1\n\n2"),
    // The same once more in another language.
    (
      "<math><semantics><mi>x</mi><annotation encoding=tex>\\x</annotation></semantics></math> y", "x y", "x y"
    ),
    ("<math><mi>x</mi><annotation-xml encoding='text/html'><p>y</p></annotation-xml></math> z", "x z", "x z"),
    ("<math><mi>x</mi><annotation>\\x</math> z", "x z", "x z"),
    ("<math><mi>x</mi><annotation>\\x<p>z", "x<p>z</p>", "x\n\nz"),
    // Tables.
    (
      "<math><mo>(</mo><mtable> <mtr> <mtd>a</mtd> <mtd>b</mtd> </mtr> <mtr> <mtd>c</mtd> <mtd/> </mtr> </mtable>"
        + "<mo>)</mo></math>",
      "(a b<br>c )", "(a b\nc )"
    ),
    (
      "<math><mtable><mlabeledtr><mtd>1</mtd><mtd>x</mtd></mlabeledtr><mlabeledtr><mtd>2</mtd></mlabeledtr></mtable>",
      "1 x<br>2", "1 x\n2"
    ),
    ("<math>a<mtr><mtd>b<mtd>c<mtr><mtd>d", "a<br>b c<br>d", "a\nb c\nd"),
    // HTML in a formula's texts is HTML.
    (
      "<math><mtext>for <i>all</i> <a href='http://e.example/' onclick=x>y</a></mtext> <mi>z</mi></math>",
      "for <i>all</i> <a href=\"http://e.example/\">y</a>z", "for all yz"
    ),
    ("<math><mtext>a<p>b</p>c</mtext> <mi>d</mi></math>", "a<p>b</p>cd", "a\n\nb\n\ncd"),
    ("<math><mtext>a<script>b</script>c</mtext></math>", "ac", "ac"),
    ("<math><mtext>a<svg><p>b</p></svg></mtext> <mi>c</mi></math>", "a<p>b</p>c", "a\n\nb\n\nc"),
    // HTML ends a formula.
    ("<math><mi>x</mi> <p>y <b>z</b> w", "x<p>y <b>z</b> w</p>", "x\n\ny z w"),
    ("<math><mi>x</mi><embed> <b>y</b> <b>z</b>", "x <b>y</b> <b>z</b>", "x y z"),
    (
      "<div><math><mi>x</mi></div> <a href='http://e.example/'>y</a>",
      "<div>x</div> <a href=\"http://e.example/\">y</a>", "x\n\ny"
    ),
    ("<math><mi>x</mi><svg><p>y</p></svg> z", "x<p>y</p> z", "x\n\ny\n\nz"),
    ("<math><font size=1><mi>x</mi></font> <mi>y</mi></unknown> <mi>z</mi></math> w", "xyz w", "xyz w"),
    ("<table><tr><td><math><mi>x</td><td>y</table>", "<table><tr><td>x</td><td>y</td></tr></table>", "x y"),
    // Drawings are no text, nor are formulas in what is dropped.
    ("<svg><text>x</text></svg>y", "y", "y"), ("<svg><math><mi>x</mi></math></svg>y", "y", "y"),
    ("<select><math><mi>x</mi></math></select>y", "y", "y"),
    ("<math><mi>x</mi><svg><text>y</text></svg><mi>z</mi></math>", "xz", "xz"),
  ]

  @Test("a formula is its text", arguments: formulas)
  func texts(html: String, inert: String, text: String) {
    let written = SanitizerTests.clean(html)
    #expect(written == inert)
    #expect(SanitizerTests.clean(written) == written)
    #expect(PlainText.text(ofHTML: Array(html.utf8)) == text)
    #expect(PlainText.text(ofHTML: Array(written.utf8)) == text)
  }

  @Test(
    "known ways to hide markup between the languages lead nowhere",
    arguments: [
      "<svg></p><style><a id=\"</style><img src=1 onerror=x>\">",
      "<math></br><mtext><style></math><img src onerror=x></style></mtext></math>",
      "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=x&gt;\" src=y>",
      "<form><math><mtext></form><form><mglyph><style></math><img src onerror=x>",
      "<svg><desc><svg><style><p title='</style><img src onerror=x>'></desc></svg>",
      "<svg><foreignObject><math><annotation-xml encoding='text/html'><svg><style><img src onerror=x></style>",
      "<math><annotation-xml encoding='application/xhtml+xml'><svg><a title='</annotation-xml><img src onerror=x>'>",
      "<svg><![CDATA[</svg><img src onerror=x>]]></svg>", "<math><mi><![CDATA[</math><img src onerror=x>]]></mi>",
      "<math><mi><mglyph><svg><mtext><textarea><path id=\"</textarea><img onerror=x src>\"></path>",
      "<math><mi//xlink:href=\"data:x,<img src onerror=x>\">", "<math><mtext>&lt;img src onerror=x&gt;</mtext>",
      "<math><mtext><a href=javascript:x title='</a><img src onerror=x>'>y", "<math href=javascript:x><mi>y",
      "<svg><use href='data:image/svg+xml,<svg onload=x>#y'/></svg>",
      "<math><maction actiontype=x href='javascript:y'>",
      "<math><noscript><a title='</noscript><img src onerror=x>'></noscript>y",
    ])
  func seams(html: String) {
    let written = SanitizerTests.clean(html)
    #expect(SanitizerTests.clean(written) == written)
    #expect(Self.strayMarkup(in: written) == nil, "\(written)")
  }

  @Test("random soup of HTML in formulas becomes inert and stays as it is when sanitised again", arguments: 0..<150)
  func soup(seed: Int) {
    let pieces = [
      "<svg>", "</svg>", "<math>", "</math>", "<mi>", "</mi>", "<mtext>", "</mtext>", "<mrow>", "</mrow>", "<mfrac>",
      "</mfrac>", "<mtable>", "<mtr>", "<mtd>", "</mtd>", "</mtr>", "</mtable>", "<style>", "</style>",
      "<annotation-xml>", "</annotation-xml>", "<annotation>", "</annotation>", "<a href=x>", "</a>", "<p>", "</p>",
      "<b>", "</b>", "<table>", "<tr>", "<td>", "</table>", "<div>", "</div>", "<img src=x onerror=y>", "<mglyph>",
      "<x>", "</x>", "<![CDATA[", "]]>", "<!--", "-->", "text ", "&lt;img&gt;", "<select>", "</select>", "</br>",
      "<ul>", "<li>", "<svg/>", "<math/>", "<mi/>", "\u{7F}", "&#1;", "<title>", "</title>", "<pre>", " ",
    ]
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
    var html = "<math>"
    for _ in 0..<60 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      html += pieces[Int(state >> 33) % pieces.count]
    }
    let written = SanitizerTests.clean(html)
    #expect(SanitizerTests.clean(written) == written, "from \(html)")
    #expect(Self.strayMarkup(in: written) == nil, "\(written) from \(html)")
  }

  @Test("a formula nested without end is read to its end", arguments: ["<mrow>", "<mi>", "<mfrac>", "<mtr>", "<math>"])
  func deep(tag: String) {
    let html = "<math>" + String(repeating: tag, count: 50_000) + "<mi>x</mi></math><b>y</b>"
    let written = SanitizerTests.clean(html)
    #expect(written.contains("x") && written.contains("y"))
    #expect(SanitizerTests.clean(written) == written)
  }

  /// The first tag that is none of HTML's harmless ones, or has an attribute that runs something.
  static func strayMarkup(in html: String) -> String? {
    let listed = "a b br div img li p pre table td tr ul"
    for piece in html.split(separator: "<", omittingEmptySubsequences: false).dropFirst() {
      guard let close = piece.firstIndex(of: ">") else { return "an unclosed tag" }
      let tag = piece[..<close]
      let name = tag.drop { $0 == "/" }.prefix { $0 != " " }
      guard listed.split(separator: " ").contains(name) else { return "<\(name)>" }
      if tag.contains(" onerror=\"") || tag.contains("\"javascript:") { return String(tag) }
    }
    return nil
  }
}
