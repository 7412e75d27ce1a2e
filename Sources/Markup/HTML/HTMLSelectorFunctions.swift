// What CSS asks of an element's place among its siblings that XPath 1.0 cannot say: how many of the same name there are.

internal import CLibXML2

/// XPath functions that count the siblings of the context node that have its name; they take no arguments.
public enum HTMLSelectorFunctions {
  /// The function that counts those before it.
  public static let before = "same-name-before"
  /// The function that counts those after it.
  public static let after = "same-name-after"

  static func register(in context: xmlXPathContextPtr) {
    xmlXPathRegisterFunc(context, before) { parser, _ in
      if let parser { HTMLSelectorFunctions.count(parser) { $0.pointee.prev } }
    }
    xmlXPathRegisterFunc(context, after) { parser, _ in
      if let parser { HTMLSelectorFunctions.count(parser) { $0.pointee.next } }
    }
  }

  private static func count(_ parser: xmlXPathParserContextPtr, _ step: (xmlNodePtr) -> xmlNodePtr?) {
    guard let context = parser.pointee.context, let node = context.pointee.node else { return }
    var same = 0
    var at = step(node)
    var steps: UInt = 0
    while let sibling = at {
      steps += 1
      if sibling.pointee.type == XML_ELEMENT_NODE, xmlStrEqual(sibling.pointee.name, node.pointee.name) != 0 {
        same += 1
      }
      at = step(sibling)
    }
    // The limit holds for these steps too; libxml2's own are about eight times as long.
    context.pointee.opCount += steps / 8
    if context.pointee.opLimit != 0, context.pointee.opCount > context.pointee.opLimit {
      xmlXPathErr(parser, Int32(XPATH_OP_LIMIT_EXCEEDED.rawValue))
      return
    }
    valuePush(parser, xmlXPathNewFloat(Double(same)))
  }
}
