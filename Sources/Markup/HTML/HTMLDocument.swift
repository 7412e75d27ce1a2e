// A page as libxml2's own tree, for selecting from it by XPath. Articles are read from HTMLTree, which is faster.

internal import CLibXML2
internal import Glibc
public import News

/// A page that XPath can be asked of. Its nodes are valid as long as it lives.
public final class HTMLDocument {
  /// An element, attribute or text selected from a document; keeps the document alive.
  public struct Selected {
    let document: HTMLDocument
    let node: xmlNodePtr

    /// The element's name in lower case, or the attribute's; empty for text.
    public var name: String { node.pointee.name.map { String(cString: $0) } ?? "" }

    /// Whether it is an element.
    public var isElement: Bool { node.pointee.type == XML_ELEMENT_NODE }

    /// Whether it is an attribute.
    public var isAttribute: Bool { node.pointee.type == XML_ATTRIBUTE_NODE }

    /// Its text with white space collapsed, without scripts and styles; the value of an attribute.
    public var text: String {
      var writer = PlainTextWriter()
      HTMLDocument.walk(node) { inner in
        switch inner.pointee.type {
        case XML_TEXT_NODE, XML_CDATA_SECTION_NODE:
          if let content = inner.pointee.content {
            writer.text(Array(UnsafeBufferPointer(start: content, count: strlen(content))))
          }
          return true
        case XML_ELEMENT_NODE:
          guard let name = inner.pointee.name else { return true }
          let tag = HTMLTag(UnsafeBufferPointer(start: name, count: strlen(name)))
          if tag.isDropped { return inner == node }
          if tag.isBlock || tag == .br { writer.boundary(of: .br, isStart: true) }
          return true
        default: return true
        }
      }
      return String(decoding: writer.bytes.map { $0 == 10 ? 32 : $0 }, as: UTF8.self)
    }

    /// The value of an attribute of the element.
    public func attribute(_ name: String) -> String? {
      guard node.pointee.type == XML_ELEMENT_NODE else { return nil }
      var attribute = node.pointee.properties
      while let found = attribute {
        if let key = found.pointee.name, String(cString: key) == name {
          let value = found.pointee.children?.pointee.content
          return value.map { String(cString: $0) } ?? ""
        }
        attribute = found.pointee.next
      }
      return nil
    }

    /// All attributes of the element, names in lower case.
    public var attributes: [(name: String, value: String)] {
      guard node.pointee.type == XML_ELEMENT_NODE else { return [] }
      var out: [(name: String, value: String)] = []
      var attribute = node.pointee.properties
      while let found = attribute {
        let value = found.pointee.children?.pointee.content
        if let key = found.pointee.name { out.append((String(cString: key), value.map { String(cString: $0) } ?? "")) }
        attribute = found.pointee.next
      }
      return out
    }

    /// The elements in it that satisfy an XPath expression relative to it.
    public func select(_ xpath: String) throws(Refusal) -> [Selected] { try document.select(xpath, from: node) }
  }

  private let document: htmlDocPtr
  private static let library: Void = xmlInitParser()
  /// Steps that all expressions together may take, about a second of them: enough for sane ones on a large page, an end for
  /// all others.
  private static let operationLimit: UInt = 20_000_000
  private var operations: UInt = 0

  /// Reads a page in UTF-8; throws `not-html` where libxml2 makes nothing of it.
  public init(_ page: [UInt8]) throws(Refusal) {
    _ = Self.library
    let html = HTMLPrefilter(page).html
    let options =
      HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
      | HTML_PARSE_NONET.rawValue | HTML_PARSE_IGNORE_ENC.rawValue | XML_PARSE_HUGE.rawValue
    let parsed = html.withUnsafeBytes { bytes in
      htmlReadMemory(
        bytes.bindMemory(to: CChar.self).baseAddress, Int32(bytes.count), nil, "UTF-8", Int32(bitPattern: options))
    }
    guard let parsed else { throw Refusal(code: "not-html", message: "the page is not HTML") }
    document = parsed
  }

  deinit { xmlFreeDoc(document) }

  /// The nodes of the whole page that satisfy an XPath expression, in document order.
  /// - Throws: `bad-selector` where the expression is none, or selects no nodes but computes a value.
  public func select(_ xpath: String) throws(Refusal) -> [Selected] {
    try select(xpath, from: UnsafeMutableRawPointer(document).assumingMemoryBound(to: xmlNode.self))
  }

  fileprivate func select(_ xpath: String, from node: xmlNodePtr) throws(Refusal) -> [Selected] {
    guard let context = xmlXPathNewContext(document) else {
      throw Refusal(code: "out-of-memory", message: "no memory to evaluate the selector")
    }
    defer { xmlXPathFreeContext(context) }
    HTMLSelectorFunctions.register(in: context)
    context.pointee.opLimit = Self.operationLimit
    context.pointee.opCount = operations
    context.pointee.error = { _, _ in }
    context.pointee.node = node
    let evaluated = xmlXPathEvalExpression(xpath, context)
    operations = context.pointee.opCount
    guard let result = evaluated else { throw XPathFailure.refusal(xpath, context.pointee.lastError) }
    defer { xmlXPathFreeObject(result) }
    guard result.pointee.type == XPATH_NODESET else {
      throw Refusal(
        code: "bad-selector", message: "the expression computes a value instead of selecting nodes: \(xpath)")
    }
    guard let set = result.pointee.nodesetval, set.pointee.nodeNr > 0, let table = set.pointee.nodeTab else {
      return []
    }
    let nodes = (0..<Int(set.pointee.nodeNr)).compactMap { table[$0] }
    // Only a union's nodes may come in another order.
    let sorted = xpath.contains("|") ? nodes.sorted { xmlXPathCmpNodes($0, $1) > 0 } : nodes
    return sorted.map { Selected(document: self, node: $0) }
  }

  /// Refuses what is no XPath 1.0 expression, and what shows on a small page that it can never select nodes.
  /// - Throws: `bad-selector` with what is wrong and where.
  public static func check(_ xpath: String) throws(Refusal) {
    // What stands in a condition is evaluated only where there is something to try it on.
    let page = try HTMLDocument(
      Array("<div id=a class=a><ul><li><h2><a href=a>a</a></h2><time datetime=a>a</time><p>a<span>a</span>".utf8))
    _ = try page.select(xpath)
  }

  /// Visits a node and what is in it, in document order, without recursion; `visit` tells whether to go deeper.
  private static func walk(_ root: xmlNodePtr, _ visit: (xmlNodePtr) -> Bool) {
    var at = root
    while true {
      let deeper = visit(at)
      if deeper, at.pointee.type != XML_ENTITY_REF_NODE, let child = at.pointee.children {
        at = child
        continue
      }
      while at != root, at.pointee.next == nil {
        guard let parent = at.pointee.parent else { return }
        at = parent
      }
      guard at != root, let next = at.pointee.next else { return }
      at = next
    }
  }
}

extension HTMLDocument {
  /// The names of the page's elements in the order of their start tags.
  var elementNames: [String] {
    var names: [String] = []
    visitElements { names.append($0.pointee.name.map { String(cString: $0) } ?? "") }
    return names
  }

  /// The number of each of these elements, counted from 0 in the order of start tags, the lowest first; what is no element
  /// has none. Goes through the page once.
  public func numbers(of selected: [Selected]) -> [Int] {
    var wanted = Set(selected.map(\.node))
    var numbers: [Int] = []
    var number = 0
    visitElements { element in
      if wanted.remove(element) != nil { numbers.append(number) }
      number += 1
    }
    return numbers
  }

  private func visitElements(_ visit: (xmlNodePtr) -> Void) {
    let root = UnsafeMutableRawPointer(document).assumingMemoryBound(to: xmlNode.self)
    Self.walk(root) { node in
      if node.pointee.type == XML_ELEMENT_NODE { visit(node) }
      return true
    }
  }
}
