// The text of a document on its way around the parser.

/// Text that stands between tags, in the order in which the parser will ask for it.
///
/// libxml2 is given the tags, and one byte for each piece of text; when it reports that byte, the piece is handed over. So
/// it decides what stands where, but need not look at text that the mender has looked at already.
final class TextQueue {
  private struct Piece {
    var start: Int
    var end: Int
    var isMended: Bool
  }

  private let source: UnsafeBufferPointer<UInt8>
  private var pieces: [Piece] = []
  private var next = 0
  /// Text that had to be mended.
  private var mended: [UInt8] = []
  /// Where the piece begins that is being mended.
  private var mendedStart = 0

  /// A queue of text out of a document.
  init(source: UnsafeBufferPointer<UInt8>) { self.source = source }

  /// Bytes of mended text that wait.
  var mendedCount: Int { mended.count }

  /// Adds text that stands in the document as it is to be read.
  func append(_ range: Range<Int>) {
    pieces.append(Piece(start: range.lowerBound, end: range.upperBound, isMended: false))
  }

  /// Adds a part of the document to the piece that is being mended.
  @inline(__always) func mend(_ range: Range<Int>) {
    mended.append(contentsOf: UnsafeBufferPointer(rebasing: source[range]))
  }

  /// Adds a character to the piece that is being mended.
  @inline(__always) func mend(_ byte: UInt8) { mended.append(byte) }

  /// Adds characters in UTF-8 to the piece that is being mended.
  func mend(_ utf8: [UInt8]) { mended.append(contentsOf: utf8) }

  /// Ends the piece that is being mended; false where nothing is in it.
  func endMended() -> Bool {
    guard mended.count > mendedStart else { return false }
    pieces.append(Piece(start: mendedStart, end: mended.count, isMended: true))
    mendedStart = mended.count
    return true
  }

  /// Hands over the next pieces.
  func deliver(_ count: Int, to handler: any XMLHandler) {
    for _ in 0..<min(count, pieces.count - next) {
      let piece = pieces[next]
      next += 1
      if piece.isMended {
        mended.withUnsafeBufferPointer { handler.text(UnsafeBufferPointer(rebasing: $0[piece.start..<piece.end])) }
      } else {
        handler.text(UnsafeBufferPointer(rebasing: source[piece.start..<piece.end]))
      }
    }
  }

  /// Forgets what has been handed over: all of it, as the parser has seen everything so far.
  func reset() {
    pieces.removeAll(keepingCapacity: true)
    mended.removeAll(keepingCapacity: true)
    (next, mendedStart) = (0, 0)
  }
}
