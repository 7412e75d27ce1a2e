// The reader of all XML formats: which element stands where, and whose it is.

internal import Markup
internal import News

/// Reads RSS, RDF, Atom and channel feeds from events. One handler serves them all, because feeds mix them.
final class FeedReader: XMLHandler {
  /// More entries than this are left out.
  static let mostEntries = 20_000
  /// So are more hubs.
  static let mostHubs = 20
  /// And authors of the whole, which each entry may inherit, beyond so many bytes.
  static let mostInherited = 4096

  var feed: Feed
  // Events come one after another; nothing here is reached while an event changes it.
  @exclusivity(unchecked) var draft: EntryDraft?
  var feedAuthors: [String] = []
  var isAtom: Bool
  /// Candidates for feed fields by precedence.
  var feedDates = FeedDates()
  var feedLink: (address: WrittenAddress, rank: Int)?
  var fallbackFeedTitle: String?
  var updatePeriod: String?
  var updateFrequency: Int?

  private var depth = 0
  private var hasRoot = false
  private var isTruncated = false
  /// The text being read.
  var text: TextConstruct?
  private let texts = TextConstruct()
  var person: PersonDraft?
  /// The depth of a container whose content is not the feed's own; 0 where none is open.
  private var foreign: (depth: Int, isImage: Bool) = (0, false)
  /// That container is the feed an entry was taken from.
  private var isSource = false
  private var itemDepth = 0
  private var bases: [(depth: Int, base: BaseAddress)]
  private var languages: [(depth: Int, language: LanguageTag?)] = []
  @exclusivity(unchecked) private var names = ElementNames()
  /// Elements named as entries met so far, and which of them each entry was.
  private var unnestedSeen = 0
  private var itemOrdinal = 0
  private var ordinals: [Int] = []
  private var badDates = 0
  private var leftOut = 0
  /// Takes each entry when it is complete; the feed then keeps none.
  private let receive: ((FeedEntry) -> Void)?

  private init(format: FeedFormat, base: AddressReference?, receive: ((FeedEntry) -> Void)?) {
    feed = Feed(format: format)
    isAtom = format == .atom
    bases = [(0, BaseAddress(base))]
    self.receive = receive
  }

  /// Reads a feed whose root begins at an offset.
  static func read(
    _ utf8: [UInt8], from offset: Int, format: FeedFormat, url: WebAddress?, keepingSource: Bool,
    receive: ((FeedEntry) -> Void)? = nil
  ) -> Feed {
    let reader = FeedReader(format: format, base: url?.reference, receive: receive)
    var limits = XMLLimits()
    limits.unnested = ["item", "entry"]
    limits.keepsRanges = keepingSource
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
  var base: BaseAddress { bases[bases.count - 1].base }
  /// The document says itself what its addresses are relative to.
  var hasOwnBase: Bool { bases.count > 1 }
  /// The language in force here.
  var language: LanguageTag? { languages.last?.language }

  // MARK: Events

  func start(_ name: XMLName, attributes: [XMLAttribute]) {
    depth += 1
    let meaning = names.meaning(of: name)
    let element = meaning.element
    if meaning.isUnnested { unnestedSeen += 1 }
    if !attributes.isEmpty { inherit(attributes) }
    if let text {
      if endsTextEarly(text, element, name) {
        closeText()
      } else {
        text.open(name, attributes: attributes, base: base)
        return
      }
    }
    if element == .item, hasRoot || isAtom {
      // An item within an item: the first was never closed.
      if draft != nil { closeItem() }
      foreign.depth = 0
      openItem(attributes)
      itemOrdinal = meaning.isUnnested ? unnestedSeen - 1 : Int.max
      return
    }
    if let person {
      let local = name.local
      if local.spells("name") {
        return open(.personName, attributes)
      } else if local.spells("email") {
        return open(.personEmail, attributes)
      } else if local.spells("uri") || local.spells("url") || local.spells("homepage") {
        return open(.other, attributes)
      }
      // What no person has: the element was never closed.
      guard Self.isField(element) else { return }
      closePerson(person)
    }
    if foreign.depth > 0 {
      if foreign.isImage, name.local.spells("url") { open(.imageReference, attributes) }
      if isSource, element == .author, depth == foreign.depth + 1 {
        person = PersonDraft(depth: depth, element: .foreign)
      }
      return
    }
    switch element {
    case .root, .channel: root(name, element, attributes)
    case .item, .group, .skipHours, .skipDays: break
    case .foreign:
      foreign = (depth, false)
      isSource = draft != nil && name.local.spells("source")
    case .image: (foreign, isSource) = ((depth, true), false)
    case .other: if draft != nil || hasRoot { (foreign, isSource) = ((depth, false), false) }
    case .author, .contributor, .authorName, .editor:
      person = PersonDraft(depth: depth, element: element)
    case .link, .enclosure, .mediaContent, .mediaThumbnail, .imageReference:
      let isNative = !isAtom && !name.hasPrefix && value("rel", attributes) == nil
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
        construct.close(name)
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
    if let text {
      text.append(bytes, isNested: depth > text.depth)
    } else if person != nil, person!.text.count < 4096 {
      person!.text.append(contentsOf: bytes)
    }
  }

  func truncated() {
    guard !isTruncated else { return }
    isTruncated = true
    feed.truncated = true
    // What was being read is not complete and must not be taken for the whole.
    text = nil
    person = nil
    feed.cutEntry = draft?.finished(inheriting: [], language: language)
    draft = nil
  }

  // MARK: Structure

  private func inherit(_ attributes: [XMLAttribute]) {
    for attribute in attributes {
      guard let prefix = attribute.name.prefix, prefix.spells("xml") else { continue }
      let value = attribute.withValue { String(decoding: $0, as: UTF8.self) }
      if attribute.name.local.spells("base"), !value.isEmpty {
        let resolved = AddressReference(base.resolve(value))
        let inner = BaseAddress(resolved)
        // Nothing is relative to `mailto:` or a script.
        let isBase = resolved.scheme.map { ["http", "https", "ftp", "file"].contains($0) } ?? false
        bases.append((depth, isBase && inner.reference != nil ? inner : base))
      } else if attribute.name.local.spells("lang") {
        languages.append((depth, LanguageTag(value)))
      }
    }
  }

  private func root(_ name: XMLName, _ element: FeedElement, _ attributes: [XMLAttribute]) {
    hasRoot = true
    if let version = value("version", attributes), feed.version == nil {
      feed.version = HTMLText.collapsed(String(version.prefix(40)))
    }
    if feed.version == nil, element == .root {
      if feed.format == .atom {
        feed.version = name.namespace.map(FeedNames.text)?.contains("2005") == true ? "1.0" : nil
      }
    }
    if let language {
      feed.language = language
      feed.statedLanguage = language.description
    }
    if element == .channel, let href = value("href", attributes), feed.format == .channel {
      feedLink = (WrittenAddress(text: href, base: base), 0)
    }
  }

  private func openItem(_ attributes: [XMLAttribute]) {
    hasRoot = true
    person = nil
    itemDepth = depth
    var draft = EntryDraft()
    if let about = value("about", attributes), feed.format == .rdf {
      draft.about = about
      draft.fallbackLink = WrittenAddress(text: about, base: base)
    }
    if let href = value("href", attributes) { draft.link = WrittenAddress(text: href, base: base) }
    if draft.link != nil || draft.about != nil { draft.isEmpty = false }
    self.draft = draft
  }

  private func closeItem() {
    closeText()
    if let open = person { closePerson(open) }
    defer { draft = nil }
    guard let entry = draft?.finished(inheriting: receive != nil && isAtom ? feedAuthors : [], language: language)
    else { return }
    if let receive {
      receive(entry)
    } else if feed.entries.count < Self.mostEntries {
      feed.entries.append(entry)
      ordinals.append(itemOrdinal)
    } else {
      leftOut += 1
    }
  }

  /// Elements that cannot stand within another's text: the text before them was never closed.
  private func endsTextEarly(_ open: TextConstruct, _ element: FeedElement, _ name: XMLName) -> Bool {
    switch open.element {
    case .title where !name.hasPrefix && !isAtom && Self.followsTitle(element): return true
    case .description, .content, .summary, .body, .fallbackDescription, .title:
      return element == .item && !name.hasPrefix && (draft == nil || open.depth <= itemDepth + 1)
    case .other, .editor, .personName, .personEmail: return Self.isField(element)
    // Texts of a line, and elements that say what they say in attributes.
    default: return element != .other && element != .body
    }
  }

  /// Elements that stand beside each other in a feed or an entry, and in no person.
  private static func isField(_ element: FeedElement) -> Bool {
    switch element {
    case .item, .title, .link, .identifier, .description, .summary, .content, .author, .contributor, .published,
      .updated, .created, .date, .category, .enclosure:
      true
    default: false
    }
  }

  /// Elements of RSS that no markup of a title has.
  private static func followsTitle(_ element: FeedElement) -> Bool {
    switch element {
    case .link, .identifier, .description, .published, .enclosure: true
    default: false
    }
  }

  private func open(_ element: FeedElement, _ attributes: [XMLAttribute]) {
    texts.begin(
      element, depth: depth, kind: isAtom ? kind(element, attributes) : rssKind(attributes), base: base,
      hasOwnBase: hasOwnBase)
    text = texts
    if element == .identifier, isAtom { texts.isPermanent = false }
    if attributes.isEmpty { return }
    if element == .content, let source = value("src", attributes), draft?.fallbackLink == nil {
      draft?.fallbackLink = WrittenAddress(text: source, base: base)
    }
    if element == .identifier, !isAtom {
      texts.isPermanent = value("ispermalink", attributes).map { $0.lowercased() == "true" }
    }
  }

  private func rssKind(_ attributes: [XMLAttribute]) -> TextConstruct.Kind {
    if attributes.isEmpty { return .html }
    return value("mode", attributes) == "base64" ? .base64 : value("type", attributes) == "text" ? .text : .html
  }

  private func kind(_ element: FeedElement, _ attributes: [XMLAttribute]) -> TextConstruct.Kind {
    switch element {
    case .fallbackDescription, .body: return .html
    // Their type is that of what they refer to.
    case .link, .enclosure, .mediaContent, .mediaThumbnail, .imageReference: return .text
    default: if attributes.isEmpty { return .text }
    }
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

  func value(_ name: StaticString, _ attributes: [XMLAttribute]) -> String? {
    for attribute in attributes where attribute.name.local.spells(name) {
      return attribute.withValue { HTMLText.trimmed($0) }
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
    let undeclared = names.undeclared
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
      let cut = feed.cutEntry.flatMap { $0.title ?? $0.url?.description ?? $0.guid }
      let place = cut.map { ", within “\($0.prefix(60))”" }
      feed.repairs.append(
        Repair(code: "truncated", detail: "The document ended early\(place ?? ""); complete entries were kept."))
    }
    feed.title = feed.title ?? fallbackFeedTitle
    feed.updated = feedDates.updated
    feed.link = feedLink?.address.resolved
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
