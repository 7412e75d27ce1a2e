// The plain text of HTML fragments.

import Markup
import Testing

struct PlainTextTests {
  @Test(
    "the text of a fragment",
    arguments: [
      ("<p>one\n two</p><p>three</p>", "one two\n\nthree"),
      ("<div>a<span>b</span>c</div>d", "abc\n\nd"),
      ("a<br>b", "a\nb"),
      ("<ul><li>a</li><li>b</li></ul>c", "a\nb\n\nc"),
      ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
      ("x<script>y</script>z &amp; &eacute;", "xz & é"),
      ("<h2>Head</h2>text", "Head\n\ntext"),
      ("<pre>a\n  b</pre>", "a\nb"),
      ("soft\u{AD}hyphen and&nbsp;space", "softhyphen and space"),
      ("long<wbr>word", "longword"),
    ])
  func texts(html: String, expected: String) {
    #expect(PlainText.text(ofHTML: Array(html.utf8)) == expected)
  }

  @Test(
    "space is collapsed at every place of a text",
    arguments: [
      (" ", " "), ("  ", " "), ("\n", " "), (" \t ", " "), ("\u{A0}", " "), (" \u{A0} ", " "), ("\u{AD}", ""),

      ("é", "é"), ("\u{2}", " "), ("<br>", "\n"), ("&nbsp;", " "), ("&#32;", " "), (" <b> ", " "), ("&shy;", ""),
      ("Â", "Â"),
    ])
  func spaces(written: String, expected: String) {
    for before in 1...17 {
      for after in [1, 2, 7, 8, 9] {
        let (left, right) = (String(repeating: "x", count: before), String(repeating: "- ", count: after) + "y")
        let text = PlainText.text(ofHTML: Array((left + written + right + written + written).utf8))
        let end = expected == " " || expected == "\n" ? "" : expected + expected
        #expect(text == left + expected + right + end, "\(before), \(after)")
      }
    }
  }
}
