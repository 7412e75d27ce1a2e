// IP addresses as numbers, and ranges of them.

internal import CCurl
import Glibc

/// An IPv4 or IPv6 address.
public struct IPAddress: Hashable, Sendable, CustomStringConvertible {
  /// The address as a number; IPv4 in the low 32 bits.
  let value: UInt128
  /// 32 or 128.
  let width: Int

  init(v4 value: UInt32) {
    self.value = UInt128(value)
    width = 32
  }

  init(v6 value: UInt128) {
    self.value = value
    width = 128
  }

  /// Reads dotted-quad IPv4 or RFC 4291 IPv6 text, brackets and zone allowed; nil for anything else.
  public init?(_ text: String) {
    var text = text
    if text.hasPrefix("["), text.hasSuffix("]") { text = String(text.dropFirst().dropLast()) }
    if let zone = text.firstIndex(of: "%") { text = String(text[..<zone]) }
    var four = in_addr()
    var six = in6_addr()
    if inet_pton(AF_INET, text, &four) == 1 {
      self.init(v4: UInt32(bigEndian: four.s_addr))
    } else if inet_pton(AF_INET6, text, &six) == 1 {
      self.init(v6: withUnsafeBytes(of: &six) { UInt128(bigEndian: $0.loadUnaligned(as: UInt128.self)) })
    } else {
      return nil
    }
  }

  /// The address in a socket address; nil for other families.
  init?(_ address: UnsafePointer<sockaddr>) {
    switch Int32(address.pointee.sa_family) {
    case AF_INET:
      self = address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
        IPAddress(v4: UInt32(bigEndian: $0.pointee.sin_addr.s_addr))
      }
    case AF_INET6:
      self = address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { pointer in
        withUnsafeBytes(of: pointer.pointee.sin6_addr) {
          IPAddress(v6: UInt128(bigEndian: $0.loadUnaligned(as: UInt128.self)))
        }
      }
    default: return nil
    }
  }

  /// The address that a host spelled in numbers means to `inet_aton(3)`, as libcurl reads it: `127.1`, `0x7f000001`
  /// and `2130706433` are all 127.0.0.1. Nil for names.
  init?(host: String) {
    if let address = IPAddress(host) {
      self = address
      return
    }
    var parts: [UInt64] = []
    for part in host.split(separator: ".", omittingEmptySubsequences: false) {
      let number: UInt64? =
        if part.hasPrefix("0x") {
          UInt64(part.dropFirst(2), radix: 16)
        } else if part.hasPrefix("0"), part.count > 1 {
          UInt64(part.dropFirst(), radix: 8)
        } else {
          part.first?.isASCII == true && part.first?.isNumber == true ? UInt64(part) : nil
        }
      guard let number else { return nil }
      parts.append(number)
    }
    guard (1...4).contains(parts.count), parts.dropLast().allSatisfy({ $0 < 256 }) else { return nil }
    let tailBits = UInt64(8 * (5 - parts.count))
    guard parts[parts.count - 1] < 1 << tailBits else { return nil }
    var value = parts[parts.count - 1]
    for (index, part) in parts.dropLast().enumerated() { value |= part << UInt64(24 - 8 * index) }
    self.init(v4: UInt32(value))
  }

  /// The IPv4 address the kernel means by `::ffff:a.b.c.d`.
  var mapped: IPAddress? {
    width == 128 && value >> 32 == 0xFFFF ? IPAddress(v4: UInt32(truncatingIfNeeded: value)) : nil
  }

  /// The IPv4 address a translator or tunnel would turn this one into: NAT64 `64:ff9b::/96` (RFC 6052), 6to4
  /// `2002::/16` (RFC 3056), ISATAP's interface identifier behind any prefix (RFC 5214 section 6.1).
  var translated: IPAddress? {
    guard width == 128 else { return nil }
    if value >> 32 == 0x0064_FF9B_0000_0000_0000_0000 { return IPAddress(v4: UInt32(truncatingIfNeeded: value)) }
    if value >> 112 == 0x2002 { return IPAddress(v4: UInt32(truncatingIfNeeded: value >> 80)) }
    if value >> 32 & 0xFDFF_FFFF == 0x5EFE { return IPAddress(v4: UInt32(truncatingIfNeeded: value)) }
    return nil
  }

  /// The usual text form, without brackets.
  public var description: String {
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    if width == 32 {
      var raw = in_addr(s_addr: UInt32(truncatingIfNeeded: value).bigEndian)
      inet_ntop(AF_INET, &raw, &text, socklen_t(text.count))
    } else {
      var raw = value.bigEndian
      inet_ntop(AF_INET6, &raw, &text, socklen_t(text.count))
    }
    return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}

/// All addresses that share a prefix (CIDR notation, RFC 4632).
struct AddressRange: Hashable, Sendable {
  let base: IPAddress
  let prefix: Int

  /// Reads `10.0.0.0/8` or a single address.
  init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard let base = parts.first.flatMap({ IPAddress(String($0)) }), parts.count <= 2 else { return nil }
    var prefix = base.width
    if parts.count == 2 {
      guard let length = Int(parts[1]), (0...base.width).contains(length) else { return nil }
      prefix = length
    }
    self.base = base
    self.prefix = prefix
  }

  func contains(_ address: IPAddress) -> Bool {
    guard address.width == base.width else { return false }
    return prefix == 0 || (address.value ^ base.value) >> UInt128(base.width - prefix) == 0
  }
}
