// What comes nearest to a selector that selects nothing: a misspelt word put right, one condition less, a step less.

internal import Markup
internal import News

/// Finds the nearest selector that does select something.
///
/// Every part of the selector is in turn put right (by the words that the page has, nearest in spelling first), loosened or
/// left out; the cheapest of these changes after which something is selected wins. Where no single change helps, the
/// longest beginning that selects something is told, and what there is inside.
struct NearestSelection {
  private let page: HTMLDocument?
  private let items: [HTMLDocument.Selected]

  /// A selector change that is worth a try.
  private struct Change {
    var selector: String
    var cost: Int
  }

  /// Items beyond these are not looked at; nor are elements in them beyond the next number, or changes beyond the last.
  private static let mostItems = 50
  private static let mostElements = 20_000
  private static let mostChanges = 60

  /// For a selector that selected nothing on the whole page.
  init(page: HTMLDocument) {
    self.page = page
    items = (try? page.select("/*")) ?? []
  }

  /// For a selector that selected nothing in any of these items.
  init(items: [HTMLDocument.Selected]) {
    page = nil
    self.items = Array(items.prefix(Self.mostItems))
  }

  /// A clause that begins with a semicolon, or nothing where nothing comes near.
  func sentence(for selector: String) -> String {
    let selector = selector.trimmed
    if let near = nearest(to: selector) {
      return "; did you mean “\(near.selector)” (\(told(near.count)))?"
    }
    for beginning in Selector.beginnings(of: selector) {
      let found = selected(by: beginning)
      guard found.count > 0 else { continue }
      return "; “\(beginning)” selects \(told(found.count))" + Self.inside(found.nodes, "; in there: ")
    }
    return Self.inside(items, page == nil ? "; in there: " : "; repeated on the page: ")
  }

  /// Elements on the page, or items in which something is selected.
  private func told(_ count: Int) -> String {
    page == nil ? "in \(count) of \(items.count) items" : count == 1 ? "1 element" : "\(count) elements"
  }

  private func selected(by selector: String) -> (count: Int, nodes: [HTMLDocument.Selected]) {
    guard let path = try? Selector.xpath(selector) else { return (0, []) }
    if let page {
      let nodes = (try? page.select(path)) ?? []
      return (nodes.count, nodes)
    }
    var nodes: [HTMLDocument.Selected] = []
    var count = 0
    for item in items {
      guard let found = try? item.select(path), !found.isEmpty else { continue }
      count += 1
      nodes += found
    }
    return (count, nodes)
  }

  // MARK: changes

  private func nearest(to selector: String) -> (selector: String, count: Int)? {
    let changes = changes(of: selector).sorted { ($0.cost, $0.selector) < ($1.cost, $1.selector) }
    var best: (selector: String, count: Int, cost: Int)?
    for change in changes.prefix(Self.mostChanges) {
      if let best, best.cost < change.cost { break }
      let count = selected(by: change.selector).count
      if count > best?.count ?? 0 { best = (change.selector, count, change.cost) }
    }
    return best.map { ($0.selector, $0.count) }
  }

  private func changes(of selector: String) -> [Change] {
    let text = Array(selector.unicodeScalars)
    let isPath = Selector.isXPath(selector)
    let words = PageWords(items, most: Self.mostElements)
    var out: [Change] = []
    func change(_ range: Range<Int>, to new: String, cost: Int) {
      var view = String.UnicodeScalarView(text[..<range.lowerBound])
      view.append(contentsOf: new.unicodeScalars)
      view.append(contentsOf: text[range.upperBound...])
      let changed = String(view).trimmed
      if !changed.isEmpty, changed != selector { out.append(Change(selector: changed, cost: cost)) }
    }
    for piece in Selector.pieces(of: selector) {
      for (word, cost) in words.near(piece) {
        switch piece.kind {
        case .class: change(piece.range, to: "." + Self.escaped(word), cost: cost)
        case .id: change(piece.range, to: "#" + Self.escaped(word), cost: cost)
        case .value where isPath: change(piece.range, to: CSSTranslation.quoted(word), cost: cost)
        case .value: change(piece.range, to: "\"" + word.replacing("\"", with: "\\\"") + "\"", cost: cost)
        default: change(piece.range, to: word, cost: cost)
        }
      }
      switch piece.kind {
      case .child: change(piece.range, to: isPath ? "//" : " ", cost: 3)
      // Browsers put a `tbody` into every table, and into the selectors they offer.
      case .step: change(piece.range, to: "", cost: piece.word.hasSuffix("tbody") ? 1 : 7)
      case .class, .id, .condition: change(piece.range, to: "", cost: 6)
      default: break
      }
    }
    if isPath, let first = text.first, first != "/", first != ".", first != "(" {
      change(0..<0, to: ".//", cost: 3)
    }
    return out
  }

  /// A word as a CSS identifier.
  private static func escaped(_ word: String) -> String {
    var out = ""
    for (index, scalar) in word.unicodeScalars.enumerated() {
      let isDigit = ("0"..."9").contains(scalar)
      let isPlain =
        scalar.value >= 0x80 || scalar == "_" || scalar == "-" || isDigit || ("a"..."z").contains(scalar)
        || ("A"..."Z").contains(scalar)
      if index == 0, isDigit {
        out += "\\" + String(scalar.value, radix: 16) + " "
      } else {
        out += isPlain ? String(scalar) : "\\" + String(scalar)
      }
    }
    return out
  }

  /// The most frequent elements inside of these, as CSS.
  private static func inside(_ nodes: [HTMLDocument.Selected], _ introduction: String) -> String {
    var counts: [String: Int] = [:]
    for node in nodes.prefix(mostItems) {
      let inner = (try? node.select("descendant::*[@class or self::a or self::h2 or self::h3 or self::time]")) ?? []
      for element in inner.prefix(500) { counts[name(of: element), default: 0] += 1 }
    }
    let most = counts.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.prefix(4)
    return most.isEmpty ? "" : introduction + most.map { "\($0.key) (\($0.value))" }.joined(separator: ", ")
  }

  /// An element by its name and first class, as CSS.
  static func name(of element: HTMLDocument.Selected) -> String {
    let word = element.attribute("class")?.split(whereSeparator: \.isWhitespace).first
    return element.name + (word.map { "." + escaped(String($0)) } ?? "")
  }
}

/// The words that elements are marked with, each once.
private struct PageWords {
  private var elements: Set<String> = []
  private var attributes: Set<String> = []
  private var classes: Set<String> = []
  private var ids: Set<String> = []
  private var values: Set<String> = []

  /// Longer words are no names that somebody misspells.
  private static let longest = 64
  /// Words of one kind beyond these are not looked at.
  private static let mostWords = 5000

  init(_ nodes: [HTMLDocument.Selected], most: Int) {
    var left = most
    for node in nodes {
      for element in ((try? node.select("descendant-or-self::*")) ?? []).prefix(left) {
        left -= 1
        elements.insert(element.name)
        for (name, value) in element.attributes {
          attributes.insert(name)
          if name == "class" {
            for word in value.split(whereSeparator: \.isWhitespace) where classes.count < Self.mostWords {
              classes.insert(String(word))
            }
          }
          if name == "id" { ids.insert(value) }
          if value.utf8.count <= Self.longest, values.count < Self.mostWords { values.insert(value) }
        }
      }
    }
  }

  /// The words that may be meant by a part of a selector, with what it costs to believe so.
  func near(_ piece: SelectorPiece) -> [(word: String, cost: Int)] {
    let known: Set<String>
    switch piece.kind {
    case .element: known = elements
    case .attribute: known = attributes
    case .class: known = classes
    case .id: known = ids
    case .value: known = values.union(classes)
    default: return []
    }
    guard piece.word.utf8.count <= Self.longest, !piece.word.isEmpty, !known.contains(piece.word) else { return [] }
    let typed = EditDistance.folded(piece.word)
    let most = max(1, typed.count / 3)
    var out: [(word: String, cost: Int)] = []
    for word in known where word.utf8.count <= Self.longest {
      let folded = EditDistance.folded(word)
      if abs(folded.count - typed.count) <= most {
        let distance = EditDistance.between(typed, folded)
        if distance <= most, distance < max(typed.count, folded.count) { out.append((word, distance * 2)) }
      } else if typed.count >= 4, piece.kind != .element,
        word.split(whereSeparator: { "-_ :/".contains($0) }).contains(where: {
          EditDistance.folded(String($0)) == typed
        })
      {
        // `headline` for `card__headline`: one of the words that a name is made of.
        out.append((word, 4))
      }
    }
    return out.sorted { ($0.cost, $0.word) < ($1.cost, $1.word) }.prefix(12).map { $0 }
  }
}
