// References as feeds and pages write them, taken apart and resolved (RFC 3986), forgiving what browsers forgive.

/// An address reference in its five components (RFC 3986 section 4.1).
public struct AddressReference: Hashable, Sendable {
  /// Lower-case scheme without the colon.
  public var scheme: String?
  /// What stands between `//` and the path; nil where there is no `//`.
  public var authority: String?
  /// The path, maybe empty.
  public var path: String
  /// What follows `?`.
  public var query: String?
  /// What follows `#`.
  public var fragment: String?

  /// Takes a reference apart. Surrounding white space and control characters, and tabs and line ends anywhere, are
  /// dropped; spaces, quotes and characters outside ASCII are percent-encoded as UTF-8; in http addresses a backslash
  /// is a slash (WHATWG URL section 4.4). Never fails: what has no other meaning is a path.
  public init(_ text: String) {
    self.init(text, assuming: nil)
  }

  init(_ text: String, assuming baseScheme: String?) {
    var bytes = Array(text.utf8)
    bytes.removeAll { $0 == 9 || $0 == 10 || $0 == 13 }
    let first = bytes.firstIndex { $0 > 32 } ?? bytes.endIndex
    let last = bytes.lastIndex { $0 > 32 && $0 != 127 } ?? bytes.startIndex - 1
    var rest = first <= last ? bytes[first...last] : []

    if let colon = rest.firstIndex(of: UInt8(ascii: ":")), Self.isScheme(rest[rest.startIndex..<colon]) {
      scheme = String(decoding: rest[rest.startIndex..<colon], as: UTF8.self).lowercased()
      rest = rest[(colon + 1)...]
    }
    if let hash = rest.firstIndex(of: UInt8(ascii: "#")) {
      fragment = Self.encoded(rest[(hash + 1)...])
      rest = rest[rest.startIndex..<hash]
    }
    if let mark = rest.firstIndex(of: UInt8(ascii: "?")) {
      query = Self.encoded(rest[(mark + 1)...])
      rest = rest[rest.startIndex..<mark]
    }
    if Self.hierarchical(scheme ?? baseScheme) {
      rest = ArraySlice(rest.map { $0 == UInt8(ascii: "\\") ? UInt8(ascii: "/") : $0 })
    }
    if rest.starts(with: [UInt8(ascii: "/"), UInt8(ascii: "/")]) {
      rest = rest.dropFirst(2)
      let end = rest.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
      authority = Self.encoded(rest[rest.startIndex..<end], keepingUnicode: true)
      rest = rest[end...]
    }
    path = Self.encoded(rest)
  }

  /// The reference as one string (RFC 3986 section 5.3).
  public var string: String {
    var out = ""
    if let scheme { out += scheme + ":" }
    if let authority { out += "//" + authority }
    out += path
    if let query { out += "?" + query }
    if let fragment { out += "#" + fragment }
    return out
  }

  /// The reference resolved against a base (RFC 3986 section 5.2.2).
  public func resolved(against base: AddressReference) -> AddressReference {
    var out = self
    if scheme != nil, !(scheme == base.scheme && authority == nil && Self.hierarchical(scheme) && !path.hasPrefix("/"))
    {
      out.path = Self.hierarchical(scheme) ? Self.withoutDotSegments(path) : path
      return out
    }
    out.scheme = base.scheme
    if authority == nil {
      out.authority = base.authority
      if path.isEmpty {
        out.path = base.path
        out.query = query ?? base.query
      } else if path.hasPrefix("/") {
        out.path = Self.withoutDotSegments(path)
      } else if base.authority != nil, base.path.isEmpty {
        out.path = Self.withoutDotSegments("/" + path)
      } else {
        let kept = base.path.lastIndex(of: "/").map { base.path[...$0] } ?? ""
        out.path = Self.withoutDotSegments(kept + path)
      }
    } else {
      out.path = Self.withoutDotSegments(path)
    }
    return out
  }

  /// Resolves a reference to the string of an absolute address; where there is no base the reference is only cleaned.
  public static func resolve(_ text: String, against base: AddressReference?) -> String {
    guard let base, base.scheme != nil else { return AddressReference(text).string }
    return AddressReference(text, assuming: base.scheme).resolved(against: base).string
  }

  static func hierarchical(_ scheme: String?) -> Bool { scheme == "http" || scheme == "https" || scheme == "ftp" }

  private static func isScheme(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let first = bytes.first, (first | 32) >= 97, (first | 32) <= 122 else { return false }
    return bytes.allSatisfy {
      ($0 | 32) >= 97 && ($0 | 32) <= 122 || $0 >= 48 && $0 <= 57 || $0 == 43 || $0 == 45 || $0 == 46
    }
  }

  private static func encoded(_ bytes: ArraySlice<UInt8>, keepingUnicode: Bool = false) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    for byte in bytes {
      switch byte {
      case 0...32, 34, 60, 62, 94, 96, 123...125, 127:
        out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      case 128... where !keepingUnicode:
        out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      default: out.append(byte)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  static func withoutDotSegments(_ path: String) -> String {
    guard path.utf8.contains(UInt8(ascii: ".")) else { return path }
    var out: [Substring] = []
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      let last = index == parts.count - 1
      switch part.lowercased() {
      case ".", "%2e": if last { out.append("") }
      case "..", ".%2e", "%2e.", "%2e%2e":
        if out.count > 1 { out.removeLast() }
        if last { out.append("") }
      default: out.append(part)
      }
    }
    let joined = out.joined(separator: "/")
    return path.hasPrefix("/") && !joined.hasPrefix("/") ? "/" + joined : joined
  }
}
