// After an arrival: the stories near it are grouped again from single articles, so that early mistakes are repaired.
internal import News

extension Recogniser {
  /// What a regrouping changed.
  struct Regrouping {
    var moves: [StoryMove] = []
    var merged: [StoryMerge] = []
  }

  /// Groups a new article and the active members of the stories near it. A story's id stays with its founder, or once
  /// that is no longer active, with the part that holds most of its members; a part that gets several ids keeps the
  /// oldest; a part that gets none is named after its first member.
  mutating func regroup(_ slot: Int, near: [Int]) -> Regrouping {
    var touched = near.flatMap { stories[$0]!.members }
    touched.sort { stamps[$0] < stamps[$1] }
    touched.append(slot)
    let count = touched.count
    var scores = [Double](repeating: 0, count: count * count)
    for a in 1..<count {
      for b in 0..<a {
        let score = pair(touched[a], touched[b])
        scores[a * count + b] = score
        scores[b * count + a] = score
      }
    }
    let groups = AverageLink.groups(
      count: count, scores: scores, threshold: threshold, sizeBar: Self.sizeBar)
    let before = touched.map { records[$0].story }
    let heirs = near.map { heir(of: $0, groups: groups, touched: touched) }
    var outcome = Regrouping()
    for story in near { stories[story] = nil }
    for (g, group) in groups.enumerated() {
      let inherited = zip(near, heirs).filter { $0.1 == g }.map(\.0)
        .sorted { names.founders[$0] < names.founders[$1] }
      let story: Int
      if let oldest = inherited.first {
        story = oldest
        for younger in inherited.dropFirst() {
          names.merge(younger, into: oldest)
          let merge = StoryMerge(younger: names.ids[younger], into: names.ids[oldest])
          outcome.merged.append(merge)
          pending.merge(merge)
        }
      } else {
        let first = records[touched[group[0]]]
        story = names.add(StoryID(firstArticle: first.id), founder: first.sequence)
      }
      for member in group where member != count - 1 && before[member] != story {
        let companions = (0..<count).filter { before[$0] == before[member] && $0 != member && $0 != count - 1 }
        outcome.moves.append(
          StoryMove(
            article: records[touched[member]].id, from: names.ids[before[member]], to: names.ids[story],
            reason: reason(member, slot, to: group.filter { $0 != member }, from: companions, scores, count)))
      }
      place(group.map { touched[$0] }, in: story)
    }
    return outcome
  }

  /// The bar rises by this × ln of the size of the smaller group.
  private static let sizeBar = 1.0

  /// The group that keeps a story's id.
  private func heir(of story: Int, groups: [[Int]], touched: [Int]) -> Int {
    if let founder = touched.firstIndex(where: { stamps[$0] == names.founders[story] && records[$0].story == story }) {
      return groups.firstIndex { $0.contains(founder) }!
    }
    var best = 0
    var most = 0
    for (g, group) in groups.enumerated() {
      let votes = group.count { records[touched[$0]].story == story }
      if votes > most {
        best = g
        most = votes
      }
    }
    return best
  }

  private func reason(
    _ member: Int, _ slot: Int, to now: [Int], from before: [Int], _ scores: [Double], _ count: Int
  ) -> String {
    func mean(_ others: [Int]) -> String {
      let sum = others.reduce(0) { $0 + scores[member * count + $1] }
      let hundredths = Int((100 * sum / Double(others.count)).rounded())
      return "\(hundredths < 0 ? "-" : "")\(abs(hundredths) / 100).\(abs(hundredths) % 100 / 10)\(abs(hundredths) % 10)"
    }
    let arrival = "the arrival of \(records[slot].id)"
    let left = before.filter { !now.contains($0) }
    if now.isEmpty { return "\(arrival) showed it to be alone: its mean score to its story was \(mean(left))" }
    let closeness = "its mean score to the story it is in now is \(mean(now))"
    if left.isEmpty { return "\(arrival) joined two stories: \(closeness)" }
    return "\(arrival) divided its story: \(closeness), to those it left \(mean(left))"
  }
}
