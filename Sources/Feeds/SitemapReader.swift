// The reader of XML sitemaps: what is listed, and what is said of it.

internal import Markup
internal import News

/// Reads `urlset` and `sitemapindex` from events.
final class SitemapReader: XMLHandler {
  /// The most a sitemap may list; what follows is left out.
  static let mostEntries = 50_000

  private(set) var sitemap: Sitemap
  private let base: WebAddress?
  private let rootPrefix: String
  private var depth = 0
  private var draft: SitemapDraft?
  /// The elements of extensions that are open within the draft, the innermost last.
  private var containers: [(vocabulary: SitemapVocabulary, depth: Int)] = []
  private var names: [XMLName.Identity: (SitemapElement, SitemapVocabulary)] = [:]
  private var undeclared: Set<String> = []
  /// Elements that never nest met so far, and which of them each entry was.
  private var unnestedSeen = 0
  private var ordinals: [Int?] = []
  private var publications: Set<String> = []
  private var counts = SitemapDamage()

  private init(kind: Sitemap.Kind, rootPrefix: String, base: WebAddress?) {
    sitemap = Sitemap(kind: kind)
    self.rootPrefix = rootPrefix
    self.base = base
  }

  /// Reads a sitemap whose root begins at an offset.
  static func read(
    _ utf8: [UInt8], from offset: Int, kind: Sitemap.Kind, rootPrefix: String, url: WebAddress?, keepingSource: Bool
  ) -> Sitemap {
    let reader = SitemapReader(kind: kind, rootPrefix: rootPrefix, base: url)
    var limits = XMLLimits()
    limits.unnested = [rootPrefix + "url", rootPrefix + "sitemap"]
    let outcome = utf8.withUnsafeBufferPointer {
      XMLReader.read(UnsafeBufferPointer(rebasing: $0[offset...]), limits: limits, handler: reader)
    }
    var sitemap = reader.finish(outcome.repairs)
    if keepingSource {
      for (index, ordinal) in reader.ordinals.enumerated() {
        guard let ordinal, ordinal < outcome.ranges.count else { continue }
        let range = outcome.ranges[ordinal]
        sitemap.entries[index].raw = Array(utf8[offset + range.lowerBound..<offset + range.upperBound])
      }
    }
    return sitemap
  }

  // MARK: Events

  func start(_ name: XMLName, attributes: [XMLAttribute]) {
    depth += 1
    let (element, vocabulary) = element(name)
    switch element {
    case .url where vocabulary == .protocolItself, .sitemap where vocabulary == .protocolItself:
      // One within another: the first was never closed.
      close()
      let isUnnested = (name.prefix.map { FeedNames.text($0) + ":" } ?? "") == rootPrefix
      draft = SitemapDraft(isChild: element == .sitemap, depth: depth, ordinal: isUnnested ? unnestedSeen : nil)
      if isUnnested { unnestedSeen += 1 }
    case .news, .publication: contain(.news)
    case .image: contain(.image)
    case .video: contain(.video)
    case .other: break
    default:
      guard draft != nil else { return }
      if let field = field(element, vocabulary) { draft!.begin(field, depth: depth) } else { draft!.finish() }
    }
  }

  func end(_ name: XMLName) {
    defer { depth -= 1 }
    draft?.finish(depth: depth)
    while let last = containers.last, last.depth >= depth { containers.removeLast() }
    if let open = draft, depth <= open.depth { close() }
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) { draft?.append(bytes) }

  func truncated() {
    sitemap.truncated = true
    // What was being read is not complete and must not be taken for the whole.
    draft = nil
  }

  // MARK: Structure

  private func element(_ name: XMLName) -> (SitemapElement, SitemapVocabulary) {
    let key = name.identity
    if let known = names[key] { return known }
    if let prefix = name.prefix, name.namespace == nil, undeclared.count < 20 {
      undeclared.insert(String(decoding: prefix.prefix(40), as: UTF8.self))
    }
    let found = SitemapNames.element(name, rootPrefix: rootPrefix)
    if names.count < 1024 { names[key] = found }
    return found
  }

  private func contain(_ vocabulary: SitemapVocabulary) {
    draft?.finish()
    containers.append((vocabulary, depth))
  }

  /// What an element's text is: a name without prefix belongs to the extension whose element it stands in.
  private func field(_ element: SitemapElement, _ vocabulary: SitemapVocabulary) -> SitemapDraft.Field? {
    let context = vocabulary == .protocolItself ? containers.last?.vocabulary ?? vocabulary : vocabulary
    switch (context, element) {
    case (.video, _), (.other, _): return nil
    case (.image, .location): return .image
    case (.image, _): return nil
    case (.protocolItself, .location): return .location
    case (.protocolItself, .modified): return .modified
    case (_, .title): return .title
    case (_, .published): return .published
    case (_, .language): return .language
    case (_, .keywords): return .keywords
    case (.news, .name): return .publication
    default: return nil
    }
  }

  private func close() {
    containers.removeAll(keepingCapacity: true)
    guard var draft else { return }
    self.draft = nil
    draft.finish()
    guard draft.written(.location) != nil else {
      counts.withoutAddress += 1
      return
    }
    guard let url = draft.address(.location, base: base) else {
      counts.badAddresses += 1
      return
    }
    guard (draft.isChild ? sitemap.children.count : sitemap.entries.count) < Self.mostEntries else {
      counts.leftOut += 1
      return
    }
    if draft.isChild {
      let modified = date(.modified, draft)
      sitemap.children.append(
        SitemapChild(url: url, lastModified: modified, lastModifiedText: draft.written(.modified)))
    } else {
      sitemap.entries.append(entry(draft, url: url))
      ordinals.append(draft.ordinal)
    }
  }

  private func entry(_ draft: SitemapDraft, url: WebAddress) -> FeedEntry {
    var entry = FeedEntry()
    entry.url = url
    entry.title = draft.plain(.title)
    entry.published = date(.published, draft)
    entry.updated = date(.modified, draft)
    entry.language = draft.written(.language).flatMap { LanguageTag($0) }
    entry.image = draft.address(.image, base: base)
    for term in draft.plain(.keywords)?.split(separator: ",") ?? [] where entry.categories.count < 200 {
      if let term = HTMLText.collapsed(String(term)), !entry.categories.contains(term) { entry.categories.append(term) }
    }
    if let name = draft.plain(.publication), publications.count < 2 { publications.insert(name) }
    return entry
  }

  /// A date, or a note that there was none in the text.
  private func date(_ field: SitemapDraft.Field, _ draft: SitemapDraft) -> WrittenDate? {
    guard let text = draft.written(field) else { return nil }
    if let date = WildDate.parse(text) { return date }
    counts.badDates += 1
    return nil
  }

  private func finish(_ repairs: [Repair]) -> Sitemap {
    sitemap.repairs = repairs + counts.repairs
    if !undeclared.isEmpty {
      let prefixes = undeclared.sorted().joined(separator: ", ")
      sitemap.repairs.append(
        Repair(
          code: "undeclared-prefix", detail: "Prefixes were never declared: \(prefixes).", count: undeclared.count))
    }
    if publications.count == 1 { sitemap.publication = publications.first }
    switch sitemap.kind {
    case .urlset: if sitemap.entries.isEmpty, !sitemap.children.isEmpty { sitemap.kind = .index }
    case .index: if sitemap.children.isEmpty, !sitemap.entries.isEmpty { sitemap.kind = .urlset }
    }
    return sitemap
  }
}
