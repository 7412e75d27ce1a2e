// Writes the chosen runs as text and as inert HTML.

internal import Markup
internal import News

struct BodyOutput {
  let text: String
  let html: String

  /// - Parameters:
  ///   - accepted: the runs to write, in page order.
  ///   - root: the element that holds the text; runs outside of it are written as paragraphs.
  init(_ outline: PageOutline, root: Int, accepted: [Int], base: AddressReference?) {
    var writer = PlainTextWriter()
    var row = -1
    for id in accepted {
      let run = outline.runs[id]
      let tag = outline.tree.nodes[run.block].tag
      switch tag {
      case .td, .th:
        let own = Int(outline.tree.nodes[run.block].parent)
        writer.boundary(of: own == row ? tag : .tr, isStart: true)
        row = own
      case .li, .dt, .dd, .tr: writer.boundary(of: tag, isStart: true)
      default: writer.endParagraph()
      }
      writer.text(outline.text(of: run))
    }
    text = String(decoding: writer.bytes, as: UTF8.self)
    html = String(decoding: Self.html(outline, root, accepted, base), as: UTF8.self)
  }

  private static func html(_ outline: PageOutline, _ root: Int, _ accepted: [Int], _ base: AddressReference?) -> [UInt8]
  {
    let tree = outline.tree
    var writer = InertWriter(base: base)
    var taken = [Bool](repeating: false, count: outline.runs.count)
    for id in accepted { taken[id] = true }
    let inside = accepted.filter { outline.contains(root, outline.runs[$0].first) }
    for id in accepted where !outline.contains(root, outline.runs[id].first) {
      writer.start(.p)
      writer.text(outline.text(of: outline.runs[id])[...])
      writer.end(.p)
    }
    guard let first = inside.first, let last = inside.last else { return writer.finish() }
    // Pictures count where text of the article stands around them.
    let span = outline.runs[first].first...outline.runs[last].last
    let alive = aliveNodes(outline, root, taken, span)
    var open: [(end: Int, tag: HTMLTag)] = []
    var index = root
    // Whether a block was left out since the last text: what stands around it is not one line.
    var isApart = false
    let end = Int(tree.nodes[root].end)
    while index < end {
      while let top = open.last, top.end <= index {
        writer.end(top.tag)
        if top.tag.isBlock { isApart = false }
        open.removeLast()
        if top.tag == .td || top.tag == .th, !open.contains(where: { $0.tag == .table }) { writer.text([32]) }
      }
      let node = tree.nodes[index]
      if node.tag == .text {
        let run = outline.runOf[index]
        guard run < 0 ? !outline.isDead(index) : alive[index] else {
          index += 1
          continue
        }
        if isApart, run >= 0 {
          writer.start(.br)
          isApart = false
        }
        writer.text(tree.text(of: index))
      } else if !alive[index] {
        isApart = isApart || node.tag.isBlock
        index = Int(node.end)
        continue
      } else if node.tag.isFormula {
        switch tree.formulaMark(of: index) {
        case .slash: writer.text([UInt8(ascii: "/")])
        case .space: writer.text([UInt8(ascii: " ")])
        case nil: break
        }
      } else {
        // A cell outside of a table is unwrapped; what was in two of them is not one word.
        if node.tag == .td || node.tag == .th, !open.contains(where: { $0.tag == .table }) { writer.text([32]) }
        tree.withAttributes(of: index) { writer.start(node.tag, $0) }
        if node.tag.isBlock { isApart = false }
        if !node.tag.isVoid { open.append((Int(node.end), node.tag)) }
      }
      index += 1
    }
    while let top = open.popLast() { writer.end(top.tag) }
    return writer.finish()
  }

  /// The nodes that hold something to write.
  private static func aliveNodes(_ outline: PageOutline, _ root: Int, _ taken: [Bool], _ span: ClosedRange<Int>)
    -> [Bool]
  {
    let tree = outline.tree
    var alive = [Bool](repeating: false, count: tree.nodes.count)
    for index in stride(from: Int(tree.nodes[root].end) - 1, through: root, by: -1) {
      let node = tree.nodes[index]
      switch node.tag {
      case .text:
        let run = Int(outline.runOf[index])
        guard run >= 0, taken[run], !outline.isDead(index) else { continue }
      case .img, .amp_img:
        guard !outline.isDead(index), span.contains(index) else { continue }
      case .br, .hr, .wbr, .source: guard !outline.isDead(index) else { continue }
      default: guard alive[index] else { continue }
      }
      alive[index] = true
      // A line break alone keeps no element.
      if node.tag != .br, node.tag != .hr, node.tag != .wbr, node.tag != .source, index > root {
        alive[Int(node.parent)] = true
      }
    }
    // Captions are no text of the article, but belong to the pictures that are kept.
    for index in root..<Int(tree.nodes[root].end) where tree.nodes[index].tag == .figcaption {
      let parent = Int(tree.nodes[index].parent)
      guard tree.nodes[parent].tag == .figure, alive[parent] else { continue }
      for inner in index..<Int(tree.nodes[index].end) {
        alive[inner] =
          !tree.nodes[inner].tag.isDropped && !outline.isInside(inner, reasons: [PageSelection.removedReason])
      }
    }
    alive[root] = true
    return alive
  }
}
