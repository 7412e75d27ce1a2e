// An HTTP server on 127.0.0.1 and nowhere else, for the demo newsroom: FlyingFox carries it, a closure answers.

internal import FlyingFox
internal import FlyingSocks
internal import Foundation

/// A web server that only this machine can reach.
///
/// It speaks HTTP/1.1 with persistent connections. Nothing is said about requests on the console.
public actor LoopbackOrigin {
  private let server: HTTPServer
  private var running: Task<Void, Never>?
  private var starting: CheckedContinuation<Void, any Error>?

  /// A server that is not yet listening.
  /// - Parameters:
  ///   - port: The port to listen on; 0 takes a free one.
  ///   - respond: Answers each request; called concurrently.
  public init(port: UInt16 = 0, respond: @escaping @Sendable (OriginRequest) async -> OriginResponse) {
    // `inet(ip4:port:)` throws for a malformed address only.
    let address = try! sockaddr_in.inet(ip4: "127.0.0.1", port: port)
    server = HTTPServer(
      address: address, logger: .disabled,
      handler: ClosureHTTPHandler { request in HTTPResponse(await respond(OriginRequest(request))) })
  }

  /// Listens, and returns the port once connections are accepted.
  /// - Throws: `OriginError` `cannot-listen` when the port is taken or the server was already started.
  public func start() async throws -> UInt16 {
    guard running == nil else {
      throw OriginError(code: "cannot-listen", message: "the server was already started")
    }
    running = Task {
      do { try await server.run() } catch { settle(.failure(error)) }
    }
    Task {
      do {
        try await server.waitUntilListening()
        settle(.success(()))
      } catch { settle(.failure(error)) }
    }
    do {
      try await withCheckedThrowingContinuation { starting = $0 }
    } catch {
      running?.cancel()
      throw OriginError(code: "cannot-listen", message: "no server on 127.0.0.1: \(error.localizedDescription)")
    }
    guard case .ip4(_, let port) = await server.listeningAddress else {
      throw OriginError(code: "cannot-listen", message: "the server stopped as soon as it was started")
    }
    return port
  }

  /// Closes the socket and every connection, and returns when they are closed. Stopping twice is harmless.
  public func stop() async {
    await server.stop(timeout: 0)
    await running?.value
  }

  /// The first of "listening" and "failed" ends the wait in `start`; what comes later has nobody waiting.
  private func settle(_ result: Result<Void, any Error>) {
    starting?.resume(with: result)
    starting = nil
  }
}

extension OriginRequest {
  fileprivate init(_ request: HTTPRequest) {
    var headers: [String: String] = [:]
    for (name, value) in request.headers { headers[name.rawValue.lowercased()] = value }
    self.init(
      method: request.method.rawValue, path: request.target.path(), query: request.target.query(), headers: headers)
  }
}

extension HTTPResponse {
  fileprivate init(_ response: OriginResponse) {
    var headers = HTTPHeaders()
    headers[HTTPHeader("Date")] = Moment(seconds: Int64(time(nil))).text(.http)
    for (name, value) in response.headers { headers[HTTPHeader(name)] = value }
    self.init(
      // The reason phrase may be empty (RFC 9112, 4), and nobody reads it.
      statusCode: HTTPStatusCode(response.status, phrase: ""), headers: headers, body: Data(response.body))
  }
}
