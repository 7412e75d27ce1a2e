// Character references by the HTML Standard's rules (sections 13.2.5.72 to 13.2.5.84 and 13.5).

@testable import Markup
import Testing

@Suite("Rules of character references")
struct EntityRulesTests {
  private func decoded(_ text: String) -> String {
    String(decoding: CharacterReferences.decoded(Array(text.utf8)), as: UTF8.self)
  }

  /// The names that browsers take without a semicolon, and what they stand for: all 106 of them.
  private static let legacy = """
    AElig Æ AMP & Aacute Á Acirc Â Agrave À Aring Å Atilde Ã Auml Ä COPY © Ccedil Ç ETH Ð Eacute É Ecirc Ê Egrave È Euml Ë \
    GT > Iacute Í Icirc Î Igrave Ì Iuml Ï LT < Ntilde Ñ Oacute Ó Ocirc Ô Ograve Ò Oslash Ø Otilde Õ Ouml Ö QUOT " REG ® \
    THORN Þ Uacute Ú Ucirc Û Ugrave Ù Uuml Ü Yacute Ý aacute á acirc â acute ´ aelig æ agrave à amp & aring å atilde ã \
    auml ä brvbar ¦ ccedil ç cedil ¸ cent ¢ copy © curren ¤ deg ° divide ÷ eacute é ecirc ê egrave è eth ð euml ë frac12 ½ \
    frac14 ¼ frac34 ¾ gt > iacute í icirc î iexcl ¡ igrave ì iquest ¿ iuml ï laquo « lt < macr ¯ micro µ middot · \
    not ¬ ntilde ñ oacute ó ocirc ô ograve ò ordf ª ordm º oslash ø otilde õ ouml ö para ¶ plusmn ± pound £ quot " \
    raquo » reg ® sect § sup1 ¹ sup2 ² sup3 ³ szlig ß thorn þ times × uacute ú ucirc û ugrave ù uml ¨ uuml ü yacute ý \
    yen ¥ yuml ÿ
    """.split(separator: " ").map(String.init)

  @Test func `The old names are known without a semicolon, in text before anything, in attributes not before letters`()
  {
    let names = stride(from: 0, to: Self.legacy.count, by: 2).map { (Self.legacy[$0], Self.legacy[$0 + 1]) }
    // Two more stand for white space and a soft hyphen.
    #expect(names.count == 104)
    for (name, text) in names + [("nbsp", "\u{A0}"), ("shy", "\u{AD}")] {
      #expect(decoded("&\(name)") == text)
      #expect(decoded("&\(name);") == text)
      #expect(decoded("&\(name) x") == text + " x")
      #expect(decoded("&\(name)=x") == text + "=x")
      for (next, isReference) in [("=", false), ("x", false), ("0", false), (";", true), (" ", true), ("&", true)] {
        let bytes = Array("&\(name)\(next)".utf8)
        let match = bytes.withUnsafeBufferPointer { CharacterReferences.match(in: $0, at: 0, inAttribute: true) }
        // A longer name may begin with this one.
        guard name + next != "sup1" else { continue }
        #expect((match != nil) == isReference, "&\(name)\(next)")
      }
    }
  }

  @Test(
    "Newer names need their semicolon",
    arguments: [
      "hellip", "mdash", "ndash", "rsquo", "ldquo", "euro", "trade", "bull", "apos", "Omega", "alpha", "ensp", "zwj",
      "hearts", "rarr", "infin", "ne", "le", "ge", "OElig", "scaron", "fnof", "NewLine", "lbrace", "num", "dollar",
    ])
  func semicolon(name: String) {
    #expect(decoded("&\(name) x") == "&\(name) x")
    #expect(decoded("&\(name);").unicodeScalars.count == 1)
  }

  @Test(
    "Names are known to their last letter",
    arguments: [
      ("&notin;", "∉"), ("&notinva;", "∉"), ("&notit;", "¬it;"), ("&ampx;", "&x;"), ("&copysr;", "℗"),
      ("&copyx;", "©x;"),
      ("&NotGreaterSlantEqual;", "⩾\u{338}"), ("&fjlig;", "fj"), ("&ThickSpace;", "\u{205F}\u{200A}"), ("&AMP;", "&"),
      ("&Amp;", "&Amp;"), ("&zigrarr;", "⇝"), ("&Zopf;", "ℤ"), ("&Tab;", "\t"), ("&bne;", "=\u{20E5}"),
      ("&euro", "&euro"), ("&xyz;", "&xyz;"), ("&;", "&;"), ("&amp;amp;", "&amp;"), ("&amp;eacute;", "&eacute;"),
      ("&amp;#233;", "&#233;"), ("&&amp;", "&&"), ("&lt;b&gt;", "<b>"), ("&eacute;&eacute", "éé"),
    ])
  func names(source: String, text: String) {
    #expect(decoded(source) == text)
  }

  @Test(
    "Numbers stand for the character browsers show",
    arguments: [
      ("&#233;", "é"), ("&#xE9;", "é"), ("&#Xe9;", "é"), ("&#233", "é"), ("&#233x", "éx"), ("&#xE9 x", "é x"),
      ("&#0233;", "é"),
      ("&#x00000E9;", "é"), ("&#128512;", "😀"), ("&#x1F600;", "😀"), ("&#1114111;", "\u{10FFFF}"),
      // 80 to 9F are windows-1252's.
      ("&#128;&#130;&#145;&#146;&#147;&#148;&#150;&#151;&#153;&#x9F;", "€‚‘’“”–—™Ÿ"), ("&#129;", "\u{81}"),
      // UTF-8 spelled out byte by byte, where it can be nothing else.
      ("&#226;&#128;&#166;", "…"), ("&#xE2;&#x80;&#x99;s", "’s"), ("&#226;&#130;&#172;5", "€5"),
      ("&#226;&#132;&#162;", "™"),
      ("&#226;&#128;", "â€"), ("&#226;", "â"), ("&#226; &#128;", "â €"), ("&#233;&#160;&#187;", "é\u{A0}»"),
      ("&#201;&#187;", "É»"), ("&#226;&#160;&#187;", "â\u{A0}»"),
      // What is no character.
      ("&#0;", "\u{FFFD}"), ("&#x0;", "\u{FFFD}"), ("&#55357;&#56832;", "\u{FFFD}\u{FFFD}"), ("&#1114112;", "\u{FFFD}"),
      ("&#99999999999999999999;", "\u{FFFD}"), ("&#xFFFFFFFFFFFFFFFFF;", "\u{FFFD}"),
      // What is no reference.
      ("&#;", "&#;"), ("&#x;", "&#x;"), ("&#xg;", "&#xg;"), ("&#-1;", "&#-1;"), ("&# 233;", "&# 233;"), ("&#", "&#"),
    ])
  func numbers(source: String, text: String) {
    #expect(decoded(source) == text)
  }

  @Test func `There are 2,125 names, 106 of which need no semicolon`() {
    let entries = EntityTable.source.withUTF8Buffer { String(decoding: $0, as: UTF8.self).split(separator: " ") }
    #expect(entries.count == 2125)
    #expect(entries.count { $0.contains(":") } == 106)
    for entry in entries {
      let name = entry.prefix { $0 != ";" && $0 != ":" }
      #expect(CharacterReferences.characters(named: name.utf8)?.isEmpty == false, "\(name)")
    }
  }

  @Test func `A long run of ampersands or of one name takes one pass`() {
    let many = 200_000
    #expect(decoded(String(repeating: "&", count: many)).utf8.count == many)
    #expect(decoded("&" + String(repeating: "a", count: many)).utf8.count == many + 1)
    #expect(decoded("&#" + String(repeating: "9", count: many) + ";") == "\u{FFFD}")
    #expect(decoded(String(repeating: "&amp;", count: many)).utf8.count == many)
  }
}
