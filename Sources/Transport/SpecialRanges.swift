// The address ranges that are not the public internet, after the IANA special-purpose registries.

/// Ranges no feed is served from, with what they are. The few addresses inside them that are globally reachable (PCP,
/// TURN and DNS-SD anycast, AMT, ORCHID, DRIP) serve no pages and are not excepted.
enum SpecialRanges {
  /// The range an address falls into, as words for a message; nil for public unicast addresses.
  static func kind(of address: IPAddress) -> String? {
    let table = address.width == 32 ? v4 : v6
    if let found = table.first(where: { $0.range.contains(address) }) { return found.kind }
    return address.width == 128 && !globalUnicast.contains(address) ? "not allocated as global unicast" : nil
  }

  /// IANA IPv4 Special-Purpose Address Registry (RFC 6890), and multicast (RFC 5771).
  private static let v4 = table([
    ("0.0.0.0/8", "this network"),
    ("10.0.0.0/8", "private"),
    ("100.64.0.0/10", "shared by carriers (CGNAT)"),
    ("127.0.0.0/8", "loopback"),
    ("169.254.0.0/16", "link-local, cloud metadata included"),
    ("172.16.0.0/12", "private"),
    ("192.0.0.0/24", "reserved for protocols"),
    ("192.0.2.0/24", "documentation"),
    ("192.88.99.0/24", "6to4 relay"),
    ("192.168.0.0/16", "private"),
    ("198.18.0.0/15", "benchmarking"),
    ("198.51.100.0/24", "documentation"),
    ("203.0.113.0/24", "documentation"),
    ("224.0.0.0/4", "multicast"),
    ("240.0.0.0/4", "reserved, broadcast included"),
  ])

  /// IANA IPv6 Special-Purpose Address Registry, deprecated forms and multicast (RFC 4291); narrower ranges first.
  private static let v6 = table([
    ("::1/128", "loopback"),
    ("::/128", "unspecified"),
    ("::ffff:0:0/96", "IPv4-mapped"),
    ("::/96", "IPv4-compatible"),
    ("64:ff9b::/96", "NAT64"),
    ("64:ff9b:1::/48", "local NAT64"),
    ("100::/64", "discard-only"),
    ("100:0:0:1::/64", "dummy prefix"),
    ("2001::/32", "Teredo"),
    ("2001:2::/48", "benchmarking"),
    ("2001:10::/28", "ORCHID"),
    ("2001::/23", "reserved for protocols"),
    ("2001:db8::/32", "documentation"),
    ("2002::/16", "6to4"),
    ("3fff::/20", "documentation"),
    ("5f00::/16", "segment routing"),
    ("fc00::/7", "private (unique local)"),
    ("fe80::/10", "link-local"),
    ("fec0::/10", "site-local"),
    ("ff00::/8", "multicast"),
  ])

  /// All that IANA hands out as global unicast (RFC 4291 section 2.4).
  private static let globalUnicast = AddressRange("2000::/3")!

  private static func table(_ rows: [(String, String)]) -> [(range: AddressRange, kind: String)] {
    rows.map { (AddressRange($0.0)!, $0.1) }
  }
}
