// The statements of a page about itself: meta elements, links, headings, times, JSON-LD. One pass over the tree.

internal import Markup
internal import News

struct PageFacts {
  /// A heading of the first rank.
  struct Heading {
    var node: Int
    var text: String
    /// Letters and digits of the text in lower case.
    var key: [UInt8]
  }

  /// `content` of meta elements.
  private(set) var meta = MetaStatements()
  /// Text of the first `title` of the page's head.
  private(set) var windowTitle: String?
  private(set) var canonical: String?
  private(set) var language: String?
  private(set) var baseHref: String?
  /// The h1 elements that have a text; of very many the first ones.
  private(set) var titleHeadings: [Heading] = []
  /// Element indexes.
  private(set) var times: [Int] = []
  /// Elements with an `itemprop`, in lower case.
  private(set) var properties: [(name: String, node: Int)] = []
  /// Links with `rel=author`.
  private(set) var relAuthors: [Int] = []
  let linked: LinkedData

  init(_ tree: HTMLTree) {
    linked = LinkedData(tree.linkedData)
    for index in tree.elements([.html, .body, .title, .base, .link, .meta, .h1, .time]) {
      switch tree.nodes[index].tag {
      case .html, .body:
        if language == nil { language = tree.string(.lang, of: index) ?? tree.string(.xml_lang, of: index) }
      case .title: if windowTitle == nil { windowTitle = Self.tidy(Array(tree.plainText(of: index).utf8)[...]) }
      case .base: if baseHref == nil { baseHref = tree.string(.href, of: index) }
      case .link:
        if canonical == nil, let rel = tree.value(.rel, of: index), rel.isWord("canonical") {
          canonical = tree.string(.href, of: index)
        }
      case .meta: meta.add(tree, index)
      case .h1: addHeading(tree, index)
      default: times.append(index)
      }
    }
    var properties: [(name: String, node: Int)] = []
    var relAuthors: [Int] = []
    tree.forEachAttribute([.itemprop, .rel]) { node, name, value in
      let tag = tree.nodes[node].tag
      if name == .itemprop {
        if tag != .meta { properties.append((String(decoding: value, as: UTF8.self).lowercased(), node)) }
      } else if tag == .a, value.contains(where: { $0 | 32 == UInt8(ascii: "u") }),
        FoldedText.lower(value).containsRun(Array("author".utf8))
      {
        relAuthors.append(node)
      }
    }
    self.properties = properties
    self.relAuthors = relAuthors
  }

  private mutating func addHeading(_ tree: HTMLTree, _ index: Int) {
    guard titleHeadings.count < 24, tree.textSize(of: index) < 4000 else { return }
    let text = tree.plainText(of: index)
    guard !text.isEmpty else { return }
    titleHeadings.append(Heading(node: index, text: text, key: FoldedText.key(text.utf8)))
  }

  /// The first content of the first of these names that the page has.
  func first(_ names: [String]) -> String? { meta.first(names)?.content }

  /// The article among what the page says in JSON-LD: the one with a title that the page has elsewhere too.
  func linkedArticle() -> LenientJSON? {
    linked.article {
      let titles = [meta.first(["og:title", "twitter:title"])?.content, windowTitle].compactMap { $0 }
      return Set(titles.map { FoldedText.key($0.utf8) } + titleHeadings.map(\.key))
    }
  }

  /// White space collapsed, references that were escaped twice decoded.
  static func tidy(_ text: String) -> String { tidy(Array(text.utf8)[...]) }

  /// White space collapsed, references that were escaped twice decoded.
  static func tidy(_ text: ArraySlice<UInt8>) -> String {
    var writer = PlainTextWriter()
    if text.contains(UInt8(ascii: "&")) {
      writer.text(CharacterReferences.decoded(Array(text)))
    } else {
      writer.text(text)
    }
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}
