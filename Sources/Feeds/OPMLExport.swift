// From the sources of the settings to a list that other readers understand.

public import News

/// A list of sources, and what does not stand in it. It holds no secrets: neither names and passwords in addresses, nor
/// credentials, nor headers.
public struct OPMLExport: Sendable, Equatable {
  /// What to tell of a source.
  public struct Note: Sendable, Equatable {
    /// Which one.
    public var source: SourceName
    /// Whether it is left out altogether.
    public var isLeftOut: Bool
    /// A sentence.
    public var message: String
  }

  /// The list.
  public var opml: OPML
  /// What is left out.
  public var notes: [Note] = []

  /// Lists sources in their order: feeds as `rss`, pages with XPath rules as FreshRSS's `HTML+XPath`. Other readers know
  /// neither sitemaps nor pages whose lists are found by themselves.
  public init(_ sources: [Source], title: String, created: Instant) {
    opml = OPML(title: title, created: created)
    for source in sources {
      switch Self.outline(source) {
      case .success(let outline): opml.outlines.append(outline)
      case .failure(let refusal):
        notes.append(Note(source: source.name, isLeftOut: true, message: refusal.message))
        continue
      }
      if source.article != nil {
        notes.append(
          Note(source: source.name, isLeftOut: false, message: "its rules for article pages are not written"))
      }
      if source.url.userinfo != nil || source.credentials != nil || !source.secretHeaders.isEmpty {
        notes.append(
          Note(source: source.name, isLeftOut: false, message: "its password, token or secret headers are not written"))
      }
    }
  }

  private static func outline(_ source: Source) -> Result<OPMLOutline, Refusal> {
    func refused(_ message: String) -> Result<OPMLOutline, Refusal> {
      .failure(Refusal(code: "unsupported-type", message: message, source: source.name))
    }
    let name = source.title ?? source.name.description
    let address = source.url.description
    var attributes = [OPMLOutline.Attribute("text", name), OPMLOutline.Attribute("title", name)]
    switch source.kind {
    case .feed: attributes += [.init("type", "rss"), .init("xmlUrl", address)]
    case .sitemap: return refused("it is a sitemap, which other readers do not know")
    case .html:
      guard let rules = source.listing, rules.item != nil else {
        return refused("it is a page whose list is found by itself, which other readers do not do")
      }
      guard let selectors = OPMLListing.attributes(rules) else {
        return refused("its page is read by CSS selectors; other readers know XPath only")
      }
      attributes += [.init("type", OPMLListing.type), .init("xmlUrl", address), .init("htmlUrl", address)]
      attributes += selectors
    }
    if let language = source.language { attributes.append(.init("language", language.description)) }
    return .success(OPMLOutline(attributes))
  }
}
