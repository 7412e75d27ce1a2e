// The parts of an XPath expression that can be mistaken one by one, and the functions it may call.

internal import News

/// A reading of an XPath expression just good enough to find its names, values, conditions and steps.
struct XPathPieces {
  private(set) var pieces: [SelectorPiece] = []
  /// Function names that XPath 1.0 does not have, with their places.
  private(set) var unknownFunctions: [(name: String, place: Int)] = []

  /// XPath 1.0, section 4, and the node types of section 3.7.
  static let functions: Set<String> = [
    "last", "position", "count", "id", "local-name", "namespace-uri", "name", "string", "concat", "starts-with",
    "contains", "substring-before", "substring-after", "substring", "string-length", "normalize-space", "translate",
    "boolean", "not", "true", "false", "lang", "number", "sum", "floor", "ceiling", "round", "text", "node", "comment",
    "processing-instruction",
  ]
  private static let operators: Set<String> = ["and", "or", "div", "mod"]

  init(_ expression: String) {
    let text = Array(expression.unicodeScalars)
    func string(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(text[range])) }
    var open: [Int] = []
    var steps: [Int] = []
    var at = 0
    while at < text.count {
      let scalar = text[at]
      switch scalar {
      case "\"", "'":
        let end = text[(at + 1)...].firstIndex(of: scalar) ?? text.count - 1
        pieces.append(SelectorPiece(kind: .value, range: at..<end + 1, word: string(min(at + 1, end)..<end)))
        at = end + 1
      case "[":
        open.append(at)
        at += 1
      case "]":
        at += 1
        if let start = open.popLast() { pieces.append(SelectorPiece(kind: .condition, range: start..<at, word: "")) }
      case "/":
        if let start = steps.last, open.isEmpty {
          pieces.append(SelectorPiece(kind: .step, range: start..<at, word: string(start..<at)))
        }
        let isDouble = at + 1 < text.count && text[at + 1] == "/"
        if open.isEmpty { steps.append(at) }
        if !isDouble { pieces.append(SelectorPiece(kind: .child, range: at..<at + 1, word: "/")) }
        at += isDouble ? 2 : 1
      case _ where Self.isName(scalar) && !("0"..."9").contains(scalar) && scalar != "-" && scalar != ".":
        let start = at
        while at < text.count, Self.isName(text[at]) { at += 1 }
        let word = string(start..<at)
        let before = start > 0 ? text[start - 1] : " "
        let after = text[at...].first { $0 != " " } ?? " "
        let isAxis = after == ":" && at + 1 < text.count && text[at + 1] == ":"
        if after == "(" {
          if !Self.functions.contains(word), !Self.operators.contains(word) {
            unknownFunctions.append((word, start))
          }
        } else if before == "@" {
          pieces.append(SelectorPiece(kind: .attribute, range: start..<at, word: word))
        } else if !isAxis, before != "$", !(Self.operators.contains(word) && before == " ") {
          pieces.append(SelectorPiece(kind: .element, range: start..<at, word: word))
        }
      default: at += 1
      }
    }
  }

  private static func isName(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x80 || scalar == "_" || scalar == "-" || scalar == "." || ("a"..."z").contains(scalar)
      || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
  }
}
