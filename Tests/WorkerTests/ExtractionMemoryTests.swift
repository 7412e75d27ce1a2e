// A source's pages read otherwise than before: what raises the flag, what does not, and what takes it down.
import News
import Testing

@testable import Worker

struct ExtractionMemoryTests {
  static let start = Instant(seconds: 1_795_000_000)

  /// Letters for samples: p a page of some 2,000 characters, s one of 500, l one of 6,000, f feed, n nothing, j JSON-LD.
  static func sample(_ letter: Character, _ number: Int) -> ExtractionSample {
    switch letter {
    case "p": ExtractionSample(origin: .page, characters: 2000 + number * 37 % 400)
    case "s": ExtractionSample(origin: .page, characters: 500 + number)
    case "l": ExtractionSample(origin: .page, characters: 6000 + number)
    case "j": ExtractionSample(origin: .jsonLD, characters: 2000)
    case "f": ExtractionSample(origin: .feed, characters: 200)
    default: ExtractionSample(origin: .none, characters: 0)
    }
  }

  static func memory(_ letters: String) -> ExtractionMemory {
    var memory = ExtractionMemory()
    for (number, letter) in letters.enumerated() {
      // Through its text, as between any two polls.
      memory = ExtractionMemory(memory.text)
      memory.observe(sample(letter, number), at: start.adding(seconds: Int64(number)))
    }
    return memory
  }

  @Test(
    "no flag is raised",
    arguments: [
      "", "p", "nn", "ppppppppss", "ppppppppssss", "pppppppppnn", "pppppppppffp", "ppppppppnnpnnpnnp", "psplpsplpspl",
      // Not known well enough.
      "ppppsssss", "ppppfff",
      // A mixed source: nothing is unusual about nothing.
      "npnpnpnpnpnpnnnpnnnn", "jpjpjpjpjpjjjjjjppppp",
      // Raised and taken down.
      "nnnppp", "ppppppppnnnppp", "ppppppppsssssppppp", "ppppppppfffffpppp",
    ])
  func quiet(letters: String) { #expect(Self.memory(letters).flag == nil) }

  @Test(
    "a flag tells what is otherwise, and since when",
    arguments: [
      ("nnn", 0, "the last 3 pages gave no article"),
      ("ppppppppnnn", 8, "the last 3 pages gave no article; those before gave the text"),
      ("ppppppppnnnnn", 8, "the last 5 pages gave no article; those before gave the text"),
      ("ppppppppfff", 8, "the last 3 pages gave less than the feed, whose text was taken; those before gave the text"),
      ("pppppppppfnf", 9, "the last 3 pages gave no text of their own; those before gave the text"),
      ("ppppppppjjj", 8, "the last 3 pages gave only what their JSON-LD holds; those before gave the text"),
      ("ffffffffppp", 8, "the last 3 pages gave the text themselves; for those before it was taken from elsewhere"),
      ("ppppppppsssss", 8, "the last 5 pages gave 510 characters each (median), those before 2,148"),
      ("pppppppplllll", 8, "the last 5 pages gave 6,010 characters each (median), those before 2,148"),
      // Two in a row are chance, before the change too.
      ("ppppppppssppppppnnn", 16, "the last 3 pages gave no article; those before gave the text"),
      // Not for long enough.
      ("ppppppppnnnpp", 8, "the last 3 pages gave no article; those before gave the text"),
      ("ppppppppnnnppnpp", 8, "the last 3 pages gave no article; those before gave the text"),
      ("ppppppppssssspppp", 8, "the last 5 pages gave 510 characters each (median), those before 2,148"),
    ])
  func raised(letters: String, since: Int64, message: String) {
    let flag = Self.memory(letters).flag
    #expect(flag?.message == message)
    #expect(flag?.since == Self.start.adding(seconds: since))
  }

  @Test func `what is remembered is bounded, and the latest of it`() {
    let memory = Self.memory(String(repeating: "p", count: 60) + String(repeating: "n", count: 60))
    #expect((memory.usual.count, memory.unusual.count) == (20, 20))
    #expect(memory.text.utf8.count < 4000)
  }

  @Test func `other rules begin anew, and so does what cannot be read`() {
    let memory = Self.memory("ppppppppnnn")
    #expect(ExtractionMemory(memory.text) == memory)
    #expect(ExtractionMemory(memory.text, rules: PageRules(body: ["article"])).flag == nil)
    #expect(ExtractionMemory("{\"usual\":7}") == ExtractionMemory())
  }

  @Test(
    "numbers are grouped by thousands", arguments: [(0, "0"), (999, "999"), (1840, "1,840"), (1_234_567, "1,234,567")])
  func grouped(number: Int, text: String) { #expect(Grouped.digits(number) == text) }
}
