// How long a text is to a reader.

enum VisibleLength {
  /// Characters that are seen: without white space, and an ideograph or a syllable of Hangul counts as three.
  static func of(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.withUnsafeBufferPointer { buffer in
      var count = 0
      var previous: UInt8 = 0
      for byte in buffer {
        count += Int(weights[Int(byte)])
        // U+0080 to U+00BF: signs, but for the no-break space and the soft hyphen.
        if previous == 0xC2, byte != 0xA0, byte != 0xAD { count += 1 }
        previous = byte
      }
      return count
    }
  }

  /// By the first byte of a character; the bytes that continue one weigh nothing.
  nonisolated(unsafe) private static let weights: UnsafePointer<UInt8> = {
    let table = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
    for byte in 0..<256 {
      switch byte {
      case 33..<128, 0xC3...0xE2, 0xEE...: table[byte] = 1
      case 0xE3...0xED: table[byte] = 3
      default: table[byte] = 0
      }
    }
    return UnsafePointer(table)
  }()
}
