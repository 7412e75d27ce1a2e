// Stopping, storing, restoring and going on equals never having stopped.
import News
import Stories
import Testing

/// Rows kept as a catalogue keeps them.
struct Shelf {
  var articles: [Int64: ArticleRow] = [:]
  var scores: [[Int64]: ScoreRow] = [:]
  var frequencies: [[Int64]: FrequencyRow] = [:]
  var counters: [String: Int64] = [:]

  mutating func apply(_ changes: RecogniserChanges) {
    for merge in changes.merged {
      for key in articles.keys where articles[key]!.story == merge.younger { articles[key]!.story = merge.into }
    }
    let unscored = Set(changes.unscored)
    scores = scores.filter { !unscored.contains($0.value.a) && !unscored.contains($0.value.b) }
    for row in changes.articles { articles[row.sequence] = row }
    for row in changes.scores { scores[[row.a, row.b]] = row }
    for row in changes.frequencies { frequencies[[Int64(row.vocabulary), row.term]] = row.count > 0 ? row : nil }
    counters.merge(changes.counters) { $1 }
  }

  var state: RecogniserState {
    RecogniserState(
      articles: Array(articles.values), scores: Array(scores.values), frequencies: Array(frequencies.values),
      counters: counters)
  }
}

@Suite struct PersistenceTests {
  /// A stream with everything in it: the window slides, stories fill up, capacity and the memory of counts run over.
  private static let options: Recogniser.Options = {
    var options = Recogniser.Options()
    options.capacity = 60
    options.memory = 100
    return options
  }()
  private static let stream: [StoryInput] = {
    var stream = Newsroom.stream(240, tellings: 7, hoursApart: 9)
    for index in stream.indices where index % 11 == 10 {
      stream[index].text = stream[index - 10].text
      stream[index].title = stream[index - 10].title
    }
    return stream
  }()
  private static let uncut: [StoryDecision] = {
    var recogniser = Recogniser(options: options)
    return stream.map { recogniser.add($0) }
  }()

  @Test func `the stream holds what can go wrong`() {
    #expect(Self.uncut.contains { !$0.moves.isEmpty })
    #expect(Self.uncut.contains { !$0.merged.isEmpty })
    #expect(Self.uncut.contains { $0.relation == .identical })
    #expect(Self.uncut.contains { $0.relation == .retelling })
  }

  @Test(arguments: [7, 50, 133]) func `restoring after every so many articles changes no decision`(
    _ every: Int
  ) throws {
    var shelf = Shelf()
    var recogniser = Recogniser(options: Self.options)
    for (n, input) in Self.stream.enumerated() {
      #expect(recogniser.add(input) == Self.uncut[n], "article \(n)")
      if (n + 1) % every == 0 {
        shelf.apply(recogniser.drainChanges())
        recogniser = try Recogniser(restoring: shelf.state, options: Self.options)
        #expect(recogniser.drainChanges().articles.isEmpty)
      }
    }
  }

  @Test func `the rows at the end do not depend on how often they were drained`() {
    func shelf(every: Int) -> Shelf {
      var shelf = Shelf()
      var recogniser = Recogniser(options: Self.options)
      for (n, input) in Self.stream.enumerated() {
        _ = recogniser.add(input)
        if (n + 1) % every == 0 { shelf.apply(recogniser.drainChanges()) }
      }
      shelf.apply(recogniser.drainChanges())
      return shelf
    }
    let (often, once) = (shelf(every: 3), shelf(every: 1000))
    #expect(often.articles.mapValues(\.story) == once.articles.mapValues(\.story))
    #expect(often.articles.mapValues(\.features) == once.articles.mapValues(\.features))
    #expect(often.scores == once.scores)
    #expect(often.frequencies == once.frequencies)
    #expect(often.counters == once.counters)
  }

  @Test func `stored stories are those the decisions told`() {
    var shelf = Shelf()
    var recogniser = Recogniser(options: Self.options)
    var told = Assignment()
    for (n, input) in Self.stream.enumerated() {
      told.take(recogniser.add(input))
      if n % 5 == 0 { shelf.apply(recogniser.drainChanges()) }
    }
    shelf.apply(recogniser.drainChanges())
    for row in shelf.articles.values { #expect(told.stories[row.id] == row.story) }
  }

  @Test func `scores are kept between active articles only`() {
    var shelf = Shelf()
    var recogniser = Recogniser(options: Self.options)
    for input in Self.stream { _ = recogniser.add(input) }
    shelf.apply(recogniser.drainChanges())
    for row in shelf.scores.values {
      #expect(shelf.articles[row.a]!.active && shelf.articles[row.b]!.active && row.a < row.b)
    }
    #expect(!shelf.scores.isEmpty)
  }

  @Test func `a revision is stored, and what was scored with the old text is not`() throws {
    var shelf = Shelf()
    var recogniser = Recogniser()
    for told in Newsroom.week.prefix(6) { _ = recogniser.add(told.input()) }
    shelf.apply(recogniser.drainChanges())
    let before = shelf.articles[1]!
    #expect(shelf.scores.values.contains { $0.a == 1 })
    var revised = Newsroom.week[0].input()
    revised.text = "Nothing of the old text is left, said Ilse Brandvold on 12 June."
    recogniser.revise(revised)
    shelf.apply(recogniser.drainChanges())
    #expect(shelf.articles[1]!.features != before.features)
    #expect(shelf.articles[1]!.story == before.story)
    #expect(!shelf.scores.values.contains { $0.a == 1 || $0.b == 1 })
    var restored = try Recogniser(restoring: shelf.state)
    for told in Newsroom.week.dropFirst(6) { #expect(recogniser.add(told.input()) == restored.add(told.input())) }
  }

  @Test func `damaged rows are refused, not believed`() {
    var shelf = Shelf()
    var recogniser = Recogniser()
    for told in Newsroom.week { _ = recogniser.add(told.input()) }
    shelf.apply(recogniser.drainChanges())
    var short = shelf
    short.articles[1]!.features.removeLast()
    #expect(throws: Refusal.self) { _ = try Recogniser(restoring: short.state) }
    var other = shelf
    other.articles[1]!.features[0] = 99
    #expect(throws: Refusal.self) { _ = try Recogniser(restoring: other.state) }
    var orphan = shelf
    orphan.scores[[1, 99]] = ScoreRow(a: 1, b: 99, score: 0)
    #expect(throws: Refusal.self) { _ = try Recogniser(restoring: orphan.state) }
    var negative = shelf
    negative.frequencies[[0, 0]] = FrequencyRow(vocabulary: 9, term: 0, count: 1)
    #expect(throws: Refusal.self) { _ = try Recogniser(restoring: negative.state) }
  }

  @Test func `nothing added means nothing to store`() {
    var recogniser = Recogniser()
    #expect(recogniser.drainChanges().isEmpty)
  }
}
