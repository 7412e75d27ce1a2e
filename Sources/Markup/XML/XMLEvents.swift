// XML as events: what a document's reader is told, in bytes that are valid only during the call.

import Glibc

/// A name in an XML document. The bytes belong to the parser and are valid during the call they are handed to.
public struct XMLName {
  private let localStart: UnsafePointer<UInt8>
  private let prefixStart: UnsafePointer<UInt8>?
  private let namespaceStart: UnsafePointer<UInt8>?

  init(
    _ local: UnsafePointer<UInt8>, _ prefix: UnsafePointer<UInt8>?, _ namespace: UnsafePointer<UInt8>?
  ) {
    localStart = local
    prefixStart = prefix
    namespaceStart = namespace
  }

  /// The name without its prefix, as written.
  public var local: UnsafeBufferPointer<UInt8> { Self.buffer(localStart) }
  /// The prefix as written; nil where there is none.
  public var prefix: UnsafeBufferPointer<UInt8>? { prefixStart.map(Self.buffer) }
  /// The namespace the prefix was bound to; nil where there is none, or the prefix was never declared. An ampersand in it
  /// is `&#38;` here: for comparing with names that have none.
  public var namespace: UnsafeBufferPointer<UInt8>? { namespaceStart.map(Self.buffer) }
  /// The namespace with all references resolved.
  public var namespaceValue: [UInt8]? { namespace.map(XMLAttribute.resolved) }
  /// Whether it has a prefix.
  public var hasPrefix: Bool { prefixStart != nil }

  /// What tells this name from all others of its document: the parser keeps each spelling once for as long as the
  /// document is being read.
  public var identity: Identity { Identity(local: localStart, prefix: prefixStart, namespace: namespaceStart) }

  /// A name's identity within one document, so that what it means need be looked up but once.
  public struct Identity: Hashable {
    fileprivate let local: UnsafePointer<UInt8>
    fileprivate let prefix: UnsafePointer<UInt8>?
    fileprivate let namespace: UnsafePointer<UInt8>?

    /// A number below a power of two that differs for most names of a document.
    public func slot(below count: Int) -> Int {
      let bits = Int(bitPattern: local) ^ Int(bitPattern: prefix) &* 3 ^ Int(bitPattern: namespace) &* 7
      return (bits ^ bits >> 7 ^ bits >> 15) & (count - 1)
    }
  }

  private static func buffer(_ start: UnsafePointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: start, count: strlen(UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self)))
  }
}

/// One attribute. The bytes are valid during the call they are handed to.
public struct XMLAttribute {
  /// The attribute's name.
  public let name: XMLName
  let rawValue: UnsafeBufferPointer<UInt8>

  /// Calls `body` with the value, all references resolved; the bytes are valid during the call.
  @inline(__always) public func withValue<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    guard rawValue.contains(UInt8(ascii: "&")) else { return body(rawValue) }
    return value.withUnsafeBufferPointer(body)
  }

  /// The value, with all references resolved.
  public var value: [UInt8] { Self.resolved(rawValue) }

  /// Outside entity substitution libxml2 hands an ampersand over as the reference `&#38;`.
  static func resolved(_ raw: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    guard raw.contains(UInt8(ascii: "&")) else { return Array(raw) }
    var out: [UInt8] = []
    out.reserveCapacity(raw.count)
    var at = 0
    while at < raw.count {
      out.append(raw[at])
      at += raw[at] == UInt8(ascii: "&") && raw[at...].starts(with: "&#38;".utf8) ? 5 : 1
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
  /// A piece of text, from CDATA sections too; one text may come in many pieces. It is not valid after the call.
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
  /// Whether it is remembered where each of those stood.
  public var keepsRanges = true

  /// The limits for documents from strangers.
  public init() {}
}
