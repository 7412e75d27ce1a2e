// libxml2's SAX2 push parser over mended bytes, within limits.

internal import CLibXML2

/// Reads XML from strangers as events. Whatever damage `XMLMender` can mend does not show; DTDs, entities and external
/// resources do not exist here. Time is linear in the input, memory beside it constant.
public enum XMLReader {
  /// Reads a document that is well-formed UTF-8 and reports its events to a handler.
  /// - Returns: What was mended, and where the elements stood that never nest.
  public static func read(
    _ utf8: UnsafeBufferPointer<UInt8>, limits: XMLLimits = XMLLimits(), handler: any XMLHandler
  ) -> XMLOutcome {
    let parser = PushParser(handler: handler)
    return withExtendedLifetime(parser) {
      parser.open(limits)
      defer { parser.close() }
      var mender = XMLMender(utf8, limits: limits, parser: parser, handler: handler)
      var outcome = mender.run()
      if parser.hasStopped {
        handler.truncated()
        outcome.repairs.append(Repair(code: "parser-stopped", detail: "The XML parser gave up before the end."))
      }
      return outcome
    }
  }
}

/// One libxml2 parser context.
final class PushParser {
  private let handler: any XMLHandler
  private var context: xmlParserCtxtPtr?
  private var attributes: [XMLAttribute] = []

  init(handler: any XMLHandler) { self.handler = handler }

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
        .start(PushParser.name(local!, prefix, uri), count: Int(count), attributes: attributes)
    }
    sax.endElementNs = { user, local, prefix, uri in
      Unmanaged<PushParser>.fromOpaque(user!).takeUnretainedValue().handler.end(PushParser.name(local!, prefix, uri))
    }
    let text: charactersSAXFunc = { user, bytes, count in
      Unmanaged<PushParser>.fromOpaque(user!).takeUnretainedValue()
        .handler.text(UnsafeBufferPointer(start: bytes, count: Int(count)))
    }
    sax.characters = text
    sax.ignorableWhitespace = text
    sax.cdataBlock = text
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
    attributes.removeAll(keepingCapacity: true)
    for index in 0..<count {
      let field = raw! + index * 5
      let value = UnsafeBufferPointer(start: field[3], count: field[4]! - field[3]!)
      attributes.append(XMLAttribute(name: Self.name(field[0]!, field[1], field[2]), rawValue: value))
    }
    handler.start(name, attributes: attributes)
  }

  private static func name(
    _ local: UnsafePointer<xmlChar>, _ prefix: UnsafePointer<xmlChar>?, _ uri: UnsafePointer<xmlChar>?
  ) -> XMLName {
    func buffer(_ text: UnsafePointer<xmlChar>) -> UnsafeBufferPointer<UInt8> {
      UnsafeBufferPointer(start: text, count: Int(xmlStrlen(text)))
    }
    return XMLName(local: buffer(local), prefix: prefix.map(buffer), namespace: uri.map(buffer))
  }
}
