// A page as flat arrays: nodes in document order, one arena of text. No objects, no recursion, no strings.

/// A page's tree. Node 0 is a root that stands for the document; a node's descendants follow it up to its `end`.
public struct HTMLTree: Sendable {
  /// An element or a run of text.
  public struct Node: Sendable, BitwiseCopyable {
    /// `.text` for text.
    public var tag: HTMLTag
    /// Index of the node it is in; -1 for the root.
    public var parent: Int32
    /// Index after its last descendant.
    public var end: Int32
    /// The text in it and its descendants is `text[start..<stop]`.
    public var start: Int32
    /// The end of its text.
    public var stop: Int32
    var firstAttribute: Int32
    var attributeCount: Int32
  }

  struct Attribute: Sendable, BitwiseCopyable {
    var name: HTMLAttribute
    var start: Int32
    var stop: Int32
  }

  /// The nodes in document order.
  public internal(set) var nodes: [Node] = []
  /// All text of the page, in UTF-8, one text node's after the other's.
  public internal(set) var text: [UInt8] = []
  /// The contents of the page's JSON-LD scripts.
  public internal(set) var linkedData: [[UInt8]] = []
  /// Whether elements were nested deeper than is kept; the deeper ones are flattened, their text is there.
  public var wasFlattened: Bool { !flattened.isEmpty }
  /// For each element that was flattened, how many nodes stand before it.
  var flattened: [Int32] = []
  /// What of the page is not here as it was written, for its size or because it breaks off; empty for nearly all pages.
  public internal(set) var repairs: [Repair] = []
  var attributes: [Attribute] = []
  var values: [UInt8] = []

  /// The bytes of a text node, or all text in an element.
  public func text(of node: Int) -> ArraySlice<UInt8> { text[Int(nodes[node].start)..<Int(nodes[node].stop)] }

  /// An attribute's value, nil where the element does not have it.
  public func value(_ name: HTMLAttribute, of node: Int) -> ArraySlice<UInt8>? {
    let first = Int(nodes[node].firstAttribute)
    for index in first..<first + Int(nodes[node].attributeCount) where attributes[index].name == name {
      return values[Int(attributes[index].start)..<Int(attributes[index].stop)]
    }
    return nil
  }

  /// Whether the element has any attribute that is looked at.
  public func hasAttributes(_ node: Int) -> Bool { nodes[node].attributeCount > 0 }

  /// An attribute's value as a string.
  public func string(_ name: HTMLAttribute, of node: Int) -> String? {
    value(name, of: node).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Calls `body` with all attributes of an element, as the inert writer takes them.
  public func withAttributes(of node: Int, _ body: (HTMLAttributes) -> Void) {
    let first = Int(nodes[node].firstAttribute)
    let count = Int(nodes[node].attributeCount)
    guard count > 0 else { return body(.none) }
    values.withUnsafeBufferPointer { values in
      withUnsafeTemporaryAllocation(of: HTMLAttributes.Item.self, capacity: count) { items in
        var names = HTMLAttributes.Names()
        for index in 0..<count {
          let attribute = attributes[first + index]
          _ = names.insert(attribute.name)
          let value = UnsafeBufferPointer(rebasing: values[Int(attribute.start)..<Int(attribute.stop)])
          items.initializeElement(at: index, to: .init(name: attribute.name, value: value))
        }
        body(HTMLAttributes(UnsafeBufferPointer(items), names: names, hasReferences: false))
      }
    }
  }

  /// The text in a node with white space collapsed, without that of dropped elements.
  public func plainText(of node: Int) -> String {
    var writer = PlainTextWriter()
    var index = node
    while index < Int(nodes[node].end) {
      if nodes[index].tag == .text {
        writer.text(text(of: index))
      } else if nodes[index].tag.isDropped, index != node {
        index = Int(nodes[index].end)
        continue
      } else if nodes[index].tag.isBlock || nodes[index].tag == .br {
        writer.boundary(of: .br, isStart: true)
      }
      index += 1
    }
    return String(decoding: writer.bytes.map { $0 == 10 ? 32 : $0 }, as: UTF8.self)
  }
}
