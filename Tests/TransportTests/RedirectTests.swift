// Redirects: which are followed, where they may lead, and what does not cross.

import News
import Testing
import TestOrigin
@testable import Transport

@Suite struct RedirectTests {
  @Test(arguments: [301, 302, 303, 307, 308])
  func `each kind of redirect is followed and remembered`(status: Int) async throws {
    let origin = try TestOrigin { $0.path == "/new" ? .ok(body: "here") : .redirect(status, to: "/new#part") }
    let response = try await makeClient().get(origin.url("/old"))
    #expect(response.body == Array("here".utf8))
    #expect(response.finalURL.string == origin.url("/new"))
    #expect(
      response.redirects == [
        RedirectHop(from: try address(origin.url("/old")), to: try address(origin.url("/new")), status: status)
      ])
    #expect(response.permanentURL?.string == (status == 301 || status == 308 ? origin.url("/new") : nil))
  }

  @Test func `only the permanent redirects before the first temporary one are for good`() async throws {
    let origin = try TestOrigin { request in
      switch request.path {
      case "/a": .redirect(301, to: "/b")
      case "/b": .redirect(308, to: "/c")
      case "/c": .redirect(302, to: "/d")
      case "/d": .redirect(301, to: "/e")
      default: .ok()
      }
    }
    let response = try await makeClient().get(origin.url("/a"))
    #expect(response.finalURL.path == "/e")
    #expect(response.redirects.map(\.isPermanent) == [true, true, false, true])
    #expect(response.permanentURL?.path == "/c")
  }

  @Test func `redirects without end are given up after the bound`() async throws {
    let origin = try TestOrigin { .redirect(302, to: $0.path + "x") }
    let failure = try await makeClient(limits: TransportLimits(maxRedirects: 5)).failure(origin.url("/"))
    #expect(failure.code == .tooManyRedirects)
    #expect(origin.requests.count == 6)
  }

  @Test func `a circle is noticed at once`() async throws {
    let origin = try TestOrigin { .redirect(301, to: $0.path == "/a" ? "/b" : "/a") }
    let failure = try await makeClient().failure(origin.url("/a"))
    #expect(failure.code == .tooManyRedirects)
    #expect(origin.requests.map(\.path) == ["/a", "/b"])
  }

  @Test(
    arguments: [
      "file:///etc/passwd", "FILE:/etc/passwd", "gopher://127.0.0.1:25/x", "javascript:alert(1)", "data:text/xml,x",
      "http://", "http://a b/", "ftp://127.0.0.1/x",
    ])
  func `nothing but http and https is followed`(target: String) async throws {
    let origin = try TestOrigin { _ in .redirect(302, to: target) }
    let failure = try await makeClient().failure(origin.url("/a"))
    #expect(failure.code == .badRedirect)
    #expect(failure.message.contains("passwd") == false)
    #expect(origin.requests.count == 1)
  }

  @Test(arguments: ["http://169.254.169.254/latest/", "http://10.0.0.1/", "http://[::1]/", "http://2130706433:1/"])
  func `a redirect meets the guard like a first request`(target: String) async throws {
    let origin = try TestOrigin { _ in .redirect(301, to: target) }
    let client = try makeClient(allow: ["127.0.0.1:\(origin.port)"])
    let failure = try await client.failure(origin.url("/a"))
    #expect(failure.code == .blockedByPolicy)
    #expect(failure.isPolicy)
    #expect(!failure.isRetryable)
    #expect(origin.requests.count == 1)
  }

  @Test func `a redirect status without a target is an answer`() async throws {
    let origin = try TestOrigin { _ in Reply(status: 302, body: Array("lost".utf8)) }
    let response = try await makeClient().get(origin.url())
    #expect(response.status == 302)
    #expect(response.redirects.isEmpty)
  }

  @Test func `validators stay with the address they came from`() async throws {
    let origin = try TestOrigin { $0.path == "/b" ? .ok(headers: [("ETag", "\"of b\"")]) : .redirect(302, to: "/b") }
    let client = try makeClient()
    let response = try await client.get(origin.url("/a")) { $0.validators = Validators(etag: "\"of a\"") }
    #expect(origin.requests.map { $0["If-None-Match"] } == ["\"of a\"", nil])
    #expect(response.validators.etag == "\"of b\"")
    _ = try await client.get(origin.url("/a")) {
      $0.validators = response.validators
      $0.validatorsURL = response.finalURL
    }
    #expect(origin.requests.dropFirst(2).map { $0["If-None-Match"] } == [nil, "\"of b\""])
  }

  @Test func `credentials and headers stay with their origin`() async throws {
    let other = try TestOrigin { _ in .ok() }
    let elsewhere = other.url("/b")
    let origin = try TestOrigin { $0.path == "/a" ? .redirect(307, to: "/c") : .redirect(307, to: elsewhere) }
    _ = try await makeClient().get(origin.url("/a")) {
      $0.credential = .basic(user: "reader", password: "päss:word")
      $0.headers = [("X-Key", "secret")]
    }
    #expect(origin.requests.map { $0["Authorization"] } == Array(repeating: "Basic cmVhZGVyOnDDpHNzOndvcmQ=", count: 2))
    #expect(origin.requests.map { $0["X-Key"] } == ["secret", "secret"])
    #expect(other.requests[0]["Authorization"] == nil)
    #expect(other.requests[0]["X-Key"] == nil)
    #expect(other.requests[0]["Referer"] == nil)
  }

  @Test func `a credential in the address is sent, and shown nowhere`() async throws {
    let origin = try TestOrigin { _ in .ok(delivery: .close) }
    let url = "http://reader:sesame@127.0.0.1:\(origin.port)/a?key=hidden"
    let failure = try await makeClient().failure(url)
    #expect(origin.requests[0]["Authorization"] == "Basic cmVhZGVyOnNlc2FtZQ==")
    #expect(!failure.message.contains("sesame"))
    #expect(!failure.message.contains("hidden"))
    #expect(failure.message.contains("/a?key=…"))
  }

  @Test func `a token is sent as bearer and takes the place of the address's own credential`() async throws {
    let origin = try TestOrigin { _ in .ok() }
    _ = try await makeClient().get("http://reader:sesame@127.0.0.1:\(origin.port)/") {
      $0.credential = .bearer(token: "t0ken")
    }
    #expect(origin.requests[0].headers.filter { $0.name == "Authorization" }.map(\.value) == ["Bearer t0ken"])
    #expect("\(Credential.bearer(token: "t0ken"))".contains("t0ken") == false)
  }

  @Test(
    arguments: [
      ("next", "http://news.example/a/next"), ("//b.example/x", "http://b.example/x"),
      ("?p=2", "http://news.example/a/feed?p=2"),
      ("  /y  ", "http://news.example/y"), ("http://news.example:80/z#f", "http://news.example/z"),
      ("/caf\u{E9}", "http://news.example/caf%C3%A9"),
    ])
  func `targets are resolved against the address that redirected`(location: String, target: String) throws {
    var chain = RedirectChain(from: try address("http://news.example/a/feed"), limit: 5)
    let step = try chain.step(status: 302, headers: HeaderFields([("Location", location)]))
    #expect(step == .follow(try address(target)))
  }

  @Test func `a target in another encoding is kept by its bytes`() throws {
    var headers = HeaderFields()
    headers.append(line: Array("Location: /caf".utf8) + [0xE9])
    var chain = RedirectChain(from: try address("http://news.example/"), limit: 5)
    #expect(try chain.step(status: 302, headers: headers) == .follow(try address("http://news.example/caf%E9")))
  }
}
