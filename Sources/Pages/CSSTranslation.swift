// CSS selectors (Selectors Level 3, the part that selects by structure) as XPath 1.0.

internal import News

struct CSSTranslation {
  /// The expression, relative to the context node.
  private(set) var xpath = ""

  private let text: [Character]
  private var at = 0

  init(_ selector: String) throws(Refusal) {
    text = Array(selector)
    var alternatives: [String] = []
    while true {
      alternatives.append(try complex())
      skipSpace()
      guard at < text.count, text[at] == "," else { break }
      at += 1
    }
    guard at == text.count else { throw wrong("unexpected “\(text[at])”") }
    xpath = alternatives.joined(separator: " | ")
  }

  private func wrong(_ what: String) -> Refusal {
    Refusal(code: "bad-selector", message: "in the selector “\(String(text))”: \(what) at character \(at + 1)")
  }

  private mutating func skipSpace() { while at < text.count, text[at].isWhitespace { at += 1 } }

  private mutating func complex() throws(Refusal) -> String {
    skipSpace()
    var path = "."
    var axis = "//"
    while true {
      if path == ".", at < text.count, text[at] == ">" {
        at += 1
        skipSpace()
        axis = "/"
      }
      path += axis + (try compound())
      let before = at
      skipSpace()
      guard at < text.count, text[at] != ",", text[at] != ")" else { return path }
      switch text[at] {
      case ">":
        at += 1
        axis = "/"
      case "+":
        at += 1
        axis = "/following-sibling::*[1]/self::"
      case "~":
        at += 1
        axis = "/following-sibling::"
      default:
        guard before < at else { throw wrong("unexpected “\(text[at])”") }
        axis = "//"
      }
      skipSpace()
    }
  }

  private mutating func compound() throws(Refusal) -> String {
    let start = at
    var element = "*"
    if at < text.count, text[at] == "*" { at += 1 } else if let name = name() { element = name.lowercased() }
    var conditions = ""
    while let condition = try condition() { conditions += "[\(condition)]" }
    guard at > start else { throw wrong(at < text.count ? "unexpected “\(text[at])”" : "something is missing") }
    return element + conditions
  }

  /// A class, id, attribute or pseudo-class as a predicate; nil where none follows.
  private mutating func condition() throws(Refusal) -> String? {
    guard at < text.count else { return nil }
    switch text[at] {
    case ".":
      at += 1
      return Self.hasWord("@class", try required())
    case "#":
      at += 1
      return "@id=" + Self.quoted(try required())
    case "[": return try attribute()
    case ":": return try pseudoClass()
    default: return nil
    }
  }

  private mutating func attribute() throws(Refusal) -> String {
    at += 1
    skipSpace()
    let name = "@" + (try required()).lowercased()
    skipSpace()
    guard at < text.count else { throw wrong("“]” is missing") }
    if text[at] == "]" {
      at += 1
      return name
    }
    var operation = ""
    if text[at] != "=" {
      operation = String(text[at])
      at += 1
    }
    guard at < text.count, text[at] == "=" else { throw wrong("“=” is missing") }
    at += 1
    skipSpace()
    let value = try attributeValue()
    skipSpace()
    guard at < text.count, text[at] == "]" else { throw wrong("“]” is missing") }
    at += 1
    let quoted = Self.quoted(value)
    switch operation {
    case "": return "\(name)=\(quoted)"
    case "~": return Self.hasWord(name, value)
    case "^": return "starts-with(\(name), \(quoted))"
    case "*": return "contains(\(name), \(quoted))"
    case "$": return "substring(\(name), string-length(\(name)) - \(value.count - 1))=\(quoted)"
    case "|": return "(\(name)=\(quoted) or starts-with(\(name), \(Self.quoted(value + "-"))))"
    default: throw wrong("“\(operation)=” is no attribute operator")
    }
  }

  private mutating func attributeValue() throws(Refusal) -> String {
    guard at < text.count else { throw wrong("a value is missing") }
    guard text[at] == "\"" || text[at] == "'" else { return try required() }
    let quote = text[at]
    at += 1
    let start = at
    while at < text.count, text[at] != quote { at += 1 }
    guard at < text.count else { throw wrong("the closing quote is missing") }
    at += 1
    return String(text[start..<at - 1])
  }

  private mutating func pseudoClass() throws(Refusal) -> String {
    at += 1
    let name = try required()
    switch name {
    case "first-child": return "not(preceding-sibling::*)"
    case "last-child": return "not(following-sibling::*)"
    case "nth-child", "not":
      guard at < text.count, text[at] == "(" else { throw wrong("“(” is missing") }
      at += 1
      let result = name == "not" ? "not(self::\(try compound()))" : try nthChild()
      guard at < text.count, text[at] == ")" else { throw wrong("“)” is missing") }
      at += 1
      return result
    default: throw wrong("“:\(name)” is not supported")
    }
  }

  /// `3`, `odd`, `even`, `2n+1`, `-n+3`.
  private mutating func nthChild() throws(Refusal) -> String {
    let start = at
    while at < text.count, text[at] != ")" { at += 1 }
    let formula = String(text[start..<at]).filter { $0 != " " }.lowercased()
    let position = "count(preceding-sibling::*)+1"
    var step = 0
    var offset = 0
    switch formula {
    case "odd": (step, offset) = (2, 1)
    case "even": (step, offset) = (2, 0)
    default:
      let parts = formula.split(separator: "n", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2 {
        let factor = parts[0] == "" || parts[0] == "+" ? 1 : parts[0] == "-" ? -1 : Int(parts[0])
        guard let factor, let rest = parts[1].isEmpty ? 0 : Int(parts[1]) else {
          throw wrong("“\(formula)” is no position")
        }
        (step, offset) = (factor, rest)
      } else {
        guard let number = Int(formula) else { throw wrong("“\(formula)” is no position") }
        offset = number
      }
    }
    if step == 0 { return "\(position)=\(offset)" }
    if step > 0 { return "\(position)>=\(offset) and (\(position)-\(offset)) mod \(step)=0" }
    return "\(position)<=\(offset) and (\(offset)-(\(position))) mod \(-step)=0"
  }

  private mutating func required() throws(Refusal) -> String {
    guard let name = name() else { throw wrong("a name is missing") }
    return name
  }

  /// An identifier; a backslash takes the next character as it is.
  private mutating func name() -> String? {
    var out = ""
    while at < text.count {
      let character = text[at]
      if character == "\\", at + 1 < text.count {
        out.append(text[at + 1])
        at += 2
      } else if character.isLetter || character.isNumber || character == "-" || character == "_" {
        out.append(character)
        at += 1
      } else {
        break
      }
    }
    return out.isEmpty ? nil : out
  }

  private static func hasWord(_ attribute: String, _ word: String) -> String {
    "contains(concat(' ', normalize-space(\(attribute)), ' '), \(quoted(" " + word + " ")))"
  }

  /// A string as an XPath literal, which has no escapes.
  private static func quoted(_ text: String) -> String {
    if !text.contains("'") { return "'\(text)'" }
    if !text.contains("\"") { return "\"\(text)\"" }
    return "concat('" + text.replacing("'", with: "', \"'\", '") + "')"
  }
}
