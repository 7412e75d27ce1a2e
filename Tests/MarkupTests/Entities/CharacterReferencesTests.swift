// Character references as browsers read them.

import Markup
import Testing

@Suite("Character references")
struct CharacterReferencesTests {
  @Test(
    "References become what they stand for, everything else stays",
    arguments: [
      ("&amp;&lt;&gt;&quot;&apos;", "&<>\"'"), ("caf&eacute; &mdash; &hellip;", "café — …"),
      ("&#8217;&#x201C;&#X61;", "’“a"),
      ("&#146;&#150;", "’–"), ("&#0;&#xD800;&#x110000;&#99999999999;", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
      ("AT&T &unknown; & &; &#; &#x;", "AT&T &unknown; & &; &#; &#x;"), ("&copy 2026 &notin; &notit;", "© 2026 ∉ ¬it;"),
      ("&NotEqualTilde;", "\u{2242}\u{338}"), ("&CounterClockwiseContourIntegral;", "∳"), ("", ""), ("&", "&"),
    ])
  func decoded(source: String, text: String) {
    #expect(String(decoding: CharacterReferences.decoded(Array(source.utf8)), as: UTF8.self) == text)
  }

  @Test func `In an attribute a name without semicolon before a letter or equals sign is no reference`() {
    let bytes = Array("&copy=3&lt;".utf8)
    bytes.withUnsafeBufferPointer { bytes in
      #expect(CharacterReferences.match(in: bytes, at: 0, inAttribute: true) == nil)
      #expect(CharacterReferences.match(in: bytes, at: 0)?.length == 5)
      #expect(CharacterReferences.match(in: bytes, at: 7, inAttribute: true)?.utf8 == Array("<".utf8))
    }
  }

  @Test func `Names are known exactly`() {
    #expect(CharacterReferences.characters(named: "Auml".utf8) == Array("Ä".utf8))
    #expect(CharacterReferences.characters(named: "AUML".utf8) == nil)
  }
}
