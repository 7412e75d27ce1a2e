// What the test origin answers: a proper reply, or one of the ways in which replies go wrong.

/// A reply and how it is delivered.
public struct Reply: Sendable {
  /// How the bytes reach the client.
  public enum Delivery: Sendable {
    /// All at once, with the right length; the connection stays open.
    case whole
    /// In chunks (RFC 9112 section 7.1) of so many bytes; the connection stays open.
    case chunked(size: Int, trailers: [(String, String)] = [])
    /// With the right length, but the connection is closed, or reset, after so many bytes of body.
    case cut(afterBytes: Int, reset: Bool = false)
    /// The body in pieces of so many bytes, one each so many milliseconds.
    case trickle(bytes: Int, everyMilliseconds: Int)
    /// The body over and over, without a length and without end.
    case endlessBody
    /// A header line over and over, without end.
    case endlessHeaders
    /// Exactly these bytes, then the connection is closed.
    case raw([UInt8])
    /// These frames, where HTTP/2 is spoken.
    case frames([HTTP2Frame])
    /// Nothing at all until the client goes away or the origin is stopped.
    case hold
    /// Nothing but a closed connection.
    case close
  }

  /// The status code.
  public var status: Int
  /// Header fields besides `Content-Length`, which the origin adds.
  public var headers: [(String, String)]
  /// The body as sent, that is, compressed already if `headers` say so.
  public var body: [UInt8]
  /// How it goes wrong, if it does.
  public var delivery: Delivery

  /// A reply.
  public init(
    status: Int, headers: [(String, String)] = [], body: [UInt8] = [], delivery: Delivery = .whole
  ) {
    self.status = status
    self.headers = headers
    self.body = body
    self.delivery = delivery
  }

  /// 200 with a text.
  public static func ok(
    body: String = "", headers: [(String, String)] = [], delivery: Delivery = .whole
  ) -> Reply {
    Reply(status: 200, headers: headers, body: Array(body.utf8), delivery: delivery)
  }

  /// 304 with what it may carry.
  public static func notModified(headers: [(String, String)] = []) -> Reply { Reply(status: 304, headers: headers) }

  /// A redirect.
  public static func redirect(_ status: Int, to location: String) -> Reply {
    Reply(status: status, headers: [("Location", location)])
  }

  /// 404.
  public static let notFound = Reply(status: 404, body: Array("not found".utf8))

  /// Exactly these bytes, then the end of the connection.
  public static func raw(_ text: String) -> Reply { Reply(status: 0, delivery: .raw(Array(text.utf8))) }
}
