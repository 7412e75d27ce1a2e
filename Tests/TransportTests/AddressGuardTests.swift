// The guard: every range that is not the public internet, every spelling, and what the allow list opens.

import News
import Testing
import TestOrigin
@testable import Transport

@Suite struct AddressGuardTests {
  /// First and last address of each range refused, with a word of what it is.
  @Test(
    arguments: [
      ("0.0.0.0", "0.255.255.255", "this network"), ("10.0.0.0", "10.255.255.255", "private"),
      ("100.64.0.0", "100.127.255.255", "CGNAT"), ("127.0.0.0", "127.255.255.255", "loopback"),
      ("169.254.0.0", "169.254.255.255", "metadata"), ("172.16.0.0", "172.31.255.255", "private"),
      ("192.0.0.0", "192.0.0.255", "protocols"), ("192.0.2.0", "192.0.2.255", "documentation"),
      ("192.88.99.0", "192.88.99.255", "6to4"), ("192.168.0.0", "192.168.255.255", "private"),
      ("198.18.0.0", "198.19.255.255", "benchmarking"), ("198.51.100.0", "198.51.100.255", "documentation"),
      ("203.0.113.0", "203.0.113.255", "documentation"), ("224.0.0.0", "239.255.255.255", "multicast"),
      ("240.0.0.0", "255.255.255.255", "broadcast"), ("::", "::", "unspecified"), ("::1", "::1", "loopback"),
      ("::2", "::ffff:ffff", "compatible"), ("::ffff:8.8.8.8", "::ffff:1.1.1.1", "mapped"),
      ("64:ff9b::808:808", "64:ff9b::101:101", "NAT64"), ("64:ff9b:1::", "64:ff9b:1:ffff::", "NAT64"),
      ("100::", "100::ffff", "discard"), ("100:0:0:1::", "100:0:0:1::1", "dummy"),
      ("2001::", "2001:0:ffff::", "Teredo"),
      ("2001:2::", "2001:2:0:ffff::", "benchmarking"), ("2001:10::", "2001:1f:ffff::", "ORCHID"),
      ("2001:100::", "2001:1ff:ffff::", "protocols"), ("2001:db8::", "2001:db8:ffff::", "documentation"),
      ("2002:808:808::", "2002:101:101::", "6to4"), ("3fff::", "3fff:fff:ffff::", "documentation"),
      ("5f00::", "5f00:ffff::", "segment"), ("fc00::", "fdff:ffff::", "unique local"),
      ("fe80::", "febf:ffff::", "link-local"), ("fec0::", "feff:ffff::", "site-local"),
      ("ff00::", "ffff:ffff::", "multicast"), ("4000::", "1000::", "not allocated"),
    ])
  func `ranges that are not the public internet are refused`(first: String, last: String, kind: String) throws {
    for text in [first, last] {
      let verdict = AddressGuard().verdict(try #require(IPAddress(text)), port: 80, host: text)
      guard case .refused(let found) = verdict else {
        Issue.record("\(text) is let through")
        continue
      }
      #expect(found.contains(kind))
    }
  }

  @Test(
    arguments: [
      "1.0.0.0", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0",
      "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0", "192.0.1.0", "192.167.255.255", "192.169.0.0",
      "198.17.255.255", "198.20.0.0", "223.255.255.255", "8.8.8.8", "2001:200::", "2001:4860:4860::8888", "2003::",
      "2620:fe::fe", "2a00::1", "3ffe::1",
    ])
  func `public addresses pass`(text: String) throws {
    #expect(AddressGuard().verdict(try #require(IPAddress(text)), port: 443, host: "news.example") == .allowed)
  }

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

  /// The measured cases of the guard, as whole fetches against an origin that must never hear of them.
  @Test(
    arguments: [
      "127.0.0.1", "localhost", "2130706433", "0177.0.0.1", "127.1", "0x7f000001", "0.0.0.0", "[::1]", "[::]",
      "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "169.254.169.254",
      "example.com@127.0.0.1", "LOCALHOST", "a.localhost",
    ])
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
