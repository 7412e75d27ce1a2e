// A name's identity within one document, so that what it means is looked up once.

internal import Markup

/// Where libxml2 keeps the parts of a name. It keeps each spelling once for as long as a document is being read.
struct NameKey: Hashable {
  private let local: UnsafePointer<UInt8>?
  private let prefix: UnsafePointer<UInt8>?
  private let namespace: UnsafePointer<UInt8>?

  init(_ name: XMLName) {
    local = name.local.baseAddress
    prefix = name.prefix?.baseAddress
    namespace = name.namespace?.baseAddress
  }
}
