// What an origin server is asked and what it answers: plain values, so that content can be tested without a socket.

/// One request, as an origin's content sees it.
public struct OriginRequest: Sendable, Hashable {
  /// The method in upper case, such as `GET`.
  public var method: String
  /// The path as it was sent, still percent-encoded; begins with `/`.
  public var path: String
  /// What follows the `?`, without it, still percent-encoded; empty where there is none.
  public var query: String
  /// Header fields by lower-case name.
  public var headers: [String: String]

  /// A request; only the path has to be said.
  public init(method: String = "GET", path: String, query: String = "", headers: [String: String] = [:]) {
    self.method = method
    self.path = path
    self.query = query
    self.headers = headers
  }
}

/// One answer.
public struct OriginResponse: Sendable, Hashable {
  /// The status code.
  public var status: Int
  /// Header fields; `Content-Length` is added from the body where it is missing.
  public var headers: [String: String]
  /// The payload; empty for `HEAD` and 304.
  public var body: [UInt8]

  /// An answer.
  public init(status: Int = 200, headers: [String: String] = [:], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// A short answer in plain text, as for an error.
  public static func text(_ status: Int, _ sentence: String) -> OriginResponse {
    OriginResponse(
      status: status, headers: ["Content-Type": "text/plain; charset=utf-8"], body: Array((sentence + "\n").utf8))
  }
}
