// The statements of a page about itself: meta elements, links, headings, times, JSON-LD.

internal import Markup
internal import News

struct PageFacts {
  /// `content` of meta elements by lower-cased `property`, `name` or `itemprop`.
  private(set) var meta: [String: [String]] = [:]
  /// Text of the first `title` of the page's head.
  private(set) var windowTitle: String?
  private(set) var canonical: String?
  private(set) var language: String?
  private(set) var baseHref: String?
  /// Element indexes.
  private(set) var headings: [Int] = []
  private(set) var times: [Int] = []
  /// Elements with an `itemprop`, `rel` or name that tells author or date.
  private(set) var properties: [(name: String, node: Int)] = []
  private(set) var relAuthors: [Int] = []
  let linked: LinkedData

  init(_ tree: HTMLTree) {
    linked = LinkedData(tree.linkedData)
    for index in tree.nodes.indices {
      switch tree.nodes[index].tag {
      case .html, .body:
        if language == nil { language = tree.string(.lang, of: index) ?? tree.string(.xml_lang, of: index) }
      case .title: if windowTitle == nil { windowTitle = Self.tidy(tree.plainText(of: index)) }
      case .base: if baseHref == nil { baseHref = tree.string(.href, of: index) }
      case .link:
        if tree.string(.rel, of: index)?.lowercased() == "canonical", canonical == nil {
          canonical = tree.string(.href, of: index)
        }
      case .meta: addMeta(tree, index)
      case .h1: headings.append(index)
      case .time: times.append(index)
      case .text: continue
      default: break
      }
      if let property = tree.string(.itemprop, of: index), tree.nodes[index].tag != .meta {
        properties.append((property.lowercased(), index))
      }
      if tree.nodes[index].tag == .a, let rel = tree.string(.rel, of: index), rel.lowercased().contains("author") {
        relAuthors.append(index)
      }
    }
  }

  private mutating func addMeta(_ tree: HTMLTree, _ index: Int) {
    guard let content = tree.string(.content, of: index).map({ Self.tidy($0) }), !content.isEmpty else {
      if let language = tree.string(.http_equiv, of: index), language.lowercased() == "content-language" {}
      return
    }
    var names: [String] = []
    for attribute in [HTMLAttribute.property, .name, .itemprop, .http_equiv] {
      if let name = tree.string(attribute, of: index)?.lowercased(), !names.contains(name) { names.append(name) }
    }
    for name in names { meta[name, default: []].append(content) }
  }

  /// The first content of the first of these names that the page has.
  func first(_ names: [String]) -> String? {
    for name in names { if let value = meta[name]?.first { return value } }
    return nil
  }

  /// White space collapsed, references that were escaped twice decoded.
  static func tidy(_ text: String) -> String {
    var bytes = Array(text.utf8)
    if bytes.contains(38) { bytes = CharacterReferences.decoded(bytes) }
    var writer = PlainTextWriter()
    writer.text(bytes)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}
