// Gzip files: whole, in several members, packed twice, cut, damaged, and far too large.

import CZlib
import Markup
import News
import Testing

@Suite("Gzip bodies")
struct GzipBodyTests {
  private static let text = Array((0..<500).map { "Line \($0) of the tide tables. " }.joined().utf8)

  /// The bytes as one member of a gzip file.
  private static func gzip(_ bytes: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    let size = Int32(MemoryLayout<z_stream>.size)
    deflateInit2_(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size)
    defer { deflateEnd(&stream) }
    var input = bytes
    var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, uLong(bytes.count))))
    let room = output.count
    let written = input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(room)
        #expect(deflate(&stream, Z_FINISH) == Z_STREAM_END)
        return room - Int(stream.avail_out)
      }
    }
    return Array(output.prefix(written))
  }

  private static let packed = gzip(text)

  private func unpack(_ bytes: [UInt8], atMost limit: Int = 1 << 20) throws -> GzipBody {
    try GzipBody.unpacked(bytes, atMost: limit)
  }

  private func codes(_ body: GzipBody) -> [String] { body.repairs.map(\.code) }

  @Test func `What is no gzip file stays as it is, however long`() throws {
    let body = try unpack(Self.text, atMost: 10)
    #expect(body.bytes == Self.text)
    #expect(body.repairs.isEmpty && !body.truncated && !body.exceedsLimit)
  }

  @Test func `A gzip file is unpacked, and that is said`() throws {
    let body = try unpack(Self.packed)
    #expect(body.bytes == Self.text)
    #expect(body.repairs.map(\.detail) == ["The body was a gzip file without Content-Encoding."])
    #expect(!body.truncated)
    #expect(try unpack(Self.gzip([])).bytes.isEmpty)
  }

  @Test func `All optional fields of the header are passed over`() throws {
    let header: [UInt8] =
      [0x1F, 0x8B, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 3] + [3, 0, 1, 2, 3] + Array("news.xml\0a comment\0".utf8) + [
        9, 9,
      ]
    let body = try unpack(header + Self.packed.dropFirst(10))
    #expect(body.bytes == Self.text)
    #expect(codes(body) == ["compressed"])
  }

  @Test func `Several members are one file, and what follows the last is left out`() throws {
    let two = Self.packed + Self.gzip([]) + Self.packed
    for (rest, expected) in [([], []), ([0, 0, 0, 0], []), ([0, 7, 0x1F, 0x8B], ["gzip-trailing-bytes"])]
      as [([UInt8], [String])]
    {
      let body = try unpack(two + rest)
      #expect(body.bytes == Self.text + Self.text)
      #expect(codes(body) == ["compressed"] + expected)
      #expect(!body.truncated)
    }
  }

  @Test func `A file packed twice is unpacked twice, one packed thrice is refused`() throws {
    let body = try unpack(Self.gzip(Self.packed))
    #expect(body.bytes == Self.text)
    #expect(codes(body) == ["compressed", "compressed-twice"])
    let refusal = try #require(throws: Refusal.self) { try unpack(Self.gzip(Self.gzip(Self.packed))) }
    #expect(refusal.code == "compressed")
  }

  @Test func `A file cut anywhere gives what had come, never less for more`() throws {
    var longest = 0
    for length in 2..<Self.packed.count {
      do {
        let body = try unpack(Array(Self.packed.prefix(length)))
        #expect(body.bytes.elementsEqual(Self.text.prefix(body.bytes.count)))
        #expect(body.bytes.count >= longest && !body.bytes.isEmpty)
        // Without its checks the file is whole but cannot show it.
        let isWhole = length >= Self.packed.count - 8
        #expect(body.truncated == !isWhole)
        #expect(codes(body) == ["compressed", isWhole ? "gzip-checksum" : "gzip-cut"])
        longest = body.bytes.count
      } catch let refusal as Refusal {
        #expect(refusal.code == "compressed" && longest == 0)
      }
    }
    #expect(longest == Self.text.count)
  }

  @Test("A wrong check is noted, and the content taken", arguments: [8, 7, 6, 5, 4, 3, 2, 1])
  func wrongCheck(fromEnd: Int) throws {
    var bytes = Self.packed
    bytes[bytes.count - fromEnd] ^= 1
    let body = try unpack(bytes)
    #expect(body.bytes == Self.text)
    #expect(codes(body) == ["compressed", "gzip-checksum"])
    #expect(!body.truncated)
  }

  @Test func `A file with any byte changed is answered, and never taken for sound`() throws {
    for index in 10..<Self.packed.count {
      var bytes = Self.packed
      bytes[index] ^= 0x10
      guard let body = try? unpack(bytes) else { continue }
      #expect(body.bytes.count <= Self.packed.count * 1032)
      if body.bytes != Self.text { #expect(body.repairs.count > 1) }
    }
  }

  @Test func `Damage keeps what stands before it`() throws {
    // A second member whose block is of the type that does not exist.
    let body = try unpack(Self.packed + [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0x07, 0, 0, 0, 0, 0, 0, 0, 0])
    #expect(body.bytes == Self.text)
    #expect(body.truncated)
    #expect(codes(body) == ["compressed", "gzip-damaged"])
  }

  @Test("A bomb stops at the limit", arguments: [1, 2])
  func bomb(layers: Int) throws {
    let limit = 1 << 20
    var bytes = [UInt8](repeating: 0x20, count: 16 << 20)
    for _ in 0..<layers { bytes = Self.gzip(bytes) }
    let refusal = try #require(throws: Refusal.self) { try unpack(bytes, atMost: limit) }
    #expect(refusal.code == "too-large")
    let body = try GzipBody.unpackedPrefix(bytes, upTo: limit)
    #expect(body.bytes.count == limit)
    #expect(body.exceedsLimit)
    #expect(body.bytes.capacity <= limit + 4096)
  }

  @Test func `Members together count against the limit, and exactly the limit is within it`() throws {
    let two = Self.packed + Self.packed
    #expect(try unpack(two, atMost: Self.text.count * 2).bytes.count == Self.text.count * 2)
    #expect(throws: Refusal.self) { try unpack(two, atMost: Self.text.count * 2 - 1) }
    #expect(throws: Refusal.self) { try unpack(two, atMost: Self.text.count) }
  }

  @Test func `A file of nothing but empty members is read to its end`() throws {
    let empty = Self.gzip([])
    let body = try unpack((0..<20_000).flatMap { _ in empty })
    #expect(body.bytes.isEmpty)
    #expect(codes(body) == ["compressed"])
  }
}
