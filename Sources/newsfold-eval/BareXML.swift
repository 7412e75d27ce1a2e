// What libxml2 alone takes for a document: the floor that readers on top of it are measured against.

internal import CLibXML2

/// A pass of libxml2's SAX2 push parser whose callbacks only count.
enum BareXML {
  /// What a pass met.
  struct Tally: Equatable {
    var elements = 0
    var characters = 0
  }

  /// Bytes handed over at a time, as in the reader.
  private static let chunk = 65_536

  /// Reads a document, going on after errors, and counts.
  static func pass(_ bytes: UnsafeBufferPointer<UInt8>) -> Tally {
    var tally = Tally()
    var sax = xmlSAXHandler()
    sax.initialized = UInt32(XML_SAX2_MAGIC)
    sax.startElementNs = { user, _, _, _, _, _, _, _, _ in
      user!.assumingMemoryBound(to: Tally.self).pointee.elements += 1
    }
    sax.endElementNs = { _, _, _, _ in }
    let text: charactersSAXFunc = { user, _, count in
      user!.assumingMemoryBound(to: Tally.self).pointee.characters += Int(count)
    }
    sax.characters = text
    sax.ignorableWhitespace = text
    sax.cdataBlock = text
    // libxml2 prints what nobody listens to.
    sax.serror = { _, _ in }
    withUnsafeMutablePointer(to: &tally) { tally in
      guard let parser = xmlCreatePushParserCtxt(&sax, tally, nil, 0, nil) else { return }
      defer { xmlFreeParserCtxt(parser) }
      xmlCtxtUseOptions(parser, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_RECOVER.rawValue | XML_PARSE_HUGE.rawValue))
      var start = 0
      while start < bytes.count {
        let end = min(start + chunk, bytes.count)
        UnsafeBufferPointer(rebasing: bytes[start..<end]).withMemoryRebound(to: CChar.self) {
          _ = xmlParseChunk(parser, $0.baseAddress, Int32($0.count), 0)
        }
        start = end
      }
      xmlParseChunk(parser, nil, 0, 1)
    }
    return tally
  }
}
