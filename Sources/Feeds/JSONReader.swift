// JSON (RFC 8259) as a small tree, from bytes, within limits; complete members survive a truncated document.

/// A value of a JSON document.
enum JSONValue {
  case null
  case bool(Bool)
  /// A number as written.
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  /// The member of an object.
  subscript(_ name: String) -> JSONValue? { if case .object(let members) = self { members[name] } else { nil } }
  /// The elements of an array.
  var elements: [JSONValue] { if case .array(let elements) = self { elements } else { [] } }
  /// A string, or a number as written: identifiers are given either way.
  var text: String? {
    switch self {
    case .string(let text): text
    case .number(let text): text
    default: nil
    }
  }
}

/// Reads JSON.
struct JSONReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var at = 0
  /// The document ended early or breaks the grammar; what is complete up to there was kept.
  private(set) var isBroken = false
  private static let deepest = 100

  /// Reads the value a document holds.
  static func read(_ utf8: [UInt8]) -> (value: JSONValue, isBroken: Bool) {
    utf8.withUnsafeBufferPointer { bytes in
      var reader = JSONReader(bytes: bytes)
      let value = reader.value(depth: 0) ?? .null
      return (value, reader.isBroken)
    }
  }

  private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  private mutating func skipSpace() {
    while at < bytes.count, bytes[at] <= 0x20 { at += 1 }
  }

  /// The next value; nil where it is not complete.
  private mutating func value(depth: Int) -> JSONValue? {
    skipSpace()
    guard at < bytes.count, depth < Self.deepest, !isBroken else { return fail() }
    switch bytes[at] {
    case UInt8(ascii: "{"): return object(depth: depth)
    case UInt8(ascii: "["): return array(depth: depth)
    case UInt8(ascii: "\""): return string().map(JSONValue.string)
    case UInt8(ascii: "-"), 48...57:
      let start = at
      while at < bytes.count, bytes[at] >= 48 && bytes[at] <= 57 || "+-.eE".utf8.contains(bytes[at]) { at += 1 }
      return .number(String(decoding: bytes[start..<at], as: UTF8.self))
    default:
      for (word, value) in [("true", JSONValue.bool(true)), ("false", .bool(false)), ("null", .null)]
      where bytes[at...].starts(with: word.utf8) {
        at += word.utf8.count
        return value
      }
      return fail()
    }
  }

  private mutating func fail() -> JSONValue? {
    isBroken = true
    return nil
  }

  /// Members up to the end or the break. Only arrays keep what came before a break at their own level: half an object is
  /// not handed out, except at the top, which is the feed itself.
  private mutating func object(depth: Int) -> JSONValue? {
    at += 1
    var members: [String: JSONValue] = [:]
    while true {
      skipSpace()
      guard at < bytes.count else { break }
      if bytes[at] == UInt8(ascii: "}") {
        at += 1
        return .object(members)
      }
      if bytes[at] == UInt8(ascii: ",") {
        at += 1
        continue
      }
      guard bytes[at] == UInt8(ascii: "\""), let name = string() else { break }
      skipSpace()
      guard at < bytes.count, bytes[at] == UInt8(ascii: ":") else { break }
      at += 1
      guard let value = value(depth: depth + 1) else { break }
      members[name] = value
      if isBroken { break }
    }
    isBroken = true
    return depth == 0 ? .object(members) : nil
  }

  private mutating func array(depth: Int) -> JSONValue? {
    at += 1
    var elements: [JSONValue] = []
    while true {
      skipSpace()
      guard at < bytes.count else { break }
      if bytes[at] == UInt8(ascii: "]") {
        at += 1
        return .array(elements)
      }
      if bytes[at] == UInt8(ascii: ",") {
        at += 1
        continue
      }
      guard let value = value(depth: depth + 1) else { break }
      elements.append(value)
      if isBroken { break }
    }
    isBroken = true
    return .array(elements)
  }

  private mutating func string() -> String? {
    at += 1
    var start = at
    var out: [UInt8] = []
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "\""):
        out.append(contentsOf: bytes[start..<at])
        at += 1
        return String(decoding: out, as: UTF8.self)
      case UInt8(ascii: "\\"):
        out.append(contentsOf: bytes[start..<at])
        escape(into: &out)
        start = at
      default: at += 1
      }
    }
    isBroken = true
    return nil
  }

  private mutating func escape(into out: inout [UInt8]) {
    guard at + 1 < bytes.count else {
      at = bytes.count
      return
    }
    let byte = bytes[at + 1]
    at += 2
    switch byte {
    case UInt8(ascii: "n"): out.append(10)
    case UInt8(ascii: "t"): out.append(9)
    case UInt8(ascii: "r"): out.append(13)
    case UInt8(ascii: "b"), UInt8(ascii: "f"): out.append(32)
    case UInt8(ascii: "u"):
      var value = unit() ?? 0xFFFD
      if value & 0xFC00 == 0xD800, at + 1 < bytes.count, bytes[at] == UInt8(ascii: "\\"),
        bytes[at + 1] == UInt8(ascii: "u")
      {
        at += 2
        let low = unit() ?? 0
        value = low & 0xFC00 == 0xDC00 ? 0x10000 + (value & 0x3FF) << 10 + low & 0x3FF : 0xFFFD
      }
      out.append(contentsOf: String(Unicode.Scalar(value) ?? "\u{FFFD}").utf8)
    default: out.append(byte)
    }
  }

  private mutating func unit() -> UInt32? {
    guard at + 4 <= bytes.count, let value = UInt32(String(decoding: bytes[at..<at + 4], as: UTF8.self), radix: 16)
    else { return nil }
    at += 4
    return value
  }
}
