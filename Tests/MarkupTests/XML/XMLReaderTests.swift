// Broken XML as events.

import Markup
import Testing

/// Writes events down: `<name a=v>`, text, `</name>`, and `!` where the input ended early.
private final class Recorder: XMLHandler {
  var events = ""
  func start(_ name: XMLName, attributes: [XMLAttribute]) {
    let list = attributes.map { " \(text($0.name.local))=\(String(decoding: $0.value, as: UTF8.self))" }
    events += "<\(text(name.local))\(list.joined())>"
  }
  func end(_ name: XMLName) { events += "</\(text(name.local))>" }
  func text(_ bytes: UnsafeBufferPointer<UInt8>) { events += String(decoding: bytes, as: UTF8.self) }
  func truncated() { events += "!" }
  private func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
}

@Suite("Mended XML")
struct XMLReaderTests {
  private func events(_ source: [UInt8], limits: XMLLimits = XMLLimits()) -> (String, [String]) {
    let recorder = Recorder()
    let outcome = source.withUnsafeBufferPointer { XMLReader.read($0, limits: limits, handler: recorder) }
    // The wrapper that makes everything one document is part of the reader, not of the document.
    return (String(recorder.events.dropFirst(3).dropLast(4)), outcome.repairs.map(\.code))
  }

  @Test(
    "Damage is mended without losing text",
    arguments: [
      ("<a>x</a>", "<a>x</a>"),
      ("<a b='1' c=\"2 &amp; 3\"/>", "<a b=1 c=2 & 3></a>"),
      ("<a b=1 c d='x'y='z' b=2>t</a>", "<a b=1 c= d=x y=z>t</a>"),
      ("<a href='?x=1&y=2&amp;z'>t</a>", "<a href=?x=1&y=2&z>t</a>"),
      ("<a b='1&#10;2&#9;3&#xD;4' c=5&#10;6>t</a>", "<a b=1\n2\t3\r4 c=5\n6>t</a>"),
      ("<a b=\"x>t</a><c d=\"y\"/>", "<a b=x>t</a><c d=y></c>"),
      ("<a b\u{0}=\u{1} 'x'\u{2}c='y'>t</a>", "<a b=x c=y>t</a>"),
      ("<a title='1 < 2'/>", "<a title=1 < 2></a>"),
      ("<a><b>x</a>y", "<a><b>x</b></a>y"),
      ("<A>x</a>", "<A>x</A>"),
      ("x</b>y", "xy"),
      ("<a>1<br>2<hr/>3</br></a>", "<a>1<br></br>2<hr></hr>3</a>"),
      ("<a <b>x</b></a>", "<a><b>x</b></a>"),
      ("a && b &lt; c &nope; &nbsp;d", "a && b < c &nope; \u{A0}d"),
      ("<![CDATA[<b>&amp;]]>", "<b>&amp;"),
      ("<![CDATA[a<![CDATA[b]]>c]]>d", "abcd"),
      ("<a><![CDATA[x<![CDATA[y]]></a><a><![CDATA[z]]></a>", "<a>xy</a><a>z</a>"),
      ("a]]>b", "a]]>b"),
      ("<?pi x?>a<!-- b -- c -->d", "ad"),
      ("<!-- never closed <a>x</a>", "x"),
      ("<!DOCTYPE a [<!ELEMENT a ANY> <!ENTITY b \"]>\">]><a>&b;</a>", "<a>&b;</a>"),
      ("<!DOCTYPE a <a>x</a>", "<a>x</a>"),
      ("<a><b>x", "<a><b>x!</b></a>"),
      ("<a>x\r\ny\rz<![CDATA[\r\n\r<b>]]>\r</a>\r\n", "<a>x\ny\nz\n\n<b>\n</a>\n"),
      ("<a>x</a><b", "<a>x</a>!"),
      ("<é>x</é><a:b:c/>", "<___>x</___><_a_b_c></_a_b_c>"),
      ("a <1 and <- b <>", "a <1 and <- b <>"),
    ])
  func mended(source: String, expected: String) {
    #expect(events(Array(source.utf8)).0 == expected)
  }

  @Test func `Text of any length and any damage stays between the tags it stood between`() {
    var source = ""
    var expected = ""
    for round in 0..<400 {
      let text = String(repeating: "t\(round % 7) ", count: round * round % 3001)
      switch round % 5 {
      case 0:
        source += "<a>\(text)</a>"
        expected += "<a>\(text)</a>"
      case 1:
        source += "<a>&lt;\(text)&amp;&copy;\(text)<!-- \(text) -->\(text)</a>"
        expected += "<a><\(text)&©\(text)\(text)</a>"
      case 2:
        source += "\(text)<![CDATA[\(text)\r\n]]>\(text)"
        expected += "\(text)\(text)\n\(text)"
      case 3:
        source += "<b x='\(round)'/>]]>\(text)\u{1}"
        expected += "<b x=\(round)></b>]]>\(text)"
      default:
        source += String(repeating: "<!---->&quot;", count: 9000)
        expected += String(repeating: "\"", count: 9000)
      }
    }
    #expect(events(Array(source.utf8)).0 == expected)
  }

  @Test func `Elements nested too deeply keep their text`() {
    var limits = XMLLimits()
    limits.depth = 2
    let (events, repairs) = events(Array("<a><b><c>x</c>y</b></a>".utf8), limits: limits)
    #expect(events == "<a><b>xy</b></a>")
    #expect(repairs == ["too-deep"])
  }

  @Test func `Attributes beyond the limits are left out and the element stays`() {
    var limits = XMLLimits()
    limits.attributes = 2
    #expect(events(Array("<a b='1' c='2' d='3'>x</a>".utf8), limits: limits).0 == "<a b=1 c=2>x</a>")
    limits = XMLLimits()
    limits.tagBytes = 20
    let long = "<a b='1' c='\(String(repeating: "v", count: 50))' d='3'>x</a>"
    #expect(events(Array(long.utf8), limits: limits).0 == "<a b=1>x</a>")
  }

  @Test func `Namespaces declared beyond the limit are unknown, those in force before are not`() {
    var limits = XMLLimits()
    limits.namespaces = 2
    let nested = "<a xmlns:b='1' xmlns:c='2' xmlns:d='3'><b xmlns='4'>x</b></a>"
    let (first, repairs) = events(Array(nested.utf8), limits: limits)
    #expect(first == "<a><b>x</b></a>" && repairs == ["huge-tag"])
    let siblings = "<a xmlns:b='1'><b xmlns='2'/><b xmlns='2'></b><b xmlns='2'>x</b></a>"
    #expect(events(Array(siblings.utf8), limits: limits).1.isEmpty)
  }

  @Test func `A document of nothing but new names is read no further than the limit, and counts as cut`() {
    var limits = XMLLimits()
    limits.distinctNameBytes = 20_000
    let names = (0..<20_000).map { "<n\($0)/>" }.joined()
    let (events, repairs) = events(Array(("<a>first</a>" + names + "<a>last</a>").utf8), limits: limits)
    #expect(events.hasPrefix("<a>first</a><n0>"))
    #expect(!events.contains("last"))
    #expect(repairs == ["parser-stopped"])
    // Names met before cost nothing, however often they stand.
    let known = String(repeating: "<name a='1'/>", count: 20_000) + "<a>last</a>"
    #expect(self.events(Array(known.utf8), limits: limits).0.hasSuffix("<a>last</a>"))
  }

  @Test func `Names that never nest end where the next begins`() {
    var limits = XMLLimits()
    limits.unnested = ["item"]
    #expect(events(Array("<item>1<b><ITEM>2</item>".utf8), limits: limits).0 == "<item>1<b></b></item><ITEM>2</ITEM>")
  }

  @Test func `Text longer than a chunk arrives whole`() {
    let long = String(repeating: "äöü<b/>&amp;", count: 30_000)
    let expected = String(repeating: "äöü<b></b>&", count: 30_000)
    #expect(events(Array(long.utf8)).0 == expected)
    let words = String(repeating: "wörd ", count: 60_000)
    #expect(events(Array("<![CDATA[\(words)]]>".utf8)).0 == words)
  }
}
