// YAML text to a tree whose nodes know their line and column; bounded against documents made to explode.
import Yams

/// A composed document.
struct YAMLDocument {
  /// How problems name the file.
  let file: String
  /// The tree.
  let root: Node
  /// Keys that stand twice in a mapping; the first of each pair is renamed in `root`.
  private(set) var duplicates: [SettingsProblem] = []

  /// Repeated keys carry this in place of their first character, so that the rest of the file can still be checked.
  static let renamed: Unicode.Scalar = "\u{F8FF}"

  /// Few settings files repeat themselves by aliases at all. Nested aliases multiply: nine levels of nine are 387
  /// million nodes, 16 aliases at most 243.
  private static let maxAliases = 16
  /// Nobody mends more repeated keys at a time, and each costs a parse.
  private static let maxDuplicates = 20

  init(_ text: String, file: String) throws(SettingsError) {
    self.file = file
    var text = text
    func problem(_ line: Int, _ column: Int, _ message: String) -> SettingsProblem {
      SettingsProblem(file: file, line: line, column: column, message: message)
    }
    if let found = Self.excess(in: text) {
      throw SettingsError(problems: [problem(found.line, found.column, found.message)])
    }
    while true {
      do {
        guard let root = try Yams.compose(yaml: text), !Self.isNothing(root) else {
          throw SettingsError(problems: [
            problem(0, 0, "is empty; it needs at least `sources:` with one `- url: https://…`")
          ])
        }
        self.root = root
        return
      } catch let error as SettingsError {
        throw error
      } catch let error as YamlError {
        if case .duplicatedKeysInMapping(let names, let context) = error,
          duplicates.count < Self.maxDuplicates, let renamed = Self.rename(at: context.mark, in: text)
        {
          let name = names.first ?? ""
          duplicates.append(
            problem(
              context.mark.line, context.mark.column,
              "`\(name)` stands more than once in this mapping, here for the first time; keep one of them"))
          text = renamed
          continue
        }
        throw SettingsError(problems: duplicates + [Self.explained(error, problem)])
      } catch {
        throw SettingsError(problems: [problem(0, 0, "cannot be read as YAML: \(error)")])
      }
    }
  }

  private static func isNothing(_ node: Node) -> Bool { node.scalar.map { $0.string.isEmpty } ?? false }

  private static func explained(
    _ error: YamlError, _ problem: (Int, Int, String) -> SettingsProblem
  ) -> SettingsProblem {
    switch error {
    case .scanner(let context, let text, let mark, _), .parser(let context, let text, let mark, _),
      .composer(let context, let text, let mark, _):
      if text.contains("nesting level") {
        return problem(mark.line, mark.column, "is nested too deep; a settings file needs four levels")
      }
      if text.contains("another document") {
        return problem(mark.line, mark.column, "a second document begins here; remove the line `---`")
      }
      let before = context.map { " (\($0.text), begun in line \($0.mark.line))" } ?? ""
      return problem(mark.line, mark.column, "is not YAML: \(text)\(before)\(hint(text + before))")
    case .duplicatedKeysInMapping(let names, let context):
      let text = "`\(names.first ?? "")` stands more than once in this mapping; keep one of them"
      return problem(context.mark.line, context.mark.column, text)
    case .reader(let text, let offset, _, let yaml):
      let before = offset.map { yaml.prefix($0) } ?? ""
      let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
      return problem(
        max(1, lines.count), (lines.last?.unicodeScalars.count ?? 0) + 1,
        "is not YAML: \(text.lowercased()); only printable characters may stand in it")
    default: return problem(0, 0, "cannot be read as YAML: \(error)")
    }
  }

  private static func hint(_ text: String) -> String {
    if text.contains("cannot start any token") {
      return "; indent with spaces, and quote values that begin with % or @ or `"
    }
    if text.contains("mapping values are not allowed") { return "; quote a value that has `: ` in it" }
    if text.contains("did not find expected key") { return "; check the indentation of this line" }
    if text.contains("alias") { return "; quote a value that begins with *" }
    return ""
  }

  /// The text with the key at `mark` made another key.
  private static func rename(at mark: Mark, in text: String) -> String? {
    var line = 1
    var column = 1
    var scalars = text.unicodeScalars
    for index in scalars.indices {
      if line == mark.line, column >= mark.column {
        let scalar = scalars[index]
        if scalar == "\"" || scalar == "'" { continue }
        guard scalar != renamed, scalar != "\n" else { return nil }
        scalars.replaceSubrange(index...index, with: [renamed])
        return String(scalars)
      }
      if scalars[index] == "\n" {
        line += 1
        column = 1
      } else {
        column += 1
      }
    }
    return nil
  }

  /// Where a document holds more aliases than a settings file has use for.
  private static func excess(in text: String) -> (line: Int, column: Int, message: String)? {
    var line = 1
    var column = 1
    var aliases = 0
    var previous = UInt8(ascii: "\n")
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\n"):
        line += 1
        column = 0
        previous = byte
      case UInt8(ascii: " "): break
      case UInt8(ascii: "*") where "\n:-,[{?".utf8.contains(previous):
        aliases += 1
        previous = byte
      default: previous = byte
      }
      if aliases > maxAliases {
        return (line, column, "repeats itself by aliases (`*name`) more than \(maxAliases) times; write the values out")
      }
      column += 1
    }
    return nil
  }
}
