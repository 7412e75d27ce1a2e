// CSS selectors as XPath 1.0: Selectors Level 3, and of Level 4 `:is()`, `:where()`, `:has()` and lists in `:not()`.

internal import News

/// A selector that is being translated. Its elements are looked for below the context node; like `querySelectorAll`, the
/// elements named before a combinator may also stand around that node.
struct CSSTranslation {
  /// The expression, relative to the context node.
  private(set) var xpath = ""
  /// The parts of the selector.
  var pieces: [SelectorPiece] = []

  let text: [Unicode.Scalar]
  var at = 0

  /// Elements without a combinator between them, as an XPath name test and its predicates.
  struct Compound {
    var name = "*"
    var conditions: [String] = []
  }

  enum Combinator {
    case descendant, child, next, later
  }

  /// Compounds and what ties each to the one before; the first one's counts only in a relative selector.
  struct Complex {
    var parts: [(combinator: Combinator, compound: Compound)] = []
    /// It begins with a combinator, or with `:scope` and one: its first compound is sought from the context node.
    var isRelative = false
  }

  init(_ selector: String) throws(Refusal) {
    text = Array(selector.unicodeScalars)
    let list = try selectors(canBeRelative: true)
    guard at == text.count else { throw unexpected() }
    xpath = list.map { $0.isRelative ? Self.forward($0) : "descendant::" + Self.backward($0) }.joined(separator: " | ")
  }

  // MARK: errors and characters

  func wrong(_ what: String, at place: Int? = nil) -> Refusal {
    Refusal(
      code: "bad-selector",
      message: "in the selector “\(string(0..<text.count))”: \(what), at character \((place ?? at) + 1)")
  }

  func unexpected() -> Refusal {
    at < text.count ? wrong("“\(text[at])” is unexpected here") : wrong("something is missing at the end")
  }

  func string(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: text[range])
    return String(view)
  }

  func sees(_ scalar: Unicode.Scalar) -> Bool { at < text.count && text[at] == scalar }

  mutating func expect(_ scalar: Unicode.Scalar) throws(Refusal) {
    guard sees(scalar) else { throw wrong("“\(scalar)” is missing") }
    at += 1
  }

  /// White space and comments.
  mutating func skipSpace() {
    while at < text.count {
      if text[at].properties.isWhitespace { at += 1 } else if !skipComment() { return }
    }
  }

  /// A comment, which may stand anywhere and separates nothing.
  private mutating func skipComment() -> Bool {
    guard at + 1 < text.count, text[at] == "/", text[at + 1] == "*" else { return false }
    at += 2
    while at < text.count, !(text[at] == "/" && text[at - 1] == "*") { at += 1 }
    at = min(at + 1, text.count)
    return true
  }

  // MARK: structure

  /// Selectors separated by commas, up to the end or a closing bracket.
  mutating func selectors(canBeRelative: Bool) throws(Refusal) -> [Complex] {
    var list = [try complex(canBeRelative)]
    while sees(",") {
      at += 1
      list.append(try complex(canBeRelative))
    }
    return list
  }

  private mutating func complex(_ canBeRelative: Bool) throws(Refusal) -> Complex {
    var out = Complex()
    skipSpace()
    var combinator = Combinator.descendant
    if canBeRelative {
      let scope = ":scope".unicodeScalars
      if text[at...].starts(with: scope) {
        let start = at
        at += scope.count
        skipSpace()
        guard at < text.count, ![",", ")"].contains(text[at]) else {
          throw wrong("“:scope” is the node itself", at: start)
        }
        out.isRelative = true
      }
      if let given = readCombinator() {
        combinator = given
        out.isRelative = true
      }
    }
    while true {
      let start = at
      out.parts.append((combinator, try compound()))
      let end = at
      skipSpace()
      guard at < text.count, text[at] != ",", text[at] != ")" else {
        return out
      }
      if let given = readCombinator() {
        combinator = given
      } else {
        guard end < at else { throw unexpected() }
        combinator = .descendant
      }
      pieces.append(SelectorPiece(kind: .step, range: start..<at, word: string(start..<end)))
    }
  }

  private mutating func readCombinator() -> Combinator? {
    guard at < text.count else { return nil }
    let combinator: Combinator
    var start = at
    switch text[at] {
    case ">": combinator = .child
    case "+": combinator = .next
    case "~": combinator = .later
    default: return nil
    }
    at += 1
    skipSpace()
    if combinator == .child {
      while start > 0, text[start - 1].properties.isWhitespace { start -= 1 }
      pieces.append(SelectorPiece(kind: .child, range: start..<at, word: ">"))
    }
    return combinator
  }

  private mutating func compound() throws(Refusal) -> Compound {
    let start = at
    var out = Compound()
    if sees("*") {
      at += 1
    } else if let name = try identifier() {
      // HTML has no upper case in names; libxml2 keeps a prefix as part of the name.
      let isPlain = !name.unicodeScalars.contains(":")
      out.name = isPlain ? name.lowercased() : "*"
      if !isPlain { out.conditions.append("name()=" + Self.quoted(name.lowercased())) }
      pieces.append(SelectorPiece(kind: .element, range: start..<at, word: name))
    }
    if sees("|") {
      throw wrong("a namespace prefix (“\(string(start..<at + 1))”) has no meaning in HTML; leave it out", at: start)
    }
    while let condition = try condition() { out.conditions.append(condition) }
    guard at > start else { throw unexpected() }
    return out
  }

  /// A class, id, attribute or pseudo-class as a predicate; nil where none follows.
  private mutating func condition() throws(Refusal) -> String? {
    while skipComment() {}
    guard at < text.count else { return nil }
    let start = at
    switch text[at] {
    case ".":
      at += 1
      let word = try required("a class")
      pieces.append(SelectorPiece(kind: .class, range: start..<at, word: word))
      return Self.hasWord("@class", word)
    case "#":
      at += 1
      let word = try required("an id")
      pieces.append(SelectorPiece(kind: .id, range: start..<at, word: word))
      return "@id=" + Self.quoted(word)
    case "[":
      let condition = try attribute()
      pieces.append(SelectorPiece(kind: .condition, range: start..<at, word: ""))
      return condition
    case ":":
      let condition = try pseudoClass()
      pieces.append(SelectorPiece(kind: .condition, range: start..<at, word: ""))
      return condition
    default: return nil
    }
  }

  // MARK: XPath

  /// The steps from the context node to what is selected.
  static func forward(_ complex: Complex) -> String {
    complex.parts.map { part in
      let axis =
        switch part.combinator {
        case .descendant: "descendant::"
        case .child: "child::"
        case .next: "following-sibling::*[1]/self::"
        case .later: "following-sibling::"
        }
      return axis + test(part.compound)
    }.joined(separator: "/")
  }

  /// The last compound as a step, with what has to stand around it as predicates.
  static func backward(_ complex: Complex) -> String {
    var step = ""
    for (index, part) in complex.parts.enumerated() {
      guard index > 0 else {
        step = test(part.compound)
        continue
      }
      let axis =
        switch part.combinator {
        case .descendant: "ancestor::"
        case .child: "parent::"
        case .next: "preceding-sibling::*[1]/self::"
        case .later: "preceding-sibling::"
        }
      step = test(part.compound) + "[\(axis)\(step)]"
    }
    return step
  }

  private static func test(_ compound: Compound) -> String {
    compound.name + compound.conditions.map { "[\($0)]" }.joined()
  }

  static func hasWord(_ attribute: String, _ word: String) -> String {
    "contains(concat(' ', normalize-space(\(attribute)), ' '), \(quoted(" " + word + " ")))"
  }

  /// A string as an XPath literal, which has no escapes.
  static func quoted(_ text: String) -> String {
    if !text.contains("'") { return "'\(text)'" }
    if !text.contains("\"") { return "\"\(text)\"" }
    return "concat('" + text.replacing("'", with: "', \"'\", '") + "')"
  }
}
