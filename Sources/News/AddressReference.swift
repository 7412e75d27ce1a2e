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
    var text = text
    self = text.withUTF8 { bytes in
      guard bytes.contains(where: { $0 == 9 || $0 == 10 || $0 == 13 }) else {
        return AddressReference(bytes, assuming: baseScheme)
      }
      let kept = bytes.filter { $0 != 9 && $0 != 10 && $0 != 13 }
      return kept.withUnsafeBufferPointer { AddressReference($0, assuming: baseScheme) }
    }
  }

  /// Takes a reference without tabs and line ends apart.
  private init(_ bytes: UnsafeBufferPointer<UInt8>, assuming baseScheme: String?) {
    var start = 0
    var end = bytes.count
    while start < end, bytes[start] <= 32 { start += 1 }
    while end > start, bytes[end - 1] <= 32 || bytes[end - 1] == 127 { end -= 1 }

    let schemeEnd = Self.schemeEnd(bytes, start..<end)
    if schemeEnd > start {
      scheme = String(decoding: bytes[start..<schemeEnd], as: UTF8.self).lowercased()
      start = schemeEnd + 1
    }
    if let hash = bytes[start..<end].firstIndex(of: UInt8(ascii: "#")) {
      fragment = Self.encoded(bytes[(hash + 1)..<end])
      end = hash
    }
    if let mark = bytes[start..<end].firstIndex(of: UInt8(ascii: "?")) {
      query = Self.encoded(bytes[(mark + 1)..<end])
      end = mark
    }
    let slashed = Self.hierarchical(scheme ?? baseScheme)
    func isSlash(_ at: Int) -> Bool {
      bytes[at] == UInt8(ascii: "/") || slashed && bytes[at] == UInt8(ascii: "\\")
    }
    if end - start >= 2, isSlash(start), isSlash(start + 1) {
      start += 2
      var stop = start
      while stop < end, !isSlash(stop) { stop += 1 }
      authority = Self.encoded(bytes[start..<stop], keepingUnicode: true)
      start = stop
    }
    path = Self.encoded(bytes[start..<end], slashed: slashed)
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
    var text = text
    if text.withUTF8({ isResolved($0) }) { return text }
    guard let base, base.scheme != nil else { return AddressReference(text).string }
    return AddressReference(text, assuming: base.scheme).resolved(against: base).string
  }

  /// Whether the bytes are for certain what `resolve` would make of them, whatever the base: an absolute http(s) address
  /// with nothing to encode and no dot segments. Most addresses are.
  public static func isResolved(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count > 8, bytes[0] == UInt8(ascii: "h"), bytes[1] == UInt8(ascii: "t"), bytes[2] == UInt8(ascii: "t"),
      bytes[3] == UInt8(ascii: "p")
    else { return false }
    let colon = bytes[4] == UInt8(ascii: "s") ? 5 : 4
    return bytes[colon] == UInt8(ascii: ":") && bytes[colon + 1] == UInt8(ascii: "/")
      && bytes[colon + 2] == UInt8(ascii: "/") && isClean(bytes, from: colon + 3)
  }

  /// Whether the bytes are for certain a reference that only has to be put behind its base: without scheme and authority,
  /// with nothing to encode and no dot segments.
  public static func isSimple(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = bytes.first, first != UInt8(ascii: "/") || bytes.count == 1 || bytes[1] != first else {
      return false
    }
    for byte in bytes {
      if byte == UInt8(ascii: ":") { return false }
      if byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#") { break }
    }
    return isClean(bytes, from: 0)
  }

  /// Whether nothing in the bytes has to be encoded and no segment begins with a dot, maybe in its encoded form. That is
  /// more than dot segments, so what is not clean is looked at closely.
  private static func isClean(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
    var last = UInt8(ascii: "/")
    for index in start..<bytes.count {
      let byte = bytes[index]
      guard isPlain(byte), byte != UInt8(ascii: "\\") else { return false }
      if last == UInt8(ascii: "/"), byte == UInt8(ascii: ".") || byte == UInt8(ascii: "%") { return false }
      last = byte
    }
    return true
  }

  static func hierarchical(_ scheme: String?) -> Bool { scheme == "http" || scheme == "https" || scheme == "ftp" }

  /// The colon behind a scheme at the start of the range; the start itself where there is none.
  private static func schemeEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int {
    for index in range {
      switch bytes[index] {
      case UInt8(ascii: ":"): return index
      case 65...90, 97...122: continue
      case 48...57, 43, 45, 46: if index == range.lowerBound { return index }
      default: return range.lowerBound
      }
    }
    return range.lowerBound
  }

  /// Whether the byte can stand in an address as it is.
  @inline(__always) private static func isPlain(_ byte: UInt8) -> Bool {
    // One bit for each of the ASCII characters but space, controls and "<>^`{|}.
    let set: UInt64 = byte & 64 == 0 ? 0xAFFF_FFFA_0000_0000 : 0x47FF_FFFE_BFFF_FFFF
    return byte < 128 && set >> UInt64(byte & 63) & 1 != 0
  }

  private static func encoded(
    _ bytes: Slice<UnsafeBufferPointer<UInt8>>, keepingUnicode: Bool = false, slashed: Bool = false
  ) -> String {
    guard bytes.contains(where: { !isPlain($0) || slashed && $0 == UInt8(ascii: "\\") }) else {
      return String(decoding: bytes, as: UTF8.self)
    }
    let digits: StaticString = "0123456789ABCDEF"
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count + 32)
    for byte in bytes {
      if isPlain(byte) || keepingUnicode && byte >= 128 {
        out.append(slashed && byte == UInt8(ascii: "\\") ? UInt8(ascii: "/") : byte)
      } else {
        out.append(UInt8(ascii: "%"))
        out.append(digits.utf8Start[Int(byte >> 4)])
        out.append(digits.utf8Start[Int(byte & 15)])
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  static func withoutDotSegments(_ path: String) -> String {
    var path = path
    let kept: [UInt8]? = path.withUTF8 { bytes in
      guard bytes.contains(UInt8(ascii: ".")), hasDottedSegment(bytes) else { return nil }
      return withoutDotSegments(bytes)
    }
    return kept.map { String(decoding: $0, as: UTF8.self) } ?? path
  }

  private static func withoutDotSegments(_ path: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(path.count + 1)
    var segments = 0
    var start = 0
    while start <= path.count {
      let end = path[start...].firstIndex(of: UInt8(ascii: "/")) ?? path.count
      let dots = dotSegment(path[start..<end])
      if dots == 2, segments > 1 {
        out.removeLast(out.count - (out.lastIndex(of: UInt8(ascii: "/")) ?? 0))
        segments -= 1
      }
      if dots == 0 || end == path.count {
        if segments > 0 { out.append(UInt8(ascii: "/")) }
        if dots == 0 { out.append(contentsOf: path[start..<end]) }
        segments += 1
      }
      start = end + 1
    }
    if path.first == UInt8(ascii: "/"), out.first != UInt8(ascii: "/") { out.insert(UInt8(ascii: "/"), at: 0) }
    return out
  }

  /// How many dots a segment consists of, each maybe percent-encoded; 0 for any other segment.
  private static func dotSegment(_ segment: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    var dots = 0
    var at = segment.startIndex
    while at < segment.endIndex {
      if segment[at] == UInt8(ascii: ".") {
        at += 1
      } else if segment.endIndex - at >= 3, segment[at] == UInt8(ascii: "%"), segment[at + 1] == UInt8(ascii: "2"),
        segment[at + 2] | 32 == UInt8(ascii: "e")
      {
        at += 3
      } else {
        return 0
      }
      dots += 1
    }
    return dots <= 2 ? dots : 0
  }

  /// Whether a segment begins with a dot, maybe in its percent-encoded form.
  private static func hasDottedSegment(_ path: UnsafeBufferPointer<UInt8>) -> Bool {
    var last = UInt8(ascii: "/")
    for byte in path {
      if last == UInt8(ascii: "/"), byte == UInt8(ascii: ".") || byte == UInt8(ascii: "%") { return true }
      last = byte
    }
    return false
  }
}
