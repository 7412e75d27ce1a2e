// Where a list goes on: the link to its next page.

internal import Markup
internal import News

enum NextPage {
  /// The next page, where it is of the same site and another one than this; a notice where a person expects one.
  static func find(
    _ tree: HTMLTree, _ document: HTMLDocument?, rules: ListingRules?, page: WebAddress, base: AddressReference
  ) throws(Refusal) -> (address: WebAddress?, notice: String?) {
    let href: String?
    if let selector = rules?.next, let document {
      let nodes = try Selector.select(selector, in: document)
      guard let node = nodes.first else {
        return (
          nil,
          "the next selector “\(selector)” selects nothing on the page"
            + NearestSelection(page: document).sentence(for: selector)
        )
      }
      let own = node.isAttribute ? node.text : node.attribute("href")
      if let own { href = own } else { href = try node.select(".//a/@href").first?.text }
      if href == nil { return (nil, "what the next selector “\(selector)” selects is no link and holds none") }
    } else {
      href = related(tree)
      if href == nil, let rules, rules.pages > 1 {
        return (nil, "the page names no next one (rel=next); a `next` selector can say where it is")
      }
    }
    guard let href, let url = WebAddress(AddressReference.resolve(href, against: base)),
      url.canonical.description != page.canonical.description
    else { return (nil, nil) }
    guard url.isSameSite(as: page) else {
      return (nil, "its next page is on another site (\(url.host)), which is not followed")
    }
    return (url, nil)
  }

  /// `<link rel=next>`, else `<a rel=next>` (HTML, section 4.6.8).
  private static func related(_ tree: HTMLTree) -> String? {
    var anchor: String?
    for index in tree.nodes.indices {
      let tag = tree.nodes[index].tag
      guard tag == .link || tag == .a || tag == .area, let rel = tree.string(.rel, of: index),
        rel.lowercased().split(whereSeparator: \.isWhitespace).contains("next"),
        let href = tree.string(.href, of: index), !href.isEmpty
      else { continue }
      if tag == .link { return href }
      if anchor == nil { anchor = href }
    }
    return anchor
  }
}
