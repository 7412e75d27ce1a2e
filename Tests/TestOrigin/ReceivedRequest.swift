// A request as the test origin received it.

/// A request's first line and header fields, in order.
public struct ReceivedRequest: Sendable {
  /// `GET` and so on.
  public let method: String
  /// The request target: path and query.
  public let target: String
  /// The header fields as sent; one Unicode scalar for each byte.
  public let headers: [(name: String, value: String)]
  /// The version of HTTP, such as `1.1` or `2`.
  public let version: String
  /// Which connection brought it, counted from 1.
  public let connection: Int

  /// The path without the query.
  public var path: String { String(target.prefix { $0 != "?" }) }

  /// The first value of a field, names without regard to case.
  public subscript(name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  /// Reads the bytes up to the empty line; nil unless they look like a request.
  init?(head: ArraySlice<UInt8>, connection: Int) {
    let text = String(String.UnicodeScalarView(head.map { Unicode.Scalar($0) }))
    let lines = text.split(separator: "\r\n", omittingEmptySubsequences: true)
    guard let first = lines.first?.split(separator: " "), first.count == 3 else { return nil }
    method = String(first[0])
    target = String(first[1])
    version = String(first[2].dropFirst(5))
    headers = lines.dropFirst().map { line in
      let name = line.prefix { $0 != ":" }
      return (String(name), String(line.dropFirst(name.count + 1).drop { $0 == " " }))
    }
    self.connection = connection
  }

  /// A request over HTTP/2, whose first line is fields that begin with a colon; `:authority` stands for `Host`.
  init(fields: [(String, String)], connection: Int) {
    method = fields.first { $0.0 == ":method" }?.1 ?? ""
    target = fields.first { $0.0 == ":path" }?.1 ?? ""
    version = "2"
    headers = fields.compactMap { name, value in
      if name == ":authority" { return ("host", value) }
      return name.hasPrefix(":") ? nil : (name, value)
    }
    self.connection = connection
  }
}
