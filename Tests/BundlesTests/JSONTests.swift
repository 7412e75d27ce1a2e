// JSON written and read.
import Testing

@testable import Bundles

struct JSONTests {
  @Test("what is written reads back as it was, keys in order")
  func roundTrip() throws {
    let value = JSONValue.object([
      "b": .array([.integer(-7), .number(0.25), .bool(true), .bool(false), .null, .array([]), .object([:])]),
      "a": .string("\u{0}\u{1f}\u{7f}\"\\/\n\r\t\u{2028}é\u{1F6A2}"), "é": .integer(Int.max), "ab": .number(1e300),
    ])
    let bytes = JSONWriter.bytes(value)
    #expect(try JSONReader.value(bytes) == value)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.hasPrefix("{\n \"a\": \"\\u0000\\u001f\\u007f\\\"\\\\/\\n\\r\\t"))
    #expect(text.hasSuffix("}\n"))
  }

  @Test("escapes are read, surrogate pairs as one character")
  func escapes() throws {
    #expect(try JSONReader.value(Array(#""\u00e9\ud83d\udea2\b\f\/""#.utf8)) == .string("é\u{1F6A2}\u{8}\u{c}/"))
  }

  @Test("a number that is not finite is written as null")
  func infinity() throws {
    #expect(
      try JSONReader.value(JSONWriter.bytes(.array([.number(.infinity), .number(.nan)]))) == .array([.null, .null]))
  }

  @Test(
    "what another reader might take differently is refused",
    arguments: [
      "", " ", "{", "[1,]", "{\"a\":1,}", "{\"a\":1,\"a\":2}", "01", "1.", "-", "+1", "1e", "nul", "\"\u{1}\"",
      "\"\\x\"",
      "\"\\ud83d\"", "\"\\ud83d\\u0041\"", "\"\\udea2\"", "\"\\u00\"", "\"\\u+0af\"", "1 2", "\"a", "{1:2}", "1e999",
      "[1 2]",
      "{\"a\" 1}",
    ])
  func refused(text: String) {
    #expect(throws: JSONFailure.self) { try JSONReader.value(Array(text.utf8)) }
  }

  @Test("deep nesting and broken UTF-8 are refused")
  func hostile() {
    #expect(throws: JSONFailure.self) { try JSONReader.value([UInt8](repeating: UInt8(ascii: "["), count: 1_000_000)) }
    #expect(throws: JSONFailure.self) { try JSONReader.value([UInt8(ascii: "\""), 0xFF, UInt8(ascii: "\"")]) }
  }
}
