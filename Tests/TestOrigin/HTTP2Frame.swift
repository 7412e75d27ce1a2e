// HTTP/2 frames (RFC 9113 section 4), as a script for an answer and as bytes.

/// One step of an answer over HTTP/2.
public enum HTTP2Frame: Sendable {
  /// The reply's status and fields.
  case headers(last: Bool = false)
  /// Bytes of body.
  case data([UInt8], last: Bool = false)
  /// RST_STREAM with an error code.
  case reset(UInt32)
  /// GOAWAY with an error code: this request was seen, or it and later ones were not.
  case goAway(seen: Bool, code: UInt32 = 0)
  /// Any frame on any stream, well-formed or not.
  case raw(type: UInt8, flags: UInt8, stream: UInt32, payload: [UInt8])
  /// The end of the connection.
  case close
}

/// A frame as it stands on the wire.
struct RawFrame {
  static let data: UInt8 = 0
  static let headers: UInt8 = 1
  static let reset: UInt8 = 3
  static let settings: UInt8 = 4
  static let ping: UInt8 = 6
  static let goAway: UInt8 = 7
  static let continuation: UInt8 = 9

  /// END_STREAM of DATA and HEADERS, ACK of SETTINGS and PING.
  static let last: UInt8 = 1
  static let endHeaders: UInt8 = 4
  static let padded: UInt8 = 8
  static let priority: UInt8 = 32

  var type: UInt8
  var flags: UInt8 = 0
  var stream: UInt32 = 0
  var payload: [UInt8] = []

  var bytes: [UInt8] {
    let size = UInt32(payload.count)
    return [UInt8(size >> 16 & 0xFF), UInt8(size >> 8 & 0xFF), UInt8(size & 0xFF), type, flags] + Self.number(stream)
      + payload
  }

  /// The field block fragment in a HEADERS or CONTINUATION frame.
  var fragment: [UInt8] {
    guard type == Self.headers else { return payload }
    var slice = payload[...]
    if flags & Self.padded != 0, let padding = slice.popFirst() { slice = slice.dropLast(Int(padding)) }
    if flags & Self.priority != 0 { slice = slice.dropFirst(5) }
    return Array(slice)
  }

  static func number(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(value >> (24 - 8 * $0) & 0xFF) } }
}
