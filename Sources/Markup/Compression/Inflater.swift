// zlib's inflate over deflate streams without any wrapping (RFC 1951).

internal import CZlib

/// One zlib state, used for one stream after another.
final class Inflater {
  // zlib keeps the state's address and refuses to go on at another.
  private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
  private let isReady: Bool
  /// zlib counts in 32 bits.
  private static let most = 1 << 30

  init() {
    stream.initialize(to: z_stream())
    isReady = inflateInit2_(stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
  }

  deinit {
    if isReady { inflateEnd(stream) }
    stream.deallocate()
  }

  /// Unpacks one stream, until it ends, the input ends, the output is full or the input means nothing.
  func inflate(
    _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>
  ) -> (read: Int, written: Int, end: GzipReader.End) {
    guard isReady, inflateReset(stream) == Z_OK else { return (0, 0, .damaged) }
    var read = 0
    var written = 0
    while true {
      let give = min(input.count - read, Self.most)
      let room = min(output.count - written, Self.most)
      if room == 0 { return (read, written, .limit) }
      stream.pointee.next_in = input.baseAddress.map { UnsafeMutablePointer(mutating: $0 + read) }
      stream.pointee.avail_in = UInt32(give)
      stream.pointee.next_out = output.baseAddress.map { $0 + written }
      stream.pointee.avail_out = UInt32(room)
      let status = CZlib.inflate(stream, Z_NO_FLUSH)
      read += give - Int(stream.pointee.avail_in)
      written += room - Int(stream.pointee.avail_out)
      switch status {
      case Z_STREAM_END: return (read, written, .complete)
      case Z_OK: continue
      case Z_BUF_ERROR: return (read, written, read == input.count ? .cut : .damaged)
      default: return (read, written, .damaged)
      }
    }
  }
}
