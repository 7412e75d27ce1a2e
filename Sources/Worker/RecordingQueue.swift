// In which order harvests are recorded: article by article in order of time, in batches.
internal import News

/// Harvests on their way into the catalogue. A harvest is finished by the batch that has the last of its articles.
struct RecordingQueue {
  /// What one transaction records.
  struct Batch {
    var drafts: [(harvest: Int, draft: ArticleDraft)] = []
    /// The harvests that are finished by it.
    var finishing: [Int] = []
  }

  private var drafts: ArraySlice<(harvest: Int, draft: ArticleDraft)>
  /// How many articles of each harvest wait; nil where it is finished.
  private var waiting: [Int?]

  init(_ harvests: [Harvest]) {
    var drafts: [(harvest: Int, draft: ArticleDraft)] = []
    for (index, harvest) in harvests.enumerated() { drafts += harvest.drafts.map { (index, $0) } }
    drafts.sort { a, b in
      (a.draft.article.time, a.draft.article.source, a.draft.article.id)
        < (b.draft.article.time, b.draft.article.source, b.draft.article.id)
    }
    self.drafts = drafts[...]
    waiting = harvests.map(\.drafts.count)
  }

  /// Whether all harvests are finished.
  var isEmpty: Bool { waiting.allSatisfy { $0 == nil } }

  /// The next batch, of at most `limit` articles, whatever their source; nil where all is finished.
  mutating func next(atMost limit: Int) -> Batch? {
    guard !isEmpty else { return nil }
    let slice = drafts.prefix(limit)
    drafts = drafts.dropFirst(limit)
    for item in slice { waiting[item.harvest]? -= 1 }
    return finish(Batch(drafts: Array(slice), finishing: waiting.indices.filter { waiting[$0] == 0 }))
  }

  /// The batch that finishes the most harvests, where there is time for one only; nil where none can be finished.
  mutating func last(atMost limit: Int) -> Batch? {
    var room = limit
    var chosen: Set<Int> = []
    for (index, count) in waiting.enumerated().compactMap({ item in item.element.map { (item.offset, $0) } })
      .sorted(by: { ($0.1, $0.0) < ($1.1, $1.0) })
    {
      guard count <= room else { break }
      room -= count
      chosen.insert(index)
    }
    guard !chosen.isEmpty else { return nil }
    let slice = drafts.filter { chosen.contains($0.harvest) }
    drafts.removeAll { chosen.contains($0.harvest) }
    return finish(Batch(drafts: slice, finishing: chosen.sorted()))
  }

  private mutating func finish(_ batch: Batch) -> Batch {
    for index in batch.finishing { waiting[index] = nil }
    return batch
  }
}
