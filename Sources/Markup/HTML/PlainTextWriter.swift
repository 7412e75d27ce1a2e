// Plain text out of tags and text: white space collapsed, paragraphs apart, words never glued together.

/// Collects text. A blank line stands between paragraphs, a line end between the lines and items of one.
public struct PlainTextWriter {
  private var out: [UInt8] = []
  /// White space owed before the next text: none, a space, a line end, a blank line.
  private var owed = 0
  private var preformatted = 0

  /// An empty text.
  public init() {}

  /// The text so far, in UTF-8.
  public var bytes: [UInt8] { out }

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
  public mutating func text(_ bytes: [UInt8]) { bytes.withUnsafeBufferPointer { append($0) } }

  /// Text of the page, in UTF-8.
  public mutating func text(_ bytes: ArraySlice<UInt8>) { bytes.withUnsafeBufferPointer { append($0) } }

  private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    var index = 0
    let count = bytes.count
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
        if !out.isEmpty { out += owed == 1 ? [32] : owed == 2 ? [10] : [10, 10] }
        owed = 0
      }
      let start = index
      index += 1
      while index < count, bytes[index] > 32, bytes[index] != 0xC2 { index += 1 }
      out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<index]))
    }
  }
}
