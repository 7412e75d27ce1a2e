// Pages as flat trees: what libxml2 gets wrong is mended, what is not read is not there.

import Markup
import News
import Testing

struct HTMLTreeTests {
  /// The tree as nested names with the text between them: `p[a]`.
  static func sketch(_ html: String) throws -> String {
    let tree = try HTMLTree(Array(html.utf8))
    var out = ""
    var ends: [Int] = []
    for index in tree.nodes.indices.dropFirst() {
      while let end = ends.last, end <= index {
        out += "]"
        ends.removeLast()
      }
      let node = tree.nodes[index]
      if node.tag == .text {
        out += String(decoding: tree.text(of: index), as: UTF8.self)
      } else {
        out += String(decoding: node.tag.name, as: UTF8.self) + "["
        ends.append(Int(node.end))
      }
    }
    return out + String(repeating: "]", count: ends.count)
  }

  @Test(
    "a page becomes the expected tree",
    arguments: [
      ("<body><p>a<p>b", "html[body[p[a]p[b]]]"),
      ("<body><p>a<article>b</article>c</p>", "html[body[p[a]article[b]c]]"),
      ("<body><picture><source src=x><img src=y></picture>z", "html[body[picture[source[]img[]]z]]"),
      ("<body>a<wbr>b", "html[body[awbr[]b]]"),
      ("<body>a<!-- <b>x</b> -->b", "html[body[ab]]"),
      ("<body>a<!--><b>x</b>", "html[body[ab[x]]]"),
      ("<body>a<script>if (a<b) { '</p>' }</script>b", "html[body[ab]]"),
      ("<body>a<svg><title>x</title></svg>b", "html[body[ab]]"),
      ("<body>a<style>p{}</style>b<script>unclosed <p>x", "html[body[ab]]"),
      ("<body>\u{93}caf&eacute; &#146;", "html[body[\u{93}café ’]]"),
      ("<body><a title='a > b <p>'>x</a>", "html[body[a[x]]]"),
    ])
  func trees(html: String, expected: String) throws {
    #expect(try Self.sketch(html) == expected.replacing("\u{93}", with: "“"))
  }

  @Test func `attributes are found, JSON-LD is kept aside`() throws {
    let tree = try HTMLTree(
      Array("<script type='application/LD+json'>{\"a\":1}</script><body><a href='x&amp;y' CLASS=\"b c\">t</a>".utf8))
    let link = try #require(tree.nodes.indices.first { tree.nodes[$0].tag == .a })
    #expect(tree.string(.href, of: link) == "x&y")
    #expect(tree.string(.class, of: link) == "b c")
    #expect(tree.value(.id, of: link) == nil)
    #expect(tree.linkedData.map { String(decoding: $0, as: UTF8.self) } == ["{\"a\":1}"])
  }

  @Test func `deep nesting is flattened and its text kept`() throws {
    let tree = try HTMLTree(Array((String(repeating: "<div>", count: 5_000) + "deep").utf8))
    #expect(tree.wasFlattened)
    #expect(tree.text == Array("deep".utf8))
  }

  @Test func `a page over the limit is refused`() {
    let refusal = #expect(throws: Refusal.self) { try HTMLTree(Array(repeating: 32, count: HTMLTree.byteLimit + 1)) }
    #expect(refusal?.code == "too-large")
  }
}
