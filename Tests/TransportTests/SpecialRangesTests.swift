// Every range of the IANA special-purpose registries at its edges: first, last, one before, one after.

import News
import Testing

@testable import Transport

@Suite struct SpecialRangesTests {
  /// What is around a range: the public internet, or what else.
  struct Row: Sendable, CustomTestStringConvertible {
    var range: String
    var kind: String
    var before: String?
    var after: String?
    var testDescription: String { range }

    init(_ range: String, _ kind: String, before: String? = nil, after: String? = nil) {
      self.range = range
      self.kind = kind
      self.before = before
      self.after = after
    }
  }

  static let v4 = [
    Row("0.0.0.0/8", "this network"), Row("10.0.0.0/8", "private"), Row("100.64.0.0/10", "CGNAT"),
    Row("127.0.0.0/8", "loopback"), Row("169.254.0.0/16", "link-local"), Row("172.16.0.0/12", "private"),
    Row("192.0.0.0/24", "protocols"), Row("192.0.2.0/24", "documentation"), Row("192.88.99.0/24", "6to4"),
    Row("192.168.0.0/16", "private"), Row("198.18.0.0/15", "benchmarking"), Row("198.51.100.0/24", "documentation"),
    Row("203.0.113.0/24", "documentation"), Row("224.0.0.0/4", "multicast", after: "reserved"),
    Row("240.0.0.0/4", "reserved", before: "multicast"),
  ]

  static let v6 = [
    Row("::/128", "unspecified", after: "loopback"),
    Row("::1/128", "loopback", before: "unspecified", after: "compatible"),
    Row("::/96", "", after: "not allocated"),
    Row("::ffff:0:0/96", "IPv4-mapped", before: "not allocated", after: "not allocated"),
    Row("64:ff9b::/96", "", before: "not allocated", after: "not allocated"),
    Row("64:ff9b:1::/48", "local NAT64", before: "not allocated", after: "not allocated"),
    Row("100::/64", "discard", before: "not allocated", after: "dummy"),
    Row("100:0:0:1::/64", "dummy", before: "discard", after: "not allocated"),
    Row("2001::/23", ""), Row("2001::/32", "Teredo", after: "protocols"),
    Row("2001:2::/48", "benchmarking", before: "protocols", after: "protocols"),
    Row("2001:10::/28", "ORCHID", before: "protocols", after: "protocols"), Row("2001:db8::/32", "documentation"),
    Row("2002::/16", ""), Row("3fff::/20", "documentation"),
    Row("5f00::/16", "segment", before: "not allocated", after: "not allocated"),
    Row("fc00::/7", "unique local", before: "not allocated", after: "not allocated"),
    Row("fe80::/10", "link-local", before: "not allocated", after: "site-local"),
    Row("fec0::/10", "site-local", before: "link-local", after: "multicast"),
    Row("ff00::/8", "multicast", before: "site-local"),
    Row("::/3", "", after: nil), Row("4000::/2", "not allocated", after: "not allocated"),
  ]

  @Test(arguments: v4 + v6)
  func `a range begins and ends where its registry says`(row: Row) throws {
    let range = try #require(AddressRange(row.range))
    let width = range.base.width
    let size = UInt128(1) << UInt128(width - range.prefix)
    let most = width == 32 ? UInt128(UInt32.max) : .max
    let first = range.base.value
    let last = first &+ (size &- 1)
    expect(first, width, row.kind)
    expect(last, width, row.kind)
    if first > 0 { expect(first - 1, width, row.before) }
    if last < most { expect(last + 1, width, row.after) }
  }

  /// Nil for an address that may be connected to.
  private func expect(_ value: UInt128, _ width: Int, _ kind: String?) {
    let address = width == 32 ? IPAddress(v4: UInt32(value)) : IPAddress(v6: value)
    let verdict = AddressGuard().verdict(address, port: 443, host: "news.example")
    switch (verdict, kind) {
    case (.allowed, nil): break
    case (.refused(let found), let kind?): #expect(found.contains(kind) || kind.isEmpty, "\(address) is \(found)")
    default: Issue.record("\(address) is \(verdict)")
    }
  }

  @Test(
    arguments: [
      "8.8.8.8", "192.0.1.1", "192.31.196.1", "192.52.193.1", "192.175.48.1", "223.255.255.255", "2001:200::",
      "2001:4860:4860::8888", "2003::1", "2606:2800:220:1::1", "2620:4f:8000::1", "2620:fe::fe", "2a00::1", "3ffe::1",
    ])
  func `public addresses pass`(text: String) throws {
    #expect(AddressGuard().verdict(try #require(IPAddress(text)), port: 443, host: "news.example") == .allowed)
  }

  /// Anycast addresses inside the protocols' ranges are global by the registry; no feed lives there.
  @Test(arguments: ["192.0.0.9", "192.0.0.10", "192.0.0.170", "2001:1::1", "2001:3::1", "2001:4:112::1", "2001:20::1"])
  func `the exceptions inside the protocols' ranges are not excepted`(text: String) throws {
    #expect(AddressGuard().verdict(try #require(IPAddress(text)), port: 443, host: "news.example") != .allowed)
  }

  /// What carries an IPv4 address is as inward as that, whatever its prefix and whatever permits the prefix.
  @Test(
    arguments: [
      ("64:ff9b::a00:1", "private"), ("64:ff9b::a9fe:a9fe", "metadata"), ("2002:7f00:1::1", "loopback"),
      ("2002:c0a8:101::1", "private"), ("2a00::5efe:7f00:1", "loopback"), ("2a00::200:5efe:a00:1", "private"),
      ("::ffff:10.0.0.1", "IPv4-mapped"), ("::10.0.0.1", "compatible"),
      ("64:ff9b::808:808", "NAT64"), ("2002:808:808::1", "6to4"), ("2001:0:808:808::1", "Teredo"),
    ])
  func `addresses that carry another are judged by it too`(text: String, kind: String) throws {
    let address = try #require(IPAddress(text))
    guard case .refused(let found) = AddressGuard().verdict(address, port: 80, host: "x") else {
      Issue.record("\(text) is let through")
      return
    }
    #expect(found.contains(kind), "\(found)")
  }

  @Test(arguments: [
    ("64:ff9b::/96", "64:ff9b::a00:1"), ("2002::/16", "2002:a00:1::"), ("2a00::/16", "2a00::5efe:a00:1"),
  ])
  func `a permitted tunnel does not permit what is behind it`(allowed: String, text: String) throws {
    let wall = try AddressGuard(allow: [allowed])
    let address = try #require(IPAddress(text))
    #expect(wall.verdict(address, port: 80, host: "x") == .refused(kind: "private"))
    let both = try AddressGuard(allow: [allowed, "10.0.0.0/8"])
    #expect(both.verdict(address, port: 80, host: "x") == .allowed)
  }

  @Test func `a public address behind ISATAP passes`() throws {
    let address = try #require(IPAddress("2a00::200:5efe:808:808"))
    #expect(AddressGuard().verdict(address, port: 80, host: "x") == .allowed)
  }
}
