// UTF-8 that was taken for windows-1252 or latin-1 and encoded as UTF-8 once more: â€¦ for an ellipsis.

/// Undoing an encoding that was done twice.
enum DoubleEncoding {
  /// The text as it was before the second encoding; nil unless all of it was plainly encoded twice. For that all the
  /// characters outside ASCII, taken back to the bytes they stand for, have to be UTF-8, and more has to speak for it: a
  /// capital before a quotation mark (CAFÉ”) is such a pair too. Linear; ends at the first character that is none.
  static func undone(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    var out: [UInt8] = []
    var run: [UInt8] = []
    var evidence = Evidence()
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
      guard evidence.admits(run) else { return nil }
      if start == 0 { out.reserveCapacity(bytes.count) }
      out.append(contentsOf: bytes[ascii])
      out.append(contentsOf: run)
    }
    return evidence.isPlain ? out : nil
  }

  /// The byte that the character of a sequence stands for in windows-1252 or latin-1.
  private static func byte(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ length: Int) -> UInt8? {
    guard length == 2 || length == 3 else { return nil }
    let scalar = scalar(bytes, at, length)
    return scalar < 0x100 ? UInt8(scalar) : Windows1252.byte(scalar)
  }

  /// The character of a valid sequence of two bytes or more.
  fileprivate static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ length: Int) -> UInt32 {
    let lead = UInt32(bytes[at]) & (0x7F >> UInt32(length))
    return (1..<length).reduce(lead) { $0 << 6 | UInt32(bytes[at + $1] & 0x3F) }
  }
}

/// What speaks for a second encoding.
private struct Evidence {
  private var runs = 0
  private var first: [UInt8] = []
  private var runsDiffer = false
  /// A sign whose three or four characters no language has in a row (â€™, ðŸ˜€), or a word of such letters.
  private var hasSign = false
  /// The most letters in a row of a script other than Latin; nil where there are none.
  private var longestWord: Int?

  /// Whether one encoding alone is out of the question: by a sign, or by three places that are not all the same. Other
  /// scripts have words, so that one Ø before one Ž is no letter of theirs.
  var isPlain: Bool { (hasSign || runs >= 3 && runsDiffer) && longestWord ?? 4 >= 4 }

  /// Takes the bytes of one place in; false where they are not UTF-8, or a character that texts hardly have.
  mutating func admits(_ run: [UInt8]) -> Bool {
    guard !run.isEmpty else { return true }
    runs += 1
    if runs == 1 { first = run } else if run != first { runsDiffer = true }
    return run.withUnsafeBufferPointer { run in
      var at = 0
      var word = 0
      while at < run.count {
        let length = UTF8Repair.sequenceLength(run, at: at)
        guard length > 1 else { return false }
        let scalar = DoubleEncoding.scalar(run, at, length)
        at += length
        switch scalar {
        // Latin, with its letters for Vietnamese.
        case 0xA0...0x17F, 0x1E00...0x1EFF: word = 0
        // Punctuation, symbols, forms of characters, the byte order mark, pictures.
        case 0x2000...0x2BFF, 0xFE00...0xFFFD, 0x10000...:
          hasSign = true
          word = 0
        // Greek, Cyrillic; Hebrew, Arabic; India and its neighbours; East Asia.
        case 0x370...0x52F, 0x590...0x6FF, 0x900...0x1DFF, 0x1F00...0x1FFF, 0x3000...0xD7A3:
          word += 1
          longestWord = max(longestWord ?? 0, word)
          if length == 3, word >= 4 { hasSign = true }
        default: return false
        }
      }
      return true
    }
  }
}
