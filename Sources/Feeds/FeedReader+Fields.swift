// What each element of a feed or entry adds to it.

internal import Markup
internal import News

extension FeedReader {
  /// Takes up the text that has ended.
  func closeText() {
    guard let construct = text else { return }
    text = nil
    if construct.isOverlong {
      feed.repairs.append(
        Repair(code: "huge-text", detail: "A text longer than \(TextConstruct.largest) bytes was cut."))
    }
    switch construct.element {
    case .personName: if person?.name == nil { person?.name = construct.title }
    case .personEmail: if person?.email == nil { person?.email = construct.title }
    default: if draft != nil { closeEntryText(construct) } else { closeFeedText(construct) }
    }
  }

  private func closeEntryText(_ construct: TextConstruct) {
    switch construct.element {
    case .title:
      guard draft!.entry.title == nil else { return }
      if let title = construct.title { draft!.entry.title = title } else { draft!.pictureTitle = construct.html }
    case .fallbackTitle: if draft!.fallbackTitle == nil { draft!.fallbackTitle = construct.title }
    case .link:
      // Of several links in RSS the last one counts, as in most readers; one with attributes comes after all of them.
      if let address = construct.plain {
        draft!.link = WrittenAddress(text: address, base: construct.base)
        draft!.linkRank = 0
      }
    case .identifier:
      guard let text = construct.plain, draft!.entry.guid == nil else { return }
      let isRelative = isAtom && construct.hasOwnBase && AddressReference(text).scheme == nil
      draft!.entry.guid = isRelative ? construct.base?.resolve(text) : text
      let isAddress = text.hasPrefix("http://") || text.hasPrefix("https://")
      if construct.isPermanent == true || construct.isPermanent == nil && isAddress {
        draft!.fallbackLink = WrittenAddress(text: text, base: construct.base)
      }
    case .fallbackIdentifier: if let text = construct.plain { draft!.fallbackIdentifier = text }
    case .description, .summary:
      if draft!.entry.summaryHTML == nil {
        draft!.entry.summaryHTML = construct.html
        draft!.summaryElement = construct.element
      } else if draft!.secondSummary == nil, construct.element != draft!.summaryElement {
        draft!.secondSummary = construct.html
      }
    case .fallbackDescription: if draft!.fallbackSummary == nil { draft!.fallbackSummary = construct.html }
    case .content, .body: if draft!.entry.contentHTML == nil { draft!.entry.contentHTML = construct.html }
    case .published: if draft!.entry.published == nil { draft!.entry.published = date(construct) }
    case .updated, .built: if draft!.entry.updated == nil { draft!.entry.updated = date(construct) }
    case .created: if draft!.created == nil { draft!.created = date(construct) }
    case .date: if draft!.date == nil { draft!.date = date(construct) }
    case .category: if let term = construct.title { draft!.add(category: term) }
    case .keywords:
      for term in (construct.title ?? "").split(separator: ",") {
        if let term = HTMLText.collapsed(String(term)) { draft!.add(category: term) }
      }
    case .language: draft!.entry.language = construct.plain.flatMap { LanguageTag($0) }
    case .imageReference:
      if draft!.entry.image == nil, let address = construct.plain {
        draft!.entry.image = WebAddress(WrittenAddress(text: address, base: construct.base).resolved)
      }
    default: break
    }
  }

  private func closeFeedText(_ construct: TextConstruct) {
    switch construct.element {
    case .title: feed.title = feed.title ?? construct.title
    case .fallbackTitle: fallbackFeedTitle = fallbackFeedTitle ?? construct.title
    case .link:
      if let address = construct.plain { feedLink = (WrittenAddress(text: address, base: construct.base), 0) }
    case .published: if feedDates.published == nil { feedDates.published = date(construct) }
    case .updated: if feedDates.modified == nil { feedDates.modified = date(construct) }
    case .built: if feedDates.built == nil { feedDates.built = date(construct) }
    case .date: if feedDates.date == nil { feedDates.date = date(construct) }
    case .language:
      guard let text = construct.title, text.utf8.count <= 100 else { return }
      feed.statedLanguage = text
      if let tag = LanguageTag(text) { feed.language = tag }
    case .ttl: feed.ttlMinutes = construct.plain.flatMap { Int($0) }.flatMap { $0 > 0 && $0 < 1_000_000 ? $0 : nil }
    case .hour:
      if let hour = construct.plain.flatMap({ Int($0) }), (0...24).contains(hour), !feed.skipHours.contains(hour % 24) {
        feed.skipHours.append(hour % 24)
      }
    case .day:
      let names = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]
      if let text = construct.plain?.lowercased(), let day = names.firstIndex(where: { text.hasPrefix($0) }),
        !feed.skipDays.contains(day)
      {
        feed.skipDays.append(day)
      }
    case .updatePeriod: updatePeriod = construct.plain
    case .updateFrequency: updateFrequency = construct.plain.flatMap { Int($0) }
    default: break
    }
  }

  /// Takes up a person: the name, what stands for one, or else the mail address.
  func closePerson(_ open: PersonDraft) {
    person = nil
    // Names are often escaped twice, but escaped tags stay visible as such.
    let text = open.text.withUnsafeBufferPointer { bytes in
      HTMLText.contains(UInt8(ascii: "&"), in: bytes) && !String(decoding: bytes, as: UTF8.self).contains("&lt;")
        ? TextConstruct.title(ofHTML: bytes) : HTMLText.collapsed(bytes)
    }
    guard let name = open.name ?? text.map(HTMLText.personName) ?? open.email else { return }
    if draft != nil, open.element == .foreign {
      if draft!.sourceAuthors.count < 20 { draft!.sourceAuthors.append(name) }
    } else if draft != nil {
      draft!.add(author: name)
      draft!.isEmpty = false
    } else if feedAuthors.reduce(name.utf8.count, { $0 + $1.utf8.count }) <= Self.mostInherited,
      !feedAuthors.contains(name),
      open.element != .editor || feedAuthors.isEmpty
    {
      feedAuthors.append(name)
    }
  }

  /// Takes up an element that says what it says in attributes.
  func reference(_ element: FeedElement, _ attributes: [XMLAttribute], isNative: Bool) {
    switch element {
    case .link: link(attributes, isNative: isNative)
    case .enclosure, .mediaContent:
      guard draft != nil, let url = value("url", attributes) ?? value("href", attributes) else { return }
      let length = size(value("length", attributes) ?? value("filesize", attributes))
      let type = value("type", attributes)
      let address = base.resolve(url)
      draft!.add(enclosure: Enclosure(url: address, type: type, length: length))
      let isImage = type?.hasPrefix("image/") == true || value("medium", attributes) == "image"
      if isImage, draft!.entry.image == nil { draft!.entry.image = WebAddress(address) }
    case .mediaThumbnail, .imageReference:
      if draft?.entry.image == nil, let url = value("url", attributes) ?? value("href", attributes) {
        draft?.entry.image = WebAddress(base.resolve(url))
      }
    default: break
    }
  }

  /// A number of bytes; nil for what is none.
  private func size(_ text: String?) -> Int64? { text.flatMap { Int64($0) }.flatMap { $0 >= 0 ? $0 : nil } }

  /// A link with attributes: Atom's, in whatever feed it stands.
  private func link(_ attributes: [XMLAttribute], isNative: Bool) {
    guard let href = value("href", attributes) else {
      if draft != nil, hasOwnBase, attributes.contains(where: { $0.name.local.spells("href") }) {
        draft!.emptyLink = base.reference?.string
      }
      return
    }
    let relation = value("rel", attributes)?.lowercased() ?? "alternate"
    switch relation {
    case "alternate", "http://www.iana.org/assignments/relation/alternate":
      // Of several alternates a page comes first.
      let type = value("type", attributes)?.lowercased() ?? "text/html"
      let rank = isNative ? 0 : type == "text/html" || type.contains("html") ? 1 : 2
      if draft != nil {
        if draft!.link == nil || rank < draft!.linkRank || isNative {
          draft!.link = WrittenAddress(text: href, base: base)
          draft!.linkRank = rank
        }
      } else if feedLink.map({ $0.rank > rank || isNative }) ?? true {
        feedLink = (WrittenAddress(text: href, base: base), rank)
      }
    case "self":
      let address = base.resolve(href)
      if draft == nil {
        feed.selfAddress = feed.selfAddress ?? address
      } else if draft!.fallbackLink == nil, isAtom {
        draft!.fallbackLink = WrittenAddress(text: href, base: base)
      }
    case "hub": if draft == nil, feed.hubs.count < Self.mostHubs { feed.hubs.append(base.resolve(href)) }
    case "enclosure":
      draft?.add(
        enclosure: Enclosure(
          url: base.resolve(href), type: value("type", attributes),
          length: size(value("length", attributes))))
    default: break
    }
  }

  /// A category's term in attributes; RSS has it as text.
  func category(_ attributes: [XMLAttribute]) {
    guard draft != nil else { return }
    let term = value("term", attributes)
    if let label = value("label", attributes) { draft!.add(category: label) }
    if let term { draft!.add(category: term) }
  }
}
