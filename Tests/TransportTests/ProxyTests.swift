// The settings' proxy: what it does not do is told as its failure, not as the origin's.

import News
import Testing
import TestOrigin

@testable import Transport

@Suite(.timeLimit(.minutes(1))) struct ProxyTests {
  static let origins = ["https://news.example/feed", "http://news.example/feed"]

  @Test(arguments: origins)
  func `a proxy that does not answer is accused, not the origin`(url: String) async throws {
    let plain = try TestOrigin { _ in .notFound }
    let cases = [
      ("http://127.0.0.1:\(try TestOrigin.unusedPort())", "accepts no connection"),
      ("http://proxy.invalid:3128", "has a name without an address"),
      ("https://127.0.0.1:\(plain.port)", "does not speak TLS at this port"),
      ("socks5h://127.0.0.1:\(plain.port)", "does not do its part"),
      ("foo://127.0.0.1:\(plain.port)", "accepts no connection: Unsupported proxy scheme"),
    ]
    for (proxy, words) in cases {
      let failure = try await client(proxy).failure(url)
      #expect(failure.code == .proxy, "\(failure)")
      #expect(failure.isRetryable)
      #expect(
        failure.message.hasPrefix("\(url) was not reached, because the proxy in the settings \(words)"), "\(failure)")
    }
    #expect(plain.requests.isEmpty)
  }

  @Test(
    arguments: [
      (407, "asks for a user name and password, which belong into its address"),
      (403, "answers 403 when asked to connect"), (502, "answers 502 when asked to connect"),
    ])
  func `a proxy that refuses to connect is accused, not the origin`(status: Int, words: String) async throws {
    let proxy = try TestOrigin { _ in Reply(status: status, headers: [("Proxy-Authenticate", "Basic realm=\"x\"")]) }
    let failure = try await client(proxy.url()).failure("https://news.example/feed")
    #expect(failure.code == .proxy)
    #expect(
      failure.message == "https://news.example/feed was not reached, because the proxy in the settings \(words)")
    #expect(proxy.requests.map(\.method) == ["CONNECT"])
    #expect(proxy.requests[0].target == "news.example:443")
  }

  @Test func `a proxy that hangs up when asked to connect is accused`() async throws {
    let proxy = try TestOrigin { _ in .ok(delivery: .close) }
    let failure = try await client(proxy.url()).failure("https://news.example/")
    #expect(failure.message.contains("the proxy in the settings closed the connection"), "\(failure)")
  }

  @Test func `a proxy that lets nobody connect in time is accused`() async throws {
    let proxy = try TestOrigin { _ in .ok(delivery: .hold) }
    let limits = TransportLimits(connectTimeoutMilliseconds: 200, totalTimeoutMilliseconds: 20_000)
    let failure = try await client(proxy.url(), limits: limits).failure("https://news.example/")
    #expect(failure.message.contains("the proxy in the settings gave no connection in time"), "\(failure)")
  }

  @Test func `407 is the proxy's own answer, other statuses are the origin's`() async throws {
    let proxy = try TestOrigin { Reply(status: $0.target.hasSuffix("/407") ? 407 : 502) }
    let client = try client(proxy.url())
    #expect(try await client.failure("http://news.example/407").code == .proxy)
    #expect(try await client.get("http://news.example/502").status == 502)
    let direct = try TestOrigin { _ in Reply(status: 407) }
    #expect(try await makeClient().get(direct.url()).status == 407)
  }

  @Test func `an answer that ends early behind a proxy does not say whose fault it is`() async throws {
    let proxy = try TestOrigin { _ in .ok(delivery: .close) }
    let failure = try await client(proxy.url()).failure("http://news.example/")
    #expect(failure.code == .connectionLost)
    #expect(failure.message.contains("asked through the proxy in the settings"), "\(failure)")
  }

  @Test func `a proxy is spoken to over TLS where the settings' authorities vouch for it`() async throws {
    let authority = try TestAuthority()
    let proxy = try TestOrigin(.tls(authority.identity(), protocols: [])) { .ok(body: $0.target) }
    let known = try client(proxy.url(), caFile: authority.file)
    #expect(try await known.get("http://news.example/a").body == Array("http://news.example/a".utf8))
    let failure = try await client(proxy.url()).failure("http://news.example/a")
    #expect(failure.code == .proxy)
    #expect(failure.message.contains("proxy in the settings has a certificate of an authority unknown"), "\(failure)")
    #expect(proxy.requests.count == 1)
  }

  @Test func `the proxy's password is shown nowhere`() async throws {
    let proxy = try TestOrigin { _ in Reply(status: 407) }
    for url in Self.origins {
      let failure = try await client("http://reader:sesame@127.0.0.1:\(proxy.port)").failure(url)
      #expect(failure.code == .proxy)
      #expect(!failure.message.contains("sesame") && !failure.message.contains("reader"))
      #expect(proxy.requests.last?["Proxy-Authorization"] == "Basic cmVhZGVyOnNlc2FtZQ==")
    }
  }

  private func client(
    _ proxy: String, limits: TransportLimits = TransportLimits(totalTimeoutMilliseconds: 20_000), caFile: String? = nil
  ) throws -> HTTPClient {
    try HTTPClient(limits: limits, guard: AddressGuard(), userAgent: "Newsfold/1.0", proxy: proxy, caFile: caFile)
  }
}
