// A web page's address prepared for the many simple references on it, which then need not be taken apart.

internal import News

/// The beginnings of a page's address that stand before its relative references (RFC 3986, section 5.2.2).
struct PageAddress {
  /// Scheme and authority: before a path that begins with a slash.
  private var origin: [UInt8] = []
  /// The same with the path up to its last slash: before a file's name.
  private var directory: [UInt8] = []
  /// The same with the whole path: before a query.
  private var path: [UInt8] = []
  /// The same with the query: before a fragment.
  private var page: [UInt8] = []

  /// Without a base nothing stands before a reference. Nil for a base that is not a web page's or has dot segments itself.
  init?(_ base: AddressReference?) {
    guard let base, base.scheme != nil else { return }
    guard base.authority?.isEmpty == false, base.path.isEmpty || base.path.hasPrefix("/") else { return nil }
    var part = base
    part.fragment = nil
    page = Array(part.string.utf8)
    part.query = nil
    path = Array(part.string.utf8)
    guard path.withUnsafeBufferPointer({ AddressReference.isResolved($0) }), let slash = path.lastIndex(of: 47) else {
      return nil
    }
    directory = base.path.isEmpty ? path + [47] : Array(path[...slash])
    part.path = ""
    origin = Array(part.string.utf8)
  }

  /// Writes what stands before a reference that is simple (AddressReference.isSimple).
  func append(prefixOf reference: UnsafeBufferPointer<UInt8>, to out: inout ByteBuffer) {
    let prefix =
      switch reference[0] {
      case UInt8(ascii: "/"): origin
      case UInt8(ascii: "?"): path
      case UInt8(ascii: "#"): page
      default: directory
      }
    prefix.withUnsafeBufferPointer { out.appendValue($0) }
  }
}
