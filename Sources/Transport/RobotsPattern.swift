// The path patterns of robots.txt: a prefix in which `*` stands for anything and a final `$` for the end.

/// Matching as RFC 9309 section 2.2.2 and 2.2.3 describe it, in time linear in pattern plus path.
enum RobotsPattern {
  /// Percent-encoding made comparable: bytes outside ASCII encoded, needlessly encoded unreserved characters decoded,
  /// digits in upper case.
  static func normalized(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    let digits = Array("0123456789ABCDEF".utf8)
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var at = bytes.startIndex
    while at < bytes.endIndex {
      var byte = bytes[at]
      var isEncoded = byte >= 0x80
      at += 1
      if byte == UInt8(ascii: "%"), at + 1 < bytes.endIndex, let high = hex(bytes[at]), let low = hex(bytes[at + 1]) {
        byte = high << 4 | low
        at += 2
        isEncoded = !isUnreserved(byte)
      }
      if isEncoded {
        out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      } else {
        out.append(byte)
      }
    }
    return out
  }

  /// Whether a path begins with what the pattern describes; both normalised.
  static func matches(_ pattern: [UInt8], _ path: [UInt8]) -> Bool {
    let isAnchored = pattern.last == UInt8(ascii: "$")
    let parts = pattern.dropLast(isAnchored ? 1 : 0)
      .split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false)
    guard path.starts(with: parts[0]) else { return false }
    var at = parts[0].count
    guard parts.count > 1 else { return !isAnchored || at == path.count }
    // The earliest place of each middle part leaves the most room for the rest.
    for part in parts.dropFirst().dropLast() {
      guard let found = find(part, in: path, from: at) else { return false }
      at = found + part.count
    }
    let last = parts[parts.count - 1]
    return isAnchored
      ? path.count - at >= last.count && path.suffix(last.count).elementsEqual(last)
      : find(last, in: path, from: at) != nil
  }

  /// The first place of a part at or after `start`, by Knuth, Morris and Pratt: hostile patterns cost no more.
  private static func find(_ part: ArraySlice<UInt8>, in path: [UInt8], from start: Int) -> Int? {
    let part = Array(part)
    guard !part.isEmpty else { return start }
    guard path.count - start >= part.count else { return nil }
    var fallback = [Int](repeating: 0, count: part.count)
    var length = 0
    for at in part.indices.dropFirst() {
      while length > 0, part[at] != part[length] { length = fallback[length - 1] }
      if part[at] == part[length] { length += 1 }
      fallback[at] = length
    }
    length = 0
    for at in start..<path.count {
      while length > 0, path[at] != part[length] { length = fallback[length - 1] }
      if path[at] == part[length] { length += 1 }
      if length == part.count { return at + 1 - length }
    }
    return nil
  }

  private static func hex(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 48...57: byte - 48
    case 65...70: byte - 55
    case 97...102: byte - 87
    default: nil
    }
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    byte >= 48 && byte <= 57 || (byte | 32) >= 97 && (byte | 32) <= 122 || [45, 46, 95, 126].contains(byte)
  }
}
