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
  /// Why an element is furniture, where it is one itself.
  private(set) var reasons: [String?]
  /// Whether a node is furniture or inside of it.
  private(set) var isDead: [Bool]
  private(set) var meanings: [NameMeaning]
  /// Prose in an element that is not furniture, in characters.
  private(set) var prose: [Int32]
  /// All text in it that is not furniture.
  private(set) var length: [Int32]
  private(set) var linkLength: [Int32]
  /// Prose including furniture, without what is never shown.
  private(set) var rawProse: [Int32]
  private(set) var body = 0

  /// Whether names, roles and the like count.
  private let byName: Bool

  /// - Parameters:
  ///   - headline: the element of the headline, where it is known; what holds it is no furniture.
  ///   - byName: whether names, roles and the like count; without, only what is never shown is left out.
  init(_ tree: HTMLTree, headline: Int?, byName: Bool = true) {
    self.tree = tree
    self.byName = byName
    let count = tree.nodes.count
    runOf = Array(repeating: -1, count: count)
    reasons = Array(repeating: nil, count: count)
    isDead = Array(repeating: false, count: count)
    meanings = Array(repeating: [], count: count)
    prose = Array(repeating: 0, count: count)
    length = prose
    linkLength = prose
    rawProse = prose
    findRuns()
    measureRaw()
    findFurniture(headline: headline)
    measure()
  }

  // MARK: runs

  private mutating func findRuns() {
    let nodes = tree.nodes
    var blockOf = [Int32](repeating: 0, count: nodes.count)
    var inLink = [Bool](repeating: false, count: nodes.count)
    var unseen = [Bool](repeating: false, count: nodes.count)
    var current = -1
    var lineBreaks = 0
    for index in 1..<max(1, nodes.count) {
      let parent = Int(nodes[index].parent)
      let tag = nodes[index].tag
      blockOf[index] = blockOf[parent]
      inLink[index] = inLink[parent] || tag == .a || tag == .button
      unseen[index] = unseen[parent] || isUnseen(index)
      if tag == .body, body == 0 { body = index }
      if tag == .text {
        if unseen[index] { continue }
        let length = Self.length(tree.text(of: index))
        if length == 0 { continue }
        lineBreaks = 0
        if current < 0 || runs[current].block != Int(blockOf[index]) {
          current = runs.count
          runs.append(TextRun(first: index, last: index, block: Int(blockOf[index])))
        }
        runs[current].last = index
        runs[current].length += length
        if inLink[index] { runs[current].linkLength += length }
        runOf[index] = Int32(current)
      } else if tag == .br {
        lineBreaks += 1
        if lineBreaks > 1 { current = -1 }
      } else if tag.isBlock {
        blockOf[index] = Int32(index)
        current = -1
      }
    }
  }

  /// Never shown, so no text of the page, whatever its names say.
  private func isUnseen(_ index: Int) -> Bool {
    let tag = tree.nodes[index].tag
    // Some pages hold their text for readers without scripts only; looked at where there is no other.
    if tag == .noscript { return byName }
    if tag == .template { return tree.value(.shadowrootmode, of: index) == nil }
    return tag.isDropped || tag == .head
  }

  /// Visible characters.
  static func length(_ bytes: ArraySlice<UInt8>) -> Int {
    var count = 0
    for byte in bytes {
      switch byte {
      case 33..<128, 0xC3...0xE2, 0xEE...: count += 1
      case 0xE3...0xED: count += 3
      default: continue
      }
    }
    return count
  }

  private mutating func measureRaw() {
    for run in runs where run.isProse { rawProse[run.block] += Int32(run.length) }
    for index in tree.nodes.indices.reversed().dropLast() {
      rawProse[Int(tree.nodes[index].parent)] += rawProse[index]
    }
  }

  /// Measures anew without furniture, also inside of runs: a share button in a paragraph is none of its text.
  private mutating func measure() {
    for id in runs.indices {
      let nodes = (runs[id].first...runs[id].last).filter { runOf[$0] == Int32(id) && !isDead[$0] }
      guard let first = nodes.first, let last = nodes.last else {
        runs[id].reason = furnitureReason(of: runs[id].first)
        continue
      }
      if nodes.count < (runs[id].first...runs[id].last).count(where: { runOf[$0] == Int32(id) }) {
        runs[id].length = 0
        runs[id].linkLength = 0
        for node in nodes {
          let length = Self.length(tree.text(of: node))
          runs[id].length += length
          if isInLink(node, below: runs[id].block) { runs[id].linkLength += length }
        }
      }
      runs[id].first = first
      runs[id].last = last
    }
    for run in runs where run.reason == nil {
      length[run.block] += Int32(run.length)
      linkLength[run.block] += Int32(run.linkLength)
      if run.isProse { prose[run.block] += Int32(run.length) }
    }
    for index in tree.nodes.indices.reversed().dropLast() {
      let parent = Int(tree.nodes[index].parent)
      prose[parent] += prose[index]
      length[parent] += length[index]
      linkLength[parent] += linkLength[index]
    }
  }

  private func isInLink(_ node: Int, below block: Int) -> Bool {
    var at = node
    while at > block {
      if tree.nodes[at].tag == .a { return true }
      at = Int(tree.nodes[at].parent)
    }
    return false
  }

  /// Why a node is furniture, from the element that made it so.
  func furnitureReason(of node: Int) -> String? {
    var at = node
    while at > 0 {
      if let reason = reasons[at] { return reason }
      at = Int(tree.nodes[at].parent)
    }
    return nil
  }

  // MARK: furniture

  private mutating func findFurniture(headline: Int?) {
    let nodes = tree.nodes
    let total = rawProse[0]
    var removed: Int32 = 0
    var inArticle = [Bool](repeating: false, count: nodes.count)
    for index in 1..<max(1, nodes.count) {
      let node = nodes[index]
      let parent = Int(node.parent)
      inArticle[index] = inArticle[parent] || node.tag == .article || node.tag == .main
      if isDead[parent] {
        isDead[index] = true
        continue
      }
      guard node.tag != .text else { continue }
      if isUnseen(index) {
        isDead[index] = true
        reasons[index] = "not shown"
        continue
      }
      var meaning: NameMeaning = []
      if tree.hasAttributes(index) {
        if let names = tree.value(.class, of: index) { meaning.formUnion(NameMeaning(names: names)) }
        if let name = tree.value(.id, of: index) { meaning.formUnion(NameMeaning(names: name)) }
        if let names = tree.value(.data_testid, of: index) { meaning.formUnion(NameMeaning(names: names)) }
        if let names = tree.value(.data_component, of: index) { meaning.formUnion(NameMeaning(names: names)) }
        if let property = tree.value(.itemprop, of: index) {
          if property.elementsEqual("articleBody".utf8) { meaning.insert(.body) }
        }
      }
      meanings[index] = meaning
      guard byName, let reason = reason(for: index, meaning, inArticle: inArticle[index]) else { continue }
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
      reasons[index] = reason
      isDead[index] = true
    }
  }

  private func reason(for index: Int, _ meaning: NameMeaning, inArticle: Bool) -> String? {
    let tag = tree.nodes[index].tag
    switch tag {
    case .html, .body, .main, .article: return nil
    case .nav, .menu: return "navigation"
    case .footer: return meaning.reason ?? "footer"
    case .aside: return meaning.reason ?? "aside"
    case .dialog: return "consent"
    case .figcaption: return "caption"
    case .header where !inArticle && rawProse[index] < 200 && !holdsHeadline(index): return "header"
    default: break
    }
    if let role = tree.value(.role, of: index) {
      switch String(decoding: role, as: UTF8.self) {
      case "navigation", "complementary", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar",
        "toolbar":
        return "navigation"
      default: break
      }
    }
    if tree.value(.hidden, of: index) != nil { return "hidden" }
    if let hidden = tree.value(.aria_hidden, of: index), hidden.elementsEqual("true".utf8) { return "hidden" }
    if let style = tree.value(.style, of: index) {
      let flat = String(decoding: style.filter { $0 > 32 }, as: UTF8.self)
      if flat.contains("display:none") || flat.contains("visibility:hidden") { return "hidden" }
    }
    switch tag {
    // Words in a sentence are part of it, whatever they are called.
    case .a, .em, .strong, .b, .i, .q, .cite, .abbr, .mark, .code, .u: return nil
    case .h1, .h2, .h3, .h4, .h5, .h6, .p: return meaning.contains(.lead) ? nil : meaning.reason
    default: return meaning.reason
    }
  }

  private func holdsHeadline(_ index: Int) -> Bool {
    (index..<Int(tree.nodes[index].end)).contains { tree.nodes[$0].tag == .h1 }
  }

  // MARK: help for those who look at it

  /// The text of a run, white space collapsed.
  func text(of run: TextRun) -> [UInt8] {
    var writer = PlainTextWriter()
    let id = runOf[run.first]
    for index in run.first...run.last {
      if runOf[index] == id {
        if !isDead[index] || run.reason != nil { writer.text(tree.text(of: index)) }
      } else if tree.nodes[index].tag == .br {
        writer.boundary(of: .br, isStart: true)
      } else if tree.nodes[index].tag == .text {
        writer.boundary(of: .td, isStart: true)
      }
    }
    return writer.bytes
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

extension PageOutline {
  /// Whether a node is in furniture of one of these kinds.
  func isInside(_ node: Int, reasons wanted: Set<String>) -> Bool {
    guard isDead[node] else { return false }
    var at = node
    while at > 0 {
      if let reason = reasons[at] { return wanted.contains(reason) }
      at = Int(tree.nodes[at].parent)
    }
    return false
  }
}
