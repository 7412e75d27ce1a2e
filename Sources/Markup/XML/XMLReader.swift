// Reading XML: bytes in, events out.

/// Reads XML from strangers as events. Whatever damage `XMLMender` can mend does not show; DTDs, entities and external
/// resources do not exist here. Time is linear in the input, memory beside it constant.
public enum XMLReader {
  /// Reads a document that is well-formed UTF-8 and reports its events to a handler.
  /// - Returns: What was mended, and where the elements stood that never nest.
  public static func read(
    _ utf8: UnsafeBufferPointer<UInt8>, limits: XMLLimits = XMLLimits(), handler: any XMLHandler
  ) -> XMLOutcome {
    let parser = PushParser(texts: TextQueue(source: utf8), handler: handler)
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
