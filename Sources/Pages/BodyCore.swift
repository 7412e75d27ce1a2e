// Where the article's paragraphs stand within the chosen element, so that what stands beside them can be told apart.

internal import Markup

/// The paragraphs that make up most of the text, by what holds them.
///
/// Real pages hold an article's paragraphs in elements of one kind: the same parent, or parents of the same name in
/// parents of the same name. Boxes put between or behind them (polls, teasers, notices on the outlet) are held by others.
struct BodyCore {
  /// Where a run stands in relation to the core.
  enum Place {
    /// Held by what holds the article's paragraphs.
    case core
    /// Between core paragraphs, held by something else.
    case among
    /// Before the first core paragraph or behind the last, in the element around them.
    case before, behind
    /// The same, outside of the innermost element around all core paragraphs.
    case ahead, beyond

    var isBehind: Bool { self == .behind || self == .beyond }
  }

  private let outline: PageOutline
  private let kinds: Set<UInt64>
  private let container: Int
  /// The first and the last core paragraph; empty where there is none.
  private let span: ClosedRange<Int>?

  /// - Parameter live: the runs of the chosen element that are not furniture.
  init(_ outline: PageOutline, _ live: [Int]) {
    self.outline = outline
    var mass: [UInt64: Int] = [:]
    var total = 0
    let prose = live.filter { outline.runs[$0].isProse }
    let kindOf = prose.map { Self.kind(outline, $0) }
    for (index, id) in prose.enumerated() {
      mass[kindOf[index], default: 0] += outline.runs[id].length
      total += outline.runs[id].length
    }
    let kinds = Set(mass.filter { $0.value * 100 >= total * 15 }.keys)
    let core = prose.indices.filter { kinds.contains(kindOf[$0]) }
    self.kinds = kinds
    guard let first = core.first, let last = core.last else {
      container = 0
      span = nil
      return
    }
    span = prose[first]...prose[last]
    var around = Int(outline.tree.nodes[outline.runs[prose[first]].block].parent)
    while around > 0, !outline.contains(around, outline.runs[prose[last]].first) {
      around = Int(outline.tree.nodes[around].parent)
    }
    container = around
  }

  /// Where a run stands.
  func place(of id: Int) -> Place {
    guard let span, container > 0 else { return .core }
    if kinds.contains(Self.kind(outline, id)) { return .core }
    if span.contains(id) { return .among }
    let isInside = outline.contains(container, outline.runs[id].first)
    if id < span.lowerBound { return isInside ? .before : .ahead }
    return isInside ? .behind : .beyond
  }

  /// The kind of what holds a run's block: elements and class names of the two elements around it.
  private static func kind(_ outline: PageOutline, _ id: Int) -> UInt64 {
    kind(outline, around: outline.runs[id].block)
  }

  /// The kind of what holds an element.
  static func kind(_ outline: PageOutline, around element: Int) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    var at = element
    for _ in 0..<2 {
      at = Int(outline.tree.nodes[at].parent)
      guard at > 0 else { break }
      hash = (hash ^ UInt64(outline.tree.nodes[at].tag.rawValue)) &* 0x100_0000_01b3
      for byte in outline.tree.value(.class, of: at) ?? [] { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }
    return hash
  }
}
