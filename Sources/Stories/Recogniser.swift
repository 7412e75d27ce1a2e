// Places each article in a story as it arrives, and groups the neighbourhood it touches anew.
internal import News

/// Recognises retold stories in a stream of articles. Deterministic: the same articles in the same order give the same
/// stories, whether or not the run was interrupted and restored in between. `Stories.docc` tells how it decides.
///
/// Cost: one article touches a bounded number of others. Memory: about 7 kB for each active article with its share of
/// the index and the counts, 60 bytes for each other known one.
public struct Recogniser: Sendable {
  /// Bounds and bars; everything else was fitted and is not for setting.
  public struct Options: Sendable, Equatable {
    /// Seconds after a story's last arrival, in the stream's own time, from which new articles cannot join it.
    public var window: Int64 = 14 * 86_400
    /// No more articles than this are compared with; the oldest leave first.
    public var capacity = 200_000
    /// Articles after which the counts of terms are halved.
    public var memory: Int64 = 65_536
    /// The mean pair score at which two groups are one story, once the terms' frequencies are known well.
    public var threshold = -1.25

    /// The defaults.
    public init() {}
  }

  let options: Options
  var stemmer = Stemmer()
  var frequencies: Frequencies
  var index = TermIndex()
  /// Active articles by slot; `stamps` holds the sequence of each, 0 where the slot is free.
  var records: [Record] = []
  var stamps: [Int64] = []
  var free: [Int] = []
  var slots: [ArticleID: Int] = [:]
  /// Sequences and slots of active articles in order of arrival, for leaving by capacity; dead entries are skipped.
  var queue = ArrivalQueue()
  var names = StoryNames()
  /// Stories with active members, by token.
  var stories: [Int: LiveStory] = [:]
  var expiry = ExpiryDays()
  /// The first article with each text.
  var known: [UInt64: KnownText] = [:]
  var sequence: Int64 = 0
  var pending = PendingChanges()

  /// An active article.
  struct Record: Sendable {
    var sequence: Int64
    var id: ArticleID
    var story: Int
    var features: Features
    /// Pair scores by slot of the other; both sides hold them.
    var scores: [Link] = []
    var dirty = false
  }

  /// A pair score already computed.
  struct Link: Sendable {
    var slot: Int32
    var score: Float
  }

  /// A story that new articles can join.
  struct LiveStory: Sendable {
    /// Slots in order of arrival.
    var members: [Int]
  }

  /// Where a text was first seen.
  struct KnownText: Sendable {
    var article: ArticleID
    var story: Int
  }

  /// Members of a story beyond the latest ones follow it without being compared any more.
  static let activeMembers = 24
  private static let candidates = 30
  private static let nearStories = 3
  /// A story is near when a candidate in it scores this much less than the threshold.
  private static let near = 0.5
  /// A text as short as this is said again and again of different events (a result, a forecast).
  private static let tellingWords = 30

  /// What is added to the threshold of a recogniser that has read nothing; halved after `youth` articles. While few
  /// terms are known to be common, look-alikes score too high.
  private static let caution = 1.0
  private static let youth = 64.0

  /// The mean pair score at which two groups are one story, as of now.
  var threshold: Double {
    options.threshold + Self.caution * Self.youth / (Self.youth + Double(frequencies.articles))
  }

  /// A recogniser that knows nothing.
  public init(options: Options = Options()) {
    self.options = options
    frequencies = Frequencies(span: options.memory)
  }

  /// Places an article. One already active is taken as a revision.
  public mutating func add(_ input: StoryInput) -> StoryDecision {
    if slots[input.id] != nil { return revised(input) }
    let reading = Reading(input, stemmer: &stemmer)
    var all = TermVector()
    var features = Features(reading, published: input.published, seen: input.seen, all: &all)
    advance(to: features.arrival)
    frequencies.count(all: all, features)
    let query = heaviest(all)
    features.index = query.normalised
    let candidates = index.nearest(query.plain, count: Self.candidates, stamps: stamps)
    let twin = known[features.digest]

    sequence += 1
    let slot = insert(Record(sequence: sequence, id: input.id, story: -1, features: features))
    index.enter(features.index, slot: slot, sequence: sequence)
    var means = near(slot, candidates: candidates)
    let near = Array(means.prefix(Self.nearStories).map(\.story))
    var outcome = Regrouping()
    if near.isEmpty {
      settleAlone(slot, twin: twin, words: features.words)
    } else {
      outcome = regroup(slot, near: near)
    }
    if known[features.digest] == nil {
      known[features.digest] = KnownText(article: input.id, story: records[slot].story)
    }
    leaveByCapacity()

    let story = records[slot].story
    means.removeAll { names.current($0.story) == story }
    if means.isEmpty { means = secondBest(slot) }
    var decision = StoryDecision(
      article: input.id, story: names.ids[story], relation: .new, match: nil, evidence: nil, moves: outcome.moves,
      merged: outcome.merged,
      runnerUp: means.first.map { .init(story: names.ids[names.current($0.story)], score: $0.score) })
    relate(slot, reading: reading, twin: twin, &decision)
    giveBack(all, features, decision)
    return decision
  }

  /// The clock of the stream goes on; stories that nobody has added to for a window's length leave.
  private mutating func advance(to arrival: Instant?) {
    guard let arrival else { return }
    for token in expiry.advance(to: arrival) {
      guard let story = stories[token] else { continue }
      let last = lastArrival(story)
      if let last, expiry.isDue(last.adding(seconds: options.window)) {
        for slot in story.members { retire(slot) }
        stories[token] = nil
      } else if let last {
        expiry.schedule(token, due: last.adding(seconds: options.window))
      }
    }
  }

  func lastArrival(_ story: LiveStory) -> Instant? {
    story.members.compactMap { records[$0].features.arrival }.max()
  }

  /// The heaviest terms by weight and IDF: as they are, to search by, and as shares of their length, to be found by.
  private func heaviest(_ all: TermVector) -> (plain: TermVector, normalised: TermVector) {
    var weighted = (0..<all.count).map {
      (weight: Double(all.weights[$0]) * frequencies.idf(all.terms[$0], .body), term: all.terms[$0])
    }
    weighted.sort { $0.weight != $1.weight ? $0.weight > $1.weight : $0.term < $1.term }
    let top = weighted.prefix(TermIndex.termsPerArticle)
    let length = top.reduce(0) { $0 + $1.weight * $1.weight }.squareRoot()
    let terms = top.map(\.term)
    return (
      TermVector(terms: terms, weights: top.map { Float($0.weight) }),
      TermVector(terms: terms, weights: top.map { Float(length > 0 ? $0.weight / length : 0) })
    )
  }

  /// Stories that hold a good candidate, by mean score to all their active members, best first.
  private mutating func near(_ slot: Int, candidates: [Int]) -> [(story: Int, score: Double)] {
    var good: [Int] = []
    for other in candidates where other != slot && pair(slot, other) >= threshold - Self.near {
      if !good.contains(records[other].story) { good.append(records[other].story) }
    }
    var means: [(story: Int, score: Double)] = []
    for story in good {
      let members = stories[story]!.members
      var sum = 0.0
      for member in members { sum += pair(slot, member) }
      means.append((story, sum / Double(members.count)))
    }
    means.sort { $0.score != $1.score ? $0.score > $1.score : names.founders[$0.story] < names.founders[$1.story] }
    return means
  }

  /// The story that came nearest where none was near, by the mean of the scores at hand.
  private func secondBest(_ slot: Int) -> [(story: Int, score: Double)] {
    var best: (story: Int, score: Double, founder: Int64)?
    for link in records[slot].scores {
      let story = records[Int(link.slot)].story
      guard story != records[slot].story else { continue }
      let (score, founder) = (Double(link.score), names.founders[story])
      if best == nil || score > best!.score || (score == best!.score && founder < best!.founder) {
        best = (story, score, founder)
      }
    }
    return best.map { [($0.story, $0.score)] } ?? []
  }

  /// An article near to nothing begins a story, unless its very text belongs to one that is no longer compared.
  private mutating func settleAlone(_ slot: Int, twin: KnownText?, words: UInt32) {
    if let twin, slots[twin.article] == nil, words >= Self.tellingWords {
      let story = names.current(twin.story)
      place((stories[story]?.members ?? []) + [slot], in: story)
    } else {
      place([slot], in: names.add(StoryID(firstArticle: records[slot].id), founder: records[slot].sequence))
    }
  }

  /// Takes back from the counts what the article repeats of its match, if it is a copy; while the recogniser is young,
  /// also if it is a retelling, since one much told story would make its own words look common.
  private mutating func giveBack(_ all: TermVector, _ features: Features, _ decision: StoryDecision) {
    guard let match = decision.match.flatMap({ slots[$0] }) else { return }
    if decision.relation != .retelling || Double(frequencies.articles) < Self.youth {
      frequencies.discount(all: all, features, of: records[match].features)
    }
  }

  /// How the article stands to its story, and to whom.
  private func relate(_ slot: Int, reading: Reading, twin: KnownText?, _ decision: inout StoryDecision) {
    let record = records[slot]
    if let twin, (slots[twin.article].map { records[$0].story } ?? names.current(twin.story)) == record.story {
      decision.relation = .identical
      decision.match = twin.article
      if let other = slots[twin.article] {
        decision.evidence = evidence(record.features, records[other].features, reading: reading)
      }
      return
    }
    var best: (slot: Int, score: Float)?
    for link in record.scores where records[Int(link.slot)].story == record.story {
      let other = Int(link.slot)
      if best == nil || link.score > best!.score || (link.score == best!.score && stamps[other] < stamps[best!.slot]) {
        best = (other, link.score)
      }
    }
    guard let best else { return }
    let evidence = evidence(record.features, records[best.slot].features, reading: reading)
    decision.relation = evidence.containment >= PairScore.copyContainment ? .nearDuplicate : .retelling
    decision.match = records[best.slot].id
    decision.evidence = evidence
  }
}
