// Which addresses may stand in the HTML we write, and how relative ones become absolute.

internal import News

enum SafeAddress {
  /// Writes the address made absolute and tells that it did; writes nothing where it is empty or of a scheme that is not
  /// allowed. What a careless reader might skip before it looks for the scheme (control characters, every kind of space)
  /// does not hide a scheme here.
  static func append(
    _ value: UnsafeBufferPointer<UInt8>, hasReferences: Bool, base: AddressReference?, into out: inout ByteBuffer
  ) -> Bool {
    if AddressReference.isResolved(value) {
      if !hasReferences {
        out.appendValue(value, hasReferences: false)
        return true
      }
      if isEscaped(value) {
        out.append(value)
        return true
      }
    }
    guard var address = absolute(text(value, hasReferences: hasReferences), base: base) else { return false }
    address.withUTF8 { out.appendValue($0, hasReferences: false) }
    return true
  }

  /// The value as characters, without references.
  static func text(_ value: UnsafeBufferPointer<UInt8>, hasReferences: Bool) -> String {
    guard hasReferences, value.contains(38) else { return String(decoding: value, as: UTF8.self) }
    return String(decoding: CharacterReferences.decoded(Array(value)), as: UTF8.self)
  }

  /// Whether every ampersand is escaped, so that the value is written as it was.
  private static func isEscaped(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
    var at = value.find(38, from: 0)
    while at < value.count {
      guard at + 4 < value.count, value[at + 1] == 97, value[at + 2] == 109, value[at + 3] == 112, value[at + 4] == 59
      else { return false }
      at = value.find(38, from: at + 5)
    }
    return true
  }

  private static func absolute(_ text: String, base: AddressReference?) -> String? {
    guard allowed(text) else { return nil }
    let address = AddressReference.resolve(text, against: base)
    return address.isEmpty || !allowed(address) ? nil : address
  }

  private static func allowed(_ text: String) -> Bool {
    var scheme: [UInt8] = []
    for scalar in text.unicodeScalars where !ignored(scalar.value) {
      guard scalar.value < 128 else { return true }
      let byte = UInt8(scalar.value)
      switch byte {
      case 58: return scheme.isEmpty || schemes.contains(scheme)
      case 65...90, 97...122: scheme.append(byte | 32)
      case 43, 45, 46, 48...57:
        guard !scheme.isEmpty else { return true }
        scheme.append(byte)
      default: return true
      }
      if scheme.count > 64 { return true }
    }
    return true
  }

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
