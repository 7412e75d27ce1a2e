// XML as events: what a document's reader is told, in bytes that are valid only during the call.

/// A name in an XML document. The bytes belong to the parser and are valid during the call they are handed to.
public struct XMLName {
  /// The name without its prefix, as written.
  public let local: UnsafeBufferPointer<UInt8>
  /// The prefix as written; nil where there is none.
  public let prefix: UnsafeBufferPointer<UInt8>?
  /// The namespace the prefix was bound to; nil where there is none, or the prefix was never declared.
  public let namespace: UnsafeBufferPointer<UInt8>?
}

/// One attribute. The bytes are valid during the call they are handed to.
public struct XMLAttribute {
  /// The attribute's name.
  public let name: XMLName
  let rawValue: UnsafeBufferPointer<UInt8>

  /// The value, with all references resolved.
  public var value: [UInt8] {
    // Outside entity substitution libxml2 hands an ampersand over as the reference `&#38;`.
    guard rawValue.contains(UInt8(ascii: "&")) else { return Array(rawValue) }
    var out: [UInt8] = []
    out.reserveCapacity(rawValue.count)
    var at = 0
    while at < rawValue.count {
      out.append(rawValue[at])
      at += rawValue[at] == UInt8(ascii: "&") && rawValue[at...].starts(with: "&#38;".utf8) ? 5 : 1
    }
    return out
  }
}

/// What receives a document's events.
public protocol XMLHandler: AnyObject {
  /// An element begins.
  func start(_ name: XMLName, attributes: [XMLAttribute])
  /// An element ends.
  func end(_ name: XMLName)
  /// A piece of text, from CDATA sections too; one text may come in many pieces.
  func text(_ bytes: UnsafeBufferPointer<UInt8>)
  /// The input has ended while elements were open; the ends that follow are not in the document.
  func truncated()
}

/// What is known of a document when it has been read.
public struct XMLOutcome: Sendable {
  /// What was mended.
  public var repairs: [Repair]
  /// The bytes of each element named in `XMLLimits.unnested`, in the order of their start events.
  public var ranges: [Range<Int>]
}

/// Limits on what a document may demand.
public struct XMLLimits: Sendable {
  /// Elements nested deeper keep their text but are not reported.
  public var depth = 200
  /// Attributes of a tag after this many bytes are left out.
  public var tagBytes = 65_536
  /// Elements with longer names are not reported, attributes with longer names are left out.
  public var nameBytes = 1024
  /// Attributes of a tag after this many are left out. libxml2 compares each with all before it.
  public var attributes = 256
  /// Namespace declarations in force at once; what more is declared is left out. libxml2 goes through all of them for a
  /// prefix that was never declared.
  public var namespaces = 512
  /// Bytes of different names, taken together, after which a document is read no further: libxml2 keeps all of them, and
  /// the table it finds them in does not grow for ever.
  public var distinctNameBytes = 1_048_576

  /// Elements that never stand within themselves, in lower case: where one begins, an open one of its name ends.
  public var unnested: [String] = []

  /// The limits for documents from strangers.
  public init() {}
}
