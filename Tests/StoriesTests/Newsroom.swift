// A small invented news week with its stories known, and a generator of longer streams.
import Foundation
import News
import Stories

/// An article of the fixture with what is right to say of it.
struct Told: Decodable, Sendable {
  var id: String
  var story: String
  var relation: Relation
  var title: String
  var text: String
  var published: String
  var language: String

  /// What the recogniser is given.
  func input(dated: Bool = true) -> StoryInput {
    StoryInput(
      id: article(id), title: title, text: text, language: LanguageTag(language),
      published: dated ? Instant(rfc3339: published) : nil)
  }
}

func article(_ name: String) -> ArticleID { ArticleID(source: SourceName("test")!, guid: name) }

enum Newsroom {
  /// The articles of `Fixtures/stories/newsroom.jsonl` in order of time.
  static let week: [Told] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures/stories/newsroom.jsonl")
    let lines = (try? String(contentsOf: file, encoding: .utf8))?.split(separator: "\n") ?? []
    return lines.map { try! JSONDecoder().decode(Told.self, from: Data($0.utf8)) }
  }()

  /// A long stream of invented events, each told a few times in shuffled and partly replaced words over some days.
  static func stream(_ count: Int, seed: UInt64 = 1, tellings: Int = 4, hoursApart: Int64 = 3) -> [StoryInput] {
    var random = Lottery(state: seed)
    func word() -> String {
      let parts = ["ba", "ke", "lo", "mi", "nu", "ra", "se", "ti", "vo", "du", "fa", "gre", "sto", "pli"]
      return (0..<2 + random.below(2)).map { _ in parts[random.below(parts.count)] }.joined()
    }
    let common = (0..<400).map { _ in word() }
    var events: [[String]] = []
    return (0..<count).map { n in
      if events.isEmpty || random.below(tellings) == 0 {
        events.append((0..<40).map { _ in random.below(3) == 0 ? word().capitalized : word() })
      }
      let event = events[events.count - 1 - random.below(min(events.count, 12))]
      let words = (0..<90).map { _ in
        random.below(2) == 0 ? event[random.below(event.count)] : common[random.below(common.count)]
      }
      return StoryInput(
        id: article("stream \(n)"), title: words.prefix(7).joined(separator: " "),
        text: "In " + words.joined(separator: " ") + ".", language: LanguageTag("en"),
        seen: Instant(seconds: 1_700_000_000 + Int64(n) * 3600 * hoursApart))
    }
  }
}

/// Repeatable numbers (SplitMix64).
struct Lottery {
  var state: UInt64

  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var x = state
    x = (x ^ x >> 30) &* 0xBF58_476D_1CE4_E5B9
    x = (x ^ x >> 27) &* 0x94D0_49BB_1331_11EB
    return Int((x ^ x >> 31) % UInt64(bound))
  }
}

/// Who is in which story now, told only by decisions.
struct Assignment: Equatable {
  private(set) var stories: [ArticleID: StoryID] = [:]

  mutating func take(_ decision: StoryDecision) {
    for merge in decision.merged {
      for (article, story) in stories where story == merge.younger { stories[article] = merge.into }
    }
    for move in decision.moves { stories[move.article] = move.to }
    stories[decision.article] = decision.story
  }

  /// The articles grouped, whatever the stories' ids.
  var groups: Set<Set<ArticleID>> {
    Set(Dictionary(grouping: stories.keys) { stories[$0]! }.values.map { Set($0) })
  }
}
