// Plain text out of tags and text: white space collapsed, paragraphs apart, words never glued together.

/// Collects text. A blank line stands between paragraphs, a line end between the lines and items of one.
public struct PlainTextWriter: ~Copyable {
  private var out: ByteBuffer
  /// White space owed before the next text: none, a space, a line end, a blank line.
  private var owed = 0
  private var preformatted = 0

  /// An empty text.
  public init() { self.init(capacity: 256) }

  /// An empty text with room for as many bytes.
  init(capacity: Int) { out = ByteBuffer(capacity: capacity) }

  /// The text so far, in UTF-8.
  public var bytes: [UInt8] { Array(out.bytes) }

  /// The text so far where it stands, valid until more is written.
  var written: UnsafeBufferPointer<UInt8> { out.bytes }

  /// What an element's start or end means for the text.
  public mutating func boundary(of tag: HTMLTag, isStart: Bool) {
    switch tag {
    case .br: owed = max(owed, 2)
    case .li, .dt, .dd, .tr, .option, .rp, .summary: owed = max(owed, 2)
    case .td, .th, .img: owed = max(owed, 1)
    case .pre, .textarea, .listing, .xmp:
      owed = 3
      preformatted = max(0, preformatted + (isStart ? 1 : -1))
    default: if tag.isBlock { owed = 3 }
    }
  }

  /// Ends the paragraph.
  public mutating func endParagraph() { owed = 3 }

  /// Text of the page, in UTF-8.
  public mutating func text(_ bytes: [UInt8]) { bytes.withUnsafeBufferPointer { text($0) } }

  /// Text of the page, in UTF-8.
  public mutating func text(_ bytes: ArraySlice<UInt8>) { bytes.withUnsafeBufferPointer { text($0) } }

  /// Text of the page, in UTF-8.
  public mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let base = bytes.baseAddress else { return }
    let count = bytes.count
    var index = 0
    while index < count {
      let byte = bytes[index]
      if byte <= 32 {
        if preformatted > 0, byte == 10 { owed = max(owed, 2) }
        owed = max(owed, 1)
        index += 1
        continue
      }
      if byte == 0xC2, index + 1 < count, bytes[index + 1] == 0xA0 || bytes[index + 1] == 0xAD {
        // A no-break space is a space; a soft hyphen is nothing.
        if bytes[index + 1] == 0xA0 { owed = max(owed, 1) }
        index += 2
        continue
      }
      if owed > 0 {
        if out.count > 0 {
          if owed == 3 { out.append(10) }
          out.append(owed == 1 ? 32 : 10)
        }
        owed = 0
      }
      let end = Self.wordsEnd(base, index, count)
      out.append(UnsafeBufferPointer(start: base + index, count: end - index))
      index = end
    }
  }

  /// Where the words that begin at `start` and stand one space apart end: that is text which stays as it is.
  private static func wordsEnd(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ count: Int) -> Int {
    var at = start + 1
    while at < count {
      if at + ByteWord.width <= count {
        let word = ByteWord.load(bytes + at)
        let space = ByteWord.exactly(word, 32)
        let other = ByteWord.below(word, 32) | ByteWord.equal(word, 0xC2)
        // A space alone is no end; the byte after the last one is in the next word.
        let found = other | space & (space | other) >> 8
        if found == 0 {
          at += ByteWord.width - Int(truncatingIfNeeded: space >> 63)
          continue
        }
        at += ByteWord.before(found)
      }
      let byte = bytes[at]
      if byte == 32 {
        guard at + 1 < count, bytes[at + 1] > 32, bytes[at + 1] != 0xC2 else { return at }
      } else if byte < 32 || byte == 0xC2 {
        return at
      }
      at += 1
    }
    return count
  }
}
