// UTF-8 that was taken for windows-1252 or latin-1 and encoded as UTF-8 once more: â€¦ for an ellipsis.

/// Undoing an encoding that was done twice.
enum DoubleEncoding {
  /// The text as it was before the second encoding; nil unless all of it was encoded twice. That is so if the characters
  /// outside ASCII, taken back to the bytes they stand for, are UTF-8 throughout: no language writes like that. Ends at the
  /// first character that is not.
  static func undone(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    var out: [UInt8] = []
    var run: [UInt8] = []
    var at = 0
    while at < bytes.count {
      let start = at
      at = UTF8Repair.endOfASCII(bytes, from: at)
      let ascii = start..<at
      run.removeAll(keepingCapacity: true)
      while at < bytes.count, bytes[at] >= 0x80 {
        let length = UTF8Repair.sequenceLength(bytes, at: at)
        guard length > 0, let byte = byte(bytes, at, length) else { return nil }
        run.append(byte)
        at += length
      }
      guard isUTF8(run) else { return nil }
      if start == 0 { out.reserveCapacity(bytes.count) }
      out.append(contentsOf: bytes[ascii])
      out.append(contentsOf: run)
    }
    return out
  }

  /// The byte that the character of a sequence stands for in windows-1252 or latin-1.
  private static func byte(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ length: Int) -> UInt8? {
    switch length {
    case 2:
      let scalar = UInt32(bytes[at] & 0x1F) << 6 | UInt32(bytes[at + 1] & 0x3F)
      return scalar < 0x100 ? UInt8(scalar) : Windows1252.byte(scalar)
    case 3:
      let high = UInt32(bytes[at] & 0x0F) << 12 | UInt32(bytes[at + 1] & 0x3F) << 6
      return Windows1252.byte(high | UInt32(bytes[at + 2] & 0x3F))
    default: return nil
    }
  }

  private static func isUTF8(_ run: [UInt8]) -> Bool {
    run.withUnsafeBufferPointer { run in
      var at = 0
      while at < run.count {
        let length = UTF8Repair.sequenceLength(run, at: at)
        guard length > 1 else { return false }
        at += length
      }
      return true
    }
  }
}
