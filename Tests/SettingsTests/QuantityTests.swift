// Times, sizes and suggestions.
import Testing

@testable import Settings

struct QuantityTests {
  @Test(
    "times",
    arguments: [
      ("90s", 90), ("30m", 1800), ("6h", 21_600), ("2d", 172_800), ("1h30m", 5400), ("0s", 0), ("30", nil), ("", nil),
      ("m", nil), ("1.5h", nil), ("-5m", nil), ("5 m", nil), ("5M", nil), ("1h30", nil), ("99999999999999999999d", nil),
      ("9223372036854775807d", nil), ("٣m", nil),
    ] as [(String, Int?)])
  func times(text: String, wanted: Int?) {
    #expect(Quantity.seconds(text) == wanted)
  }

  @Test(
    "sizes",
    arguments: [
      ("10MB", 10_000_000), ("500kb", 500_000), ("1 GB", 1_000_000_000), ("7B", 7), ("10", nil), ("MB", nil),
      ("1.5MB", nil),
      ("10MiB", nil), ("9223372036854775807KB", nil), ("", nil),
    ] as [(String, Int?)])
  func sizes(text: String, wanted: Int?) {
    #expect(Quantity.bytes(text) == wanted)
  }

  @Test(
    "quantities are told in their largest whole unit",
    arguments: [
      (1, "1s"), (90, "90s"), (3600, "1h"), (5400, "90m"), (86_400, "1d"), (0, "0s"),
    ])
  func told(seconds: Int, wanted: String) {
    #expect(Quantity.time(seconds) == wanted)
  }

  @Test(
    "the nearest known word is suggested, a far one is not",
    arguments: [
      ("sttae", "state"), ("State", "state"), ("poling", "polling"), ("logs", "log"), ("zzzzzz", nil), ("", nil),
    ] as [(String, String?)])
  func suggestion(word: String, wanted: String?) {
    #expect(Suggestion.nearest(to: word, in: ["state", "polling", "log", "network"]) == wanted)
  }
}
