// Hostile origins: each costs its bound and nothing more.

import News
import Testing
import TestOrigin
import Transport

@Suite struct LimitTests {
  @Test func `a body within the bound is taken whole, one byte more is refused`() async throws {
    let origin = try TestOrigin { _ in .ok(body: String(repeating: "x", count: 1000)) }
    let client = try makeClient()
    let response = try await client.get(origin.url()) { $0.maxBodyBytes = 1000 }
    #expect(response.body.count == 1000)
    let failure = try await client.failure(origin.url()) { $0.maxBodyBytes = 999 }
    #expect(failure.code == .tooLarge)
    #expect(failure.message.contains("999"))
  }

  @Test func `an endless body is cut off`() async throws {
    let origin = try TestOrigin { _ in
      .ok(body: String(repeating: "endless ", count: 1000), delivery: .endlessBody)
    }
    let failure = try await makeClient().failure(origin.url()) { $0.maxBodyBytes = 1 << 20 }
    #expect(failure.code == .tooLarge)
  }

  @Test func `what is announced as too large is not waited for`() async throws {
    let origin = try TestOrigin { _ in
      .ok(body: String(repeating: "x", count: 100_000), delivery: .trickle(bytes: 10, everyMilliseconds: 1000))
    }
    let failure = try await makeClient().failure(origin.url()) { $0.maxBodyBytes = 50_000 }
    #expect(failure.code == .tooLarge)
  }

  @Test func `a 304 may announce the length of what it does not send`() async throws {
    let origin = try TestOrigin { _ in .notModified(headers: [("Content-Length", "100000")]) }
    let response = try await makeClient().get(origin.url()) { $0.maxBodyBytes = 50_000 }
    #expect(response.status == 304)
  }

  @Test(arguments: [301, 404, 503])
  func `the status counts where its page is too long`(status: Int) async throws {
    let origin = try TestOrigin { _ in
      Reply(
        status: status, headers: [("Retry-After", "60")], body: Array(repeating: 32, count: 100_000),
        delivery: .endlessBody)
    }
    let response = try await makeClient().get(origin.url()) { $0.maxBodyBytes = 50_000 }
    #expect(response.status == status)
    #expect(response.retryAfterSeconds == 60)
    #expect(response.body.count <= 50_000)
  }

  @Test func `an endless header is cut off`() async throws {
    let origin = try TestOrigin { _ in .ok(delivery: .endlessHeaders) }
    let failure = try await makeClient(limits: TransportLimits(maxHeaderBytes: 65_536)).failure(origin.url())
    #expect(failure.code == .headersTooLarge)
  }

  @Test func `one header line without end is cut off`() async throws {
    let line = "HTTP/1.1 200 OK\r\nX: " + String(repeating: "y", count: 400_000)
    let origin = try TestOrigin { _ in .raw(line) }
    let failure = try await makeClient().failure(origin.url())
    #expect(failure.code == .headersTooLarge)
  }

  @Test func `interim answers without end are cut off`() async throws {
    let interim = String(repeating: "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n", count: 4000)
    let origin = try TestOrigin { _ in .raw(interim) }
    let failure = try await makeClient(limits: TransportLimits(maxHeaderBytes: 65_536)).failure(origin.url())
    #expect(failure.code == .headersTooLarge)
  }

  @Test func `a trickling answer ends with the total time`() async throws {
    let origin = try TestOrigin { _ in
      .ok(body: String(repeating: "x", count: 10_000), delivery: .trickle(bytes: 1, everyMilliseconds: 20))
    }
    let failure = try await makeClient(limits: TransportLimits(totalTimeoutMilliseconds: 300)).failure(origin.url())
    #expect(failure.code == .timeout)
    #expect(failure.isRetryable)
  }

  @Test func `the total time covers the whole chain of redirects`() async throws {
    let origin = try TestOrigin { request in
      var reply = Reply.redirect(302, to: request.path + "x")
      reply.body = Array("wait".utf8)
      reply.delivery = .trickle(bytes: 2, everyMilliseconds: 120)
      return reply
    }
    let limits = TransportLimits(totalTimeoutMilliseconds: 300, maxRedirects: 50)
    let failure = try await makeClient(limits: limits).failure(origin.url())
    #expect(failure.code == .timeout)
    #expect(origin.requests.count < 10)
  }

  @Test func `an answer below the lowest speed is given up before its time`() async throws {
    let origin = try TestOrigin { _ in
      .ok(body: String(repeating: "x", count: 10_000), delivery: .trickle(bytes: 1, everyMilliseconds: 20))
    }
    let limits = TransportLimits(totalTimeoutMilliseconds: 30_000, lowSpeedBytesPerSecond: 1000, lowSpeedSeconds: 1)
    let failure = try await makeClient(limits: limits).failure(origin.url())
    #expect(failure.code == .tooSlow)
  }

  @Test func `an origin that accepts and says nothing ends with the total time`() async throws {
    let origin = try TestOrigin { _ in .ok(delivery: .hold) }
    let failure = try await makeClient(limits: TransportLimits(totalTimeoutMilliseconds: 200)).failure(origin.url())
    #expect(failure.code == .timeout)
  }
}
