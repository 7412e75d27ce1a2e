// Bytes are looked at eight at a time: what stands where in a word must not matter.

import Markup
import News
import Testing

struct SanitizerPlacesTests {
  /// What may stand in text, how it is written there, and how in an attribute.
  static let pieces: [(written: String, text: String, value: String)] = [
    ("&", "&amp;", "&amp;"), (">", "&gt;", "&gt;"), ("&amp;", "&amp;", "&amp;"), ("&lt;", "&lt;", "&lt;"),
    ("&quot;", "\"", "&quot;"), ("'", "'", "'"), ("\n", "\n", "\n"), ("\t", "\t", "\t"), ("\r", "\n", "\n"),
    ("\r\n", "\n", "\n"),
    ("\u{0}", "", ""), ("\u{1F}", "", ""), ("\u{7F}", "", ""), (" ", " ", " "), ("é", "é", "é"), ("😀", "😀", "😀"),
    ("&#8217;", "’", "’"), ("&#x2019;", "’", "’"), ("&#146;", "’", "’"), ("&nbsp;", "\u{A0}", "\u{A0}"),
    ("&eacute;", "é", "é"), ("&#0000065;", "A", "A"), ("&#1;", "", ""), ("&#60;", "&lt;", "&lt;"),
    ("&#;", "&amp;#;", "&amp;#;"), ("&#1114112;", "\u{FFFD}", "\u{FFFD}"), ("&#99999999999;", "\u{FFFD}", "\u{FFFD}"),
  ]

  @Test("a character means the same at every place of a text", arguments: pieces)
  func places(piece: (written: String, text: String, value: String)) {
    for before in 0...17 {
      for after in [0, 1, 2, 7, 8, 9] {
        let (left, right) = (String(repeating: "x", count: before), String(repeating: "-", count: after))
        let text = SanitizerTests.clean(left + piece.written + right)
        #expect(text.utf8.elementsEqual((left + piece.text + right).utf8), "\(before), \(after)")
        let value = SanitizerTests.clean("<b title=\"=\(left)\(piece.written)\(right)\">")
        #expect(
          value.utf8.elementsEqual("<b title=\"=\(left)\(piece.value)\(right)\"></b>".utf8), "\(before), \(after)")
      }
    }
  }

  @Test("a tag is found at every place of a text")
  func tags() {
    for before in 0...70 {
      let text = String(repeating: "x", count: before)
      #expect(SanitizerTests.clean("\(text)<I\n>\(text)</i\t>\(text)<") == "\(text)<i>\(text)</i>\(text)&lt;")
      #expect(SanitizerTests.clean("\(text)<!--\(text)--\(text)-->\(text)") == text + text)
      #expect(
        SanitizerTests.clean("<p id='\(text)' title=\(text)y>\(text)<br/>") == "<p title=\"\(text)y\">\(text)<br></p>")
      #expect(SanitizerTests.clean("\(text)<b title='\(text)") == text)
    }
  }

  @Test("names are known whole, in any letter case", arguments: HTMLTag.allCases)
  func names(tag: HTMLTag) {
    guard !tag.name.isEmpty else { return }
    func read(_ name: [UInt8]) -> HTMLTag { name.withUnsafeBufferPointer { HTMLTag($0) } }
    #expect(read(tag.name) == tag)
    #expect(read(tag.name.map { $0 >= 97 && $0 <= 122 ? $0 - 32 : $0 }) == tag)
    #expect(read(tag.name + [0]) == .unknown)
    #expect(read([0] + tag.name) == .unknown)
    #expect(read(tag.name.map { $0 ^ 0x80 }) == .unknown)
    #expect(read(tag.name + Array(repeating: 120, count: 40)) == .unknown)
  }

  @Test func `what is written is appended to what is there`() {
    var out = Array("before ".utf8)
    let html = Array("<p>a &amp; b".utf8)
    html.withUnsafeBufferPointer { Sanitizer.sanitize($0, base: nil, into: &out) }
    html.withUnsafeBufferPointer { PlainText.append(ofHTML: $0, into: &out) }
    #expect(String(decoding: out, as: UTF8.self) == "before <p>a &amp; b</p>a & b")
    let before = out
    [].withUnsafeBufferPointer { Sanitizer.sanitize($0, base: nil, into: &out) }
    [].withUnsafeBufferPointer { PlainText.append(ofHTML: $0, into: &out) }
    #expect(out == before)
  }

  @Test(
    "in an attribute a name without its semicolon is no reference before a letter, a digit or an equals sign",
    arguments: [
      ("?a=1&copy=2", "?a=1&amp;copy=2"), ("?a=1&copyb", "?a=1&amp;copyb"), ("?a&amp;copy=2", "?a&amp;copy=2"),
      ("?a=&copy;", "?a=%C2%A9"), ("?a=&copy", "?a=%C2%A9"), ("?a&lt=1&gt", "?a&amp;lt=1%3E"),
    ])
  func references(value: String, expected: String) {
    #expect(
      SanitizerTests.clean("<a href=\"\(value)\">x</a>") == "<a href=\"https://news.example/a/b.html\(expected)\">x</a>"
    )
  }

  @Test(
    "a million characters of anything are written in time",
    arguments: ["&", "<", "<a href=../..>", "<!--", "&#", "<dl><dt>"])
  func long(piece: String) {
    let out = SanitizerTests.clean(String(repeating: piece, count: 1_000_000 / piece.utf8.count))
    #expect(SanitizerTests.clean(out) == out)
  }
}
