// How an origin is reached or not: names without an address, IPv6, and a host of which one address is dead.

import News
import Testing
import TestOrigin

@testable import Transport

@Suite(.timeLimit(.minutes(1))) struct ReachTests {
  @Test func `a name without an address is told as such`() async throws {
    let failure = try await makeClient().failure("http://feed.invalid/rss?key=hidden")
    #expect(failure.code == .dns)
    #expect(
      failure.message.hasPrefix("http://feed.invalid/rss?key=… cannot be reached, its host name has no address: "),
      "\(failure)")
    #expect(failure.isRetryable)
  }

  @Test func `a port where nobody listens is told as such`() async throws {
    let url = "http://127.0.0.1:\(try TestOrigin.unusedPort())/"
    let failure = try await makeClient().failure(url)
    #expect(failure.code == .connect)
    #expect(failure.message.hasPrefix("\(url) accepts no connection: "), "\(failure)")
  }

  @Test(.enabled(if: TestOrigin.hasIPv6, "this machine has no IPv6 loopback address"))
  func `an origin is reached over IPv6`() async throws {
    let origin = try TestOrigin(on: .v6) { .ok(body: $0["Host"] ?? "") }
    let client = try makeClient(allow: ["::1"])
    #expect(try await client.get(origin.url()).body == Array("[::1]:\(origin.port)".utf8))
    #expect(try await makeClient().failure(origin.url()).code == .blockedByPolicy)
    #expect(origin.requests.count == 1)
  }

  /// libcurl itself knows both addresses of `localhost`, and asks no resolver.
  @Test(
    .enabled(if: TestOrigin.hasIPv6, "this machine has no IPv6 loopback address"),
    arguments: TestOrigin.Family.allCases)
  func `a host that listens to one address only is reached`(family: TestOrigin.Family) async throws {
    let (origin, other) = try TestOrigin.alone(on: family) { _ in .ok(body: "here") }
    let client = try makeClient(allow: ["127.0.0.1", "::1"])
    for _ in 0..<3 { #expect(try await client.get("http://localhost:\(origin.port)/").body == Array("here".utf8)) }
    #expect(origin.connections == 1)
    withExtendedLifetime(other) {}
  }

  @Test(.enabled(if: TestOrigin.hasIPv6, "this machine has no IPv6 loopback address"))
  func `a host one of whose addresses is forbidden is reached by the other, and told by the failure of that`()
    async throws
  {
    let origin = try TestOrigin { _ in .ok(body: "here") }
    let client = try makeClient(allow: ["127.0.0.1"])
    #expect(try await client.get("http://localhost:\(origin.port)/").status == 200)
    let failure = try await client.failure("http://localhost:\(try TestOrigin.unusedPort())/")
    #expect(failure.code == .connect, "\(failure)")
  }

  @Test(.enabled(if: TestOrigin.hasIPv6, "this machine has no IPv6 loopback address"))
  func `an address that swallows connections does not keep from the other`() async throws {
    let origin = try TestOrigin { _ in .ok(body: "here") }
    let hole = try DeafListener(on: .v6, port: origin.port)
    let client = try makeClient(allow: ["127.0.0.1", "::1"])
    #expect(try await client.get("http://localhost:\(origin.port)/").body == Array("here".utf8))
    let limits = TransportLimits(connectTimeoutMilliseconds: 300)
    let failure = try await makeClient(limits: limits, allow: ["::1"]).failure("http://[::1]:\(origin.port)/")
    #expect(failure.code == .timeout, "\(failure)")
    withExtendedLifetime(hole) {}
  }
}
