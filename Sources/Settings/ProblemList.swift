// Problems gathered while a document is read, so that a person mends them all at once.
import Yams

/// The problems of one document.
struct ProblemList {
  private let file: String
  private var problems: [SettingsProblem]
  /// What is wrong with a selector, from whoever knows selectors.
  let selectorProblem: SettingsFile.SelectorCheck?

  init(document: YAMLDocument, selectorProblem: SettingsFile.SelectorCheck? = nil) {
    file = document.file
    problems = document.duplicates
    self.selectorProblem = selectorProblem
  }

  var isEmpty: Bool { problems.isEmpty }

  /// In the order of the file.
  var sorted: [SettingsProblem] { problems.sorted { ($0.line, $0.column) < ($1.line, $1.column) } }

  /// Adds a problem at a node.
  mutating func add(at node: Node, _ message: String) {
    let mark = node.mark
    problems.append(
      SettingsProblem(file: file, line: mark?.line ?? 0, column: mark?.column ?? 0, message: message))
  }
}

extension Node {
  /// What a person would call the node, for the "found" half of a problem.
  var told: String {
    switch self {
    case .scalar(let scalar) where scalar.string.isEmpty: "nothing"
    case .scalar(let scalar): "`\(Self.shortened(scalar.string))`"
    case .sequence: "a list"
    case .mapping: "a group of keys"
    case .alias: "an alias"
    }
  }

  /// The text without what stands before `@` and after `?` in an address: problems end in logs.
  private static func withoutSecrets(_ text: String) -> String {
    guard let slashes = text.range(of: "//") else { return text }
    var rest = text[slashes.upperBound...]
    let authority = rest.prefix { !"/?#".contains($0) }
    var out = String(text[..<slashes.upperBound])
    if let at = authority.lastIndex(of: "@") {
      out += "…@"
      rest = rest[rest.index(after: at)...]
    }
    guard let query = rest.firstIndex(of: "?") else { return out + rest }
    return out + rest[...query] + "…"
  }

  /// Foreign text, cut and without control characters, so that a problem stays one line.
  static func shortened(_ text: String, to length: Int = 60) -> String {
    let text = withoutSecrets(text)
    let plain = String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 32 ? " " : $0 }))
    return plain.count > length ? plain.prefix(length - 1) + "…" : plain
  }
}
