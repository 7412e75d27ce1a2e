// The reader of all XML formats: which element stands where, and whose it is.

internal import Markup
internal import News

/// Reads RSS, RDF, Atom and channel feeds from events. One handler serves them all, because feeds mix them.
final class FeedReader: XMLHandler {
  /// More entries than this are left out.
  static let mostEntries = 20_000
  /// What an entry is called.
  private static let unnested = ["item", "entry"]

  var feed: Feed
  var draft: EntryDraft?
  var feedAuthors: [String] = []
  var isAtom: Bool
  /// Candidates for feed fields by precedence.
  var feedDates = FeedDates()
  var feedLink: (address: String, base: AddressReference?, rank: Int)?
  var fallbackFeedTitle: String?
  var updatePeriod: String?
  var updateFrequency: Int?

  private var depth = 0
  private var hasRoot = false
  var isDone = false
  private var isTruncated = false
  var text: TextConstruct?
  var person: PersonDraft?
  /// The depth of a container whose content is not the feed's own; 0 where none is open.
  private var foreign: (depth: Int, isImage: Bool) = (0, false)
  private var itemDepth = 0
  private var bases: [(depth: Int, base: AddressReference?)]
  private var languages: [(depth: Int, language: LanguageTag?)] = []
  private var names: [NameKey: FeedElement] = [:]
  private var undeclared: Set<String> = []
  /// Elements named as entries met so far, and which of them each entry was.
  private var unnestedSeen = 0
  private var itemOrdinal = 0
  private var ordinals: [Int] = []
  private var badDates = 0
  private var leftOut = 0

  private init(format: FeedFormat, base: AddressReference?) {
    feed = Feed(format: format)
    isAtom = format == .atom
    bases = [(0, base)]
  }

  /// Reads a feed whose root begins at an offset.
  static func read(
    _ utf8: [UInt8], from offset: Int, format: FeedFormat, url: WebAddress?, keepingSource: Bool
  ) -> Feed {
    let reader = FeedReader(format: format, base: url?.reference)
    var limits = XMLLimits()
    limits.unnested = unnested
    let outcome = utf8.withUnsafeBufferPointer {
      XMLReader.read(UnsafeBufferPointer(rebasing: $0[offset...]), limits: limits, handler: reader)
    }
    var feed = reader.finish(outcome.repairs)
    if keepingSource {
      for (index, ordinal) in reader.ordinals.enumerated() where ordinal < outcome.ranges.count {
        let range = outcome.ranges[ordinal]
        feed.entries[index].raw = Array(utf8[offset + range.lowerBound..<offset + range.upperBound])
      }
    }
    return feed
  }

  /// What relative addresses are resolved against here.
  var base: AddressReference? { bases.last?.base }
  /// The document says itself what its addresses are relative to.
  var hasOwnBase: Bool { bases.count > 1 }
  /// The language in force here.
  var language: LanguageTag? { languages.last?.language }

  // MARK: Events

  func start(_ name: XMLName, attributes: [XMLAttribute]) {
    depth += 1
    if name.prefix == nil, name.local.count == 4 || name.local.count == 5,
      Self.unnested.contains(FeedNames.text(name.local))
    {
      unnestedSeen += 1
    }
    if attributes.contains(where: { $0.name.prefix != nil }) { inherit(attributes) }
    if text != nil {
      if endsTextEarly(name) {
        closeText()
      } else {
        text!.open(name, attributes: attributes, base: base)
        return
      }
    }
    let element = element(name)
    if element == .item, hasRoot || isAtom {
      // An item within an item: the first was never closed.
      if draft != nil { closeItem() }
      foreign.depth = 0
      openItem(attributes)
      itemOrdinal = name.prefix == nil ? unnestedSeen - 1 : Int.max
      return
    }
    if foreign.depth > 0 {
      if foreign.isImage, FeedNames.text(name.local) == "url" { open(.imageReference, attributes) }
      return
    }
    if person != nil {
      switch FeedNames.text(name.local) {
      case "name": open(.personName, attributes)
      case "email": open(.personEmail, attributes)
      case "uri", "url", "homepage": open(.other, attributes)
      default: break
      }
      return
    }
    switch element {
    case .root, .channel: root(name, element, attributes)
    case .item, .group, .skipHours, .skipDays: break
    case .foreign: foreign = (depth, false)
    case .image: foreign = (depth, true)
    case .other: if draft != nil || hasRoot { foreign = (depth, false) }
    case .author, .contributor, .authorName, .editor:
      person = PersonDraft(depth: depth, element: element)
    case .link, .enclosure, .mediaContent, .mediaThumbnail, .imageReference:
      let isNative = !isAtom && name.prefix == nil && value("rel", attributes) == nil
      reference(element, attributes, isNative: isNative)
      open(element, attributes)
    case .category:
      category(attributes)
      open(element, attributes)
    default: open(element, attributes)
    }
    draft?.isEmpty = false
  }

  func end(_ name: XMLName) {
    defer {
      while let last = bases.last, last.depth >= depth, bases.count > 1 { bases.removeLast() }
      while let last = languages.last, last.depth >= depth { languages.removeLast() }
      depth -= 1
    }
    if let construct = text {
      if depth > construct.depth {
        text!.close(name)
        return
      }
      closeText()
    }
    if let open = person, depth <= open.depth { closePerson(open) }
    if foreign.depth > 0, depth <= foreign.depth { foreign.depth = 0 }
    if draft != nil, depth <= itemDepth {
      if isTruncated { draft = nil } else { closeItem() }
    }
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    if text != nil {
      text!.append(bytes, isNested: depth > text!.depth)
    } else if person != nil, person!.text.count < 4096 {
      person!.text.append(contentsOf: bytes)
    }
  }

  func truncated() {
    isTruncated = true
    feed.truncated = true
    // What was being read is not complete and must not be taken for the whole.
    text = nil
    person = nil
    draft = nil
  }

  // MARK: Structure

  private func element(_ name: XMLName) -> FeedElement {
    let key = NameKey(name)
    if let known = names[key] { return known }
    if let prefix = name.prefix, name.namespace == nil, undeclared.count < 20 {
      undeclared.insert(String(decoding: prefix.prefix(40), as: UTF8.self))
    }
    let element = FeedNames.element(name)
    if names.count < 1024 { names[key] = element }
    return element
  }

  private func inherit(_ attributes: [XMLAttribute]) {
    for attribute in attributes where attribute.name.prefix.map(FeedNames.text) == "xml" {
      let value = String(decoding: attribute.value, as: UTF8.self)
      switch FeedNames.text(attribute.name.local) {
      case "base" where !value.isEmpty:
        let base = AddressReference(AddressReference.resolve(value, against: base))
        bases.append((depth, base.scheme == nil ? self.base : base))
      case "lang": languages.append((depth, LanguageTag(value)))
      default: break
      }
    }
  }

  private func root(_ name: XMLName, _ element: FeedElement, _ attributes: [XMLAttribute]) {
    hasRoot = true
    if let version = value("version", attributes), feed.version == nil { feed.version = version }
    if feed.version == nil, element == .root {
      if feed.format == .atom {
        feed.version = name.namespace.map(FeedNames.text)?.contains("2005") == true ? "1.0" : nil
      }
    }
    if let language { feed.language = language }
    if element == .channel, let href = value("href", attributes), feed.format == .channel {
      feedLink = (href, base, 0)
    }
  }

  private func openItem(_ attributes: [XMLAttribute]) {
    hasRoot = true
    person = nil
    itemDepth = depth
    var draft = EntryDraft()
    if let about = value("about", attributes), feed.format == .rdf {
      draft.about = about
      draft.fallbackLink = (about, base)
    }
    if let href = value("href", attributes) { draft.link = (href, base) }
    if draft.link != nil || draft.about != nil { draft.isEmpty = false }
    self.draft = draft
  }

  private func closeItem() {
    closeText()
    if let open = person { closePerson(open) }
    defer { draft = nil }
    guard let entry = draft?.finished(inheriting: [], language: language) else { return }
    if feed.entries.count < Self.mostEntries {
      feed.entries.append(entry)
      ordinals.append(itemOrdinal)
    } else {
      leftOut += 1
    }
  }

  /// Elements that cannot stand within another's text: the text before them was never closed.
  private func endsTextEarly(_ name: XMLName) -> Bool {
    guard let open = text else { return false }
    switch open.element {
    case .description, .content, .summary, .body, .fallbackDescription, .title:
      return element(name) == .item && name.prefix == nil && open.depth <= itemDepth + 1
    case .link, .category, .enclosure, .mediaContent: return element(name) != .other
    default: return false
    }
  }

  private func open(_ element: FeedElement, _ attributes: [XMLAttribute]) {
    text = TextConstruct(
      element: element, depth: depth, kind: isAtom ? kind(element, attributes) : rssKind(attributes), base: base)
    text!.hasOwnBase = hasOwnBase
    if element == .content, let source = value("src", attributes), draft?.fallbackLink == nil {
      draft?.fallbackLink = (source, base)
    }
    if element == .identifier {
      let isPermanent = value("ispermalink", attributes)?.lowercased()
      text!.isPermanent = isAtom ? false : isPermanent.map { $0 == "true" }
    }
  }

  private func rssKind(_ attributes: [XMLAttribute]) -> TextConstruct.Kind {
    value("mode", attributes) == "base64" ? .base64 : value("type", attributes) == "text" ? .text : .html
  }

  private func kind(_ element: FeedElement, _ attributes: [XMLAttribute]) -> TextConstruct.Kind {
    if element == .fallbackDescription || element == .body { return .html }
    if value("mode", attributes) == "base64" { return .base64 }
    let type = value("type", attributes)?.lowercased() ?? "text"
    switch type {
    case "text", "text/plain": return .text
    case "html", "xhtml": return .html
    default:
      if type.contains("html") || type.hasPrefix("text/") || type.hasSuffix("xml") { return .html }
      return type.contains("/") ? .opaque : .html
    }
  }

  func value(_ name: String, _ attributes: [XMLAttribute]) -> String? {
    for attribute in attributes where attribute.name.local.count == name.utf8.count {
      if FeedNames.text(attribute.name.local) == name {
        return HTMLText.trimmed(attribute.value)
      }
    }
    return nil
  }

  /// A date, or a note that there was none in the text.
  func date(_ construct: TextConstruct) -> WrittenDate? {
    guard let plain = construct.plain else { return nil }
    if let date = WildDate.parse(plain) { return date }
    badDates += 1
    return nil
  }

  private func finish(_ repairs: [Repair]) -> Feed {
    feed.repairs += repairs
    if !undeclared.isEmpty {
      let prefixes = undeclared.sorted().joined(separator: ", ")
      feed.repairs.append(
        Repair(
          code: "undeclared-prefix", detail: "Prefixes were never declared: \(prefixes).", count: undeclared.count))
    }
    if badDates > 0 {
      feed.repairs.append(
        Repair(code: "bad-date", detail: "A date that cannot be read or does not exist was dropped.", count: badDates))
    }
    if leftOut > 0 {
      feed.repairs.append(
        Repair(code: "too-many-entries", detail: "Entries after \(Self.mostEntries) were left out.", count: leftOut))
    }
    if feed.truncated {
      feed.repairs.append(Repair(code: "truncated", detail: "The document ended early; complete entries were kept."))
    }
    feed.title = feed.title ?? fallbackFeedTitle
    feed.updated = feedDates.updated
    if let feedLink { feed.link = AddressReference.resolve(feedLink.address, against: feedLink.base) }
    if let period = updatePeriod {
      let seconds = ["hourly": 3600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000]
      feed.updatePeriodSeconds = seconds[period.lowercased()].map { $0 / max(1, updateFrequency ?? 1) }
    }
    if isAtom {
      // An Atom entry without author has its feed's (RFC 4287 section 4.2.1).
      for index in feed.entries.indices where feed.entries[index].authors.isEmpty {
        feed.entries[index].authors = feedAuthors
      }
    }
    return feed
  }
}
