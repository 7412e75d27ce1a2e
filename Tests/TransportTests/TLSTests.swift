// TLS: who is believed, what each failure is called, and that nothing is sent where trust is missing.

import Glibc
import News
import Testing
import TestOrigin

@testable import Transport

@Suite(.timeLimit(.minutes(1))) struct TLSTests {
  let authority: TestAuthority
  let client: HTTPClient

  init() throws {
    authority = try TestAuthority()
    client = try makeClient(caFile: authority.file)
  }

  @Test(arguments: ["h2", "http/1.1", nil])
  func `an authority of the settings is trusted, whichever HTTP is spoken`(spoken: String?) async throws {
    let origin = try TestOrigin(.tls(authority.identity(), protocols: spoken.map { [$0] } ?? [])) { .ok(body: $0.path) }
    #expect(try await client.get(origin.url("/feed")).body == Array("/feed".utf8))
    #expect(origin.requests.map(\.version) == [spoken == "h2" ? "2" : "1.1"])
    let stranger = try await makeClient().failure(origin.url("/feed"))
    #expect(stranger.message.contains("has a certificate of an authority unknown here"), "\(stranger)")
    #expect(origin.requests.count == 1)
  }

  @Test(
    arguments: [
      (TestAuthority.Flaw.expired, "has a certificate that has expired; its operator has to renew it"),
      (.notYetValid, "has a certificate that is not valid yet; is this machine's clock right?"),
      (.otherHost, "has a certificate for another host name"),
      (.selfSigned, "has a self-signed certificate, which no authority vouches for"),
      (.unknownAuthority, "has a certificate of an authority unknown here"),
    ])
  func `a bad certificate is told by what is bad, and gets no request`(
    flaw: TestAuthority.Flaw, sentence: String
  ) async throws {
    let origin = try TestOrigin(.tls(authority.identity(flaw))) { _ in .ok() }
    let failure = try await client.failure(origin.url("/feed?key=hidden")) {
      $0.credential = .bearer(token: "secret")
    }
    #expect(failure.code == .tls)
    // GnuTLS does not tell a certificate that vouches for itself from one of a stranger.
    let sentences = [sentence] + (flaw == .selfSigned ? ["has a certificate of an authority unknown here"] : [])
    #expect(sentences.contains { failure.message.hasPrefix(origin.url("/feed?key=… ") + $0) }, "\(failure)")
    #expect(failure.isRetryable)
    #expect(origin.requests.isEmpty)
    #expect(origin.connections == 1, "it is not tried again with less care")
  }

  @Test func `a handshake that fails is told by how it fails`() async throws {
    let cases: [(TestOrigin.Security, String)] = [
      (.none, "does not speak TLS at this port; its address may begin with http instead"),
      (.hangUp, "broke off the TLS handshake"),
      (.oldTLS(try authority.identity()), "speaks only versions or ciphers of TLS that are too old to be trusted"),
    ]
    for (security, sentence) in cases {
      let origin = try TestOrigin(security) { _ in .ok() }
      let url = "https://127.0.0.1:\(origin.port)/"
      let failure = try await client.failure(url)
      #expect(failure.code == .tls)
      #expect(failure.message.hasPrefix("\(url) \(sentence): "), "\(failure)")
      #expect(origin.requests.isEmpty)
      #expect(origin.connections == 1)
    }
  }

  @Test func `nothing older than TLS 1_2 is offered, whatever the system would allow`() async throws {
    let origin = try TestOrigin(.hangUp) { _ in .ok() }
    _ = try await client.failure(origin.url())
    let hello = origin.hello
    // The extension `supported_versions` (RFC 8446 section 4.2.1): 43, its size, the list's size, the versions.
    let start = try #require(
      hello.indices.dropLast(5).first { place in
        hello[place] == 0 && hello[place + 1] == 43 && hello[place + 2] == 0 && hello[place + 3] == hello[place + 4] + 1
      })
    let versions = Array(hello[(start + 5)...].prefix(Int(hello[start + 4])))
    #expect(versions.count >= 2)
    for place in stride(from: 0, to: versions.count - 1, by: 2) {
      #expect(versions[place] > 3 || versions[place + 1] >= 3, "TLS 1.\(Int(versions[place + 1]) - 1)")
    }
  }

  @Test func `a handshake that never ends is given up`() async throws {
    let origin = try TestOrigin(.silent) { _ in .ok() }
    let limits = TransportLimits(connectTimeoutMilliseconds: 200, totalTimeoutMilliseconds: 20_000)
    let failure = try await makeClient(limits: limits, caFile: authority.file).failure(origin.url())
    #expect(failure.code == .timeout)
    #expect(failure.message.contains("gave no connection within"), "\(failure)")
  }

  /// What OpenSSL 1.1 and GnuTLS say for the same.
  @Test(
    arguments: [
      ("SSL certificate problem: self signed certificate in certificate chain", TLSFailure.selfSigned),
      ("SSL certificate problem: unable to get issuer certificate", .unknownAuthority),
      ("SSL: certificate subject name (a.example) does not match target host name 'b.example'", .otherHost),
      ("gnutls_handshake() failed: An unexpected TLS packet was received.", .notTLS),
      ("gnutls_handshake() failed: A packet with illegal or unsupported version was received.", .outdated),
      ("server certificate verification failed. certificate not activated yet", .notYetValid),
      ("something never seen before", .other), ("", .other),
    ])
  func `other words for the same failure are known`(reason: String, meaning: TLSFailure) {
    #expect(TLSFailure(reason: reason) == meaning)
  }

  @Test(arguments: [
    (1 << 10 | 2, TLSFailure.expired), (1 << 9 | 2, .notYetValid), (1 << 6 | 2, .unknownAuthority),
    (1 << 10 | 1 << 6 | 2, .expired), (2, .other),
  ])
  func `where GnuTLS names no cause its flags do`(flags: Int, meaning: TLSFailure) {
    let reason = "server certificate verification failed. CAfile: /a CRLfile: none"
    #expect(TLSFailure(reason: reason, verification: flags) == meaning)
  }

  @Test func `a body may end with TLS's goodbye, and not before its length is reached`() async throws {
    let origin = try TestOrigin(.tls(authority.identity(), protocols: [])) {
      $0.path == "/whole"
        ? .raw("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n<rss>")
        : .ok(body: "<rss></rss>", delivery: .cut(afterBytes: 5, reset: $0.path == "/reset"))
    }
    #expect(try await client.get(origin.url("/whole")).body == Array("<rss>".utf8))
    #expect([.protocolError, .connectionLost].contains(try await client.failure(origin.url("/cut")).code))
    #expect(try await client.failure(origin.url("/reset")).code == .connectionLost)
  }

  @Test func `what belongs to an https origin does not follow a redirect to http, nor the other way`() async throws {
    for isDowngrade in [true, false] {
      let plain = TestOrigin.Security.none
      let secure = TestOrigin.Security.tls(try authority.identity())
      let target = try TestOrigin(isDowngrade ? plain : secure) { _ in .ok(body: "there") }
      let elsewhere = target.url("/feed")
      let origin = try TestOrigin(isDowngrade ? secure : plain) { _ in .redirect(301, to: elsewhere) }
      let response = try await client.get(origin.url("/feed")) {
        $0.credential = .basic(user: "reader", password: "sesame")
        $0.validators = Validators(etag: "\"a\"", lastModified: "yesterday")
        $0.headers = [("X-Key", "secret")]
      }
      #expect(response.body == Array("there".utf8))
      #expect(origin.requests[0]["Authorization"] != nil && origin.requests[0]["If-None-Match"] == "\"a\"")
      for name in ["Authorization", "If-None-Match", "If-Modified-Since", "X-Key"] {
        #expect(target.requests[0][name] == nil, "\(name) crossed to \(elsewhere)")
      }
    }
  }

  @Test func `one host in http and in https is two origins`() throws {
    #expect(try address("http://news.example/").origin != address("https://news.example/").origin)
    #expect(try address("http://news.example:443/").origin != address("https://news.example/").origin)
  }
}
