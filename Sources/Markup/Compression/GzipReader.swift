// The gzip file format (RFC 1952): members one after another, each a header, a deflate stream and two checks.

internal import CZlib

/// Reads gzip files, damaged ones as far as they go.
enum GzipReader {
  /// How reading ended.
  enum End: Equatable {
    /// With the last member.
    case complete
    /// Because the output would have grown beyond the limit.
    case limit
    /// Because the input ended within a member.
    case cut
    /// Because the input means nothing from there on.
    case damaged
  }

  /// What was read.
  struct Result {
    var bytes: [UInt8]
    var end = End.complete
    /// Members whose CRC-32 or length is missing or does not fit.
    var badChecks = 0
    /// Something other than padding with zeros follows the last member.
    var hasTrailer = false
  }

  /// Deflate never packs better than this (two bits for 258 bytes).
  private static let bestRatio = 1032

  /// Unpacks all members, at most `limit` bytes.
  static func read(_ input: [UInt8], limit: Int) -> Result {
    var result = Result(bytes: [])
    // Memory that is never written to is never given: room for the most there can be costs nothing and needs no copying.
    let room = min(limit, input.count * bestRatio) + 1
    result.bytes = [UInt8](unsafeUninitializedCapacity: room) { output, count in
      input.withUnsafeBufferPointer { input in
        members(input, into: UnsafeMutableBufferPointer(rebasing: output[..<room]), count: &count, &result)
      }
      if count > limit {
        count = limit
        result.end = .limit
      }
    }
    return result
  }

  private static func members(
    _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>, count: inout Int,
    _ result: inout Result
  ) {
    let inflater = Inflater()
    var at = 0
    repeat {
      guard let start = endOfHeader(input, at: at) else {
        result.end = .cut
        return
      }
      let rest = UnsafeMutableBufferPointer(rebasing: output[count...])
      let piece = inflater.inflate(UnsafeBufferPointer(rebasing: input[start...]), into: rest)
      count += piece.written
      guard piece.end == .complete else {
        result.end = piece.end
        return
      }
      at = start + piece.read
      if !checks(UnsafeBufferPointer(rebasing: rest[..<piece.written]), against: input[at...]) { result.badChecks += 1 }
      at = min(at + 8, input.count)
    } while beginsMember(input[at...])
    result.hasTrailer = input[at...].contains { $0 != 0 }
  }

  private static func beginsMember(_ input: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    input.starts(with: [0x1F, 0x8B, 8])
  }

  /// Past a member's header with its optional fields; nil where the input ends within it.
  private static func endOfHeader(_ input: UnsafeBufferPointer<UInt8>, at start: Int) -> Int? {
    guard start + 10 <= input.count else { return nil }
    let flags = input[start + 3]
    var at = start + 10
    if flags & 4 != 0 {
      guard at + 2 <= input.count else { return nil }
      at += 2 + Int(input[at]) + Int(input[at + 1]) << 8
    }
    // A file name and a comment, each up to its zero byte.
    for flag in [8, 16] as [UInt8] where flags & flag != 0 {
      guard at < input.count, let zero = input[at...].firstIndex(of: 0) else { return nil }
      at = zero + 1
    }
    if flags & 2 != 0 { at += 2 }
    return at < input.count ? at : nil
  }

  /// Whether CRC-32 and length (modulo 2^32) are those of the content.
  private static func checks(
    _ content: UnsafeBufferPointer<UInt8>, against input: Slice<UnsafeBufferPointer<UInt8>>
  ) -> Bool {
    guard input.count >= 8 else { return false }
    func number(_ offset: Int) -> UInt32 {
      (0..<4).reduce(0) { $0 | UInt32(input[input.startIndex + offset + $1]) << (8 * UInt32($1)) }
    }
    return number(0) == UInt32(crc32_z(0, content.baseAddress, content.count))
      && number(4) == UInt32(truncatingIfNeeded: content.count)
  }
}
