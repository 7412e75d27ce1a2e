// Answers that are not what HTTP asks for: forgiven where nothing is lost, failures with a name where something is.

import News
import Testing
import TestOrigin
import Transport

@Suite struct BrokenAnswerTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var reply: Reply
    var code: FetchFailure.Code
  }

  /// "hello, hello, hello" packed.
  static let gzip: [UInt8] = [
    31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 203, 72, 205, 201, 201, 215, 81, 200, 64, 162, 0, 159, 161, 202, 9, 19, 0, 0, 0,
  ]

  static let failures = [
    Case(
      testDescription: "closed before the announced length",
      reply: .ok(body: String(repeating: "x", count: 5000), delivery: .cut(afterBytes: 2000)), code: .protocolError),
    Case(
      testDescription: "reset in the body",
      reply: .ok(body: String(repeating: "x", count: 5000), delivery: .cut(afterBytes: 2000, reset: true)),
      code: .connectionLost),
    Case(testDescription: "closed without a byte", reply: .ok(delivery: .close), code: .connectionLost),
    Case(
      testDescription: "broken chunk size",
      reply: .raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n"), code: .connectionLost),
    Case(
      testDescription: "chunks without an end",
      reply: .raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"), code: .protocolError),
    Case(
      testDescription: "a chunk size beyond all numbers",
      reply: .raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10000000000000003\r\nabc\r\n0\r\n\r\n"),
      code: .connectionLost),
    Case(
      testDescription: "a chunk longer than its size",
      reply: .raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcdef\r\n0\r\n\r\n"),
      code: .connectionLost),
    Case(
      testDescription: "a negative chunk size",
      reply: .raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-3\r\nabc\r\n0\r\n\r\n"), code: .connectionLost),
    Case(
      testDescription: "closed inside a chunk",
      reply: .raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nabc"), code: .protocolError),
    Case(
      testDescription: "two lengths that contradict each other",
      reply: .raw("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\nabcde"), code: .protocolError),
    Case(
      testDescription: "gzip whose checksum is wrong",
      reply: Reply(
        status: 200, headers: [("Content-Encoding", "gzip")], body: gzip.dropLast(8) + [1, 2, 3, 4, 5, 0, 0, 0]),
      code: .protocolError),
    Case(
      testDescription: "a header line with a NUL",
      reply: .raw("HTTP/1.1 200 OK\r\nX: a\0b\r\nContent-Length: 0\r\n\r\n"), code: .protocolError),
    Case(
      testDescription: "closed behind an interim answer", reply: .raw("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"),
      code: .connectionLost),
    Case(testDescription: "closed in the header", reply: .raw("HTTP/1.1 200 OK\r\nContent-Le"), code: .connectionLost),
    Case(
      testDescription: "compression that is none",
      reply: .ok(body: "this is not gzip", headers: [("Content-Encoding", "gzip")]), code: .protocolError),
    Case(
      testDescription: "a negative length", reply: .raw("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\ntext"),
      code: .protocolError),
    Case(testDescription: "not HTTP at all", reply: .raw("220 mail.example ESMTP\r\n"), code: .protocolError),
    Case(
      testDescription: "an unknown compression",
      reply: .ok(body: "text", headers: [("Content-Encoding", "rot13")]), code: .protocolError),
  ]

  @Test(arguments: failures)
  func `a broken answer is a failure with a name`(broken: Case) async throws {
    let origin = try TestOrigin { _ in broken.reply }
    let failure = try await makeClient().failure(origin.url("/feed?key=hidden"))
    #expect(failure.code == broken.code, "\(failure)")
    #expect(failure.message.hasPrefix("http://127.0.0.1:\(origin.port)/feed?key=… "))
    #expect(origin.requests.count == 1)
  }

  /// libcurl does not tell that packed bytes break off where the length is right; what it gives then is the beginning.
  @Test func `gzip that breaks off gives nothing that was not sent`() async throws {
    let origin = try TestOrigin { _ in
      Reply(status: 200, headers: [("Content-Encoding", "gzip")], body: Array(Self.gzip.dropLast(12)))
    }
    let client = try makeClient()
    let request = FetchRequest(url: try address(origin.url()))
    do throws(FetchFailure) {
      #expect("hello, hello, hello".utf8.starts(with: try await client.fetch(request).body))
    } catch {
      #expect(error.code == .protocolError)
    }
  }

  @Test func `the same length twice is one length`() async throws {
    let origin = try TestOrigin { _ in .raw("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nok") }
    #expect(try await makeClient().get(origin.url()).body == Array("ok".utf8))
  }

  @Test func `ten thousand chunks of one byte are one body`() async throws {
    let body = String(repeating: "many tiny chunks", count: 625)
    let origin = try TestOrigin { _ in .ok(body: body, delivery: .chunked(size: 1)) }
    #expect(try await makeClient().get(origin.url()).body == Array(body.utf8))
  }

  @Test func `an HTTP/1.0 answer ends with its connection`() async throws {
    let origin = try TestOrigin { _ in .raw("HTTP/1.0 200 OK\r\nContent-Type: text/xml\r\n\r\n<rss/>") }
    let response = try await makeClient().get(origin.url())
    #expect(response.body == Array("<rss/>".utf8))
    #expect(response.contentType == "text/xml")
  }

  @Test func `what comes after the announced length is not body`() async throws {
    let origin = try TestOrigin { _ in .raw("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ntextand more") }
    let response = try await makeClient().get(origin.url())
    #expect(response.body == Array("text".utf8))
  }

  @Test func `chunks are put together, and trailers are not headers`() async throws {
    let body = String(repeating: "chunk ", count: 500)
    let origin = try TestOrigin { request in
      request.path == "/empty"
        ? .ok(delivery: .chunked(size: 7, trailers: [("ETag", "\"late\"")]))
        : .ok(body: body, delivery: .chunked(size: 7, trailers: [("ETag", "\"late\"")]))
    }
    let client = try makeClient()
    #expect(try await client.get(origin.url()).body == Array(body.utf8))
    #expect(try await client.get(origin.url()).validators.isEmpty)
    #expect(try await client.get(origin.url("/empty")).validators.isEmpty)
  }

  @Test func `only the last header block counts`() async throws {
    let origin = try TestOrigin { _ in
      .raw(
        "HTTP/1.1 100 Continue\r\nETag: \"no\"\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
          + "HTTP/1.1 200 OK\r\nX-Folded: one\r\n  two\r\nContent-Length: 2\r\n\r\nok")
    }
    let response = try await makeClient().get(origin.url())
    #expect(response.status == 200)
    #expect(response.body == Array("ok".utf8))
    #expect(response.headers.all.map(\.name) == ["X-Folded", "Content-Length"])
    #expect(response.headers["x-folded"] == "one two")
  }

  @Test(arguments: [204, 401, 403, 404, 410, 429, 500, 503])
  func `every status is an answer`(status: Int) async throws {
    let origin = try TestOrigin { _ in Reply(status: status, headers: [("Retry-After", "120")]) }
    let response = try await makeClient().get(origin.url())
    #expect(response.status == status)
    #expect(response.retryAfterSeconds == 120)
  }

  @Test func `a port where nobody listens is named as such`() async throws {
    let origin = try TestOrigin { _ in .ok() }
    let url = origin.url()
    origin.stop()
    _ = try? await makeClient().get(url)  // whoever was still queued in the listener's backlog
    let failure = try await makeClient().failure(url)
    #expect([.connect, .connectionLost].contains(failure.code), "\(failure)")
    #expect(failure.isRetryable)
  }

  @Test func `an origin that speaks no TLS is not asked in the clear`() async throws {
    let origin = try TestOrigin { _ in .ok() }
    let failure = try await makeClient().failure("https://127.0.0.1:\(origin.port)/")
    #expect(failure.code == .tls, "\(failure)")
    #expect(origin.requests.isEmpty)
  }
}
