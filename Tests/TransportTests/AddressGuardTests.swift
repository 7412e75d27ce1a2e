// The guard: spellings of addresses, and what the allow list opens.

import News
import Testing
import TestOrigin
@testable import Transport

@Suite struct AddressGuardTests {
  @Test(
    arguments: [
      (["127.0.0.1"], "127.0.0.1", 80, "x", true), (["127.0.0.1"], "127.0.0.2", 80, "x", false),
      (["127.0.0.0/8"], "127.9.9.9", 80, "x", true), (["127.0.0.1"], "::ffff:127.0.0.1", 80, "x", true),
      (["127.0.0.1:8080"], "127.0.0.1", 8080, "x", true), (["127.0.0.1:8080"], "127.0.0.1", 80, "x", false),
      (["10.0.0.0/8:3000"], "10.1.2.3", 3000, "x", true), (["10.0.0.0/8:3000"], "10.1.2.3", 22, "x", false),
      (["[::1]:8080"], "::1", 8080, "x", true), (["::1"], "::1", 1, "x", true), (["[::1]:8080"], "::1", 80, "x", false),
      (["Bridge.local"], "192.168.1.5", 80, "bridge.local", true),
      (["bridge.local"], "192.168.1.5", 80, "other.local", false),
      (["bridge.local:81"], "192.168.1.5", 80, "bridge.local", false),
      (["64:ff9b::/96"], "64:ff9b::808:808", 80, "x", true), (["64:ff9b::/96"], "64:ff9b::7f00:1", 80, "x", false),
      (["2002::/16"], "2002:a00:1::", 80, "x", false), (["fd00::/8"], "fd12::1", 80, "x", true),
      (["10.0.0.0/8"], "169.254.169.254", 80, "x", false), ([], "127.0.0.1", 80, "localhost", false),
    ])
  func `the allow list opens what it names and nothing more`(
    allow: [String], text: String, port: Int, host: String, passes: Bool
  ) throws {
    let verdict = try AddressGuard(allow: allow).verdict(try #require(IPAddress(text)), port: port, host: host)
    #expect((verdict == .allowed) == passes)
  }

  @Test(arguments: [
    "", "10.0.0.0/33", "10.0.0.0/", "host:0", "host:99999", "http://host/", "a b", "host:x", "[::1", "::/129",
  ])
  func `an allow list that cannot be read is refused`(entry: String) {
    #expect(throws: Refusal.self) { try AddressGuard(allow: [entry]) }
  }

  @Test(
    arguments: [
      ("127.0.0.1", "127.0.0.1"), ("2130706433", "127.0.0.1"), ("0177.0.0.1", "127.0.0.1"), ("127.1", "127.0.0.1"),
      ("0x7f000001", "127.0.0.1"), ("0", "0.0.0.0"), ("10.513", "10.0.2.1"), ("[::1]", "::1"),
      ("[fe80::1%25eth0]", "fe80::1"),
      ("256.1.1.1", nil), ("1.2.3.4.5", nil), ("news.example", nil), ("", nil), ("1..2", nil), ("08", nil),
    ])
  func `hosts written as numbers are the addresses they mean`(host: String, address: String?) {
    #expect(IPAddress(host: host)?.description == address)
  }

  /// Besides the measured ones of `GuardCaseTests`.
  @Test(arguments: ["[::]", "[2002:7f00:1::]", "[2a00::5efe:7f00:1]", "LOCALHOST", "a.localhost", "0", "017700000001"])
  func `inward addresses are refused before a socket opens, however they are spelled`(host: String) async throws {
    let origin = try TestOrigin { _ in .ok() }
    let failure = try await makeClient(allow: []).failure("http://\(host):\(origin.port)/")
    #expect(failure.code == .blockedByPolicy, "\(failure)")
    #expect(!failure.isRetryable)
    #expect(failure.message.contains("blocked by policy"))
    #expect(origin.requests.isEmpty)
  }

  @Test(arguments: [
    "file:///etc/passwd", "FILE:///etc/passwd", "gopher://127.0.0.1:25/", "ftp://127.0.0.1/", "dict://x/",
  ])
  func `only http and https can be asked for at all`(url: String) { #expect(WebAddress(url) == nil) }

  @Test func `the port of an exception is the port asked for`() async throws {
    let origin = try TestOrigin { _ in .ok() }
    let other = try TestOrigin { _ in .ok() }
    let client = try makeClient(allow: ["127.0.0.1:\(origin.port)"])
    #expect(try await client.get(origin.url()).status == 200)
    #expect(try await client.failure(other.url()).code == .blockedByPolicy)
    #expect(other.requests.isEmpty)
  }

  @Test func `behind a proxy inward hosts are refused by name, and the proxy itself is reached`() async throws {
    let proxy = try TestOrigin { .ok(body: $0.target) }
    let client = try HTTPClient(guard: AddressGuard(), userAgent: "Newsfold/1.0", proxy: proxy.url())
    let response = try await client.get("http://news.example/feed")
    #expect(response.body == Array("http://news.example/feed".utf8))
    for host in ["127.0.0.1", "localhost", "127.1", "[::1]", "10.0.0.1", "a.localhost."] {
      #expect(try await client.failure("http://\(host)/").code == .blockedByPolicy)
    }
    #expect(proxy.requests.count == 1)
  }
}
