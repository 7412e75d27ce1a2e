// Speaks the protocol of the stories suites: one document a line in, its story out, then what has changed since.
import ArgumentParser
import Foundation
import News
import Stories

/// `newsfold-eval stories`: places each document of standard input in a story.
struct StoriesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stories", abstract: "Group the documents on standard input into stories, a line of JSON each.")

  @Flag(help: "Store and restore the recogniser's memory after every 50 documents, as one-shot runs would.")
  var restart = false

  private struct Document: Decodable {
    var id: String
    var title: String
    var text: String
    var published: String?
    var language: String?
  }

  private struct Answer: Encodable {
    var id: String
    var cluster: String
    var relation: String
    var matched: String?
    var score: Double?
  }

  private struct Final: Encodable {
    var final = true
    var id: String
    var cluster: String
  }

  func run() throws {
    let source = SourceName("eval")!
    var recogniser = Recogniser()
    var memory = StoryMemory()
    var names: [ArticleID: String] = [:]
    var order: [ArticleID] = []
    var told: [ArticleID: StoryID] = [:]
    var now: [ArticleID: StoryID] = [:]
    var members: [StoryID: [ArticleID]] = [:]
    let decoder = JSONDecoder()
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    while let line = readLine() {
      let document = try decoder.decode(Document.self, from: Data(line.utf8))
      let id = ArticleID(source: source, guid: document.id)
      names[id] = document.id
      order.append(id)
      let decision = recogniser.add(
        StoryInput(
          id: id, title: document.title, text: document.text, language: document.language.flatMap { LanguageTag($0) },
          published: document.published.flatMap { Instant(rfc3339: $0) }))
      told[id] = decision.story
      for merge in decision.merged {
        for member in members.removeValue(forKey: merge.younger) ?? [] where now[member] == merge.younger {
          now[member] = merge.into
          members[merge.into, default: []].append(member)
        }
      }
      for (article, story) in decision.moves.map({ ($0.article, $0.to) }) + [(id, decision.story)] {
        now[article] = story
        members[story, default: []].append(article)
      }
      let answer = Answer(
        id: document.id, cluster: decision.story.description, relation: decision.relation.rawValue,
        matched: decision.match.flatMap { names[$0] }, score: decision.evidence?.score)
      try write(encoder.encode(answer))
      if order.count % 50 == 0 {
        // Drained in any case, as the worker does, so that speed and memory are those of real runs.
        let changes = recogniser.drainChanges()
        if restart {
          memory.apply(changes)
          recogniser = try Recogniser(restoring: memory.state)
        }
      }
    }
    for id in order where now[id] != told[id] {
      try write(encoder.encode(Final(id: names[id]!, cluster: now[id]!.description)))
    }
  }

  private func write(_ line: Data) throws {
    FileHandle.standardOutput.write(line + Data("\n".utf8))
  }
}

/// Rows kept as the catalogue keeps them.
private struct StoryMemory {
  private var articles: [Int64: ArticleRow] = [:]
  private var scores: [SIMD2<Int64>: ScoreRow] = [:]
  private var frequencies: [SIMD2<Int64>: FrequencyRow] = [:]
  private var counters: [String: Int64] = [:]

  mutating func apply(_ changes: RecogniserChanges) {
    for merge in changes.merged {
      for (key, row) in articles where row.story == merge.younger { articles[key]!.story = merge.into }
    }
    let unscored = Set(changes.unscored)
    scores = scores.filter { !unscored.contains($0.value.a) && !unscored.contains($0.value.b) }
    for row in changes.articles { articles[row.sequence] = row }
    for row in changes.scores { scores[[row.a, row.b]] = row }
    for row in changes.frequencies {
      frequencies[[Int64(row.vocabulary), row.term]] = row.count > 0 ? row : nil
    }
    counters.merge(changes.counters) { $1 }
  }

  var state: RecogniserState {
    RecogniserState(
      articles: Array(articles.values), scores: Array(scores.values), frequencies: Array(frequencies.values),
      counters: counters)
  }
}
