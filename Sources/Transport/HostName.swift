// Host names outside ASCII in the form the DNS knows (RFC 5891): libcurl converts them only in a UTF-8 locale, which
// a service seldom has.

internal import News

/// Internationalised host names.
enum HostName {
  /// The host with each label outside ASCII as `xn--` and its Punycode. Lower case, as `WebAddress.host` is, and
  /// taken to be composed (NFC), as publishers write them; no further mapping is done.
  static func ascii(_ host: String) -> String {
    guard !host.utf8.allSatisfy({ $0 < 0x80 }) else { return host }
    return host.split(omittingEmptySubsequences: false) { ".\u{3002}\u{FF0E}\u{FF61}".contains($0) }
      .map { label in label.utf8.allSatisfy { $0 < 0x80 } ? String(label) : "xn--" + punycode(label) }
      .joined(separator: ".")
  }

  /// RFC 3492 section 6.3. Quadratic in a label, which `WebAddress` bounds to 255 bytes.
  static func punycode(_ label: Substring) -> String {
    let scalars = label.unicodeScalars.map(\.value)
    var out = scalars.filter { $0 < 0x80 }
    let basic = out.count
    if basic > 0 { out.append(0x2D) }
    var handled = basic
    var next: UInt32 = 0x80
    var delta: UInt32 = 0
    var bias: UInt32 = 72
    while handled < scalars.count {
      let smallest = scalars.lazy.filter { $0 >= next }.min()!
      delta += (smallest - next) * UInt32(handled + 1)
      next = smallest
      for scalar in scalars {
        if scalar < next { delta += 1 }
        guard scalar == next else { continue }
        var rest = delta
        var step: UInt32 = 36
        while true {
          let threshold = step <= bias ? 1 : min(step - bias, 26)
          guard rest >= threshold else { break }
          out.append(digit(threshold + (rest - threshold) % (36 - threshold)))
          rest = (rest - threshold) / (36 - threshold)
          step += 36
        }
        out.append(digit(rest))
        bias = adapted(delta, points: UInt32(handled + 1), isFirst: handled == basic)
        delta = 0
        handled += 1
      }
      delta += 1
      next += 1
    }
    return String(String.UnicodeScalarView(out.compactMap(Unicode.Scalar.init)))
  }

  private static func digit(_ value: UInt32) -> UInt32 { value < 26 ? 0x61 + value : 0x30 + value - 26 }

  private static func adapted(_ delta: UInt32, points: UInt32, isFirst: Bool) -> UInt32 {
    var delta = isFirst ? delta / 700 : delta / 2
    delta += delta / points
    var bias: UInt32 = 0
    while delta > 455 {
      delta /= 35
      bias += 36
    }
    return bias + 36 * delta / (delta + 38)
  }
}

extension WebAddress {
  /// The address as libcurl and the origin are told it.
  var withASCIIHost: WebAddress {
    let name = HostName.ascii(host)
    guard name != host else { return self }
    var reference = reference
    reference.authority = (userinfo.map { $0 + "@" } ?? "") + name + (port.map { ":\($0)" } ?? "")
    return WebAddress(reference) ?? self
  }
}
