// What a source's rules select on one page. A selector that selects nothing loses no article: it is told, and the page is
// read as if it were not there.

internal import Markup
internal import News

struct PageSelection {
  /// The elements that hold the article's text, in page order, none inside of another.
  private(set) var body: [Int] = []
  /// The elements that are no part of it, in page order.
  private(set) var removed: [Int] = []
  private(set) var title: String?
  /// The element that holds the title, where it is part of what the page shows.
  private(set) var titleNode: Int?
  private(set) var date: WrittenDate?
  /// What is wrong with the rules on this page, each with a sentence.
  private(set) var notes: [String] = []

  /// Why what a `remove` rule selects is not part of the article.
  static let removedReason = "removed by rule"

  /// - Parameters:
  ///   - page: the page in UTF-8.
  ///   - tree: what was read from it.
  init(_ rules: PageRules, page: [UInt8], tree: HTMLTree) {
    let document: HTMLDocument
    do { document = try HTMLDocument(page) } catch {
      notes.append("the rules cannot be followed: \(error.message)")
      return
    }
    let elements = tree.elements()
    for selector in rules.body { body += select("body", selector, document, elements) }
    for selector in rules.remove { removed += select("remove", selector, document, elements) }
    removed = Array(Set(removed)).sorted()
    // A removed element takes with it what of the text it holds, but not the text as a whole.
    let dead = Set(removed)
    let all = Array(Set(body)).sorted()
    body = all.filter { !dead.contains($0) }
    if body.isEmpty, !all.isEmpty {
      notes.append("the body and the remove selector select the same, which is neither taken nor removed")
      removed.removeAll { all.contains($0) }
    }
    var end = 0
    body = body.filter { node in
      defer { end = max(end, Int(tree.nodes[node].end)) }
      return node >= end
    }
    if let selector = rules.title { findTitle(selector, document, tree, elements) }
    if let selector = rules.date { findDate(selector, document) }
  }

  // MARK: selecting

  private mutating func nodes(_ key: String, _ selector: String, _ document: HTMLDocument) -> [HTMLDocument.Selected] {
    do {
      let found = try document.select(try Selector.xpath(selector))
      if found.isEmpty {
        notes.append(
          "the \(key) selector “\(selector)” selects nothing on the page"
            + NearestSelection(page: document).sentence(for: selector))
      }
      return found
    } catch {
      notes.append("the \(key) selector “\(selector)” cannot be followed here: \(error.message)")
      return []
    }
  }

  private mutating func select(_ key: String, _ selector: String, _ document: HTMLDocument, _ elements: [Int?]) -> [Int]
  {
    let found = nodes(key, selector, document)
    let wanted = found.filter(\.isElement)
    if wanted.isEmpty, !found.isEmpty {
      notes.append("the \(key) selector “\(selector)” selects attributes or text; it should select elements")
    }
    let numbers = document.numbers(of: wanted)
    let nodes = numbers.compactMap { elements[$0] }
    if nodes.count < numbers.count {
      notes.append(
        "\(numbers.count - nodes.count) of what the \(key) selector “\(selector)” selects is nested too deep to be told "
          + "from what is around it")
    }
    return nodes
  }

  private mutating func findTitle(
    _ selector: String, _ document: HTMLDocument, _ tree: HTMLTree, _ elements: [Int?]
  ) {
    let found = nodes("title", selector, document)
    let holder = found.first { !$0.text.isEmpty || $0.attribute("content")?.isEmpty == false }
    guard let holder else {
      if !found.isEmpty { notes.append("the title selector “\(selector)” selects nothing that holds text") }
      return
    }
    let node = document.numbers(of: [holder]).first.flatMap { elements[$0] }
    let shown = node.map { tree.plainText(of: $0) } ?? holder.text
    title = PageFacts.tidy(shown.isEmpty ? holder.attribute("content") ?? holder.text : shown)
    if let node, !tree.isInside(node, .head) { titleNode = node }
  }

  private mutating func findDate(_ selector: String, _ document: HTMLDocument) {
    let found = nodes("date", selector, document)
    for item in found {
      if let stamp = item.writtenDate {
        date = stamp
        return
      }
    }
    if let first = found.first {
      let text = DisplayText.fitted(DisplayText.line(first.text), to: 60)
      notes.append("the date selector “\(selector)” selects “\(text)”, which cannot be read as a date")
    }
  }
}

extension HTMLDocument.Selected {
  /// The date that an element or attribute tells, in machine-readable form where it has one.
  var writtenDate: WrittenDate? {
    let stamps = ["datetime", "content", "data-timestamp", "title"].compactMap { attribute($0) } + [text]
    return stamps.lazy.compactMap { WildDate.parse($0) }.first
  }
}

extension HTMLTree {
  /// Whether a node is inside of an element of a kind.
  func isInside(_ node: Int, _ tag: HTMLTag) -> Bool {
    var at = node
    while at > 0 {
      if nodes[at].tag == tag { return true }
      at = Int(nodes[at].parent)
    }
    return false
  }
}

extension PageSelection {
  /// Fills in the body that the rules select. False where they select none: the notes then say why, and the body is found
  /// as without them.
  func takesBody(
    _ article: inout PageArticle, _ tree: HTMLTree, _ headline: Headline, base: AddressReference?, explaining: Bool
  ) -> Bool {
    article.notes = notes
    guard !body.isEmpty else { return false }
    var selected = SelectedBody(tree, self, headline: headline, authors: article.authors)
    if selected.length == 0, !removed.isEmpty {
      var whole = self
      whole.removed = []
      selected = SelectedBody(tree, whole, headline: headline, authors: article.authors)
      if selected.length > 0 {
        article.notes.append("nothing of the body is left once the remove selectors are followed; nothing is removed")
      }
    }
    guard selected.length > 0 else {
      article.notes.append("the body selector selects elements without any text")
      return false
    }
    let output = BodyOutput(selected.outline, root: selected.root, accepted: selected.accepted, base: base)
    article.bodyText = output.text
    article.bodyHTML = output.html
    article.origin = .page
    article.bodyOrigin = "rule"
    article.confidence = SelectedBody.confidence
    if explaining {
      article.blocks = PageReader.blocks(
        selected.outline, accepted: selected.accepted, dropped: selected.dropped, headline: headline.node, instead: nil)
    }
    return true
  }
}
