// JSON as feeds and pages carry it: damage costs what it touches and no more.

import Markup
import Testing

@Suite("Lenient JSON")
struct LenientJSONTests {
  @Test(
    "What can be made out is read",
    arguments: [
      // Well-formed.
      (#" {"a": [1, -2.5e3, true, false, null, "x"], "b": {}} "#, #"{"a":[1,-2.5e3,true,false,null,"x"],"b":{}}"#),
      (#"["\"\\\/\n\r\t\b\f\u00e9\uD83D\uDEA2"]"#, "[\"\"\\/\n\r\t  é🚢\"]"),
      // Before, after and between.
      ("\u{FEFF}{\"a\":\u{FEFF}1 }", #"{"a":1}"#), (#"{"a":1} and {"b":2}"#, #"{"a":1}"#),
      ("/* [one] */ // [two]\n{\"a\"/**/:/* \" */1// }\n,\"b\":2}", #"{"a":1,"b":2}"#),
      ("<!-- {\"a\":\"<!-- // /*\"} -->", #"{"a":"<!-- // /*"}"#),
      ("//<![CDATA[ {\"a\":1} //]]>", #"{"a":1}"#), ("/*<![CDATA[*/\n[{\"a\":1}]/*]]>*/", #"[{"a":1}]"#),
      // Commas.
      (#"{"a":[1,2,],}"#, #"{"a":[1,2]}"#), (#"{,"a":1,,"b":[,1 2,,]"c":3}"#, #"{"a":1,"b":[1,2],"c":3}"#),
      // Strings.
      ("{\"a\":\"one\n\ttwo\"}", "{\"a\":\"one\n\ttwo\"}"), (#"["it\'s"]"#, #"["it's"]"#),
      (#"["\uD83D","\uDEA2!","\uD83D\u0041","\uD83D\uD83D\uDEA2","\uD83Dx"]"#, #"["�","�!","�A","�🚢","�x"]"#),
      (#"["\u12","\u+123","\uzzzz"]"#, #"["�12","�+123","�zzzz"]"#),
      // Numbers and other words.
      (#"{"id":12345678901234567890,"x":1.0}"#, #"{"id":12345678901234567890,"x":1.0}"#),
      ("[1E400,2026-11-21,-,NaN,undefined,e1,1//one\n]", "[1E400,2026-11-21,null,null,null,null,1]"),
      // Repeated names stay, in order.
      (#"{"a":1,"a":2}"#, #"{"a":1,"a":2}"#),
      // What fits nowhere.
      (#"{"a":,"b":}"#, #"{"a":null,"b":null}"#), (#"{a:1,"b","c":2}"#, #"{"c":2}"#),
      (#"[{"a":1}},2]"#, #"[{"a":1},2]"#),
      (#"{"a":"say "yes" now","b":2}"#, #"{"a":"say ","b":2}"#),
    ])
  func read(document: String, expected: String) throws {
    #expect(written(LenientJSON.read(Array(document.utf8), keepingCutObjects: true).value) == expected)
  }

  @Test(
    "A document cut off keeps what is complete",
    arguments: [
      (#"{"a":1,"b":"hal"#, #"{"a":1}"#, #"{"a":1}"#), (#"{"a":1,"b":23"#, #"{"a":1}"#, #"{"a":1}"#),
      (#"{"a":1,"b"#, #"{"a":1}"#, #"{"a":1}"#), (#"{"a":1,"b":"#, #"{"a":1}"#, #"{"a":1}"#),
      (#"{"a":1,"b":tru"#, #"{"a":1}"#, #"{"a":1}"#), (#"{"a":["x","y\"#, #"{"a":["x"]}"#, #"{"a":["x"]}"#),
      (#"[{"a":1},{"b":2,"c"#, #"[{"a":1},{"b":2}]"#, #"[{"a":1}]"#),
      (#"{"a":[{"b":{"c":1,"d":"\ud8"#, #"{"a":[{"b":{"c":1}}]}"#, #"{"a":[]}"#),
      (#"{"a":1 /* never closed }"#, #"{"a":1}"#, #"{"a":1}"#), ("[", "[]", "[]"), ("{", "{}", "{}"),
    ])
  func cut(document: String, kept: String, dropped: String) {
    for (keeping, expected) in [(true, kept), (false, dropped)] {
      let reading = LenientJSON.read(Array(document.utf8), keepingCutObjects: keeping)
      #expect(written(reading.value) == expected)
      #expect(reading.isCutOff)
    }
  }

  @Test("Damage is told from what is only untidy")
  func damage() {
    for (document, isDamaged) in [
      ("// x\n{\"a\":[1,,],}", false), ("{a:1}", true), (#"{"a" "b":1}"#, true), ("[1}]", true), ("[[[]]]", false),
    ] {
      let reading = LenientJSON.read(Array(document.utf8), keepingCutObjects: true)
      #expect(reading.isDamaged == isDamaged, "\(document)")
      #expect(!reading.isCutOff, "\(document)")
    }
  }

  @Test(
    "Where there is no object or array there is nothing", arguments: ["", " ", "\u{FEFF}", "12", "\"a\"", "/* {} */"])
  func nothing(document: String) {
    let reading = LenientJSON.read(Array(document.utf8), keepingCutObjects: true)
    #expect(reading.value == nil)
    #expect(!reading.isCutOff)
  }

  @Test func `Members are found by name, the last of several, and text is strings and numbers`() {
    let value = LenientJSON.read(Array(#"{"a":1,"b":["x"],"a":2}"#.utf8), keepingCutObjects: true).value
    #expect(value?["a"]?.text == "2")
    #expect(value?["b"]?.elements.map(\.text) == ["x"])
    #expect(value?["b"]?["a"] == nil)
    #expect(value?["b"]?.text == nil)
    #expect(value?["a"]?.elements == [])
  }

  @Test(
    "What lies too deep reads as null, and what follows it is read",
    arguments: [("[", "]"), ("{\"a\":", "}"), ("[\"]\\\"]\",", "]")])
  func deep(opening: String, closing: String) {
    for depth in [LenientJSON.deepest - 2, 100_000] {
      let nest = String(repeating: opening, count: depth) + "1" + String(repeating: closing, count: depth)
      let reading = LenientJSON.read(Array("[\(nest),\"after\"]".utf8), keepingCutObjects: true)
      #expect(reading.value?.elements.count == 2)
      #expect(reading.value?.elements.last == .string("after"))
      #expect(reading.isDamaged == (depth > LenientJSON.deepest))
      #expect(!reading.isCutOff)
    }
    let open = LenientJSON.read(Array(String(repeating: opening, count: 100_000).utf8), keepingCutObjects: true)
    #expect(open.value != nil)
    #expect(open.isCutOff)
  }

  @Test(
    "A long run of one thing is read in one pass",
    arguments: [
      "/*", "//", "//\n", "[CDATA[", "\"", "\"\\u", "{\"a\"", "\"a\":", "1/", ",", "]", "[}", "[{", "\u{FEFF}", "\\",
    ])
  func hostile(unit: String) {
    let many = String(repeating: unit, count: 200_000 / unit.utf8.count)
    for start in ["", "[", "{"] {
      let reading = LenientJSON.read(Array((start + many).utf8), keepingCutObjects: false)
      #expect(reading.value != nil || start.isEmpty)
    }
  }

  /// The value as text; strings without escapes.
  private func written(_ value: LenientJSON?) -> String {
    switch value {
    case .object(let members): "{\(members.map { "\"\($0.name)\":\(written($0.value))" }.joined(separator: ","))}"
    case .array(let elements): "[\(elements.map { written($0) }.joined(separator: ","))]"
    case .string(let text): "\"\(text)\""
    case .number(let text): text
    case .bool(let value): "\(value)"
    case .null: "null"
    case nil: "nothing"
    }
  }
}
