// A line of text taken apart for the search for dates: numbers, words and signs, by their places in the bytes.

/// The pass over a line's bytes.
struct DatePieces {
  /// A number, a word or a sign.
  struct Piece {
    var start: Int
    var end: Int
    /// The value of a number.
    var number: Int?
    /// How many digits a number has; 0 for words and signs.
    var width = 0
    /// The ASCII character that a sign is or stands for.
    var sign: UInt8?
    /// Nothing stands between this piece and the one before it.
    var touches = false

    var isWord: Bool { number == nil && sign == nil }
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private var pieces: [Piece] = []
  /// Longer lines are looked at as far as this many pieces.
  private static let limit = 160

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  mutating func read() -> [Piece] {
    pieces.reserveCapacity(min(Self.limit, bytes.count / 2))
    var at = 0
    var spaced = true
    while at < bytes.count, pieces.count < Self.limit {
      let byte = bytes[at]
      var length = 1
      var sign: UInt8?
      if let digit = digit(at) {
        if let last = pieces.indices.last, !spaced, pieces[last].number != nil, pieces[last].end == at {
          if pieces[last].width < 18 { pieces[last].number = pieces[last].number! * 10 + digit.value }
          pieces[last].width += 1
          pieces[last].end = at + digit.length
        } else {
          pieces.append(Piece(start: at, end: at + digit.length, number: digit.value, width: 1, touches: !spaced))
        }
        spaced = false
        at += digit.length
        continue
      }
      if byte < 0x80 {
        if byte <= 32 {
          spaced = true
          at += 1
          continue
        }
        if !(97...122 ~= byte | 32) { sign = byte }
      } else if let (kind, width) = mark(at) {
        length = width
        guard kind != 32 else {
          spaced = true
          at += length
          continue
        }
        sign = kind
      }
      if let sign {
        pieces.append(Piece(start: at, end: at + length, sign: sign, touches: !spaced))
      } else if let last = pieces.indices.last, !spaced, pieces[last].isWord, pieces[last].end == at {
        pieces[last].end = at + 1
      } else {
        pieces.append(Piece(start: at, end: at + 1, touches: !spaced))
      }
      spaced = false
      at += length
    }
    return pieces
  }

  /// A digit: also an Arabic, Persian or wide one.
  private func digit(_ at: Int) -> (value: Int, length: Int)? {
    let byte = bytes[at]
    if byte < 0x80 { return 48...57 ~= byte ? (Int(byte) - 48, 1) : nil }
    if byte == 0xD9 || byte == 0xDB, at + 1 < bytes.count {
      let zero: UInt8 = byte == 0xD9 ? 0xA0 : 0xB0
      return bytes[at + 1] >= zero && bytes[at + 1] <= zero + 9 ? (Int(bytes[at + 1] - zero), 2) : nil
    }
    if byte == 0xEF, at + 2 < bytes.count, bytes[at + 1] == 0xBC, 0x90...0x99 ~= bytes[at + 2] {
      return (Int(bytes[at + 2] - 0x90), 3)
    }
    return nil
  }

  /// White space (32) and the signs that stand for ASCII ones; nil for letters.
  private func mark(_ at: Int) -> (UInt8, Int)? {
    switch bytes[at] {
    case 0xC2 where at + 1 < bytes.count:
      switch bytes[at + 1] {
      case 0xA0, 0xAD: return (32, 2)
      case 0xB7: return (UInt8(ascii: "|"), 2)
      case 0xAB, 0xBB: return (UInt8(ascii: "|"), 2)
      default: return nil
      }
    case 0xE2 where at + 2 < bytes.count && bytes[at + 1] == 0x80:
      switch bytes[at + 2] {
      case 0x80...0x8F, 0xA8...0xAF: return (32, 3)
      case 0x90...0x95: return (UInt8(ascii: "-"), 3)
      case 0x98, 0x99: return (UInt8(ascii: "'"), 3)
      default: return (UInt8(ascii: "|"), 3)
      }
    case 0xE3 where at + 2 < bytes.count && bytes[at + 1] == 0x80:
      return bytes[at + 2] == 0x80 ? (32, 3) : bytes[at + 2] <= 0x82 ? (UInt8(ascii: ","), 3) : (UInt8(ascii: "|"), 3)
    case 0xEF where at + 2 < bytes.count && bytes[at + 1] == 0xBC:
      switch bytes[at + 2] {
      case 0x88, 0x89, 0x8C, 0x8D, 0x8E, 0x8F, 0x9A: return (bytes[at + 2] - 0x60, 3)
      default: return nil
      }
    default: return nil
    }
  }
}
