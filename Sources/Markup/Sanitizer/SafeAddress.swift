// Which addresses may stand in the HTML we write, and how relative ones become absolute.

internal import News
enum SafeAddress {
  /// The address made absolute, or nil where it is empty or of a scheme that is not allowed. What a careless reader
  /// might skip before it looks for the scheme (control characters, every kind of space) does not hide a scheme here.
  static func absolute(_ value: some Collection<UInt8>, base: AddressReference?) -> String? {
    let text = String(decoding: value, as: UTF8.self)
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

  /// A `srcset` with every address absolute (HTML, section 4.8.4.2); nil where nothing usable is left.
  static func sourceSet(_ value: [UInt8], base: AddressReference?) -> String? {
    var candidates: [String] = []
    var at = 0
    let isSpace = { (byte: UInt8) in byte <= 32 }
    while at < value.count {
      while at < value.count, isSpace(value[at]) || value[at] == 44 { at += 1 }
      let start = at
      while at < value.count, !isSpace(value[at]) { at += 1 }
      var end = at
      while end > start, value[end - 1] == 44 { end -= 1 }
      guard end > start else { continue }
      var descriptor: ArraySlice<UInt8> = []
      if end == at {
        let from = at
        while at < value.count, value[at] != 44 { at += 1 }
        descriptor = value[from..<at].drop(while: isSpace)
        while let last = descriptor.last, isSpace(last) { descriptor.removeLast() }
      }
      let plain = descriptor.allSatisfy { $0 >= 48 && $0 <= 57 || $0 == 46 || $0 == 119 || $0 == 120 || $0 == 104 }
      guard plain, let address = absolute(value[start..<end], base: base) else { continue }
      // A comma inside an address would read as the next candidate to a careless reader.
      let whole = address.replacing(",", with: "%2C")
      candidates.append(descriptor.isEmpty ? whole : whole + " " + String(decoding: descriptor, as: UTF8.self))
    }
    return candidates.isEmpty ? nil : candidates.joined(separator: ", ")
  }
}
