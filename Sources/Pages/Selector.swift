// Selectors of the settings: XPath 1.0 as it is, CSS translated to it.

internal import Markup
public import News

/// A selector of nodes in a page.
///
/// It is XPath where it begins with `/`, `./`, `../`, `(` or `@`, is `.`, or names an axis (`::`); otherwise CSS:
/// elements, classes, ids, attributes with all operators, `:first-child`, `:last-child`, `:nth-child()`, `:not()`, the
/// combinators and lists. Inside an item a leading `/` means the item, not the page.
public enum Selector {
  /// Throws `bad-selector` with what is wrong with the selector.
  public static func validate(_ text: String) throws(Refusal) {
    _ = try xpath(text)
  }

  /// The selector as an XPath expression relative to the context node.
  static func xpath(_ text: String) throws(Refusal) -> String {
    let text = text.trimmed
    guard !text.isEmpty else { throw Refusal(code: "bad-selector", message: "the selector is empty") }
    if isXPath(text) {
      guard HTMLDocument.isXPath(text) else {
        throw Refusal(code: "bad-selector", message: "not a valid XPath 1.0 expression: \(text)")
      }
      return text.hasPrefix("/") ? "." + text : text
    }
    return try CSSTranslation(text).xpath
  }

  static func isXPath(_ text: String) -> Bool {
    text == "." || ["/", "./", "../", "(", "@"].contains { text.hasPrefix($0) } || text.contains("::")
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
