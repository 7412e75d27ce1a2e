// Addresses that can be asked for over HTTP, their canonical form, and the form that may be shown.

/// An absolute `http` or `https` address with a host.
public struct WebAddress: Hashable, Sendable, Codable, CustomStringConvertible {
  /// `http` or `https`.
  public let scheme: String
  /// User name and password as written before `@`; never shown, logged or bundled.
  public let userinfo: String?
  /// The host in lower case; IPv6 addresses keep their brackets.
  public let host: String
  /// The port where it is not the scheme's own.
  public let port: Int?
  /// The path, at least `/`, dot segments resolved.
  public let path: String
  /// What follows `?`.
  public let query: String?
  /// What follows `#`.
  public let fragment: String?

  /// Reads an absolute address, or a reference against a base; nil unless the result is http(s) with a usable host.
  public init?(_ text: String, base: WebAddress? = nil) {
    let reference =
      base.map { AddressReference(text, assuming: $0.scheme).resolved(against: $0.reference) }
      ?? AddressReference(text)
    self.init(reference)
  }

  /// Checks a resolved reference.
  public init?(_ reference: AddressReference) {
    guard let scheme = reference.scheme, scheme == "http" || scheme == "https", let authority = reference.authority
    else { return nil }
    let bytes = authority.utf8
    var host = authority[...]
    var userinfo: String?
    if let at = bytes.lastIndex(of: UInt8(ascii: "@")) {
      userinfo = String(authority[..<at])
      host = authority[bytes.index(after: at)...]
    }
    var port: Int?
    if let colon = host.utf8.lastIndex(of: UInt8(ascii: ":")), !host.utf8[colon...].contains(UInt8(ascii: "]")) {
      let digits = host[host.utf8.index(after: colon)...]
      if !digits.isEmpty {
        guard digits.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }), let number = Int(digits), (1...65535).contains(number)
        else { return nil }
        port = number
      }
      host = host[..<colon]
    }
    guard !host.isEmpty, host.utf8.count <= 255, Self.isHost(host.utf8) else { return nil }
    self.scheme = scheme
    self.userinfo = userinfo
    self.host = host.utf8.contains { $0 >= 128 || $0 >= 65 && $0 <= 90 } ? host.lowercased() : String(host)
    self.port = port == (scheme == "https" ? 443 : 80) ? nil : port
    path = reference.path.isEmpty ? "/" : AddressReference.withoutDotSegments(reference.path)
    query = reference.query
    fragment = reference.fragment
  }

  /// Whether the bytes may be a host: an IPv6 address in brackets (RFC 3986, section 3.2.2), or a name or IPv4 address
  /// without any of the characters that end one (WHATWG URL, forbidden host code points).
  private static func isHost(_ host: Substring.UTF8View) -> Bool {
    if host.first == UInt8(ascii: "[") {
      return host.last == UInt8(ascii: "]") && host.count > 3
        && host.dropFirst().dropLast().allSatisfy {
          $0 >= 48 && $0 <= 58 || ($0 | 32) >= 97 && ($0 | 32) <= 102 || $0 == UInt8(ascii: ".")
        }
    }
    return host.allSatisfy { byte in
      switch byte {
      case 0...32, UInt8(ascii: "%"), UInt8(ascii: "/"), UInt8(ascii: "\\"), UInt8(ascii: "?"), UInt8(ascii: "#"),
        UInt8(ascii: "@"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "^"), UInt8(ascii: "|"),
        UInt8(ascii: "`"),
        UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "\""), UInt8(ascii: ":"), UInt8(ascii: "["),
        UInt8(ascii: "]"), 127:
        false
      default: true
      }
    }
  }

  private init(_ other: WebAddress, userinfo: String?, query: String?, fragment: String?) {
    scheme = other.scheme
    self.userinfo = userinfo
    host = other.host
    port = other.port
    path = other.path
    self.query = query
    self.fragment = fragment
  }

  /// The address as a reference, for resolving others against it.
  public var reference: AddressReference { AddressReference(string) }

  /// The whole address, user name and password included: for making a request, not for showing.
  public var string: String { text(userinfo: userinfo, query: query, fragment: fragment) }

  /// The address without user name and password.
  public var description: String { text(userinfo: nil, query: query, fragment: fragment) }

  /// Scheme, host and port (RFC 6454): what credentials and politeness belong to.
  public var origin: String { "\(scheme)://\(host)" + (port.map { ":\($0)" } ?? "") }

  /// The address for logs: no user name or password, no query values.
  public var redacted: String {
    let names = query.map { query in
      query.split(separator: "&").map { pair in
        pair.contains("=") ? pair.prefix { $0 != "=" } + "=…" : "…"
      }.joined(separator: "&")
    }
    return text(userinfo: nil, query: names, fragment: nil)
  }

  /// The address an article is known by: no user name, fragment or tracking parameters.
  public var canonical: WebAddress {
    let kept = query?.split(separator: "&").filter { !Self.isTracking($0) }.joined(separator: "&")
    let bang = fragment?.hasPrefix("!") == true ? fragment : nil
    return WebAddress(self, userinfo: nil, query: kept?.isEmpty == false ? kept : nil, fragment: bang)
  }

  /// What two spellings of one address share: the canonical form without scheme, `www.` and trailing slash.
  public var identityKey: String {
    let canonical = canonical
    let bare = host.hasPrefix("www.") ? String(host.dropFirst(4)) : host
    let trimmed = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    return bare + (port.map { ":\($0)" } ?? "") + trimmed + (canonical.query.map { "?" + $0 } ?? "")
      + (canonical.fragment.map { "#" + $0 } ?? "")
  }

  /// Whether both are of one site: the same host, but for `www.` and subdomains of one of them.
  public func isSameSite(as other: WebAddress) -> Bool {
    func bare(_ host: String) -> String { host.hasPrefix("www.") ? String(host.dropFirst(4)) : host }
    let (a, b) = (bare(host), bare(other.host))
    return a == b || a.hasSuffix("." + b) || b.hasSuffix("." + a)
  }

  private func text(userinfo: String?, query: String?, fragment: String?) -> String {
    "\(scheme)://" + (userinfo.map { $0 + "@" } ?? "") + host + (port.map { ":\($0)" } ?? "") + path
      + (query.map { "?" + $0 } ?? "") + (fragment.map { "#" + $0 } ?? "")
  }

  /// Parameters that say how a reader came, not what is read.
  private static func isTracking(_ pair: Substring) -> Bool {
    let name = pair.prefix { $0 != "=" }.lowercased()
    return name.hasPrefix("utm_") || name.hasPrefix("at_") || name.hasPrefix("mc_") || name.hasPrefix("pk_")
      || name.hasPrefix("ns_") || trackingNames.contains(name)
  }
  private static let trackingNames: Set<String> = [
    "fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "twclid", "yclid", "igshid", "ncid", "cmpid", "icid",
    "smid", "sref", "ocid", "wt_mc", "xtor", "s_cid", "_ga", "vero_id", "spm",
  ]

  /// Reads the address from one string.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let address = WebAddress(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an http(s) address")
    }
    self = address
  }

  /// Writes the address, without user name and password, as one string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
