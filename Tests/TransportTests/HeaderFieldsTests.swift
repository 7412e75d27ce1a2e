// Header fields: order, case, folding, and bytes that are no UTF-8.

import Testing

@testable import Transport

@Suite struct HeaderFieldsTests {
  @Test func `names are found without regard to case, values in order`() {
    let fields = HeaderFields([("Link", "a"), ("X-Other", "b"), ("LINK", "c")])
    #expect(fields["link"] == "a")
    #expect(fields.values("lInK") == ["a", "c"])
    #expect(fields["lin"] == nil)
    #expect(fields.all.map(\.name) == ["Link", "X-Other", "LINK"])
    #expect(fields.count == 3)
  }

  @Test(
    arguments: [
      ("A: b\r\n", "A", "b"), ("A:b", "A", "b"), ("A :\t b c \t\n", "A", "b c"), ("A:", "A", ""),
      ("A: b: c", "A", "b: c"),
    ])
  func `white space around a value is not part of it`(line: String, name: String, value: String) {
    var fields = HeaderFields()
    fields.append(line: Array(line.utf8))
    #expect(fields.all.map(\.name) == [name])
    #expect(fields[name] == value)
  }

  @Test(arguments: ["", "\r\n", "no colon", ": no name", "  folded into nothing"])
  func `lines that are no fields are dropped`(line: String) {
    var fields = HeaderFields()
    fields.append(line: Array(line.utf8))
    #expect(fields.count == 0)
  }

  @Test func `bytes that are no UTF-8 are read as Latin-1`() {
    var fields = HeaderFields()
    fields.append(line: Array("X: caf".utf8) + [0xE9])
    fields.append(line: Array("Y: café".utf8))
    #expect(fields["X"] == "café")
    #expect(fields["Y"] == "café")
    #expect(fields.isomorphic("Y") == "caf\u{C3}\u{A9}")
  }
}
