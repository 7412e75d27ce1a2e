// One mapping of the settings, read key by key: each key once, each with its type, unknown ones refused by name.
import News
import Yams

/// A mapping being read. What is not a mapping reads as an empty one, with a problem.
struct Group {
  /// The mapping itself, where problems of the whole are shown.
  let node: Node
  /// How the group is called in problems: `polling`, or empty at the top.
  let name: String
  private var values: [String: Node] = [:]

  /// Takes a mapping apart. Keys not in `known` are problems, with the nearest known key suggested.
  init(_ node: Node, name: String, known: [String], into problems: inout ProblemList) {
    self.node = node
    self.name = name
    guard let mapping = node.mapping else {
      let place = name.isEmpty ? "the settings file" : "`\(name)`"
      problems.add(at: node, "\(place) is \(node.told); it should be a group of keys: \(known.joined(separator: ", "))")
      return
    }
    for (key, value) in mapping {
      guard case .scalar(let scalar) = key else {
        problems.add(at: key, "a key is \(key.told); it should be one word: \(known.joined(separator: ", "))")
        continue
      }
      if known.contains(scalar.string) {
        values[scalar.string] = value
      } else if scalar.string.unicodeScalars.first != YAMLDocument.renamed {
        problems.add(
          at: key, "unknown key `\(Node.shortened(scalar.string))`" + Suggestion.sentence(scalar.string, known))
      }
    }
  }

  /// The value of a key as it stands.
  subscript(key: String) -> Node? { values[key] }

  /// The key as it is called in problems: `polling.interval`.
  func path(_ key: String) -> String { name.isEmpty ? key : "\(name).\(key)" }

  /// Reads one value; a problem where `convert` refuses its text. Absent keys give nil without a problem.
  func value<T>(
    _ key: String, _ wanted: String, into problems: inout ProblemList, _ convert: (String) -> T?
  ) -> T? {
    guard let node = values[key] else { return nil }
    if let scalar = node.scalar, let value = convert(scalar.string) { return value }
    problems.add(at: node, "`\(path(key))` is \(node.told); it should be \(wanted)")
    return nil
  }

  /// Reads text of one line that is not blank.
  func text(_ key: String, _ wanted: String, into problems: inout ProblemList) -> String? {
    value(key, wanted, into: &problems, Self.line)
  }

  /// Reads `true` or `false`.
  func flag(_ key: String, into problems: inout ProblemList) -> Bool? {
    value(key, "true or false", into: &problems) { ["true": true, "false": false][$0.lowercased()] }
  }

  /// Reads a whole number within bounds.
  func number(_ key: String, _ range: ClosedRange<Int>, into problems: inout ProblemList) -> Int? {
    value(key, "a whole number from \(range.lowerBound) to \(range.upperBound)", into: &problems) { text in
      Int(text).flatMap { range.contains($0) ? $0 : nil }
    }
  }

  /// Reads a time such as `30m`, in seconds.
  func seconds(_ key: String, _ range: ClosedRange<Int>, into problems: inout ProblemList) -> Int? {
    let bounds = "from \(Quantity.time(range.lowerBound)) to \(Quantity.time(range.upperBound))"
    return value(key, "a time \(bounds), written like 90s, 30m, 6h or 2d", into: &problems) { text in
      Quantity.seconds(text).flatMap { range.contains($0) ? $0 : nil }
    }
  }

  /// Reads a size such as `10MB`, in bytes.
  func bytes(_ key: String, _ range: ClosedRange<Int>, into problems: inout ProblemList) -> Int? {
    let bounds = "from \(Quantity.size(range.lowerBound)) to \(Quantity.size(range.upperBound))"
    return value(key, "a size \(bounds), written like 500KB or 10MB", into: &problems) { text in
      Quantity.bytes(text).flatMap { range.contains($0) ? $0 : nil }
    }
  }

  /// Reads one of a few words.
  func choice<T: RawRepresentable & CaseIterable>(_ key: String, into problems: inout ProblemList) -> T?
  where T.RawValue == String {
    guard let node = values[key] else { return nil }
    if let scalar = node.scalar, let value = T(rawValue: scalar.string) { return value }
    let words = T.allCases.map(\.rawValue)
    let hint =
      node.scalar.map { Suggestion.sentence($0.string, words) } ?? "; write one of \(words.joined(separator: ", "))"
    problems.add(at: node, "`\(path(key))` is \(node.told)\(hint)")
    return nil
  }

  /// Reads a list of texts; a single text is a list of one.
  func list(_ key: String, _ wanted: String, into problems: inout ProblemList) -> [(node: Node, text: String)] {
    guard let node = values[key] else { return [] }
    if let scalar = node.scalar, let text = Self.line(scalar.string) { return [(node, text)] }
    guard let sequence = node.sequence else {
      problems.add(at: node, "`\(path(key))` is \(node.told); it should be a list of \(wanted)")
      return []
    }
    var out: [(Node, String)] = []
    for element in sequence {
      if let scalar = element.scalar, let text = Self.line(scalar.string) {
        out.append((element, text))
      } else {
        problems.add(at: element, "`\(path(key))` holds \(element.told); it should be a list of \(wanted)")
      }
    }
    return out
  }

  /// What a selector is, in problems.
  static let selectorWanted = "an XPath (it begins with / . or an opening bracket) or CSS selector"

  /// Reads a selector.
  func selector(_ key: String, into problems: inout ProblemList) -> String? {
    guard let text = text(key, Self.selectorWanted, into: &problems), let node = values[key] else { return nil }
    return checked(text, key, at: node, into: &problems)
  }

  /// Reads a list of selectors; a single one is a list of one.
  func selectors(_ key: String, into problems: inout ProblemList) -> [String] {
    list(key, "XPath or CSS selectors", into: &problems).compactMap { node, text in
      checked(text, key, at: node, into: &problems)
    }
  }

  private func checked(_ selector: String, _ key: String, at node: Node, into problems: inout ProblemList) -> String? {
    guard let problem = problems.selectorProblem?(selector) else { return selector }
    problems.add(
      at: node,
      "`\(path(key))` is \(node.told), which is not \(Self.selectorWanted): \(Node.shortened(problem, to: 300))")
    return nil
  }

  /// Text of one line, trimmed, without control characters; nil where nothing is left.
  static func line(_ text: String) -> String? {
    let scalars = text.unicodeScalars
    guard !scalars.contains(where: { $0.value < 32 || (127..<160).contains($0.value) }) else { return nil }
    let trimmed = text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
    return trimmed.isEmpty ? nil : String(trimmed)
  }
}
