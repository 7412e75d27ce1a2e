// The short way for common dates gives what the long way gives.

@testable import Markup
import News
import Testing

@Suite("Common dates")
struct CommonDateRulesTests {
  @Test(
    "Common forms are read the short way, and as the long way reads them",
    arguments: [
      "Sat, 21 Nov 2026 09:30:15 +0100", "Sat, 21 Nov 2026 09:30:15 GMT", "Sat, 1 Aug 2026 09:30:15 -0930",
      "21 nov 2026 09:30:15 UTC", "Mar, 24 Nov 2026 09:30:60 +0000", "2026-11-21T09:30:15Z", "2026-11-21T09:30:15",
      "2026-11-21T09:30:15.5+01:00", "2026-11-21T09:30:15.1234567-03:30", "2026-11-21 09:30:15", "2024-02-29T23:59:60Z",
    ])
  func same(text: String) {
    var text = text
    let short = text.withUTF8 { CommonDate.parse($0) }
    #expect(short != nil)
    #expect(short == WildDate.parseAnyForm(text))
  }

  @Test(
    "Whatever else there is goes the long way",
    arguments: [
      "Sat, 21 Nov 2026 09:30:15 +0100 ", "Sat, 31 Feb 2026 09:30:15 GMT", "Sat, 21 Nov 2026 24:00:00 GMT",
      "Sat, 21 Nov 2569 09:30:15 GMT", "2026-11-21T09:30:15+0100", "2026-11-21T09:30:15.Z", "2026-11-21T09:30:15 PM",
      "Sat, 21 Nov 2026 09:30:15 +1800", "Satu 21 Nov 2026 09:30:15 GMT", "2026-11-21T09:30:15+01:00Z",
    ])
  func other(text: String) {
    var text = text
    #expect(text.withUTF8 { CommonDate.parse($0) } == nil)
  }
}
