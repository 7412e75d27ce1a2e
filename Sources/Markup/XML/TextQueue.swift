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
  // Nobody else reaches these while they are changed, and asking whether that is so takes longer than the change.
  @exclusivity(unchecked) private var pieces: [Piece] = []
  @exclusivity(unchecked) private var next = 0
  /// Text that had to be mended.
  @exclusivity(unchecked) private var mended: UnsafeMutablePointer<UInt8>
  @exclusivity(unchecked) private var room = 4096
  /// Bytes of mended text that wait.
  @exclusivity(unchecked) private(set) var mendedCount = 0
  /// Where the piece begins that is being mended.
  @exclusivity(unchecked) private var mendedStart = 0

  /// A queue of text out of a document.
  init(source: UnsafeBufferPointer<UInt8>) {
    self.source = source
    mended = .allocate(capacity: room)
  }

  deinit { mended.deallocate() }

  /// Adds text that stands in the document as it is to be read.
  func append(_ range: Range<Int>) {
    pieces.append(Piece(start: range.lowerBound, end: range.upperBound, isMended: false))
  }

  /// Adds a part of the document to the piece that is being mended.
  @inline(__always) func mend(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    makeRoom(range.count)
    (mended + mendedCount).update(from: source.baseAddress! + range.lowerBound, count: range.count)
    mendedCount += range.count
  }

  /// Adds a character to the piece that is being mended.
  @inline(__always) func mend(_ byte: UInt8) {
    makeRoom(1)
    mended[mendedCount] = byte
    mendedCount += 1
  }

  /// Adds characters in UTF-8 to the piece that is being mended.
  func mend(_ utf8: [UInt8]) {
    makeRoom(utf8.count)
    for byte in utf8 {
      mended[mendedCount] = byte
      mendedCount += 1
    }
  }

  /// Ends the piece that is being mended; false where nothing is in it.
  func endMended() -> Bool {
    guard mendedCount > mendedStart else { return false }
    pieces.append(Piece(start: mendedStart, end: mendedCount, isMended: true))
    mendedStart = mendedCount
    return true
  }

  /// Hands over the next pieces.
  func deliver(_ count: Int, to handler: any XMLHandler) {
    for _ in 0..<min(count, pieces.count - next) {
      let piece = pieces[next]
      next += 1
      let bytes = piece.isMended ? UnsafePointer(mended) : source.baseAddress!
      handler.text(UnsafeBufferPointer(start: bytes + piece.start, count: piece.end - piece.start))
    }
  }

  /// Forgets what has been handed over: all of it, as the parser has seen everything so far.
  func reset() {
    pieces.removeAll(keepingCapacity: true)
    (mendedCount, next, mendedStart) = (0, 0, 0)
  }

  @inline(__always) private func makeRoom(_ count: Int) {
    if room - mendedCount < count { grow(count) }
  }

  @inline(never) private func grow(_ count: Int) {
    room = max(room * 2, mendedCount + count)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: room)
    larger.update(from: mended, count: mendedCount)
    mended.deallocate()
    mended = larger
  }
}
