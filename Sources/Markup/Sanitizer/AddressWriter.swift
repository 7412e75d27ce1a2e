// Which addresses may stand in the HTML we write, and how relative ones become absolute.

internal import News

/// Writes addresses into inert HTML.
struct AddressWriter {
  private let base: AddressReference?
  /// What relative references are put behind, where the base is a web page's.
  private var page: PageAddress?
  private var isPageKnown = false

  /// Resolves against `base`; without one relative addresses stay relative.
  init(base: AddressReference?) { self.base = base }

  /// Writes the address made absolute and tells that it did; writes nothing where it is empty or of a scheme that is not
  /// allowed. What a careless reader might skip before it looks for the scheme (control characters, every kind of space)
  /// does not hide a scheme here. `value` has no references.
  mutating func append(_ value: UnsafeBufferPointer<UInt8>, into out: inout ByteBuffer) -> Bool {
    if AddressReference.isResolved(value)
      || AddressReference.isSimple(value) && appendPrefix(of: value, to: &out)
    {
      out.appendValue(value)
      return true
    }
    let text = String(decoding: value, as: UTF8.self)
    guard Self.allowed(text) else { return false }
    var address = AddressReference.resolve(text, against: base)
    guard !address.isEmpty, Self.allowed(address) else { return false }
    address.withUTF8 { out.appendValue($0) }
    return true
  }

  /// Writes what makes a simple reference absolute; false where that takes the thorough way.
  private mutating func appendPrefix(of value: UnsafeBufferPointer<UInt8>, to out: inout ByteBuffer) -> Bool {
    if !isPageKnown {
      page = PageAddress(base)
      isPageKnown = true
    }
    page?.append(prefixOf: value, to: &out)
    return page != nil
  }

  private static func allowed(_ text: String) -> Bool {
    var scheme: [UInt8] = []
    for scalar in text.unicodeScalars where !ignored(scalar.value) {
      guard scalar.value < 128 else { return true }
      let byte = UInt8(scalar.value)
      switch byte {
      case 58: return scheme.isEmpty || schemes.contains(scheme)
      case 65...90, 97...122: if scheme.count < longestScheme { scheme.append(byte | 32) }
      case 43, 45, 46, 48...57:
        guard !scheme.isEmpty else { return true }
        if scheme.count < longestScheme { scheme.append(byte) }
      default: return true
      }
    }
    return true
  }

  /// More of a scheme than makes it one of those allowed is not kept.
  private static let longestScheme = 16
  private static let schemes: Set<[UInt8]> = Set(["http", "https", "mailto", "tel", "ftp"].map { Array($0.utf8) })

  private static func ignored(_ value: UInt32) -> Bool {
    switch value {
    case 0...0x20, 0x7F...0xA0, 0xAD, 0x1680, 0x180E, 0x2000...0x200F, 0x2028...0x202F, 0x205F...0x206F, 0x3000,
      0xFEFF:
      true
    default: false
    }
  }
}
