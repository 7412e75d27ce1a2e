// What libxml2's HTML parser makes wrong or loses, row by row (notes on version 2.9.14), is right in the tree.

import Markup
import News
import Testing

struct BrokenPageTests {
  static func tree(_ html: String) throws -> HTMLTree { try HTMLTree(Array(html.utf8)) }

  /// The page's text and the codes of what was mended.
  static func read(_ html: String) throws -> (text: String, repairs: [String]) {
    let tree = try tree(html)
    return (String(decoding: tree.text, as: UTF8.self), tree.repairs.map(\.code))
  }

  /// Reads bytes as a page's are read, its encoding found first.
  static func text(_ bytes: [UInt8]) throws -> String {
    String(decoding: try HTMLTree(CharacterDecoding.html(bytes, contentType: nil).utf8).text, as: UTF8.self)
  }

  // MARK: size and depth

  @Test(
    "Elements a hundred thousand deep are flattened, and that is told",
    arguments: ["div", "b", "span", "x-box", "li><dd", "p><button", "table><tr><td", "ul><li", "select"])
  func deep(names: String) throws {
    let tree = try Self.tree("<body>" + String(repeating: "<\(names)>", count: 100_000) + "deep<p>after")
    #expect(tree.text == Array("deepafter".utf8))
    #expect(tree.wasFlattened)
    #expect(tree.repairs.map(\.code) == ["too-deep"])
    #expect(tree.nodes.count < 5_000)
  }

  @Test func `A text of twenty megabytes is whole`() throws {
    let long = String(repeating: "All of it. ", count: 2 << 20)
    let tree = try Self.tree("<p>\(long)</p><p>after</p>")
    #expect(tree.text == Array((long + "after").utf8))
    #expect(tree.repairs.isEmpty)
  }

  @Test func `An attribute's value of twenty megabytes is whole`() throws {
    let long = String(repeating: "v", count: 20 << 20)
    let tree = try Self.tree("<p title='\(long)' id=x>text</p>")
    let node = try #require(tree.nodes.indices.first { tree.nodes[$0].tag == .p })
    #expect(tree.value(.title, of: node)?.count == 20 << 20)
    #expect(tree.string(.id, of: node) == "x")
  }

  @Test("A tag's attributes are found among very many", arguments: [900, 40_000, 400_000])
  func manyAttributes(count: Int) throws {
    let attributes = (0..<count).map { " data-\($0)=v" }.joined()
    let tree = try Self.tree("<p class=a\(attributes) id=z class=b>text</p>")
    let node = try #require(tree.nodes.indices.first { tree.nodes[$0].tag == .p })
    #expect(tree.string(.class, of: node) == "a")
    #expect(tree.string(.id, of: node) == "z")
    #expect(tree.text == Array("text".utf8))
    #expect(tree.repairs.isEmpty)
  }

  @Test func `A page of 50 MB is read to its end`() throws {
    let block = "<div><p>" + String(repeating: "All of it. ", count: 1 << 18) + "</p></div>"
    let tree = try Self.tree("<body>" + String(repeating: block, count: 18) + "<p>end")
    #expect(tree.text.suffix(4) == Array(" end".utf8)[...])
    #expect(tree.text.count == 18 * (11 << 18) + 3)
  }

  // MARK: characters

  private struct Encoded: Sendable {
    var bytes: [UInt8]
    var text: String

    init(_ before: String, _ raw: [UInt8], _ after: String = "</p>", is text: String) {
      bytes = Array(before.utf8) + raw + Array(after.utf8)
      self.text = text
    }

    /// A page in UTF-16.
    init(utf16 page: String, isLittle: Bool, isMarked: Bool, is text: String) {
      bytes = []
      for unit in Array((isMarked ? "\u{FEFF}" : "").utf16) + Array(page.utf16) {
        let high = UInt8(unit >> 8)
        let low = UInt8(unit & 255)
        bytes += isLittle ? [low, high] : [high, low]
      }
      self.text = text
    }
  }

  private static let encoded: [Encoded] = [
    Encoded("<p>caf", [0xE9], " x</p>", is: "café x"),
    Encoded("<meta charset=utf-8><p>caf", [0xE9], " x</p>", is: "café x"),
    Encoded("<meta charset=iso-8859-1><p>", [0x93, 0xE9, 0x94], is: "“é”"),
    Encoded("\u{FEFF}<meta charset=iso-8859-1><p>é", [], is: "é"),
    Encoded("<p>é without a charset", [], is: "é without a charset"),
    Encoded(
      String(repeating: "<!-- -->", count: 200) + "<meta charset=windows-1251><p>", [0xCC, 0xE8, 0xF0], is: "Мир"),
    Encoded("<?xml version=\"1.0\" encoding=\"utf-8\"?><html xmlns=\"x\"><p>é", [], is: "é"),
    Encoded("<?xml version=\"1.0\" encoding=\"iso-8859-2\"?><p>", [0xA3, 0xF3], is: "Łó"),
    Encoded(utf16: "<p>é–</p>", isLittle: true, isMarked: true, is: "é–"),
    Encoded(utf16: "<p>é–</p>", isLittle: false, isMarked: true, is: "é–"),
    Encoded(utf16: "<p>é–</p>", isLittle: true, isMarked: false, is: "é–"),
  ]

  @Test("Bytes are read by the encoding they are in", arguments: encoded.indices)
  func encodings(index: Int) throws {
    let page = Self.encoded[index]
    #expect(try Self.text(page.bytes) == page.text)
  }

  @Test(
    "References are HTML 5's",
    arguments: [
      ("&#146; &#x92; &#150;", "’ ’ –"), ("&notit; &copy2 &NotEqualTilde;", "¬it; ©2 ≂̸"), ("&hellip;&nbsp", "…\u{A0}"),
      ("&amp;lt; & &; &x;", "&lt; & &; &x;"), ("&#x110000; &#0;", "\u{FFFD} \u{FFFD}"), ("\u{93}a\u{94}", "“a”"),
    ])
  func references(written: String, expected: String) throws {
    #expect(try Self.read("<p>\(written)</p>").text == expected)
  }

  @Test func `References in attributes are HTML 5's`() throws {
    let tree = try Self.tree("<a href='?a=1&copy=2&amp;b=3' title='&copy;&#146;'>x</a>")
    let link = try #require(tree.nodes.indices.first { tree.nodes[$0].tag == .a })
    #expect(tree.string(.href, of: link) == "?a=1&copy=2&b=3")
    #expect(tree.string(.title, of: link) == "©’")
  }

  @Test func `NUL is a space wherever it stands`() throws {
    let page = Array("<p\0 id=a\0b>o\0ne</p>\0<b>two</b>".utf8)
    let tree = try HTMLTree(page)
    #expect(String(decoding: tree.text, as: UTF8.self) == "o ne two")
  }

  @Test func `Control characters are no text`() throws {
    let tree = try Self.tree("<p title='a\u{2}b&#3;'>c\u{3}d&#127;e\tf</p>\u{1}")
    #expect(String(decoding: tree.text, as: UTF8.self) == "cde\tf")
    let node = try #require(tree.nodes.indices.first { tree.nodes[$0].tag == .p })
    #expect(tree.string(.title, of: node) == "ab")
  }

  // MARK: nesting

  @Test(
    "Elements nest as in a browser",
    arguments: [
      ("<p>a<section>b</section>c", "p[a]section[b]c"), ("<p>a<figure>b</figure>", "p[a]figure[b]"),
      ("<p>a<main>b</main>", "p[a]main[b]"), ("<p>a<ul><li>b</ul>c", "p[a]ul[li[b]]c"),
      ("<p>a<table><tr><td><p>b</table>c", "p[a]table[tr[td[p[b]]]]c"),
      ("<p>a<video><source src=a><track src=b>c</video>d", "p[avideo[source[]track[]c]d]"),
      ("one<wbr>two", "onewbr[]two"), ("<p>a<noscript>c<img></noscript>b", "p[anoscript[cimg[]]b]"),
      ("<x-y/>a<x-y>b</x-y>", "x-y[]ax-y[b]"), ("<details><summary>a</summary>b</details>", "details[summary[a]b]"),
      ("a</br>b", "abr[]b"), ("<a href=/>a</a>b", "a[a]b"), ("<div/>a", "div[]a"),
      ("<a href=1>a<a href=2>b</a>", "a[a]a[b]"), ("<ul><li>a<li>b</ul>", "ul[li[a]li[b]]"),
      ("<dl><dt>a<dd>b<dt>c</dl>", "dl[dt[a]dd[b]dt[c]]"), ("</3>a</>b", "ab"), ("1 < 2 <3", "1 < 2 <3"),
      ("<o:p>a</o:p>", "o:p[a]"),
    ])
  func nesting(html: String, expected: String) throws {
    let sketch = try HTMLTreeTests.sketch("<body>" + html)
    #expect(sketch == "html[body[" + expected.replacing(#/x-y|o:p/#, with: "") + "]]")
  }

  @Test(
    "What stands around the body is found",
    arguments: [
      ("<html><body>a</body></html>b", "ab"), ("<html><body>a</body></html><p>b</p>", "ab"),
      ("<html><body>a<html><body class=x>b</body></html>", "ab"),
      ("<head><div>a</div><meta name=x content=y></head><body class=z>b</body>", "ab"),
      ("<frameset cols='1,2'><frame src=a></frame></frameset><noframes><body>a</body></noframes>", "a"),
      ("<svg><title>a</title></svg><p>b</p>", "b"), ("<body>a<svg>b<p>c", "abc"),
      ("<p>a<template shadowrootmode=open><p>b</p></template>", "ab"),
      ("<title>a <b>b</b> &amp; c</title><p>d", "a <b>b</b> & cd"),
    ])
  func documents(html: String, expected: String) throws {
    let (text, repairs) = try Self.read(html)
    #expect(text == expected)
    #expect(repairs.isEmpty)
  }

  @Test func `Statements in the body are found`() throws {
    let tree = try Self.tree("<head><div>a</div><meta name=b content=c></head><body><p id=d>")
    let found = tree.nodes.indices.filter { tree.nodes[$0].tag == .meta || tree.nodes[$0].tag == .p }
    #expect(found.map { tree.string(.name, of: $0) ?? tree.string(.id, of: $0) } == ["b", "d"])
  }

  @Test func `Images for readers without scripts are there`() throws {
    let tree = try Self.tree(
      "<body><noscript><img src=/a.jpg></noscript><picture><source srcset=b><img src=c></picture>")
    let images = tree.nodes.indices.filter { tree.nodes[$0].tag == .img }
    #expect(images.map { tree.string(.src, of: $0) } == ["/a.jpg", "c"])
    #expect(tree.nodes[Int(tree.nodes[images[1]].parent)].tag == .picture)
  }

  @Test func `A template knows whether its content is shown`() throws {
    let tree = try Self.tree("<template shadowrootmode=open>a</template><template>b</template>")
    let templates = tree.nodes.indices.filter { tree.nodes[$0].tag == .template }
    #expect(templates.map { tree.string(.shadowrootmode, of: $0) } == ["open", nil])
  }

  // MARK: what is not closed, or is no markup

  @Test(
    "What is never closed takes no text with it, or it is told",
    arguments: [
      ("<p>a<a href=\"x>b</a><p>c</p>", "abc", ["open-quote"]),
      ("<p>a<img alt='x><p>c</p>", "ac", ["open-quote"]),
      ("<p>a</p><p class=\"b", "a", ["open-quote", "open-tag"]),
      ("<p>a</p><p", "a", ["open-tag"]), ("<p>a</p", "a", ["open-tag"]), ("<p>a<", "a<", []), ("<p>a</", "a</", []),
      ("<title>a<p>b</p>", "ab", []), ("<textarea>a<p>b</p>", "ab", []), ("<xmp>a<p>b", "ab", []),
      ("<plaintext>a<p>b</p>", "ab", []), ("<iframe src=x><p>a", "a", []),
      ("<p>a<script>b<p>c", "a", ["open-script"]), ("<p>a<style>b<p>c", "a", ["open-script"]),
      ("<p>a<!-- b<p>c", "a", ["open-comment"]), ("<p>a<script>", "a", []),
      ("<textarea>a<p>b</textarea>c", "a<p>bc", []), ("<xmp>a<p>&amp;</xmp>c", "a<p>&amp;c", []),
    ])
  func neverClosed(html: String, expected: String, mended: [String]) throws {
    let (text, repairs) = try Self.read("<body>" + html)
    #expect(text == expected)
    #expect(Set(repairs) == Set(mended))
  }

  @Test(
    "Comments end where HTML ends them",
    arguments: [
      ("a<!--[if IE]><p>b</p><![endif]-->c", "ac"), ("a<![if !IE]><p>b</p><![endif]>c", "abc"),
      ("a<!--[if !IE]><!--><p>b</p><!--<![endif]-->c", "abc"), ("a<!-->b", "ab"), ("a<!--->b", "ab"),
      ("a<!--x--!>b", "ab"), ("a<!---->b", "ab"), ("a<!-- > -- > -->b", "ab"), ("a<?php x ?>b", "ab"),
      ("a<![CDATA[x]]>b", "ab"), ("<!DOCTYPE html SYSTEM 'x'>a", "a"), ("a<!>b", "ab"),
    ])
  func comments(html: String, expected: String) throws {
    let (text, repairs) = try Self.read(html)
    #expect(text == expected)
    #expect(repairs.isEmpty)
  }

  @Test func `What many bodies hold is kept, and that they were left out is told`() throws {
    let (text, repairs) = try Self.read(String(repeating: "<body>a", count: 20))
    #expect(text == String(repeating: "a", count: 20))
    #expect(repairs == ["many-bodies"])
  }

  @Test func `A cut page has what came before the cut`() throws {
    let page = Array("<html><body><p class='a'>one</p><!-- c --><script>s</script><p>two &amp; three</p></body>".utf8)
    let whole = try HTMLTree(page).text
    for end in 0..<page.count {
      let text = try HTMLTree(Array(page[..<end])).text
      // A reference, or the first bytes of a tag, may be cut in two.
      let certain = text.prefix { $0 != UInt8(ascii: "&") && $0 != UInt8(ascii: "<") }
      #expect(whole.starts(with: certain), "\(end)")
    }
  }
}
