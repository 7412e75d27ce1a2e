// A page's elements are the same and in the same order in the tree that is read and in the document that is selected from.

import News
import Testing

@testable import Markup

struct ElementNumberTests {
  /// The names of the tree's elements by number; nil for those too deep to be in it.
  private func names(_ tree: HTMLTree) -> [String?] {
    tree.elements().map { $0.map { String(decoding: tree.nodes[$0].tag.name, as: UTF8.self) } }
  }

  private func expectSame(_ page: [UInt8], sourceLocation: SourceLocation = #_sourceLocation) throws {
    let found = names(try HTMLTree(page))
    let expected = try HTMLDocument(page).elementNames
    #expect(found.count == expected.count, sourceLocation: sourceLocation)
    // An element whose name the tree does not know has none there.
    let differing = zip(found, expected).first { tree, document in
      tree.map { $0 != document && !($0.isEmpty && HTMLTag(name: document) == .unknown) } ?? false
    }
    #expect(differing == nil, "\(String(decoding: page.prefix(200), as: UTF8.self))", sourceLocation: sourceLocation)
  }

  @Test(
    "elements are numbered alike on pages that nest wrongly",
    arguments: [
      "text", "<p>a<p>b", "<b><i></b>x</i>", "<p>a<article>b</article>c</p>", "<table><p>a<tr><td>b",
      "<a href=1>x<a href=2>y", "<ul><li>a<li>b<ul><li>c</ul>d", "<picture><source><img></picture>z", "a<wbr>b",
      "<head><title>t</title><div>in the head</div><meta name=a content=b></head><body class=x><p>y",
      "<body><p>a</body></html><p>after<body>again<html lang=de><p>b", "<x-a/><x-b><x-c></x-b>t",
      "<select><option>a<option>b<p>c</select>", "<form><form><input></form>x</form>y", "<svg><title>x</title></svg>a",
      "<!DOCTYPE html PUBLIC '-//W3C//DTD HTML 4.01//EN' 'x'><html> <head> <body> <p> a </p> <div> </div>",
      "<p a=1 a=2 b>x", "<dl><dt>a<dd>b<dt>c</dl>", "<frameset><frame></frameset><p>x", "<h1>a<h2>b</h1>c</h2>",
      "<noscript><p>a</noscript><template><p>b</template>", "</p></div>a<br></br>b", "<td>a<th>b</table>",
      "<p>\u{0}a<\u{0}b>c", "<font><p><font><p></font>a</p></font>", "<center><table><center></table>a",
      "<head>\(String(repeating: " ", count: 3000))<title>t</title></head><body><p>a",
      "<head>\(String(repeating: "<!-- a -->" + String(repeating: " ", count: 300), count: 9))</head><body><p>a",
      "<body>\(String(repeating: " ", count: 3000))<p>a</p>\(String(repeating: " ", count: 3000))b",
      "<style>a</style><script>b</script><iframe>c</iframe><textarea><p>d</textarea>",
    ])
  func misnested(page: String) throws { try expectSame(Array(page.utf8)) }

  @Test func `elements too deep for the tree keep their numbers, and so do those behind them`() throws {
    let deep = String(repeating: "<div><p>a<b>", count: 400) + "</b>" + "<section>x</section>"
    try expectSame(Array((deep + String(repeating: "</p></div>", count: 400) + "<h2>behind</h2>").utf8))
    let tree = try HTMLTree(Array((String(repeating: "<div>", count: 600) + "</div><i>x</i>").utf8))
    #expect(tree.wasFlattened)
    #expect(tree.elements().contains(nil))
  }

  @Test("elements are numbered alike on pages put together at random", arguments: 0..<300)
  func random(seed: Int) throws {
    let names = [
      "p", "div", "b", "i", "a", "table", "tr", "td", "ul", "li", "article", "h2", "body", "html", "head", "title",
      "form", "select", "option", "figure", "img", "br", "wbr", "source", "x-y", "noscript", "template", "font",
    ]
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    func next(_ below: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % below
    }
    var page = ""
    for _ in 0..<60 {
      let name = names[next(names.count)]
      switch next(5) {
      case 0: page += "</\(name)>"
      case 1: page += " "
      case 2: page += "text"
      default: page += "<\(name)\(next(4) == 0 ? " class=x" : "")>"
      }
    }
    try expectSame(Array(page.utf8))
  }

  @Test func `selected elements are told by their numbers, in page order and each once`() throws {
    let page = Array("<body><p class=x>a<p>b<div class=x><p id=y>c</div>".utf8)
    let document = try HTMLDocument(page)
    let selected = try document.select("//p[@id='y'] | //*[@class='x'] | //p | //@id")
    let tree = try HTMLTree(page)
    let nodes = document.numbers(of: selected).map { tree.elements()[$0] }
    #expect(nodes.map { $0.map { tree.plainText(of: $0) } } == ["a", "b", "c", "c"])
  }
}

extension HTMLTag {
  fileprivate init(name: String) {
    var name = name
    self = name.withUTF8 { HTMLTag($0) }
  }
}
