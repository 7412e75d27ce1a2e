// Which elements are furniture by their kind, their role, their visibility or their names.

internal import Markup

struct FurnitureRules {
  private let tree: HTMLTree
  private let rawProse: [Int32]

  init(_ tree: HTMLTree, _ rawProse: [Int32]) {
    self.tree = tree
    self.rawProse = rawProse
  }

  /// The reasons, by number; 0 is none.
  private static let names = [
    "", "not shown", "navigation", "footer", "aside", "consent", "caption", "header", "hidden", "comments", "share",
    "related", "promotion", "newsletter", "author", "details", "outside", PageSelection.removedReason,
  ]

  static func number(of reason: String) -> UInt8 { UInt8(names.firstIndex(of: reason) ?? 0) }
  static func name(of number: UInt8) -> String { names[Int(number)] }

  /// What an element's names say.
  func meaning(of index: Int) -> NameMeaning {
    var meaning: NameMeaning = []
    for attribute in [HTMLAttribute.class, .id, .data_testid, .data_component] {
      if let names = tree.value(attribute, of: index) { meaning.formUnion(NameMeaning(names: names)) }
    }
    if let property = tree.value(.itemprop, of: index), property.elementsEqual("articleBody".utf8) {
      meaning.insert(.body)
    }
    return meaning
  }

  /// Why an element is furniture, or nil.
  func reason(for index: Int, _ meaning: NameMeaning, inArticle: Bool) -> String? {
    let tag = tree.nodes[index].tag
    switch tag {
    case .html, .body, .main, .article: return nil
    case .nav, .menu: return "navigation"
    case .footer: return meaning.reason ?? "footer"
    case .aside: return meaning.reason ?? "aside"
    case .dialog: return "consent"
    case .figcaption: return "caption"
    case .header where !inArticle && rawProse[index] < 200 && !holdsHeadline(index): return "header"
    default: break
    }
    guard tree.hasAttributes(index) else { return nil }
    if let role = tree.value(.role, of: index), Self.roles.contains(where: { role.elementsEqual($0.utf8) }) {
      return "navigation"
    }
    if Self.isHidden(tree, index) { return "hidden" }
    switch tag {
    // Words in a sentence are part of it, whatever they are called.
    case .a, .em, .strong, .b, .i, .q, .cite, .abbr, .mark, .code, .u: return nil
    case .h1, .h2, .h3, .h4, .h5, .h6, .p: return meaning.contains(.lead) ? nil : meaning.reason
    default: return meaning.reason
    }
  }

  private static let roles = [
    "navigation", "complementary", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar", "toolbar",
  ]

  /// Whether the element's own attributes say that it is not shown.
  static func isHidden(_ tree: HTMLTree, _ index: Int) -> Bool {
    if tree.value(.hidden, of: index) != nil { return true }
    if let hidden = tree.value(.aria_hidden, of: index), hidden.elementsEqual("true".utf8) { return true }
    return tree.value(.style, of: index).map { hides($0) } ?? false
  }

  private static func hides(_ style: ArraySlice<UInt8>) -> Bool {
    guard style.count >= 12 else { return false }
    let flat = FoldedText.lower(style.filter { $0 > 32 })
    return flat.containsRun(displayNone) || flat.containsRun(visibilityHidden)
  }

  private static let displayNone = Array("display:none".utf8)
  private static let visibilityHidden = Array("visibility:hidden".utf8)

  private func holdsHeadline(_ index: Int) -> Bool {
    (index..<Int(tree.nodes[index].end)).contains { tree.nodes[$0].tag == .h1 }
  }
}
