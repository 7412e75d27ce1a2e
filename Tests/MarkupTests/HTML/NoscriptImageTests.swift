// Images that stand in a page twice: as a placeholder for scripts and for readers without them.

import Markup
import Testing

struct NoscriptImageTests {
  /// The addresses of a page's images that are not in a noscript, in order.
  static func sources(_ html: String) throws -> [String] {
    let tree = try HTMLTree(Array(html.utf8))
    var sources: [String] = []
    var index = 1
    while index < tree.nodes.count {
      if tree.nodes[index].tag == .noscript {
        index = Int(tree.nodes[index].end)
        continue
      }
      if tree.nodes[index].tag == .img { sources.append(tree.string(.src, of: index) ?? "none") }
      index += 1
    }
    return sources
  }

  @Test(
    "An image for readers without scripts takes its placeholder's place",
    arguments: [
      ("<figure><img src=data:x><noscript><img src=/a.jpg alt=b></noscript></figure>", ["/a.jpg"]),
      ("<p><img class=lazy src=/blank.gif>\n <noscript><img src=/a.jpg></noscript>", ["/a.jpg"]),
      ("<p><img><noscript><picture><source srcset=b><img src=/a.jpg></picture></noscript>", ["/a.jpg"]),
      // What the loader would show is as good.
      ("<p><img src=data:x data-src=/b.jpg><noscript><img src=/a.jpg></noscript>", ["data:x"]),
      // Without a placeholder it is the image.
      ("<figure><div class=lazy></div><noscript><img src=/a.jpg></noscript></figure>", ["/a.jpg"]),
      // Beside another image it may be anything.
      ("<figure><div><img src=/b.jpg></div><noscript><img src=/a.jpg></noscript></figure>", ["/b.jpg"]),
      ("<p><img src=/b.jpg> a <noscript><img src=/a.jpg></noscript>", ["/b.jpg"]),
      ("<body><noscript><img src=/count.gif></noscript>", []),
      ("<p><noscript>Please allow scripts <img src=/a.jpg></noscript>", []),
      ("<p><noscript><img src=/a.jpg><img src=/b.jpg></noscript>", []),
      ("<p><noscript><iframe src=/x></iframe></noscript>", []),
    ])
  func noscript(html: String, expected: [String]) throws {
    #expect(try Self.sources(html) == expected)
  }

  @Test func `Of very many each is taken`() throws {
    let pair = "<p><img src=data:x><noscript><img src=/a.jpg></noscript></p>"
    let sources = try Self.sources(String(repeating: pair, count: 20_000))
    #expect(sources == Array(repeating: "/a.jpg", count: 20_000))
  }
}
