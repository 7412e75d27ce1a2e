// What an outline subscribes to: feeds and pages in their folders, and the lines that are neither.

public import News

/// One subscription of a list.
public struct OPMLSubscription: Sendable, Equatable {
  /// What it is called: `title`, else `text`, else the site's address, else the feed's.
  public var title: String
  /// Its address as written.
  public var address: String
  /// The address, where it is one that can be asked: absolute, http or https. `feed:` addresses are taken as what they
  /// stand for.
  public var url: WebAddress?
  /// The site it belongs to (`htmlUrl`).
  public var site: WebAddress?
  /// The language it is said to be in.
  public var language: LanguageTag?
  /// The folders it lies in, the outermost first; of very deep ones the innermost.
  public var categories: [String]
  /// How the address is read; nil where the list wants it read by rules that have no counterpart here.
  public var kind: Source.Kind?
  /// The type as written.
  public var type: String?
  /// How its page is taken apart.
  public var listing: ListingRules?
  /// The names of attributes that ask for something that has no counterpart here.
  public var unmapped: [String]
}

/// A line of a list that subscribes to nothing.
public struct OPMLOther: Sendable, Equatable {
  /// Why it does not.
  public enum Reason: String, Sendable {
    /// It points to another document (`type` is `link` or `include`), or is a folder filled from one.
    case reference
    /// It has an address, but none of a feed.
    case siteOnly = "site-only"
    /// It has no address at all.
    case text
  }

  /// What it is called; empty where nothing is said.
  public var title: String
  /// The address it has, as written.
  public var address: String?
  /// Why it is no subscription.
  public var reason: Reason
}

extension OPML {
  /// Of folders within folders so many are kept, the innermost.
  private static let mostCategories = 16
  private static let longestTitle = 300

  /// Everything subscribed to and every line that is neither subscription nor folder, both in the order of the document.
  /// Whatever its type, an outline with an `xmlUrl` is a subscription; outlines within it belong to the folder it is in.
  public var contents: (subscriptions: [OPMLSubscription], others: [OPMLOther]) {
    var out: (subscriptions: [OPMLSubscription], others: [OPMLOther]) = ([], [])
    for outline in outlines { Self.collect(outline, categories: [], into: &out) }
    return out
  }

  private static func collect(
    _ outline: OPMLOutline, categories: [String],
    into out: inout (subscriptions: [OPMLSubscription], others: [OPMLOther])
  ) {
    let name = (outline["title"] ?? outline["text"]).flatMap(line)
    var categories = categories
    if let address = outline["xmlUrl"] {
      out.subscriptions.append(subscription(outline, address: address, name: name, categories: categories))
    } else {
      let filled = outline.attributes.first {
        $0.namespace == OPMLListing.namespace && $0.name.hasSuffix(":opmlUrl") && !$0.value.isEmpty
      }?.value
      let isLink = ["link", "include"].contains(outline["type"]?.lowercased())
      if let address = filled ?? (isLink ? outline["url"] : nil) {
        out.others.append(OPMLOther(title: name ?? "", address: address, reason: .reference))
      } else if outline.children.isEmpty {
        let site = outline["htmlUrl"] ?? outline["url"]
        out.others.append(OPMLOther(title: name ?? "", address: site, reason: site == nil ? .text : .siteOnly))
      }
      if let folder = (outline["text"] ?? outline["title"]).flatMap(line), !outline.children.isEmpty {
        categories = categories.suffix(mostCategories - 1) + [folder]
      }
    }
    for child in outline.children { collect(child, categories: categories, into: &out) }
  }

  private static func subscription(
    _ outline: OPMLOutline, address: String, name: String?, categories: [String]
  ) -> OPMLSubscription {
    let url = webAddress(address)
    let site = outline["htmlUrl"].flatMap { WebAddress($0) }
    let type = outline["type"].flatMap(line)
    var unmapped: [String] = []
    let listing = OPMLListing.rules(outline, unmapped: &unmapped)
    let kind: Source.Kind? =
      switch type {
      case let type? where OPMLOutline.same(type, OPMLListing.type): .html
      // FreshRSS's rules for XML and JSON that is no feed.
      case let type? where type.contains("+"): nil
      default: .feed
      }
    if kind != .html, listing != nil { unmapped.append("frss:xPathItem") }
    return OPMLSubscription(
      title: name ?? site?.description ?? url?.description ?? line(address) ?? "", address: address, url: url,
      site: site, language: outline["language"].flatMap { LanguageTag($0) }, categories: categories, kind: kind,
      type: type, listing: kind == .html ? listing : nil, unmapped: unmapped)
  }

  /// An address that can be asked. `feed://host/…` and `feed:https://…` are how browsers once handed feeds to readers.
  private static func webAddress(_ text: String) -> WebAddress? {
    guard OPMLOutline.same(String(text.prefix(5)), "feed:") else { return WebAddress(text) }
    let rest = String(text.dropFirst(5))
    return WebAddress(rest.hasPrefix("//") ? "http:" + rest : rest)
  }

  /// Text of one line, cut, and without characters that settings and terminals do not take.
  static func line(_ text: String) -> String? {
    var kept = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029: kept.append(" ")
      case 0xFEFF, 0xFFFE, 0xFFFF: break
      default: kept.append(scalar)
      }
    }
    guard let text = HTMLText.collapsed(String(kept)) else { return nil }
    return text.unicodeScalars.count <= longestTitle
      ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(longestTitle - 1))) + "…"
  }
}
