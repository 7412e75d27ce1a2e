// libxml2's SAX2 push parser, over well-formed markup in which a byte stands for each piece of text.

internal import CLibXML2

/// One libxml2 parser context.
final class PushParser {
  /// What stands for a piece of text.
  static let placeholder = UInt8(ascii: ".")

  /// The text between the tags.
  let texts: TextQueue
  private let handler: any XMLHandler
  private var context: xmlParserCtxtPtr?
  @exclusivity(unchecked) private var attributes: [XMLAttribute] = []

  init(texts: TextQueue, handler: any XMLHandler) {
    self.texts = texts
    self.handler = handler
  }

  /// Whether libxml2 refuses to go on.
  var hasStopped: Bool { context.map { $0.pointee.disableSAX != 0 } ?? true }

  private static let library: Void = xmlInitParser()

  func open(_ limits: XMLLimits) {
    _ = Self.library
    var sax = xmlSAXHandler()
    // Without the magic number the namespace-aware callbacks are never called.
    sax.initialized = UInt32(XML_SAX2_MAGIC)
    sax.startElementNs = { user, local, prefix, uri, _, _, count, _, attributes in
      Unmanaged<PushParser>.fromOpaque(user!).takeUnretainedValue()
        .start(XMLName(local!, prefix, uri), count: Int(count), attributes: attributes)
    }
    sax.endElementNs = { user, local, prefix, uri in
      Unmanaged<PushParser>.fromOpaque(user!).takeUnretainedValue().handler.end(XMLName(local!, prefix, uri))
    }
    let text: charactersSAXFunc = { user, _, count in
      let parser = Unmanaged<PushParser>.fromOpaque(user!).takeUnretainedValue()
      parser.texts.deliver(Int(count), to: parser.handler)
    }
    sax.characters = text
    sax.ignorableWhitespace = text
    // libxml2 prints what nobody listens to.
    sax.serror = { _, _ in }
    context = xmlCreatePushParserCtxt(&sax, Unmanaged.passUnretained(self).toOpaque(), nil, 0, nil)
    xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_RECOVER.rawValue))
    if let names = context?.pointee.dict { xmlDictSetLimit(names, limits.distinctNameBytes) }
  }

  func close() {
    xmlFreeParserCtxt(context)
    context = nil
  }

  func push(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let start = bytes.baseAddress else { return }
    start.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
      _ = xmlParseChunk(context, $0, Int32(bytes.count), 0)
    }
  }

  func finish() { xmlParseChunk(context, nil, 0, 1) }

  private func start(_ name: XMLName, count: Int, attributes raw: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) {
    guard count > 0, let raw else {
      handler.start(name, attributes: [])
      return
    }
    attributes.removeAll(keepingCapacity: true)
    for index in 0..<count {
      let field = raw + index * 5
      let value = UnsafeBufferPointer(start: field[3], count: field[4]! - field[3]!)
      attributes.append(XMLAttribute(name: XMLName(field[0]!, field[1], field[2]), rawValue: value))
    }
    handler.start(name, attributes: attributes)
  }
}
