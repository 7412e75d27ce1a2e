// The `srcset` of images, candidate by candidate.

internal import News

extension AddressWriter {
  /// Writes a `srcset` with every address absolute (HTML, section 4.8.4.2) and tells that it did; writes nothing where
  /// nothing usable is in it. `value` has no references.
  mutating func append(sourceSet value: UnsafeBufferPointer<UInt8>, into out: inout ByteBuffer) -> Bool {
    let start = out.count
    var at = 0
    while at < value.count {
      while at < value.count, value[at] <= 32 || value[at] == 44 { at += 1 }
      let first = at
      while at < value.count, value[at] > 32 { at += 1 }
      var end = at
      while end > first, value[end - 1] == 44 { end -= 1 }
      guard end > first else { continue }
      var descriptor = at..<at
      if end == at {
        let from = at
        at = value.find(44, from: at)
        descriptor = Self.trimmed(value, from..<at)
      }
      guard value[descriptor].allSatisfy(Self.isDescriptor) else { continue }
      let mark = out.count
      if mark > start { out.append(", ") }
      let address = out.count
      guard append(UnsafeBufferPointer(rebasing: value[first..<end]), into: &out) else {
        out.truncate(to: mark)
        continue
      }
      Self.encodeCommas(from: address, in: &out)
      if !descriptor.isEmpty {
        out.append(32)
        out.append(UnsafeBufferPointer(rebasing: value[descriptor]))
      }
    }
    return out.count > start
  }

  private static func trimmed(_ value: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, value[start] <= 32 { start += 1 }
    while end > start, value[end - 1] <= 32 { end -= 1 }
    return start..<end
  }

  /// Digits, a point, and the letters of widths, heights and densities.
  private static func isDescriptor(_ byte: UInt8) -> Bool {
    byte >= 48 && byte <= 57 || byte == 46 || byte == 119 || byte == 120 || byte == 104
  }

  /// A comma inside an address would read as the next candidate to a careless reader.
  private static func encodeCommas(from start: Int, in out: inout ByteBuffer) {
    guard out.bytes.find(44, from: start) < out.count else { return }
    let address = Array(out.bytes[start...])
    out.truncate(to: start)
    for byte in address { if byte == 44 { out.append("%2C") } else { out.append(byte) } }
  }
}
