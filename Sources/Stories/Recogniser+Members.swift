// Active articles: their slots, their pair scores, and how they leave.
internal import News

extension Recogniser {
  /// Gives an article a slot.
  mutating func insert(_ record: Record) -> Int {
    let slot: Int
    if let last = free.popLast() {
      slot = last
      records[slot] = record
      stamps[slot] = record.sequence
    } else {
      slot = records.count
      records.append(record)
      stamps.append(record.sequence)
    }
    slots[record.id] = slot
    queue.append(sequence: record.sequence, slot: slot)
    return slot
  }

  /// The score of two active articles, computed once.
  mutating func pair(_ a: Int, _ b: Int) -> Double {
    let shorter = records[a].scores.count <= records[b].scores.count
    let (from, to) = shorter ? (a, b) : (b, a)
    for link in records[from].scores where link.slot == Int32(to) { return Double(link.score) }
    let score = Float(PairScore(records[a].features, records[b].features, frequencies).score)
    link(a, b, score)
    pending.score(stamps[a], stamps[b], score)
    return Double(score)
  }

  mutating func link(_ a: Int, _ b: Int, _ score: Float) {
    records[a].scores.append(Link(slot: Int32(b), score: score))
    records[b].scores.append(Link(slot: Int32(a), score: score))
  }

  /// Forgets the scores of an article.
  mutating func unlink(_ slot: Int) {
    for link in records[slot].scores { records[Int(link.slot)].scores.removeAll { $0.slot == Int32(slot) } }
    records[slot].scores = []
    pending.unscored.append(stamps[slot])
  }

  /// Puts articles into a story, in order of arrival; all but the latest of them leave.
  mutating func place(_ members: [Int], in story: Int) {
    for slot in members where records[slot].story != story {
      records[slot].story = story
      touch(slot)
    }
    let leaving = max(0, members.count - Self.activeMembers)
    for slot in members.prefix(leaving) { retire(slot) }
    let live = LiveStory(members: Array(members.dropFirst(leaving)))
    stories[story] = live
    if let last = lastArrival(live) { expiry.schedule(story, due: last.adding(seconds: options.window)) }
  }

  /// Remembers that an article's row has changed.
  mutating func touch(_ slot: Int) {
    guard !records[slot].dirty else { return }
    records[slot].dirty = true
    pending.touched.append((stamps[slot], slot))
  }

  /// Takes an article out of all comparisons; the caller takes it out of its story's members.
  mutating func retire(_ slot: Int) {
    unlink(slot)
    let record = records[slot]
    pending.retired.append(row(record, active: false))
    if known[record.features.digest]?.article == record.id { known[record.features.digest]!.story = record.story }
    slots[record.id] = nil
    stamps[slot] = 0
    records[slot].features = Features()
    free.append(slot)
    if index.count > 4096, index.count > 2 * TermIndex.termsPerArticle * slots.count { reindex() }
  }

  /// Builds the index anew without the articles that have left.
  private mutating func reindex() {
    index = TermIndex()
    for (sequence, slot) in queue.living(stamps) {
      index.enter(records[slot].features.index, slot: slot, sequence: sequence)
    }
  }

  /// Over capacity, the oldest leave.
  mutating func leaveByCapacity() {
    while slots.count > options.capacity, let slot = queue.popOldest(stamps) {
      let story = records[slot].story
      retire(slot)
      stories[story]!.members.removeAll { $0 == slot }
      if stories[story]!.members.isEmpty { stories[story] = nil }
    }
  }

  func row(_ record: Record, active: Bool) -> ArticleRow {
    ArticleRow(
      sequence: record.sequence, id: record.id, story: names.ids[record.story],
      founder: names.founders[record.story], active: active,
      digest: Int64(bitPattern: record.features.digest), features: active ? record.features.encoded() : [])
  }
}

/// Active articles in order of arrival. Slots are used again, so an entry counts only while its sequence is in its slot.
struct ArrivalQueue: Sendable {
  private var entries: [(sequence: Int64, slot: Int)] = []
  private var head = 0

  mutating func append(sequence: Int64, slot: Int) { entries.append((sequence, slot)) }

  /// The entries still in their slots; forgets the others.
  mutating func living(_ stamps: [Int64]) -> ArraySlice<(sequence: Int64, slot: Int)> {
    entries = entries[head...].filter { stamps[$0.slot] == $0.sequence }
    head = 0
    return entries[...]
  }

  mutating func popOldest(_ stamps: [Int64]) -> Int? {
    if head > 4096, head > entries.count / 2 { _ = living(stamps) }
    while head < entries.count {
      let entry = entries[head]
      head += 1
      if stamps[entry.slot] == entry.sequence { return entry.slot }
    }
    return nil
  }
}

/// When stories leave, by day, so that a day's turn looks only at those that may be due.
struct ExpiryDays: Sendable {
  private(set) var clock: Instant?
  private var due: [Int64: [Int]] = [:]

  init(clock: Instant? = nil) { self.clock = clock }

  private static func day(_ instant: Instant) -> Int64 { Int64(instant.days.rounded(.down)) }

  /// Whether a moment lies on a day that is over.
  func isDue(_ moment: Instant) -> Bool { clock.map { Self.day(moment) < Self.day($0) } ?? false }

  mutating func schedule(_ token: Int, due moment: Instant) {
    let day = max(Self.day(moment), clock.map(Self.day) ?? .min)
    due[day, default: []].append(token)
  }

  /// Moves the clock forward, never back; the stories whose day is over, to be looked at.
  mutating func advance(to arrival: Instant) -> [Int] {
    guard let before = clock else {
      clock = arrival
      return []
    }
    guard arrival > before else { return [] }
    clock = arrival
    var out: [Int] = []
    for day in Self.day(before)..<max(Self.day(before), Self.day(arrival)) {
      out += due.removeValue(forKey: day) ?? []
    }
    return out
  }
}
