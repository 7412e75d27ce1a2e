// HTTP/2: spoken where it is offered, and what becomes of streams and connections that are ended early.

import News
import Testing
import TestOrigin

@testable import Transport

@Suite(.timeLimit(.minutes(1))) struct HTTP2Tests {
  let authority: TestAuthority
  let client: HTTPClient

  init() throws {
    authority = try TestAuthority()
    client = try makeClient(
      limits: TransportLimits(maxPerHost: 4, totalTimeoutMilliseconds: 20_000), caFile: authority.file)
  }

  @Test func `an answer over HTTP 2 is like any other`() async throws {
    let origin = try origin { request in
      request["If-None-Match"] == "\"a\""
        ? .notModified(headers: [("etag", "\"b\"")])
        : Reply(status: 200, headers: [("ETag", "\"a\"")], body: Array(request.target.utf8))
    }
    let first = try await client.get(origin.url("/feed?x=%7E`^"))
    #expect(first.body == Array("/feed?x=%7E%60%5E".utf8))
    let second = try await client.get(origin.url("/feed?x=%7E`^")) { $0.validators = first.validators }
    #expect(second.status == 304 && second.validators.etag == "\"b\"")
    for request in origin.requests {
      #expect(request.version == "2")
      #expect(request["User-Agent"] == "Newsfold/1.0 (+https://newsfold.example/)")
    }
  }

  @Test func `requests in a row share a connection, and those at once have no more than a host may have`()
    async throws
  {
    let origin = try origin { .ok(body: $0.path) }
    for number in 0..<10 { #expect(try await client.get(origin.url("/\(number)")).status == 200) }
    #expect(origin.connections == 1)
    let bodies = try await withThrowingTaskGroup(of: (Int, [UInt8]).self) { group in
      for number in 0..<100 { group.addTask { (number, try await client.get(origin.url("/\(number)")).body) } }
      return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    for number in 0..<100 { #expect(bodies[number] == Array("/\(number)".utf8)) }
    #expect(origin.connections <= 4)
  }

  @Test func `requests that begin together share one connection from the start`() async throws {
    let origin = try origin { .ok(body: $0.path) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<4 { group.addTask { _ = try await client.get(origin.url("/\(number)")) } }
      try await group.waitForAll()
    }
    #expect(origin.connections == 1)
    #expect(origin.requests.count == 4)
  }

  @Test func `a body in many frames is put together, and trailers are not headers`() async throws {
    let text = String(repeating: "frame ", count: 2000)
    let origin = try origin { _ in .ok(body: text, delivery: .chunked(size: 7, trailers: [("etag", "\"late\"")])) }
    let response = try await client.get(origin.url())
    #expect(response.body == Array(text.utf8))
    #expect(response.validators.isEmpty)
  }

  /// The answer to the first request of each origin; the one after it is always in order.
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var headers: [(String, String)] = []
    var frames: [HTTP2Frame]
    var code: FetchFailure.Code
    var connections = 1
  }

  @Test(
    arguments: [
      Case(
        testDescription: "GOAWAY that leaves the request out", frames: [.goAway(seen: false)], code: .connectionLost,
        connections: 2),
      Case(
        testDescription: "GOAWAY, then no answer", frames: [.goAway(seen: true), .close], code: .connectionLost,
        connections: 2),
      Case(
        testDescription: "reset in the body", frames: [.headers(), .data([65, 66]), .reset(2)], code: .connectionLost),
      Case(
        testDescription: "cancelled in the body", frames: [.headers(), .data([65, 66]), .reset(8)],
        code: .connectionLost),
      Case(
        testDescription: "closed in the body", frames: [.headers(), .data([65, 66]), .close], code: .connectionLost,
        connections: 2),
      Case(testDescription: "closed without a frame", frames: [.close], code: .connectionLost, connections: 2),
      Case(
        testDescription: "more than the length", headers: [("content-length", "2")],
        frames: [.headers(), .data([65, 66, 67], last: true)], code: .protocolError),
      Case(
        testDescription: "less than the length", headers: [("content-length", "4")],
        frames: [.headers(), .data([65, 66, 67], last: true)], code: .protocolError),
      Case(
        testDescription: "a length and no body", headers: [("content-length", "4")], frames: [.headers(last: true)],
        code: .protocolError),
      Case(
        testDescription: "data on no stream", frames: [.raw(type: 0, flags: 0, stream: 0, payload: [65])],
        code: .connectionLost, connections: 2),
      Case(
        testDescription: "a field block that cannot be read",
        frames: [.raw(type: 1, flags: 4, stream: 1, payload: [255, 255, 255, 255, 255, 255])], code: .connectionLost,
        connections: 2),
    ])
  func `a stream that ends early is a failure with a name, and the next request is answered`(broken: Case) async throws
  {
    let origin = try origin { request in
      request.path == "/next"
        ? .ok(body: "next") : Reply(status: 200, headers: broken.headers, delivery: .frames(broken.frames))
    }
    let failure = try await client.failure(origin.url("/feed?key=hidden"))
    #expect(failure.code == broken.code, "\(failure)")
    #expect(failure.isRetryable)
    #expect(failure.message.hasPrefix(origin.url("/feed?key=… ")))
    #expect(origin.requests.count == 1)
    #expect(try await client.get(origin.url("/next")).body == Array("next".utf8))
    #expect(origin.connections == broken.connections)
  }

  @Test func `frames that mean nothing here do not disturb an answer`() async throws {
    let ping = HTTP2Frame.raw(type: 6, flags: 0, stream: 0, payload: Array(1...8))
    let unknown = HTTP2Frame.raw(type: 200, flags: 255, stream: 0, payload: [1, 2, 3])
    let window = HTTP2Frame.raw(type: 8, flags: 0, stream: 0, payload: [0, 0, 0, 1])
    let origin = try origin { _ in
      Reply(
        status: 200,
        delivery: .frames([ping, unknown, .headers(), window, .data([]), .data([65]), ping, .data([66], last: true)]))
    }
    for _ in 0..<3 { #expect(try await client.get(origin.url()).body == [65, 66]) }
    #expect(origin.connections == 1)
  }

  /// A field of 4,000 bytes, and a byte each for twelve thousand more of it: 48 MB out of 16 kB.
  @Test func `a header that unpacks to far more than it is gets cut off`() async throws {
    let length: [UInt8] = [127] + [UInt8((4000 - 127) & 127) | 128, UInt8((4000 - 127) >> 7)]
    let first: [UInt8] = [0x88, 0x40, 1, UInt8(ascii: "x")] + length + Array(repeating: UInt8(ascii: "y"), count: 4000)
    let block = first + Array(repeating: 0xBE, count: 12_000)
    let origin = try origin { request in
      request.path == "/next"
        ? .ok(body: "next")
        : Reply(status: 200, delivery: .frames([.raw(type: 1, flags: 4, stream: 1, payload: block)]))
    }
    let failure = try await client.failure(origin.url())
    #expect([.headersTooLarge, .connectionLost, .protocolError].contains(failure.code), "\(failure)")
    #expect(try await client.get(origin.url("/next")).body == Array("next".utf8))
  }

  @Test func `an answer is taken though the connection is to end after it`() async throws {
    for frames: [HTTP2Frame] in [
      [.headers(), .data([65, 66], last: true), .goAway(seen: true)],
      [.goAway(seen: true), .headers(), .data([65, 66], last: true)],
    ] {
      let origin = try origin { _ in Reply(status: 200, delivery: .frames(frames)) }
      #expect(try await client.get(origin.url("/a")).body == [65, 66])
      #expect(try await client.get(origin.url("/b")).body == [65, 66])
      #expect(origin.requests.map(\.connection) == [1, 2])
    }
  }

  @Test(arguments: [
    [HTTP2Frame.goAway(seen: false)], [.goAway(seen: false), .close], [.close], [.goAway(seen: true), .close],
  ])
  func `a request that meets the end of an idle connection is sent once more, on another`(
    end: [HTTP2Frame]
  ) async throws {
    let origin = try origin { request in
      switch (request.path, request.connection) {
      case ("/first", _), ("/second", 2): .ok(body: request.path)
      default: Reply(status: 200, delivery: .frames(end))
      }
    }
    #expect(try await client.get(origin.url("/first")).body == Array("/first".utf8))
    #expect(try await client.get(origin.url("/second")).body == Array("/second".utf8))
    #expect(origin.requests.map(\.path) == ["/first", "/second", "/second"])
    #expect(origin.requests.map(\.connection) == [1, 1, 2])

    let failure = try await client.failure(origin.url("/third"))
    #expect(failure.code == .connectionLost, "\(failure)")
    #expect(origin.requests.count == 5, "the second time it is not the idle connection's end")
  }

  @Test func `an origin that refuses a stream is not asked over and over`() async throws {
    let origin = try origin { _ in Reply(status: 200, delivery: .frames([.reset(7)])) }
    let failure = try await client.failure(origin.url())
    #expect(failure.code == .connectionLost, "\(failure)")
    #expect(origin.requests.count == 2)
  }

  private func origin(_ answer: @escaping @Sendable (ReceivedRequest) -> Reply) throws -> TestOrigin {
    try TestOrigin(.tls(authority.identity()), answer)
  }
}
