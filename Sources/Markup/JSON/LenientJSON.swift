// JSON (RFC 8259) as the web carries it: commented, cut off, with trailing commas and raw line ends; read in one pass.

/// A value of a JSON document, read leniently. What is well-formed means what RFC 8259 says it means.
public enum LenientJSON: Sendable, Equatable {
  /// A member of an object.
  public struct Member: Sendable, Equatable {
    /// The name, its escapes decoded.
    public var name: String
    /// The value.
    public var value: LenientJSON
  }

  /// The members in document order, repeated names included.
  case object([Member])
  case array([LenientJSON])
  case string(String)
  /// A number as written, so that an identifier of twenty digits keeps them all. Not checked against the grammar: whatever
  /// starts with a digit or sign and has only the characters of numbers (a date without quotes, say) is kept as well.
  case number(String)
  case bool(Bool)
  case null

  /// Where a container stops being read: what lies deeper reads as null. No call nests deeper than this.
  public static let deepest = 100

  /// The first object or array in the bytes; what stands before and after it is passed over. Linear in the bytes.
  ///
  /// Comments (`/* */`, `//`) and byte order marks count as space, commas may be missing or too many, strings may hold raw
  /// line ends and control characters, and what fits nowhere is passed over. Escapes that name no character become U+FFFD.
  /// Of a document that is cut off, everything complete is kept, never half a string or half a number.
  ///
  /// - Parameters:
  ///   - utf8: The document; bytes that are not UTF-8 become U+FFFD.
  ///   - keepingCutObjects: Whether an object that the end of the document cuts off is kept with its complete members. If
  ///     not, only the outermost object is.
  /// - Returns: The value, if any; whether the document ended inside it; whether anything in it was passed over.
  public static func read(_ utf8: [UInt8], keepingCutObjects: Bool)
    -> (value: LenientJSON?, isCutOff: Bool, isDamaged: Bool)
  {
    utf8.withUnsafeBufferPointer { bytes in
      var reader = LenientJSONReader(bytes: bytes, keepsCutObjects: keepingCutObjects)
      let value = reader.document()
      return (value, reader.isCutOff, reader.isDamaged)
    }
  }

  /// The value of a member of an object; of several with one name the last, as ECMAScript's `JSON.parse` has it.
  public subscript(_ name: String) -> LenientJSON? {
    if case .object(let members) = self { members.last { $0.name == name }?.value } else { nil }
  }

  /// The elements of an array; none of anything else.
  public var elements: [LenientJSON] { if case .array(let elements) = self { elements } else { [] } }

  /// A string, or a number as written: identifiers are given either way.
  public var text: String? {
    switch self {
    case .string(let text), .number(let text): text
    default: nil
    }
  }
}

/// The pass over the bytes. Every step consumes at least one byte and looks only a few ahead.
private struct LenientJSONReader {
  let bytes: UnsafeBufferPointer<UInt8>
  let keepsCutObjects: Bool
  var at = 0
  /// The document ended before its outermost value did.
  var isCutOff = false
  /// Something inside the document fitted nowhere, or lay too deep.
  var isDamaged = false

  private func holds(_ text: StaticString) -> Bool {
    guard bytes.count - at >= text.utf8CodeUnitCount else { return false }
    return (0..<text.utf8CodeUnitCount).allSatisfy { bytes[at + $0] == text.utf8Start[$0] }
  }

  /// The outermost value. The bracket of a CDATA marker, which scripts in XHTML stand in, opens no array.
  mutating func document() -> LenientJSON? {
    while next() {
      let isMarker = holds("[CDATA[")
      if !isMarker, bytes[at] == UInt8(ascii: "{") || bytes[at] == UInt8(ascii: "[") { return value(depth: 0) }
      at += isMarker ? 7 : 1
    }
    return nil
  }

  /// Skips space; false at the end of the document.
  private mutating func next() -> Bool {
    while at < bytes.count {
      switch bytes[at] {
      case 0...0x20: at += 1
      case 0xEF where holds("\u{FEFF}"): at += 3
      case UInt8(ascii: "/") where holds("/*"):
        at += 2
        while at < bytes.count, !holds("*/") { at += 1 }
        at = min(at + 2, bytes.count)
      case UInt8(ascii: "/") where holds("//"):
        // A page squeezed into one line has its JSON behind the commented marker.
        while at < bytes.count, bytes[at] != 10, bytes[at] != 13, !holds("[CDATA[") { at += 1 }
        if holds("[CDATA[") { at += 7 }
      default: return true
      }
    }
    return false
  }

  /// The value that starts here; nil where the document ends before the value does.
  private mutating func value(depth: Int) -> LenientJSON? {
    guard next() else { return nil }
    switch bytes[at] {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      guard depth < LenientJSON.deepest else { return passOverContainer() }
      return bytes[at] == UInt8(ascii: "{") ? object(depth: depth) : array(depth: depth)
    case UInt8(ascii: "\""): return string().map(LenientJSON.string)
    default: return word()
    }
  }

  private mutating func object(depth: Int) -> LenientJSON? {
    var members: [LenientJSON.Member] = []
    at += 1
    while next() {
      switch bytes[at] {
      case UInt8(ascii: "}"):
        at += 1
        return .object(members)
      case UInt8(ascii: "\""):
        guard let name = string(), next() else { continue }
        isDamaged = isDamaged || bytes[at] != UInt8(ascii: ":")
        guard bytes[at] == UInt8(ascii: ":") else { continue }
        at += 1
        if let value = value(depth: depth + 1) { members.append(LenientJSON.Member(name: name, value: value)) }
      default: passOver()
      }
    }
    isCutOff = true
    return keepsCutObjects || depth == 0 ? .object(members) : nil
  }

  private mutating func array(depth: Int) -> LenientJSON? {
    var elements: [LenientJSON] = []
    at += 1
    while next() {
      switch bytes[at] {
      case UInt8(ascii: "]"):
        at += 1
        return .array(elements)
      case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "}"): passOver()
      default:
        if let value = value(depth: depth + 1) { elements.append(value) }
      }
    }
    isCutOff = true
    return .array(elements)
  }

  /// Passes over a byte, which is damage unless it is a comma.
  private mutating func passOver() {
    if bytes[at] != UInt8(ascii: ",") { isDamaged = true }
    at += 1
  }

  /// Passes over a container that lies too deep, by its brackets alone.
  private mutating func passOverContainer() -> LenientJSON? {
    isDamaged = true
    var open = 0
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "\""):
        at += 1
        while at < bytes.count, bytes[at] != UInt8(ascii: "\"") { at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1 }
      case UInt8(ascii: "{"), UInt8(ascii: "["): open += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): open -= 1
      default: break
      }
      at = min(at + 1, bytes.count)
      if open == 0 { return .null }
    }
    return nil
  }

  /// A number, a truth value, or null for any other word and for none.
  private mutating func word() -> LenientJSON? {
    let start = at
    while at < bytes.count, bytes[at] > 0x20, !",:]}[{\"".utf8.contains(bytes[at]) {
      if bytes[at] == UInt8(ascii: "/"), holds("/*") || holds("//") { break }
      at += 1
    }
    guard at < bytes.count else { return nil }
    let word = bytes[start..<at]
    if word.elementsEqual("true".utf8) { return .bool(true) }
    if word.elementsEqual("false".utf8) { return .bool(false) }
    let isNumber =
      "+-.0123456789".utf8.contains(bytes[start]) && word.contains { 48...57 ~= $0 }
      && word.allSatisfy { 48...57 ~= $0 || "+-.eE".utf8.contains($0) }
    return isNumber ? .number(String(decoding: word, as: UTF8.self)) : .null
  }

  /// The string that starts at this quotation mark; nil where the document ends inside it.
  private mutating func string() -> String? {
    at += 1
    var start = at
    var out: [UInt8] = []
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "\""):
        at += 1
        // Most strings have no escape and need no copy.
        if out.isEmpty { return String(decoding: bytes[start..<at - 1], as: UTF8.self) }
        out.append(contentsOf: bytes[start..<at - 1])
        return String(decoding: out, as: UTF8.self)
      case UInt8(ascii: "\\"):
        out.append(contentsOf: bytes[start..<at])
        escape(into: &out)
        start = at
      default: at += 1
      }
    }
    return nil
  }

  /// The character an escape stands for. Backspace and form feed are spaces to a reader.
  private mutating func escape(into out: inout [UInt8]) {
    at = min(at + 2, bytes.count)
    switch bytes[at - 1] {
    case UInt8(ascii: "n"): out.append(10)
    case UInt8(ascii: "r"): out.append(13)
    case UInt8(ascii: "t"): out.append(9)
    case UInt8(ascii: "b"), UInt8(ascii: "f"): out.append(32)
    case UInt8(ascii: "u"):
      guard var code = hexadecimal(at: at) else { return out.append(contentsOf: "\u{FFFD}".utf8) }
      at += 4
      // Two units of UTF-16 make one character; one of them alone makes none.
      if code & 0xFC00 == 0xD800, holds("\\u"), let low = hexadecimal(at: at + 2), low & 0xFC00 == 0xDC00 {
        at += 6
        code = 0x10000 + (code & 0x3FF) << 10 + low & 0x3FF
      }
      out.append(contentsOf: String(Unicode.Scalar(code) ?? "\u{FFFD}").utf8)
    default: out.append(bytes[at - 1])
    }
  }

  private func hexadecimal(at place: Int) -> UInt32? {
    // A sign would be taken for part of the number.
    guard place + 4 <= bytes.count, bytes[place] >= 0x30 else { return nil }
    return UInt32(String(decoding: bytes[place..<place + 4], as: UTF8.self), radix: 16)
  }
}
