// What has changed since the last drain, gathered as it happens.
internal import News

/// Changes on their way to the catalogue.
struct PendingChanges: Sendable {
  var merged: [StoryMerge] = []
  var unscored: [Int64] = []
  /// Rows of articles that have left.
  var retired: [ArticleRow] = []
  /// Sequence and slot of active articles whose rows have changed.
  var touched: [(sequence: Int64, slot: Int)] = []
  private(set) var scores: [ScoreRow] = []

  mutating func score(_ a: Int64, _ b: Int64, _ score: Float) {
    scores.append(ScoreRow(a: min(a, b), b: max(a, b), score: Double(score)))
  }

  /// Notes a merge; rows gathered before it are of the older story too, since merges are applied first.
  mutating func merge(_ merge: StoryMerge) {
    merged.append(merge)
    for index in retired.indices where retired[index].story == merge.younger { retired[index].story = merge.into }
  }
}
