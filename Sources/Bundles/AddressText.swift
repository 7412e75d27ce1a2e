// Addresses as bundles may hold them: strict URIs where the schema asks for one, never with a user name or password.
internal import Glibc
internal import News

/// Forms of addresses for files that outlive their feed.
enum AddressText {
  /// An address as a URI by the letter of RFC 3986: whatever may not stand as itself is percent-encoded.
  static func uri(_ address: WebAddress) -> String {
    var host = address.host
    if !isIPv6(host) { host = encoded(host, allowing: "-._~!$&'()*+,;=") }
    return "\(address.scheme)://\(host)" + (address.port.map { ":\($0)" } ?? "")
      + encoded(address.path, allowing: "-._~!$&'()*+,;=:@/%")
      + (address.query.map { "?" + encoded($0, allowing: "-._~!$&'()*+,;=:@/?%") } ?? "")
      + (address.fragment.map { "#" + encoded($0, allowing: "-._~!$&'()*+,;=:@/?%") } ?? "")
  }

  /// The text, without a user name and password where the whole of it is an address of any scheme. Identifiers and even
  /// titles can be addresses.
  static func withoutUserinfo(_ text: String) -> String {
    let bytes = Array(text.utf8)
    // Python's and browsers' URL readers skip leading controls and spaces, and tabs and line ends anywhere.
    guard let slashes = marker(bytes) else { return text }
    let end = bytes[slashes...].firstIndex { "/?#\\".utf8.contains($0) } ?? bytes.endIndex
    guard let at = bytes[slashes..<end].lastIndex(of: UInt8(ascii: "@")) else { return text }
    return String(decoding: bytes[..<slashes] + bytes[(at + 1)...], as: UTF8.self)
  }

  /// The offset after `scheme://`, or after a leading `//`.
  private static func marker(_ bytes: [UInt8]) -> Int? {
    let start = bytes.firstIndex { $0 > 32 } ?? bytes.endIndex
    let seen = bytes.indices[start...].lazy.filter { bytes[$0] != 9 && bytes[$0] != 10 && bytes[$0] != 13 }
    var slashes = 0
    var scheme = true
    for index in seen {
      let byte = bytes[index]
      if byte == UInt8(ascii: "/") {
        slashes += 1
        // Slashes count after the colon, or at the very beginning.
        if slashes == 2 { return scheme && index > start + 1 ? nil : index + 1 }
        if scheme, index != start { return nil }
      } else if slashes > 0 || !scheme {
        return nil
      } else if byte == UInt8(ascii: ":") {
        scheme = false
      } else if !((byte | 32) >= 97 && (byte | 32) <= 122 || "+-.0123456789".utf8.contains(byte)) {
        return nil
      }
    }
    return nil
  }

  private static func isIPv6(_ host: String) -> Bool {
    guard host.hasPrefix("["), host.hasSuffix("]") else { return false }
    var buffer = in6_addr()
    return inet_pton(AF_INET6, String(host.dropFirst().dropLast()), &buffer) == 1
  }

  private static func encoded(_ text: String, allowing marks: String) -> String {
    let bytes = Array(text.utf8)
    let allowed = Array(marks.utf8)
    let digits = Array("0123456789ABCDEF".utf8)
    func isHex(_ index: Int) -> Bool {
      guard index < bytes.count else { return false }
      let byte = bytes[index]
      return byte >= 48 && byte <= 57 || (byte | 32) >= 97 && (byte | 32) <= 102
    }
    var out: [UInt8] = []
    for (index, byte) in bytes.enumerated() {
      let plain = (byte | 32) >= 97 && (byte | 32) <= 122 || byte >= 48 && byte <= 57
      // A percent sign stands only before two hexadecimal digits.
      let stands = byte == UInt8(ascii: "%") ? isHex(index + 1) && isHex(index + 2) : true
      if plain || allowed.contains(byte) && stands {
        out.append(byte)
      } else {
        out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
