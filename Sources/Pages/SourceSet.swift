// The versions of an image that a page offers.

/// The candidates of a `srcset` attribute (HTML Standard, section 4.8.4.2.1).
enum SourceSet {
  /// Addresses with their widths in pixels; a density counts as that many thousands.
  static func candidates(_ value: ArraySlice<UInt8>) -> [(address: String, width: Int)] {
    var found: [(address: String, width: Int)] = []
    var at = value.startIndex
    while at < value.endIndex, found.count < 20 {
      while at < value.endIndex, value[at] <= 32 || value[at] == UInt8(ascii: ",") { at += 1 }
      let start = at
      while at < value.endIndex, value[at] > 32 { at += 1 }
      var end = at
      var width = 0
      if end > start, value[end - 1] == UInt8(ascii: ",") {
        while end > start, value[end - 1] == UInt8(ascii: ",") { end -= 1 }
      } else {
        let descriptor = at
        while at < value.endIndex, value[at] != UInt8(ascii: ",") { at += 1 }
        width = size(value[descriptor..<at])
      }
      if end > start { found.append((String(decoding: value[start..<end], as: UTF8.self), width)) }
    }
    return found
  }

  private static func size(_ descriptor: ArraySlice<UInt8>) -> Int {
    var number = 0
    for byte in descriptor where byte > 32 {
      switch byte {
      case 48...57: number = min(number * 10 + Int(byte - 48), 1_000_000)
      case UInt8(ascii: "x"): return number * 1000
      case UInt8(ascii: "."): return number * 1000
      default: return number
      }
    }
    return number
  }
}
