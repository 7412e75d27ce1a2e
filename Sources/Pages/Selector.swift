// Selectors of the settings: XPath 1.0 as it is, CSS translated to it.

public import Markup
public import News

/// A selector of nodes in a page.
///
/// It is XPath where it begins with `/`, `./`, `../`, `(` or `@`, is `.`, names an axis (`descendant::h2`) or has a slash
/// between steps (`time/@datetime`); otherwise CSS: Selectors Level 3 without what depends on a reader's doing, and of
/// Level 4 `:is()`, `:where()`, `:has()`, lists in `:not()` and the flag `i`. Inside an item a leading `/` means the item,
/// not the page.
public enum Selector {
  /// Throws `bad-selector` with what is wrong with the selector, and where.
  public static func validate(_ text: String) throws(Refusal) {
    _ = try xpath(text)
  }

  /// The nodes of a page that a selector selects, in document order.
  /// - Throws: `bad-selector` with what is wrong with it, `slow-selector` where it takes too many steps on this page.
  public static func select(_ text: String, in page: HTMLDocument) throws(Refusal) -> [HTMLDocument.Selected] {
    try page.select(try xpath(text))
  }

  /// The selector as an XPath expression relative to the context node.
  static func xpath(_ text: String) throws(Refusal) -> String {
    let text = text.trimmed
    guard !text.isEmpty else { throw Refusal(code: "bad-selector", message: "the selector is empty") }
    guard isXPath(text) else { return try CSSTranslation(text).xpath }
    if let unknown = XPathPieces(text).unknownFunctions.first {
      throw Refusal(
        code: "bad-selector",
        message: "not a valid XPath 1.0 expression: \(text): there is no function “\(unknown.name)” in XPath 1.0, at "
          + "character \(unknown.place + 1)")
    }
    try HTMLDocument.check(text)
    return text.hasPrefix("/") ? "." + text : text
  }

  private static let axes = [
    "ancestor", "ancestor-or-self", "attribute", "child", "descendant", "descendant-or-self", "following",
    "following-sibling", "parent", "preceding", "preceding-sibling", "self",
  ]

  static func isXPath(_ text: String) -> Bool {
    text == "." || ["/", "./", "../", "(", "@"].contains { text.hasPrefix($0) }
      || axes.contains { text.hasPrefix($0 + "::") } || hasSteps(text)
  }

  /// A slash outside quotes and brackets, which CSS has only in comments.
  private static func hasSteps(_ text: String) -> Bool {
    var quote: Character?
    var depth = 0
    var isSlash = false
    var isEscaped = false
    var previous: Character?
    for character in text {
      defer { previous = character }
      // The end of a comment is no step either.
      if isSlash, character != "*" { return true }
      isSlash = false
      if isEscaped {
        isEscaped = false
        continue
      }
      if let open = quote {
        if character == open { quote = nil }
        continue
      }
      switch character {
      case "\\": isEscaped = true
      case "\"", "'": quote = character
      case "[", "(": depth += 1
      case "]", ")": depth -= 1
      case "/": isSlash = depth == 0 && previous != "*"
      default: break
      }
    }
    return false
  }

  /// The parts of a selector that can be read.
  static func pieces(of text: String) -> [SelectorPiece] {
    if isXPath(text) { return XPathPieces(text).pieces }
    return (try? CSSTranslation(text))?.pieces ?? []
  }

  /// Shorter and shorter beginnings of the selector, to find out which part of it selects nothing.
  static func beginnings(of text: String) -> [String] {
    var cuts: [String.Index] = []
    var depth = 0
    var quote: Character?
    let isPath = isXPath(text)
    for index in text.indices {
      let character = text[index]
      if let open = quote {
        if character == open { quote = nil }
        continue
      }
      switch character {
      case "\"", "'": quote = character
      case "[", "(": depth += 1
      case "]", ")": depth -= 1
      case "/" where isPath && depth == 0: cuts.append(index)
      case " ", ">", "+", "~": if !isPath, depth == 0 { cuts.append(index) }
      default: break
      }
      if character == "[", depth == 1 { cuts.append(index) }
      if !isPath, depth == 0, character == "." || character == "#" || character == ":" { cuts.append(index) }
    }
    return cuts.reversed().map { String(text[..<$0]).trimmed }.filter { !$0.isEmpty && $0 != "/" && $0 != "." }
  }
}
