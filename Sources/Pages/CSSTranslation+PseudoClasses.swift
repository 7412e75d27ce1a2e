// The pseudo-classes of CSS that say something of a page's structure, as XPath conditions; all others are refused by name.

internal import Markup
internal import News

extension CSSTranslation {
  mutating func pseudoClass() throws(Refusal) -> String {
    let start = at
    at += 1
    if sees(":") {
      throw wrong(
        "a pseudo-element (“::”) is no part of a page; an element's text is taken by itself, an attribute is selected by "
          + "XPath, as in .//a/@href", at: start)
    }
    let name = try required("the pseudo-class’s name").lowercased()
    let isFunction = sees("(")
    if let simple = Self.simple[name], !isFunction { return simple }
    if isFunction {
      let open = at
      at += 1
      skipSpace()
      if let condition = try function(name) {
        skipSpace()
        guard sees(")") else { throw at < text.count ? unexpected() : wrong("“)” is missing", at: open) }
        at += 1
        return condition
      }
      at = open
    }
    throw wrong(Self.refusal(name, isFunction: isFunction || Self.functions.contains(name)), at: start)
  }

  private static let controls =
    "(self::button or self::input or self::select or self::textarea or self::option or self::optgroup or self::fieldset)"

  private static let simple: [String: String] = [
    "root": "not(parent::*)", "empty": "not(* or text())",
    "first-child": "not(preceding-sibling::*)", "last-child": "not(following-sibling::*)",
    "only-child": "not(preceding-sibling::* or following-sibling::*)",
    "first-of-type": "\(HTMLSelectorFunctions.before)()=0", "last-of-type": "\(HTMLSelectorFunctions.after)()=0",
    "only-of-type": "\(HTMLSelectorFunctions.before)()=0 and \(HTMLSelectorFunctions.after)()=0",
    "link": "(self::a or self::area) and @href", "any-link": "(self::a or self::area) and @href",
    "checked": "(self::input and @checked or self::option and @selected)",
    "disabled": "@disabled and \(controls)", "enabled": "not(@disabled) and \(controls)",
  ]

  private static let functions: Set<String> = [
    "not", "is", "where", "has", "lang", "nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type",
  ]

  /// The condition of a functional pseudo-class, read up to its closing bracket; nil for an unknown one.
  private mutating func function(_ name: String) throws(Refusal) -> String? {
    switch name {
    case "not", "is", "where":
      let list = try selectors(canBeRelative: false).map { "self::" + Self.backward($0) }.joined(separator: " or ")
      return name == "not" ? "not(\(list))" : "(\(list))"
    case "has":
      return "(" + (try selectors(canBeRelative: true).map(Self.forward).joined(separator: " or ")) + ")"
    case "lang":
      let language = Self.quoted(try value().lowercased())
      let said = "translate(@lang, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')"
      return "ancestor-or-self::*[@lang][1][\(said)=\(language) or starts-with(\(said), concat(\(language), '-'))]"
    case "nth-child": return try nth("count(preceding-sibling::*)+1")
    case "nth-last-child": return try nth("count(following-sibling::*)+1")
    case "nth-of-type": return try nth("\(HTMLSelectorFunctions.before)()+1")
    case "nth-last-of-type": return try nth("\(HTMLSelectorFunctions.after)()+1")
    default: return nil
    }
  }

  /// `3`, `odd`, `even`, `2n+1`, `-n+3` (CSS Syntax, section 6).
  private mutating func nth(_ position: String) throws(Refusal) -> String {
    let start = at
    while at < text.count, text[at] != ")" { at += 1 }
    let written = string(start..<at)
    let formula = written.lowercased().filter { !$0.isWhitespace }
    func number(_ text: Substring) -> Int? {
      // Spaces may stand around the sign only, and far positions are nobody's.
      guard text.utf8.count <= 6 else { return nil }
      return Int(text)
    }
    var step = 0
    var offset = 0
    switch formula {
    case "odd": (step, offset) = (2, 1)
    case "even": (step, offset) = (2, 0)
    default:
      let parts = formula.split(separator: "n", maxSplits: 1, omittingEmptySubsequences: false)
      let factor = parts.count < 2 ? 0 : ["", "+"].contains(parts[0]) ? 1 : parts[0] == "-" ? -1 : number(parts[0])
      let rest = parts.count < 2 ? number(parts[0]) : parts[1].isEmpty ? 0 : number(parts[1])
      let isSigned = parts.count < 2 || parts[1].isEmpty || "+-".contains(parts[1].prefix(1))
      guard let factor, let rest, isSigned else {
        let cure = written.contains(" of ") ? "a selector after “of” is not supported" : "“\(written)” is no position"
        throw wrong("\(cure); write 3, odd, even or 2n+1", at: start)
      }
      (step, offset) = (factor, rest)
    }
    if step == 0 { return "\(position)=\(offset)" }
    let matches = "(\(position)-(\(offset))) mod \(step)=0"
    if step > 0 { return offset <= 1 ? matches : "\(position)>=\(offset) and \(matches)" }
    return "\(position)<=\(offset) and (\(offset)-(\(position))) mod \(-step)=0"
  }

  /// Why a pseudo-class cannot be used, and what can be instead.
  private static func refusal(_ name: String, isFunction: Bool) -> String {
    switch name {
    case _ where functions.contains(name): return "“:\(name)” needs something in brackets, as in :\(name)(…)"
    case "contains", "icontains", "has-text", "-soup-contains", "matches-text", "text", "contains-own":
      return "“:\(name)()” is not CSS; XPath selects by text, as in .//a[contains(., 'text')]"
    case "eq", "gt", "lt", "first", "last", "even", "odd", "nth":
      return "“:\(name)” is jQuery's, not CSS; write :nth-child() or :nth-of-type(), or XPath: (.//li)[1]"
    case "hover", "active", "focus", "focus-within", "focus-visible", "visited", "target":
      return "“:\(name)” depends on what a reader does with the page, which nobody does here"
    case "before", "after", "first-line", "first-letter":
      return "“:\(name)” is a pseudo-element, which is no part of a page"
    case "scope": return "“:scope” stands at the beginning only, with a combinator after it, as in :scope > a"
    default: return "“:\(name)” is not supported"
    }
  }
}
