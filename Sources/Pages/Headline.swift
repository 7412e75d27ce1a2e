// The headline: which of a page's headings and titles it is, and in whose spelling.

internal import Markup
internal import News

/// Which of a page's headings and titles is the headline.
struct Headline {
  private(set) var text: String?
  private(set) var origin: String?
  /// The h1 that holds it, where one does.
  private(set) var node: Int?

  /// A title that the page gives elsewhere than in a heading.
  private struct Reference {
    var text: String
    var key: [UInt8]
    var origin: String

    init?(_ text: String?, _ origin: String) {
      // No title is longer; comparing such texts would take long.
      guard let text, !text.isEmpty, text.utf8.count <= 2000 else { return nil }
      self.text = text
      self.origin = origin
      key = Headline.key(text)
    }
  }

  /// A headline that is known.
  init(text: String, origin: String, node: Int?) { (self.text, self.origin, self.node) = (text, origin, node) }

  init(_ outline: PageOutline, _ facts: PageFacts, article: LenientJSON?, outlet: Outlet) {
    let linked = Reference(
      (article?["headline"] ?? article?["name"])?.string.map {
        PageFacts.tidy(PlainText.text(ofHTML: Array($0.utf8)))
      }, "json-ld")
    let stated = facts.meta.first(["og:title", "twitter:title", "dc.title", "title"])
    let shared = Reference(
      stated.map { TitleParts.withoutSite($0.content, outlet, isGuessing: outlet.name == nil) }, stated?.name ?? "")
    let window = Reference(facts.windowTitle.map { TitleParts.withoutSite($0, outlet) }, "title")
    let whole = Reference(facts.windowTitle, "title")

    var best: (score: Int, heading: PageFacts.Heading)?
    for heading in facts.titleHeadings {
      let score = Self.score(
        heading, linked, shared, window, whole, outlet, isLink: Self.isLinkHome(outline.tree, heading.node))
      if score > best?.score ?? 0 { best = (score, heading) }
    }
    if let heading = best?.heading {
      node = heading.node
      (text, origin) = Self.spelled(heading, linked, shared)
      return
    }
    let visible = facts.titleHeadings.filter { !outline.isDead($0.node) && $0.text.utf8.count > 10 }
    if let linked, linked.text.utf8.count > 3 {
      (text, origin) = (linked.text, linked.origin)
    } else if visible.count == 1, Self.isLikely(visible[0], shared ?? window, outlet) {
      (text, origin, node) = (visible[0].text, "h1", visible[0].node)
    } else if let title = shared ?? window {
      (text, origin) = (title.text, title.origin)
    }
    if node == nil { node = visible.first?.node }
  }

  /// How well a heading agrees with the page's other titles; 0 for one that does not, or is the outlet's name.
  private static func score(
    _ heading: PageFacts.Heading, _ linked: Reference?, _ shared: Reference?, _ window: Reference?, _ whole: Reference?,
    _ outlet: Outlet, isLink: Bool
  ) -> Int {
    let key = heading.key
    if key.isEmpty || isLink { return 0 }
    if key == linked?.key || key == shared?.key { return 4 }
    // "Outlet: Headline" begins with the outlet; where a second title tells the headline it is not taken for one.
    if let shared, let whole, !agree(key, shared.key), whole.key.containsRun(shared.key) { return 0 }
    if key == window?.key { return 3 }
    if let linked, agree(key, linked.key) { return 2 }
    if let shared, agree(key, shared.key) { return 2 }
    if outlet.isNamed(by: key) { return 0 }
    if let window, agree(key, window.key) { return 1 }
    if let whole, agree(key, whole.key) { return 1 }
    return 0
  }

  /// Whether a heading that agrees with no title is a headline nevertheless: it says more than a few words, or shares
  /// them with a title.
  private static func isLikely(_ heading: PageFacts.Heading, _ title: Reference?, _ outlet: Outlet) -> Bool {
    guard let title else { return true }
    if outlet.isNamed(by: heading.key) { return false }
    let written = heading.text.utf8.split(separator: 32)
    if written.count > 3 { return true }
    let words = written.map { FoldedText.key($0) }.filter { $0.count >= 4 }
    let shared = words.count { title.key.containsRun($0) }
    return shared * 2 > words.count
  }

  /// The heading's text, or that of a title that says the same better.
  private static func spelled(_ heading: PageFacts.Heading, _ linked: Reference?, _ shared: Reference?)
    -> (String, String)
  {
    let references = [linked, shared].compactMap { $0 }
    for reference in references where reference.key == heading.key {
      if isGlued(heading.text, comparedWith: reference.text) { return (reference.text, reference.origin) }
    }
    if references.contains(where: { $0.key == heading.key }) { return (heading.text, "h1") }
    // A kicker above the headline, in the same heading: "Bridges  Harbour crossing reopens".
    for reference in references where reference.key.count >= 12 && reference.key.count * 3 >= heading.key.count {
      if heading.key.count > reference.key.count + 4, heading.key[...].ends(with: reference.key) {
        return (reference.text, reference.origin)
      }
    }
    // What both others say alike is the headline where the heading lacks its first part.
    if let linked, let shared, linked.key == shared.key, linked.key != heading.key {
      let kicker = linked.key.count - heading.key.count
      if kicker > 0, kicker < heading.key.count * 2, linked.key[...].ends(with: heading.key) {
        return (linked.text, linked.origin)
      }
    }
    return (heading.text, "h1")
  }

  /// Whether the lines of a heading were set one behind the other without what stands between them in the other title.
  private static func isGlued(_ heading: String, comparedWith other: String) -> Bool {
    guard heading.utf8.last == other.utf8.last else { return false }
    let (mine, others) = (marks(heading), marks(other))
    if mine.marks == others.marks { return mine.others == others.others && mine.spaces < others.spaces }
    return mine.marks.count < others.marks.count
  }

  /// Punctuation that parts what stands around it, spaces, and all bytes that are neither.
  private static func marks(_ text: String) -> (marks: [UInt8], spaces: Int, others: Int) {
    var (marks, spaces, others) = ([UInt8](), 0, 0)
    for byte in text.utf8 {
      switch byte {
      case 32: spaces += 1
      case UInt8(ascii: ":"), UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "|"), UInt8(ascii: ","):
        marks.append(byte)
      default: others += 1
      }
    }
    return (marks, spaces, others)
  }

  /// Whether a heading holds a link to the root of the site or is one, as that with the logo is.
  private static func isLinkHome(_ tree: HTMLTree, _ node: Int) -> Bool {
    var links = tree.elements([.a], in: node..<Int(tree.nodes[node].end))
    let parent = Int(tree.nodes[node].parent)
    if parent > 0, tree.nodes[parent].tag == .a { links.append(parent) }
    return links.contains { link in
      guard let href = tree.value(.href, of: link), href.count < 80 else { return false }
      let parts = href.split(separator: UInt8(ascii: "/"))
      return !href.isEmpty && parts.count <= (href.contains(UInt8(ascii: ":")) ? 2 : 0)
    }
  }

  /// The h1 that says what the page's titles say.
  static func node(_ facts: PageFacts) -> Int? {
    let titles = [facts.windowTitle, facts.first(["og:title", "twitter:title"])].compactMap { title in
      title.flatMap { $0.utf8.count <= 2000 ? key($0) : nil }
    }
    return facts.titleHeadings.first { heading in titles.contains { agree(heading.key, $0) } }?.node
  }

  /// Whether a heading is the headline told by another statement: equal, or the one contains the other.
  static func agree(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    guard a.count > 5, b.count > 5 else { return a == b && !a.isEmpty }
    if a == b { return true }
    if b.count >= a.count { return a.count * 5 >= b.count * 2 && b.starts(with: a) || a.count > 12 && b.containsRun(a) }
    return b.count * 5 >= a.count * 3 && a.containsRun(b)
  }

  /// Letters and digits in lower case.
  static func key(_ text: String) -> [UInt8] { FoldedText.key(text.utf8) }
}
