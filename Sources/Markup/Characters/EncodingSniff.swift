// What a document says of its own encoding, read from its raw bytes before they can be decoded.

/// The XML declaration.
enum XMLDeclaration {
  /// The encoding label in an XML declaration within the first 1,024 bytes; markup and white space may stand before it,
  /// because servers print warnings there.
  static func encoding(in bytes: [UInt8]) -> ArraySlice<UInt8>? {
    let head = bytes.prefix(1024)
    guard let start = head.firstRange(of: Array("<?xml".utf8)),
      let end = head[start.upperBound...].firstIndex(of: UInt8(ascii: ">")),
      let name = head[start.upperBound..<end].firstRange(of: Array("encoding".utf8))
    else { return nil }
    return EncodingSniff.value(in: head[name.upperBound..<end])
  }
}

/// The `meta` elements of a page.
enum MetaCharset {
  /// The encoding label of the first `meta` that has one, in the first 64 kB: `<meta charset=…>` or the `content` of
  /// `<meta http-equiv=content-type>`.
  static func label(in bytes: [UInt8]) -> ArraySlice<UInt8>? {
    var head = bytes.prefix(65_536).map { $0 >= 65 && $0 <= 90 ? $0 | 32 : $0 }[...]
    while let meta = head.firstRange(of: Array("<meta".utf8)) {
      let end = head[meta.upperBound...].firstIndex(of: UInt8(ascii: ">")) ?? head.endIndex
      if let name = head[meta.upperBound..<end].firstRange(of: Array("charset".utf8)),
        let value = EncodingSniff.value(in: head[name.upperBound..<end])
      {
        return value
      }
      head = head[end...]
    }
    return nil
  }
}

/// Reading `= "value"`.
enum EncodingSniff {
  /// The value after an equals sign, with or without quotes and white space around it; nil where there is none.
  static func value(in bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard let equals = bytes.firstIndex(where: { $0 > 32 }), bytes[equals] == UInt8(ascii: "=") else { return nil }
    let rest = bytes[(equals + 1)...].drop { $0 <= 32 }
    guard let first = rest.first else { return nil }
    let isQuoted = first == 34 || first == 39
    let text = (isQuoted ? rest.dropFirst() : rest).drop { $0 <= 32 }
    let value = text.prefix {
      isQuoted
        ? $0 != first && $0 != 62 : $0 > 32 && $0 != 34 && $0 != 39 && $0 != 59 && $0 != 47 && $0 != 62 && $0 != 63
    }
    // `content="text/html; charset=utf-8"` has the quotes around all of it.
    let label = value.prefix { $0 != 34 && $0 != 39 && $0 != 59 }
    guard let last = label.lastIndex(where: { $0 > 32 }) else { return nil }
    return label[...last]
  }
}

extension ArraySlice<UInt8> {
  /// The first place where a short needle stands. Cost: length of this times length of the needle.
  func firstRange(of needle: [UInt8]) -> Range<Int>? {
    guard count >= needle.count, let first = needle.first else { return nil }
    for at in startIndex...(endIndex - needle.count) where self[at] == first {
      if self[at..<at + needle.count].elementsEqual(needle) { return at..<at + needle.count }
    }
    return nil
  }
}
