// Listing pages in OPML: FreshRSS's `HTML+XPath` and the rules of our settings, from one to the other.

internal import Markup
internal import News

/// The rules by which a page is read, as attributes of an outline (namespace https://freshrss.org/opml).
enum OPMLListing {
  static let namespace = "https://freshrss.org/opml"
  static let type = "HTML+XPath"

  /// The attributes that have a counterpart in our rules.
  private static let item = "xPathItem"
  private static var fields: [(name: String, path: WritableKeyPath<ListingRules, String?>)] {
    [
      ("xPathItemUri", \.link), ("xPathItemTitle", \.title), ("xPathItemTimestamp", \.date),
      ("xPathItemContent", \.summary), ("xPathItemAuthor", \.author),
    ]
  }
  /// Longer expressions are nobody's.
  private static let longest = 4096

  /// The rules an outline carries; nil where it has none that selects items.
  /// - Parameter unmapped: Takes the names of the attributes that say what our rules cannot.
  static func rules(_ outline: OPMLOutline, unmapped: inout [String]) -> ListingRules? {
    var found: [String: String] = [:]
    for attribute in outline.attributes where attribute.namespace == namespace {
      let name = String(attribute.name.drop { $0 != ":" }.dropFirst())
      guard name == item || fields.contains(where: { $0.name == name }) else {
        unmapped.append(attribute.name)
        continue
      }
      guard let text = HTMLText.trimmed(Array(attribute.value.utf8)) else { continue }
      if let selector = selector(text) { found[name] = selector } else { unmapped.append(attribute.name) }
    }
    guard let first = found[item] else {
      unmapped += fields.compactMap { found[$0.name] == nil ? nil : "frss:" + $0.name }
      return nil
    }
    var rules = ListingRules(item: first)
    for field in fields { rules[keyPath: field.path] = found[field.name] }
    return rules
  }

  /// The expression in a form that our settings take for XPath; nil where it selects no nodes, but computes a value.
  private static func selector(_ text: String) -> String? {
    guard text.utf8.count <= longest, let page = try? HTMLDocument(Array("<p>".utf8)) else { return nil }
    let forms = "/.(".contains(text.prefix(1)) ? [text] : ["./" + text, "(" + text + ")"]
    return forms.first { (try? page.select($0)) != nil }
  }

  /// The attributes that say the same as the rules; nil where one of these is no XPath.
  static func attributes(_ rules: ListingRules) -> [OPMLOutline.Attribute]? {
    var out: [OPMLOutline.Attribute] = []
    for (name, selector) in [(item, rules.item)] + fields.map({ ($0.name, rules[keyPath: $0.path]) }) {
      guard let selector else { continue }
      guard var path = Self.selector(selector), path == selector else { return nil }
      if name != item {
        // Ours begins at the item even where it begins with a slash; there it would begin at the page.
        if path.hasPrefix("/") { path = "." + path }
        // Ours may select the link's element; there it has to be its address.
        if name == "xPathItemUri", !selectsAttribute(path) { path = "(\(path))/@href" }
      }
      out.append(OPMLOutline.Attribute("frss:" + name, path, namespace: namespace))
    }
    return out
  }

  /// Whether the last step of a path is an attribute.
  private static func selectsAttribute(_ path: String) -> Bool {
    let last = path.split(separator: "/").last.map(String.init) ?? ""
    return last.hasPrefix("@") || last.hasPrefix("attribute::")
  }
}
