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
}
