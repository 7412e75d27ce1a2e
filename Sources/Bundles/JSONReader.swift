// JSON text to a value, strictly: what another reader might take differently is refused, with its place.

/// Why a text is not JSON.
struct JSONFailure: Error, Equatable {
  /// What was found.
  var message: String
  /// Byte offset.
  var position: Int
}

/// Reads JSON (RFC 8259): UTF-8, no repeated keys, nesting bounded.
struct JSONReader {
  private static let maxDepth = 64
  private let bytes: [UInt8]
  private var at = 0

  /// The value of a whole text.
  static func value(_ bytes: [UInt8]) throws(JSONFailure) -> JSONValue {
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw JSONFailure(message: "not UTF-8", position: 0)
    }
    var reader = JSONReader(bytes: bytes)
    let value = try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.at == bytes.count else { throw reader.failure("something after the end") }
    return value
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private func failure(_ message: String) -> JSONFailure { JSONFailure(message: message, position: at) }
  private var next: UInt8? { at < bytes.count ? bytes[at] : nil }

  private mutating func skipSpace() {
    while let byte = next, byte == 32 || byte == 10 || byte == 13 || byte == 9 { at += 1 }
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    skipSpace()
    guard next == UInt8(ascii: scalar) else { return false }
    at += 1
    return true
  }

  private mutating func value(depth: Int) throws(JSONFailure) -> JSONValue {
    guard depth < Self.maxDepth else { throw failure("nested deeper than \(Self.maxDepth)") }
    skipSpace()
    switch next {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try text())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case nil: throw failure("the text ends too early")
    default: return try number()
    }
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(JSONFailure) -> JSONValue {
    guard bytes[at...].starts(with: word.utf8) else { throw failure("no JSON value") }
    at += word.utf8.count
    return value
  }

  private mutating func object(depth: Int) throws(JSONFailure) -> JSONValue {
    at += 1
    var members: [String: JSONValue] = [:]
    if take("}") { return .object(members) }
    repeat {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw failure("a key must be a string") }
      let key = try text()
      guard take(":") else { throw failure("no colon after a key") }
      let value = try value(depth: depth + 1)
      guard members.updateValue(value, forKey: key) == nil else { throw failure("the key \"\(key)\" stands twice") }
    } while take(",")
    guard take("}") else { throw failure("an object is not closed") }
    return .object(members)
  }

  private mutating func array(depth: Int) throws(JSONFailure) -> JSONValue {
    at += 1
    var elements: [JSONValue] = []
    if take("]") { return .array(elements) }
    repeat { elements.append(try value(depth: depth + 1)) } while take(",")
    guard take("]") else { throw failure("an array is not closed") }
    return .array(elements)
  }

  private mutating func number() throws(JSONFailure) -> JSONValue {
    let start = at
    func digits(_ reader: inout JSONReader) -> Int {
      let from = reader.at
      while let byte = reader.next, byte >= 48, byte <= 57 { reader.at += 1 }
      return reader.at - from
    }
    var whole = true
    if next == UInt8(ascii: "-") { at += 1 }
    let leadingZero = next == UInt8(ascii: "0")
    let count = digits(&self)
    guard count > 0, count == 1 || !leadingZero else { throw failure("no JSON value") }
    if next == UInt8(ascii: ".") {
      whole = false
      at += 1
      guard digits(&self) > 0 else { throw failure("no digit after the point") }
    }
    if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
      whole = false
      at += 1
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { at += 1 }
      guard digits(&self) > 0 else { throw failure("no digit in the exponent") }
    }
    let text = String(decoding: bytes[start..<at], as: UTF8.self)
    if whole, let value = Int(text) { return .integer(value) }
    guard let value = Double(text), value.isFinite else { throw failure("a number too large") }
    return .number(value)
  }

  private mutating func text() throws(JSONFailure) -> String {
    at += 1
    var out: [UInt8] = []
    // Plain runs are taken whole: bodies are long strings with few escapes.
    var run = at
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        out += bytes[run..<at]
        at += 1
        return String(decoding: out, as: UTF8.self)
      case UInt8(ascii: "\\"):
        out += bytes[run..<at]
        at += 1
        out += try escape()
        run = at
      case 0..<32: throw failure("a control character in a string")
      default: at += 1
      }
    }
    throw failure("a string is not closed")
  }

  private mutating func escape() throws(JSONFailure) -> [UInt8] {
    let letter = next
    at += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [letter!]
    case UInt8(ascii: "b"): return [8]
    case UInt8(ascii: "f"): return [12]
    case UInt8(ascii: "n"): return [10]
    case UInt8(ascii: "r"): return [13]
    case UInt8(ascii: "t"): return [9]
    case UInt8(ascii: "u"):
      var unit = try hexadecimal()
      if (0xD800..<0xDC00).contains(unit), bytes[min(at, bytes.count)...].starts(with: "\\u".utf8) {
        at += 2
        let low = try hexadecimal()
        guard (0xDC00..<0xE000).contains(low) else { throw failure("half a surrogate pair") }
        unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(unit) else { throw failure("half a surrogate pair") }
      return Array(String(Character(scalar)).utf8)
    default: throw failure("an unknown escape")
    }
  }

  private mutating func hexadecimal() throws(JSONFailure) -> UInt32 {
    guard at + 4 <= bytes.count, bytes[at..<at + 4].allSatisfy({ $0 != 43 && $0 != 45 }),
      let value = UInt32(String(decoding: bytes[at..<at + 4], as: UTF8.self), radix: 16)
    else { throw failure("no four hexadecimal digits after \\u") }
    at += 4
    return value
  }
}
