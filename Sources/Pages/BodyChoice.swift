// Which element holds the article's text: structure first, names where they are unambiguous, JSON-LD as a check.

internal import Markup

struct BodyChoice {
  /// The element that holds the text.
  private(set) var root = 0
  /// 0 to 1.
  private(set) var confidence = 0.3

  /// - Parameter linkedText: the page's JSON-LD `articleBody`, where it has one.
  init(_ outline: PageOutline, headline: Int?, linkedText: [UInt8]?) {
    let total = Double(outline.prose[0])
    guard total > 0 else {
      root = Self.largest(outline)
      return
    }
    var candidates: [Int] = []
    if let named = Self.named(outline, total) {
      candidates.append(named)
      confidence = 0.8
    }
    if let article = Self.article(outline, headline, total) {
      candidates.append(article)
      if candidates.count == 1 { confidence = 0.7 }
    }
    candidates.append(Self.main(outline, total) ?? outline.body)
    root = Self.climbed(outline, Self.descended(outline, candidates[0]), total)
    if let linkedText, linkedText.count >= 400 {
      check(outline, candidates, linkedText)
    }
  }

  // MARK: candidates

  /// The element named as holder of the text, if it has a good share of the page's prose.
  private static func named(_ outline: PageOutline, _ total: Double) -> Int? {
    let named = outline.tree.nodes.indices.filter { outline.meanings[$0].contains(.body) && !outline.isDead($0) }
    guard let most = named.map({ outline.prose[$0] }).max(), most > 0 else { return nil }
    // The innermost that still has nearly all of it.
    let best = named.last { Double(outline.prose[$0]) >= 0.85 * Double(most) }
    guard var best else { return nil }
    best = merged(outline, best, named)
    let mass = Double(outline.prose[best])
    return mass >= 0.35 * total || mass >= 800 && mass >= 0.2 * total ? best : nil
  }

  /// Where the text is split over several elements of such a name: what they have in common, if it is little more.
  private static func merged(_ outline: PageOutline, _ best: Int, _ named: [Int]) -> Int {
    var parts = [best]
    for other in named where outline.prose[other] > 0 {
      if !parts.contains(where: { outline.contains($0, other) || outline.contains(other, $0) }) { parts.append(other) }
    }
    guard parts.count > 1, let first = parts.min(), let last = parts.max() else { return best }
    let together = parts.reduce(0) { $0 + Double(outline.prose[$1]) }
    guard together > 1.1 * Double(outline.prose[best]) else { return best }
    var common = first
    while common > 0, !outline.contains(common, last) { common = Int(outline.tree.nodes[common].parent) }
    return common > 0 && Double(outline.prose[common]) <= 1.5 * together ? common : best
  }

  private static func article(_ outline: PageOutline, _ headline: Int?, _ total: Double) -> Int? {
    let articles = outline.tree.nodes.indices.filter {
      outline.tree.nodes[$0].tag == .article && !outline.isDead($0)
    }
    guard let most = articles.map({ outline.prose[$0] }).max(), most > 0 else { return nil }
    if let headline, let holding = articles.last(where: { outline.contains($0, headline) }),
      outline.prose[holding] >= 250 || Double(outline.prose[holding]) >= 0.5 * Double(most)
    {
      return holding
    }
    let best = articles.first { outline.prose[$0] * 2 >= most }
    return best.flatMap { Double(outline.prose[$0]) >= 0.4 * total ? $0 : nil }
  }

  private static func main(_ outline: PageOutline, _ total: Double) -> Int? {
    outline.tree.nodes.indices.first {
      (outline.tree.nodes[$0].tag == .main || outline.tree.string(.role, of: $0) == "main")
        && Double(outline.prose[$0]) >= 0.5 * total
    }
  }

  /// Where nothing is long enough to be prose: the element with the most text that is not links.
  private static func largest(_ outline: PageOutline) -> Int {
    let best = outline.tree.nodes.indices.filter {
      outline.meanings[$0].contains(.body) || outline.tree.nodes[$0].tag == .article
    }
    .filter { !outline.isDead($0) }.max {
      outline.length[$0] - outline.linkLength[$0] < outline.length[$1] - outline.linkLength[$1]
    }
    return best ?? outline.body
  }

  // MARK: movement

  /// Down while one child holds nearly all of the prose.
  static func descended(_ outline: PageOutline, _ start: Int) -> Int {
    var at = start
    while true {
      let nodes = outline.tree.nodes
      var child = at + 1
      var next: Int?
      while child < Int(nodes[at].end) {
        if nodes[child].tag != .text, Double(outline.prose[child]) >= 0.88 * Double(outline.prose[at]) {
          next = child
          break
        }
        child = Int(nodes[child].end)
      }
      guard let next, ![.p, .ul, .ol, .table, .blockquote, .pre].contains(nodes[next].tag) else { return at }
      at = next
    }
  }

  /// Up where the parent holds much more: a text split over several elements.
  private static func climbed(_ outline: PageOutline, _ start: Int, _ total: Double) -> Int {
    var at = start
    for _ in 0..<2 {
      let parent = Int(outline.tree.nodes[at].parent)
      guard parent > 0, outline.tree.nodes[parent].tag != .body, outline.tree.nodes[parent].tag != .html else { break }
      guard Double(outline.prose[parent]) > 1.6 * Double(outline.prose[at]) else { break }
      at = parent
    }
    return at
  }

  // MARK: the check

  /// Takes the candidate that agrees best with the JSON-LD text, where one agrees at all.
  private mutating func check(_ outline: PageOutline, _ candidates: [Int], _ linkedText: [UInt8]) {
    let wanted = Set(Self.shingles(linkedText))
    guard wanted.count > 20 else { return }
    var pool = [root] + candidates.map { Self.descended(outline, $0) }
    var at = root
    for _ in 0..<4 {
      at = Int(outline.tree.nodes[at].parent)
      if at <= 0 { break }
      pool.append(at)
    }
    var best = (node: root, score: 0.0)
    var seen: Set<Int> = []
    for node in pool where seen.insert(node).inserted {
      var text: [UInt8] = []
      for run in outline.runs[outline.runs(in: node)] where run.reason == nil && run.linkLength * 2 < run.length {
        text += outline.text(of: run) + [32]
      }
      let found = Set(Self.shingles(text))
      let common = Double(wanted.intersection(found).count)
      let recall = common / Double(wanted.count)
      let precision = common / Double(max(1, found.count))
      guard recall > 0.3 else { continue }
      // A cut-off JSON-LD text says nothing about what follows it, so precision weighs less.
      let score = recall + 0.25 * precision
      if score > best.score + 0.02 { best = (node, score) }
    }
    if best.score > 0 {
      root = best.node
      confidence = min(1, 0.5 + 0.4 * best.score)
    }
  }

  /// Hashes of all runs of four words in lower case.
  static func shingles(_ text: [UInt8]) -> [UInt64] {
    var words: [UInt64] = []
    var hash: UInt64 = 0
    for byte in text + [32] {
      if byte >= 128 || (byte | 32) >= 97 && (byte | 32) <= 122 || byte >= 48 && byte <= 57 {
        hash = (hash ^ UInt64(byte | 32)) &* 0x100_0000_01b3 &+ 1
      } else if hash != 0 {
        words.append(hash)
        hash = 0
      }
    }
    guard words.count >= 4 else { return words }
    return (0...words.count - 4).map { at in
      words[at..<at + 4].reduce(0) { ($0 &* 31) ^ $1 }
    }
  }
}
