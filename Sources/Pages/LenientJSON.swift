// JSON as pages carry it: with comments around it, raw line ends in strings, trailing commas, and cut-off ends.

/// A JSON value.
indirect enum LenientJSON: Sendable {
  case object([(key: String, value: LenientJSON)])
  case array([LenientJSON])
  case string(String)
  case number(Double)
  case bool(Bool)
  case null

  /// The first value found in the bytes; what follows it is ignored. Nil where there is none.
  static func parse(_ bytes: [UInt8]) -> LenientJSON? {
    var parser = Parser(bytes: bytes)
    parser.at = bytes.firstIndex { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "[") } ?? bytes.count
    return parser.value(depth: 0)
  }

  /// A member of an object.
  subscript(key: String) -> LenientJSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The value as text; numbers too, nothing for null and containers.
  var string: String? {
    switch self {
    case .string(let text): text
    case .number(let number): number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
    case .array(let items): items.first?.string
    case .object: self["@value"]?.string
    default: nil
    }
  }

  /// The members of an array, or the value itself.
  var items: [LenientJSON] {
    switch self {
    case .array(let items): items
    case .null: []
    default: [self]
    }
  }

  private struct Parser {
    let bytes: [UInt8]
    var at = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func skipSpace() {
      while at < bytes.count, bytes[at] <= 32 || bytes[at] == 0xEF || bytes[at] == 0xBB || bytes[at] == 0xBF { at += 1 }
    }

    mutating func value(depth: Int) -> LenientJSON? {
      skipSpace()
      guard at < bytes.count, depth < 64 else { return nil }
      switch bytes[at] {
      case UInt8(ascii: "{"): return object(depth: depth)
      case UInt8(ascii: "["): return array(depth: depth)
      case UInt8(ascii: "\""): return .string(string())
      default: return word()
      }
    }

    mutating func object(depth: Int) -> LenientJSON {
      var members: [(key: String, value: LenientJSON)] = []
      at += 1
      while true {
        skipSpace()
        guard at < bytes.count else { break }
        if bytes[at] == UInt8(ascii: "}") {
          at += 1
          break
        }
        guard bytes[at] == UInt8(ascii: "\"") else {
          at += 1
          continue
        }
        let key = string()
        skipSpace()
        guard at < bytes.count, bytes[at] == UInt8(ascii: ":") else { continue }
        at += 1
        guard let value = value(depth: depth + 1) else { break }
        members.append((key, value))
      }
      return .object(members)
    }

    mutating func array(depth: Int) -> LenientJSON {
      var items: [LenientJSON] = []
      at += 1
      while true {
        skipSpace()
        guard at < bytes.count else { break }
        if bytes[at] == UInt8(ascii: "]") {
          at += 1
          break
        }
        if bytes[at] == UInt8(ascii: ",") || bytes[at] == UInt8(ascii: "}") {
          at += 1
          continue
        }
        guard let item = value(depth: depth + 1) else { break }
        items.append(item)
      }
      return .array(items)
    }

    mutating func word() -> LenientJSON? {
      let start = at
      while at < bytes.count, bytes[at] > 32, !",}]:\"".utf8.contains(bytes[at]) { at += 1 }
      if at == start {
        at += 1
        return .null
      }
      let text = String(decoding: bytes[start..<at], as: UTF8.self)
      switch text {
      case "true": return .bool(true)
      case "false": return .bool(false)
      default: return Double(text).map { .number($0) } ?? .null
      }
    }

    mutating func string() -> String {
      var out: [UInt8] = []
      at += 1
      while at < bytes.count, bytes[at] != UInt8(ascii: "\"") {
        guard bytes[at] == UInt8(ascii: "\\"), at + 1 < bytes.count else {
          out.append(bytes[at])
          at += 1
          continue
        }
        at += 2
        switch bytes[at - 1] {
        case UInt8(ascii: "n"): out.append(10)
        case UInt8(ascii: "r"): out.append(13)
        case UInt8(ascii: "t"): out.append(9)
        case UInt8(ascii: "b"), UInt8(ascii: "f"): out.append(32)
        case UInt8(ascii: "u"): unicode(&out)
        default: out.append(bytes[at - 1])
        }
      }
      at += 1
      return String(decoding: out, as: UTF8.self)
    }

    mutating func unicode(_ out: inout [UInt8]) {
      guard var code = hex() else { return }
      if code >= 0xD800, code < 0xDC00, at + 1 < bytes.count, bytes[at] == UInt8(ascii: "\\"),
        bytes[at + 1] == UInt8(ascii: "u")
      {
        at += 2
        if let low = hex(), low >= 0xDC00, low < 0xE000 { code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00) }
      }
      out += Array(String(Character(Unicode.Scalar(code) ?? "\u{FFFD}")).utf8)
    }

    mutating func hex() -> UInt32? {
      guard at + 4 <= bytes.count, let code = UInt32(String(decoding: bytes[at..<at + 4], as: UTF8.self), radix: 16)
      else { return nil }
      at += 4
      return code
    }
  }
}
