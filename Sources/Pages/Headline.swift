// The headline: which of a page's headings and titles it is.

internal import Markup
internal import News

/// Which of a page's headings and titles is the headline.
struct Headline {
  private(set) var text: String?
  private(set) var origin: String?
  /// The h1 that holds it, where one does.
  private(set) var node: Int?

  init(_ outline: PageOutline, _ facts: PageFacts, article: LenientJSON?, site: String?) {
    let og = facts.first(["og:title", "twitter:title", "dc.title", "title"]).map { Self.withoutSite($0, site) }
    let window = facts.windowTitle.map { Self.withoutSite($0, site) }
    let linked = (article?["headline"] ?? article?["name"])?.string.map {
      PageFacts.tidy(PlainText.text(ofHTML: Array($0.utf8)))
    }
    let headings = facts.headings.map { ($0, outline.tree.plainText(of: $0)) }.filter { !$0.1.isEmpty }
    let references = [linked, og, window, facts.windowTitle].compactMap { $0 }

    let matching = headings.first { _, heading in references.contains { Self.agree(heading, $0) } }
    if let (index, heading) = matching {
      (text, origin, node) = (heading, "h1", index)
      return
    }
    let visible = headings.filter { !outline.isDead($0.0) && $0.1.count > 10 }
    if let linked, linked.count > 3 {
      (text, origin) = (linked, "json-ld")
    } else if visible.count == 1, og == nil || visible[0].1.split(separator: " ").count > 3 {
      (text, origin, node) = (visible[0].1, "h1", visible[0].0)
    } else if let og {
      (text, origin) = (og, "og:title")
    } else if let window {
      (text, origin) = (window, "title")
    }
    if node == nil { node = visible.first?.0 }
  }

  /// The h1 that says what the page's titles say.
  static func node(_ tree: HTMLTree, _ facts: PageFacts) -> Int? {
    let titles = [facts.windowTitle, facts.first(["og:title", "twitter:title"])].compactMap { $0 }
    return facts.headings.first { heading in
      let text = tree.plainText(of: heading)
      return titles.contains { agree(text, $0) }
    }
  }

  /// Whether a heading is the headline told by another statement: equal, or the one contains the other.
  static func agree(_ heading: String, _ other: String) -> Bool {
    let a = key(heading)
    let b = key(other)
    guard a.count > 5, b.count > 5 else { return a == b && !a.isEmpty }
    if a == b { return true }
    if b.count >= a.count { return a.count * 5 >= b.count * 2 && b.starts(with: a) || a.count > 12 && b.containsRun(a) }
    return b.count * 5 >= a.count * 3 && a.containsRun(b)
  }

  /// Letters and digits in lower case.
  static func key(_ text: String) -> [UInt8] { FoldedText.key(text.utf8) }

  /// A title without the outlet's name that stands behind or before it.
  static func withoutSite(_ title: String, _ site: String?) -> String {
    let separators = [" | ", " - ", " – ", " — ", " · ", " :: ", " » ", " « ", " • ", " / ", " || "]
    var best = title
    for separator in separators {
      let parts = title.components(separatedBy: separator)
      guard parts.count > 1, let first = parts.first, let last = parts.last else { continue }
      if let site, key(last) == key(site) || key(site).containsRun(key(last)) && key(last).count > 2 {
        best = parts.dropLast().joined(separator: separator)
        break
      }
      if let site, key(first) == key(site) {
        best = parts.dropFirst().joined(separator: separator)
        break
      }
      if separator == " | " || last.count <= 30 && last.count * 2 < title.count && last.split(separator: " ").count <= 4
      {
        best = parts.count > 2 && separator == " | " ? first : parts.dropLast().joined(separator: separator)
        if best.count < 12 { best = title }
        break
      }
    }
    return best.trimmed
  }
}

extension String {
  /// Without white space around it.
  var trimmed: String {
    var view = Substring(self)
    while let first = view.first, first.isWhitespace { view.removeFirst() }
    while let last = view.last, last.isWhitespace { view.removeLast() }
    return String(view)
  }
  var trimmingColon: String { hasSuffix(":") ? String(dropLast()) : self }

  /// The parts between occurrences of a separator.
  func components(separatedBy separator: String) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }
}
