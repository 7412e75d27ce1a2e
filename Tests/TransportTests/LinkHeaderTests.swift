// Links in a header: every spelling that RFC 8288 allows, and some it does not.
import Testing

@testable import Transport

@Suite struct LinkHeaderTests {
  @Test(
    arguments: [
      ("<https://hub.example/>; rel=\"hub\"", ["https://hub.example/"]),
      ("<https://hub.example/>;rel=hub", ["https://hub.example/"]),
      ("<a>; rel=self, <b>; REL=\"Hub\"", ["b"]),
      ("<a>; title=\"x; rel=hub, <z>\"; rel=\"self hub\", <b>; rel=next", ["a"]),
      ("<a>; rel=next; rel=hub", []),
      ("<a>;;rel=hub", ["a"]), ("< a >; rel = hub", [" a "]),
      ("<a", []), ("", []), ("<a>; rel", []), ("<a>; rel=\"hub", ["a"]), ("a; rel=hub", []),
      ("<a>; rel=hub <b>; rel=hub", ["a"]),
    ])
  func `targets are those whose first relation names it`(value: String, wanted: [String]) {
    #expect(LinkHeader.targets(in: value, relation: "hub") == wanted)
  }
}
