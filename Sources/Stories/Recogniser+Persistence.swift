// The recogniser's memory out to rows and back, so that restoring and going on equals never having stopped.
public import News

extension Recogniser {
  /// Everything that changed since the last drain.
  public mutating func drainChanges() -> RecogniserChanges {
    var changes = RecogniserChanges()
    guard sequence > 0 else { return changes }
    changes.merged = pending.merged
    let unscored = Set(pending.unscored)
    changes.unscored = unscored.sorted()
    changes.articles = pending.retired
    for (sequence, slot) in pending.touched where stamps[slot] == sequence {
      changes.articles.append(row(records[slot], active: true))
      records[slot].dirty = false
    }
    changes.articles.sort { $0.sequence < $1.sequence }
    // A revised article may have been scored anew, so what is still linked decides.
    changes.scores = pending.scores.filter {
      !unscored.contains($0.a) && !unscored.contains($0.b) || isLinked($0)
    }
    changes.frequencies = frequencies.drain()
    changes.counters = ["sequence": sequence, "documents": frequencies.articles]
    if let clock = expiry.clock { changes.counters["clock"] = clock.milliseconds }
    pending = PendingChanges()
    return changes
  }

  private func isLinked(_ row: ScoreRow) -> Bool {
    guard let slot = pending.touched.first(where: { $0.sequence == row.b && stamps[$0.slot] == row.b })?.slot
    else { return false }
    return records[slot].scores.contains {
      stamps[Int($0.slot)] == row.a && Double($0.score) == row.score
    }
  }

  /// Takes up where the drained rows end. `options` must be those of the run that wrote them.
  ///
  /// Throws `bad-story-memory` for rows that this version did not write, or that do not fit together; the way on is
  /// to begin anew and add the articles of the last weeks again.
  public init(restoring state: RecogniserState, options: Options = Options()) throws(Refusal) {
    self.init(options: options)
    sequence = state.counters["sequence"] ?? 0
    expiry = ExpiryDays(clock: state.counters["clock"].map(Instant.init(milliseconds:)))
    guard frequencies.restore(articles: state.counters["documents"] ?? 0, rows: state.frequencies) else {
      throw Self.refusal("a term count is out of range")
    }
    var tokens: [StoryID: Int] = [:]
    for row in state.articles.sorted(by: { $0.sequence < $1.sequence }) {
      let token = tokens[row.story] ?? names.add(row.story, founder: row.founder)
      tokens[row.story] = token
      names.lower(token, founder: row.founder)
      let digest = UInt64(bitPattern: row.digest)
      if known[digest] == nil { known[digest] = KnownText(article: row.id, story: token) }
      guard row.active else { continue }
      guard row.sequence > 0, row.sequence <= sequence, slots[row.id] == nil, let features = Features(row.features)
      else { throw Self.refusal("article \(row.id) has features that cannot be read") }
      let slot = insert(Record(sequence: row.sequence, id: row.id, story: token, features: features))
      records[slot].features.digest = digest
      index.enter(features.index, slot: slot, sequence: row.sequence)
      stories[token, default: LiveStory(members: [])].members.append(slot)
    }
    var places: [Int64: Int] = [:]
    for slot in records.indices {
      places[stamps[slot]] = slot
      let story = records[slot].story
      if let live = stories[story], live.members.first == slot, let last = lastArrival(live) {
        expiry.schedule(story, due: last.adding(seconds: options.window))
      }
    }
    for row in state.scores {
      guard let a = places[row.a], let b = places[row.b], a != b else {
        throw Self.refusal("a score is between articles \(row.a) and \(row.b), of which one is not active")
      }
      link(a, b, Float(row.score))
    }
  }

  private static func refusal(_ what: String) -> Refusal {
    Refusal(
      code: "bad-story-memory",
      message: "the stored memory of stories does not fit this version: \(what); rebuild the stories from the archive")
  }

  /// Replaces what is known of an article by a later revision of it. Its story stays, and it is not counted again;
  /// later articles are compared with the new text. Nothing changes for an article no longer compared.
  public mutating func revise(_ input: StoryInput) {
    guard let slot = slots[input.id] else { return }
    let old = records[slot].features
    let reading = Reading(input, stemmer: &stemmer)
    var all = TermVector()
    var features = Features(reading, published: input.published, seen: input.seen, all: &all)
    // It is still found by the terms, in the order of arrival and by the time of its first revision.
    features.index = old.index
    features.arrival = old.arrival
    if features == old { return }
    records[slot].features = features
    if known[features.digest] == nil {
      known[features.digest] = KnownText(article: input.id, story: records[slot].story)
    }
    unlink(slot)
    touch(slot)
  }

  /// The answer to an article that is already known and was added again.
  mutating func revised(_ input: StoryInput) -> StoryDecision {
    revise(input)
    let record = records[slots[input.id]!]
    return StoryDecision(
      article: input.id, story: names.ids[record.story], relation: .new, match: nil, evidence: nil, moves: [],
      merged: [], runnerUp: nil)
  }
}
