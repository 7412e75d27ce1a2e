// The page measured: runs of text, how much of each is link, how much prose every element holds, what is furniture.

internal import Markup

/// A run of text between two block boundaries: a paragraph, a heading, a caption, a label.
struct TextRun {
  /// Its text nodes are among the nodes from `first` to `last`.
  var first: Int
  var last: Int
  /// The innermost block element around it.
  var block: Int
  /// Visible characters; an ideograph counts as three.
  var length = 0
  var linkLength = 0
  /// Why it is not part of an article; nil where it may be.
  var reason: String?

  /// A sentence or more, mostly not links.
  var isProse: Bool { length >= 60 && linkLength * 2 < length }
}

struct PageOutline {
  let tree: HTMLTree
  private(set) var runs: [TextRun] = []
  /// The run a text node belongs to, -1 for other nodes and white space.
  private(set) var runOf: [Int32]
  /// What an element's names, and marks of its kind, say of it.
  private(set) var meanings: [NameMeaning]
  /// Prose in an element that is not furniture, in characters.
  private(set) var prose: [Int32]
  /// All text in it that is not furniture.
  private(set) var length: [Int32]
  private(set) var linkLength: [Int32]
  /// Prose including furniture, without what is never shown.
  private(set) var rawProse: [Int32]
  private(set) var body = 0

  /// Why an element is furniture, where it is one itself, by the number of the reason.
  private var reasons: [UInt8]
  private var flags: [NodeFlags]
  /// Whether names, roles and the like count.
  private let byName: Bool

  private struct NodeFlags: OptionSet {
    let rawValue: UInt8
    static let inLink = NodeFlags(rawValue: 1)
    static let unseen = NodeFlags(rawValue: 2)
    static let inArticle = NodeFlags(rawValue: 4)
    static let dead = NodeFlags(rawValue: 8)
  }

  /// - Parameters:
  ///   - headline: the element of the headline, where it is known; what holds it is no furniture.
  ///   - host: the page's host, in lower case; empty where it is not known.
  ///   - byName: whether names, roles and the like count; without, only what is never shown is left out.
  ///   - buried: nodes that are left out with all in them, each with the reason, whatever else is known of them.
  init(
    _ tree: HTMLTree, headline: Int?, host: [UInt8] = [], byName: Bool = true,
    buried: [(node: Int, reason: String)] = []
  ) {
    self.tree = tree
    self.byName = byName
    let count = tree.nodes.count
    runOf = Array(repeating: -1, count: count)
    reasons = Array(repeating: 0, count: count)
    flags = Array(repeating: [], count: count)
    meanings = Array(repeating: [], count: count)
    rawProse = Array(repeating: 0, count: count)
    prose = []
    length = []
    linkLength = []
    findRuns()
    for (node, reason) in buried {
      reasons[node] = FurnitureRules.number(of: reason)
      for inner in node..<Int(tree.nodes[node].end) { flags[inner].insert(.dead) }
    }
    measureRaw()
    findFurniture(headline: headline, host: host)
    measure()
  }

  // MARK: runs

  private mutating func findRuns() {
    let nodes = tree.nodes
    var blockOf = [Int32](repeating: 0, count: nodes.count)
    var current = -1
    var lineBreaks = 0
    runs.reserveCapacity(nodes.count / 8)
    for index in 1..<max(1, nodes.count) {
      let parent = Int(nodes[index].parent)
      let tag = nodes[index].tag
      var flag = flags[parent]
      if tag == .text {
        flags[index] = flag
        if flag.contains(.unseen) { continue }
        let length = VisibleLength.of(tree.text(of: index))
        if length == 0 { continue }
        lineBreaks = 0
        let block = blockOf[parent]
        if current < 0 || runs[current].block != Int(block) {
          current = runs.count
          runs.append(TextRun(first: index, last: index, block: Int(block)))
        }
        runs[current].last = index
        runs[current].length += length
        if flag.contains(.inLink) { runs[current].linkLength += length }
        runOf[index] = Int32(current)
        continue
      }
      blockOf[index] = blockOf[parent]
      switch tag {
      case .a: if isLink(index) { flag.insert(.inLink) }
      case .button: flag.insert(.inLink)
      case .article, .main: flag.insert(.inArticle)
      case .body: if body == 0 { body = index }
      case .br:
        lineBreaks += 1
        if lineBreaks > 1 { current = -1 }
      default: break
      }
      if !flag.contains(.unseen), isUnseen(index) { flag.insert(.unseen) }
      flags[index] = flag
      if tag.isBlock {
        blockOf[index] = Int32(index)
        current = -1
      }
    }
  }

  /// Whether an `a` leads anywhere; scripts hang on those that do not.
  private func isLink(_ index: Int) -> Bool {
    guard let target = tree.value(.href, of: index) else { return false }
    return !target.starts(with: "javascript:".utf8)
  }

  /// Never shown, so no text of the page, whatever its names say.
  private func isUnseen(_ index: Int) -> Bool {
    let tag = tree.nodes[index].tag
    // Some pages hold their text for readers without scripts only; looked at where there is no other.
    if tag == .noscript { return byName }
    if tag == .template { return tree.value(.shadowrootmode, of: index) == nil }
    // A formula is text; what annotates it says the same in another language.
    if tag.isFormula { return tag == .annotation || tag == .annotation_xml }
    return tag.isDropped || tag == .head
  }

  private mutating func measureRaw() {
    for run in runs where run.isProse && !isDead(run.first) { rawProse[run.block] += Int32(run.length) }
    for index in tree.nodes.indices.reversed().dropLast() {
      rawProse[Int(tree.nodes[index].parent)] += rawProse[index]
    }
  }

  /// Measures anew without furniture, also inside of runs: a share button in a paragraph is none of its text.
  private mutating func measure() {
    let nodes = tree.nodes
    var alive = [Int32](repeating: 0, count: runs.count)
    var all = alive
    var ends = [(first: Int32, last: Int32)](repeating: (-1, -1), count: runs.count)
    for index in nodes.indices where runOf[index] >= 0 {
      let run = Int(runOf[index])
      all[run] += 1
      guard !flags[index].contains(.dead) else { continue }
      if ends[run].first < 0 { ends[run].first = Int32(index) }
      ends[run].last = Int32(index)
      alive[run] += 1
    }
    for id in runs.indices {
      if alive[id] == 0 {
        runs[id].reason = furnitureReason(of: runs[id].first)
        continue
      }
      if alive[id] < all[id] {
        (runs[id].length, runs[id].linkLength) = (0, 0)
        for node in runs[id].first...runs[id].last where runOf[node] == Int32(id) && !flags[node].contains(.dead) {
          let length = VisibleLength.of(tree.text(of: node))
          runs[id].length += length
          if flags[node].contains(.inLink) { runs[id].linkLength += length }
        }
      }
      (runs[id].first, runs[id].last) = (Int(ends[id].first), Int(ends[id].last))
    }
    prose = Array(repeating: 0, count: nodes.count)
    length = prose
    linkLength = prose
    for run in runs where run.reason == nil {
      length[run.block] += Int32(run.length)
      linkLength[run.block] += Int32(run.linkLength)
      if run.isProse { prose[run.block] += Int32(run.length) }
    }
    for index in nodes.indices.reversed().dropLast() {
      let parent = Int(nodes[index].parent)
      prose[parent] += prose[index]
      length[parent] += length[index]
      linkLength[parent] += linkLength[index]
    }
  }

  // MARK: furniture

  private mutating func findFurniture(headline: Int?, host: [UInt8]) {
    let nodes = tree.nodes
    let rules = FurnitureRules(tree, rawProse)
    var total = rawProse[0]
    if byName {
      for item in TeaserItems(self, host: host).items where headline.map({ !contains(item, $0) }) ?? true {
        total -= rawProse[item]
        mark(item, "related")
      }
    }
    var removed: Int32 = 0
    for index in 1..<max(1, nodes.count) {
      let node = nodes[index]
      let parentFlags = flags[Int(node.parent)]
      if parentFlags.contains(.dead) {
        flags[index].insert(.dead)
        continue
      }
      guard node.tag != .text, !flags[index].contains(.dead) else { continue }
      if flags[index].contains(.unseen) {
        mark(index, "not shown")
        continue
      }
      let meaning = tree.hasAttributes(index) ? rules.meaning(of: index) : []
      meanings[index] = meaning
      guard byName, let reason = rules.reason(for: index, meaning, inArticle: flags[index].contains(.inArticle)) else {
        continue
      }
      if let headline, headline > index, headline < Int(node.end) { continue }
      let mass = rawProse[index]
      // What holds much of the page's prose is no furniture, whatever it is called; comments are the exception, they
      // may be longer than the article.
      if reason == "comments" {
        guard removed + mass <= total - total / 20 else { continue }
      } else {
        guard Double(mass) <= 0.35 * Double(total), Double(removed + mass) <= 0.7 * Double(total) || mass < 200 else {
          continue
        }
      }
      removed += reason == "comments" ? 0 : mass
      mark(index, reason)
    }
  }

  private mutating func mark(_ index: Int, _ reason: String) {
    reasons[index] = FurnitureRules.number(of: reason)
    flags[index].insert(.dead)
  }
}

// MARK: help for those who look at it

extension PageOutline {
  /// Whether a node is furniture or inside of it.
  func isDead(_ node: Int) -> Bool { flags[node].contains(.dead) }

  /// Why a node is furniture, from the element that made it so.
  func furnitureReason(of node: Int) -> String? {
    var at = node
    while at > 0 {
      if reasons[at] != 0 { return FurnitureRules.name(of: reasons[at]) }
      at = Int(tree.nodes[at].parent)
    }
    return nil
  }

  /// Whether a node is in furniture of one of these kinds.
  func isInside(_ node: Int, reasons wanted: Set<String>) -> Bool {
    guard isDead(node), let reason = furnitureReason(of: node) else { return false }
    return wanted.contains(reason)
  }

  /// The text of a run, white space collapsed.
  func text(of run: TextRun) -> [UInt8] {
    var writer = PlainTextWriter()
    let id = runOf[run.first]
    for index in run.first...run.last {
      if runOf[index] == id {
        if !flags[index].contains(.dead) || run.reason != nil { writer.text(tree.text(of: index)) }
      } else if tree.nodes[index].tag == .br {
        writer.boundary(of: .br, isStart: true)
      } else if tree.nodes[index].tag == .text {
        writer.boundary(of: .td, isStart: true)
      } else if tree.nodes[index].tag == .img, !flags[index].contains(.dead) {
        writer.boundary(of: .img, isStart: true)
      } else if tree.nodes[index].tag.isFormula, let mark = tree.formulaMark(of: index) {
        if mark == .slash { writer.text([UInt8(ascii: "/")]) } else { writer.boundary(of: .td, isStart: true) }
      }
    }
    return writer.bytes
  }

  /// Whether a block is an element of one of these kinds or in one, at most two elements up.
  func isIn(_ tags: HTMLTag..., block: Int) -> Bool {
    var at = block
    for _ in 0..<3 where at > 0 {
      if tags.contains(tree.nodes[at].tag) { return true }
      at = Int(tree.nodes[at].parent)
    }
    return false
  }

  /// The runs in an element, in order.
  func runs(in node: Int) -> Range<Int> {
    let end = Int(tree.nodes[node].end)
    let from = runs.partitioningIndex { $0.first >= node }
    let to = runs.partitioningIndex { $0.first >= end }
    return from..<to
  }

  /// Whether `inner` is `outer` or in it.
  func contains(_ outer: Int, _ inner: Int) -> Bool { inner >= outer && inner < Int(tree.nodes[outer].end) }
}

extension Array {
  /// The first index for which the condition holds, where it holds for all later elements too.
  func partitioningIndex(where holds: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
