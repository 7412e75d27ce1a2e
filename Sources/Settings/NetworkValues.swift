// Values of the network group that have a form of their own.
import Glibc
import News

/// Checks of form; nothing is looked up.
enum NetworkValues {
  /// A proxy's address with a scheme libcurl knows and a host.
  static func proxy(_ text: String) -> String? {
    let reference = AddressReference(text)
    guard let scheme = reference.scheme, ["http", "https", "socks4", "socks4a", "socks5", "socks5h"].contains(scheme),
      let authority = reference.authority, WebAddress("http://" + authority) != nil
    else { return nil }
    return text
  }

  /// Whether the text is an IPv4 or IPv6 address, a range of them, or a host name (RFC 1123).
  static func isAllowable(_ text: String) -> Bool {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count <= 2 else { return false }
    let bits = isAddress(parts[0], AF_INET) ? 32 : isAddress(parts[0], AF_INET6) ? 128 : nil
    if parts.count == 2 {
      guard let bits, let prefix = Int(parts[1]), parts[1].utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) else {
        return false
      }
      return prefix <= bits
    }
    return bits != nil || isHost(text)
  }

  private static func isAddress(_ text: String, _ family: Int32) -> Bool {
    var buffer = in6_addr()
    return inet_pton(family, text, &buffer) == 1
  }

  private static func isHost(_ text: String) -> Bool {
    guard text.utf8.count <= 253 else { return false }
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    // A last label of digits would be a mistyped address.
    guard let last = labels.last, !last.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return false }
    return labels.allSatisfy { label in
      (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
        && label.utf8.allSatisfy { ($0 | 32) >= 97 && ($0 | 32) <= 122 || $0 >= 48 && $0 <= 57 || $0 == 45 }
    }
  }
}
