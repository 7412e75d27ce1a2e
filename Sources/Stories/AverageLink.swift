// Groups articles from single ones by mean pair score, with a bar that rises with size.

/// Average-link agglomeration of a small neighbourhood.
enum AverageLink {
  /// Repeatedly joins the two groups with the highest mean pair score less `sizeBar` × ln of the smaller one's size,
  /// while that is at least `threshold`. `scores` is a full symmetric matrix by rows. Returns the groups, members
  /// ascending, in order of their first members. Cost: the cube of `count`.
  static func groups(count: Int, scores: [Double], threshold: Double, sizeBar: Double) -> [[Int]] {
    var total = scores
    var groups = (0..<count).map { [$0] }
    var alive = Array(0..<count)
    let logs = (0...count).map { $0 == 0 ? 0 : naturalLog(Double($0)) }
    while alive.count > 1 {
      var best = -Double.infinity
      var pair = (0, 0)
      for n in 1..<alive.count {
        let a = alive[n]
        let size = groups[a].count
        for m in 0..<n {
          let b = alive[m]
          let other = groups[b].count
          let value = total[a * count + b] / Double(size * other) - sizeBar * logs[min(size, other)]
          if value > best {
            best = value
            pair = (m, n)
          }
        }
      }
      if best < threshold { break }
      let (keep, gone) = (alive[pair.0], alive[pair.1])
      for x in alive where x != keep && x != gone {
        total[keep * count + x] += total[gone * count + x]
        total[x * count + keep] = total[keep * count + x]
      }
      groups[keep] += groups[gone]
      alive.remove(at: pair.1)
    }
    return alive.map { groups[$0].sorted() }
  }
}
