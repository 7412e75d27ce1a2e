// Bodies that are gzip files: feeds and sitemaps served as `.xml.gz` without Content-Encoding.

public import News

/// A body that was unpacked (RFC 1952), or one that needed no unpacking.
public struct GzipBody: Sendable {
  /// What was in the file; the body itself where it is none.
  public var bytes: [UInt8]
  /// What to tell the publisher: that it was a gzip file at all, and its damage.
  public var repairs: [Repair] = []
  /// The file ended early or is damaged; only what stands before is here.
  public var truncated = false
  /// There was more than the limit allows; only that much is here.
  public var exceedsLimit = false

  /// Servers that compress what is compressed already do it once too often, not more.
  private static let mostLayers = 2

  /// Whether a body begins like a gzip file.
  public static func isGzip(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1F, 0x8B]) }

  /// The body with up to two layers of gzip removed. Linear in input and output together.
  /// - Parameter limit: The most bytes unpacked, at each layer; not even room is made for more than one above it.
  /// - Throws: `Refusal` with the codes `too-large` above the limit, or `compressed` where nothing can be unpacked or a
  ///   third layer appears.
  public static func unpacked(_ bytes: [UInt8], atMost limit: Int) throws(Refusal) -> GzipBody {
    let body = try unpackedPrefix(bytes, upTo: limit)
    guard !body.exceedsLimit else {
      throw Refusal(
        code: "too-large", message: "The gzip file unpacks to more than \(limit) bytes, the most that are read.")
    }
    return body
  }

  /// Like ``unpacked(_:atMost:)``, but what is above the limit is left out instead of refused, and `exceedsLimit` says so.
  /// A body that is no gzip file is not cut.
  /// - Throws: `Refusal` with the code `compressed`.
  public static func unpackedPrefix(_ bytes: [UInt8], upTo limit: Int) throws(Refusal) -> GzipBody {
    var body = GzipBody(bytes: bytes)
    for _ in 0..<mostLayers {
      guard isGzip(body.bytes) else { return body }
      let layer = GzipReader.read(body.bytes, limit: limit)
      if layer.bytes.isEmpty, layer.end == .cut || layer.end == .damaged {
        throw Refusal(
          code: "compressed", message: "The body begins like a gzip file, but nothing can be unpacked from it.")
      }
      body.take(layer)
    }
    guard !isGzip(body.bytes) else {
      throw Refusal(
        code: "compressed",
        message: "The body is a gzip file packed more than twice; it should be sent with Content-Encoding.")
    }
    return body
  }

  private mutating func take(_ layer: GzipReader.Result) {
    bytes = layer.bytes
    if repairs.isEmpty {
      note("compressed", "The body was a gzip file without Content-Encoding.")
    } else {
      note("compressed-twice", "The gzip file held another gzip file.")
    }
    switch layer.end {
    case .complete: break
    case .limit: exceedsLimit = true
    case .cut: note("gzip-cut", "The gzip file ended early; what had come was unpacked.")
    case .damaged: note("gzip-damaged", "The gzip file is damaged; what stands before the damage was unpacked.")
    }
    truncated = truncated || layer.end == .cut || layer.end == .damaged
    if layer.badChecks > 0 {
      note("gzip-checksum", "A checksum or length in the gzip file is missing or wrong.", count: layer.badChecks)
    }
    if layer.hasTrailer {
      note("gzip-trailing-bytes", "Bytes that follow the end of the gzip file were left out.")
    }
  }

  private mutating func note(_ code: String, _ detail: String, count: Int = 1) {
    repairs.append(Repair(code: code, detail: detail, count: count))
  }
}
