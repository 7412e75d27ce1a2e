// What makes a poll cheap for the origin: validators sent back byte for byte, and nothing else sent along.

import News
import Testing
import TestOrigin
import Transport

@Suite struct ConditionalRequestTests {
  @Test(
    arguments: [
      #""v1""#, #"W/"v1""#, "unquoted", #""with, comma and \ backslash""#, "\"caf\u{C3}\u{A9}\"", "\"\u{E9}\u{FF}\"",
    ])
  func `an ETag goes back byte for byte`(etag: String) async throws {
    // The reply is raw so that bytes outside ASCII leave as they are.
    let head = Array("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nETag: ".utf8)
    let bytes = head + etag.unicodeScalars.map { UInt8($0.value) } + Array("\r\n\r\n".utf8)
    let origin = try TestOrigin { _ in Reply(status: 200, delivery: .raw(bytes)) }
    let client = try makeClient()
    let first = try await client.get(origin.url())
    #expect(first.validators == Validators(etag: etag))
    _ = try await client.get(origin.url()) { $0.validators = first.validators }
    #expect(origin.requests.map { $0["If-None-Match"] } == [nil, etag])
    #expect(origin.requests.map { $0["If-Modified-Since"] } == [nil, nil])
  }

  @Test(arguments: ["Tue, 2 Jan 2024 03:04:05 +0000", "yesterday", "Wed, 21 Oct 2026 07:28:00 GMT"])
  func `a date goes back as it was written`(date: String) async throws {
    let origin = try TestOrigin { _ in .ok(headers: [("Last-Modified", date)]) }
    let client = try makeClient()
    let first = try await client.get(origin.url())
    _ = try await client.get(origin.url()) { $0.validators = first.validators }
    #expect(origin.requests[1]["If-Modified-Since"] == date)
    #expect(origin.requests[1]["If-None-Match"] == nil)
  }

  @Test func `both validators are sent where both were given, and a 304 is an answer like any other`() async throws {
    let origin = try TestOrigin { request in
      request["If-None-Match"] == "\"a\""
        ? .notModified(headers: [("ETag", "\"b\"")])
        : .ok(body: "text", headers: [("etag", "\"a\""), ("LAST-MODIFIED", "x")])
    }
    let client = try makeClient()
    let first = try await client.get(origin.url("/feed"))
    let second = try await client.get(origin.url("/feed")) { $0.validators = first.validators }
    #expect(second.status == 304)
    #expect(second.body.isEmpty)
    #expect(second.validators == Validators(etag: "\"b\""))
    #expect(origin.requests.count == 2)
    #expect(origin.requests[1]["If-None-Match"] == "\"a\"")
    #expect(origin.requests[1]["If-Modified-Since"] == "x")
  }

  @Test func `an empty validator is none`() async throws {
    let origin = try TestOrigin { _ in .ok(headers: [("ETag", ""), ("Last-Modified", "")]) }
    let response = try await makeClient().get(origin.url())
    #expect(response.validators.isEmpty)
  }

  @Test func `a request says who asks and what is understood, and nothing more`() async throws {
    let origin = try TestOrigin { _ in .ok(headers: [("Set-Cookie", "a=b; Path=/")]) }
    let client = try makeClient()
    _ = try await client.get(origin.url("/feed?x=1#part"))
    _ = try await client.get(origin.url("/feed?x=1"))
    for request in origin.requests {
      #expect(request.target == "/feed?x=1")
      #expect(Set(request.headers.map(\.name)) == ["Host", "User-Agent", "Accept", "Accept-Encoding"])
      #expect(request["User-Agent"] == "Newsfold/1.0 (+https://newsfold.example/)")
      #expect(request["Accept-Encoding"]?.contains("gzip") == true)
    }
  }

  @Test(arguments: FetchRequest.Purpose.allCases)
  func `the purpose decides what is accepted`(purpose: FetchRequest.Purpose) async throws {
    let origin = try TestOrigin { _ in .ok() }
    _ = try await makeClient().fetch(FetchRequest(url: try address(origin.url()), purpose: purpose))
    #expect(origin.requests[0]["Accept"] == purpose.accept)
  }

  @Test(
    arguments: [
      (nil, nil), (Validators(etag: "\"a\""), "feed"), (Validators(lastModified: "x"), nil),
      (Validators(etag: "\"a\"", lastModified: "x"), "feed"),
    ] as [(Validators?, String?)])
  func `what is new alone is asked for only where an ETag says since when`(known: Validators?, sent: String?)
    async throws
  {
    let origin = try TestOrigin { request in
      request.path == "/other" ? Reply(status: 226, headers: [("IM", "feed")]) : .redirect(302, to: "/other")
    }
    let client = try makeClient()
    let response = try await client.get(origin.url("/feed")) {
      $0.validators = known
      $0.acceptsDelta = true
    }
    #expect(response.status == 226)
    #expect(origin.requests.map { $0["A-IM"] } == [sent, nil])
    _ = try await client.get(origin.url("/feed")) { $0.validators = known }
    #expect(origin.requests[2]["A-IM"] == nil)
  }

  @Test func `what one request sends does not go with the next`() async throws {
    let origin = try TestOrigin { _ in .ok() }
    let client = try makeClient()
    let changes: [@Sendable (inout FetchRequest) -> Void] = [
      { $0.headers = [("X-Key", "1")] }, { $0.headers = [("X-Key", "2")] }, { $0.headers = [("X-Other", "2")] },
      { $0.credential = .bearer(token: "t") }, { $0.credential = .bearer(token: "u") },
      { $0.validators = Validators(etag: "\"a\"") },
      {
        $0.validators = Validators(etag: "\"a\"")
        $0.acceptsDelta = true
      }, { $0.accept = "text/plain" }, { _ in },
    ]
    let names = ["X-Key", "X-Other", "Authorization", "If-None-Match", "A-IM"]
    for change in changes + changes.reversed() { _ = try await client.get(origin.url(), change) }
    let sent = origin.requests.map { request in names.map { request[$0] ?? "" } + [request["Accept"] ?? ""] }
    let plain = FetchRequest.Purpose.feed.accept
    let expected = [
      ["1", "", "", "", "", plain], ["2", "", "", "", "", plain], ["", "2", "", "", "", plain],
      ["", "", "Bearer t", "", "", plain], ["", "", "Bearer u", "", "", plain], ["", "", "", "\"a\"", "", plain],
      ["", "", "", "\"a\"", "feed", plain],
      ["", "", "", "", "", "text/plain"], ["", "", "", "", "", plain],
    ]
    #expect(sent == expected + expected.reversed())
  }

  @Test func `headers of the source are sent, and what is no header is refused unsent`() async throws {
    let origin = try TestOrigin { _ in .ok() }
    let client = try makeClient()
    _ = try await client.get(origin.url()) { $0.headers = [("A-IM", "feed"), ("X-Empty", "")] }
    #expect(origin.requests[0]["A-IM"] == "feed")
    #expect(origin.requests[0]["X-Empty"] == "")
    for bad in [("X", "a\r\nY: b"), ("X: a\r\nY", "b"), ("", "b"), ("X Y", "b")] {
      let failure = try await client.failure(origin.url()) { $0.headers = [bad] }
      #expect(failure.code == .badRequest)
    }
    #expect(origin.requests.count == 1)
  }
}
