// Where a settings file's list of sources ends, so that entries can be put there and every other byte left alone.
import Yams

/// The place for new entries of `sources`.
struct SourcesLayout {
  /// Byte offset of the text put in.
  let offset: Int
  /// What has to stand before the entries.
  let before: String
  /// Spaces before the dash of an entry.
  let indentation: Int
  /// From the dash of an entry to its keys.
  let gap: Int
  /// How lines end.
  let lineEnd: String

  /// Finds the place; throws where the list is written in a way that cannot be extended line by line. `root` is nil for a
  /// file with nothing in it but comments.
  init(_ text: String, root: Node?, file: String) throws(SettingsError) {
    let lines = TextLines(text)
    lineEnd = lines.end
    guard let root else {
      offset = lines.bytes.count
      before = lines.separation(at: lines.count) + "sources:" + lineEnd
      (indentation, gap) = (2, 2)
      return
    }
    func refusal(_ node: Node, _ what: String) -> SettingsError {
      let mark = node.mark
      return SettingsError(problems: [
        SettingsProblem(
          file: file, line: mark?.line ?? 0, column: mark?.column ?? 0,
          message: what + ", which cannot be extended safely; write it as a line `sources:` with a line "
            + "`- url: https://…` below for each source, or add the new entries by hand")
      ])
    }
    guard let mapping = root.mapping, !lines.isBracket(root.mark) else {
      throw refusal(root, "the file is \(root.mapping == nil ? root.told : "written in braces")")
    }
    let keys = mapping.map { (name: $0.key.scalar?.string, line: $0.key.mark?.line ?? 0) }
    let end = lines.documentEnd(after: keys.first?.line ?? 0)
    guard let key = mapping.first(where: { $0.key.scalar?.string == "sources" }) else {
      let column = (root.mark?.column ?? 1) - 1
      offset = lines.start(of: end)
      before =
        lines.separation(at: end) + String(repeating: " ", count: column) + "sources:" + lineEnd
      (indentation, gap) = (column + 2, 2)
      return
    }
    let first = key.key.mark?.line ?? 1
    let next = keys.map(\.line).filter { $0 > first }.min().map { $0 - 1 } ?? end
    if let scalar = key.value.scalar, scalar.string.isEmpty, scalar.style == .plain || scalar.style == .any {
      offset = lines.start(of: first)
      before = lines.lineEnd(before: first)
      (indentation, gap) = ((key.key.mark?.column ?? 1) + 1, 2)
      return
    }
    guard let list = key.value.sequence else { throw refusal(key.value, "`sources` is \(key.value.told)") }
    guard !lines.isBracket(list.mark) else { throw refusal(key.value, "`sources` is written in brackets") }
    guard let item = list.first?.mark,
      let dash = lines.dash(item.line) ?? key.value.mark.flatMap({ lines.dash($0.line) })
    else { throw refusal(key.value, "`sources` has its dashes where they were not found") }
    var last = next
    while last > first, lines.isOutside(last - 1, dash: dash) { last -= 1 }
    offset = lines.start(of: last)
    before = lines.lineEnd(before: last)
    indentation = dash
    gap = lines.dash(item.line) == dash ? min(max(item.column - 1 - dash, 2), 8) : 2
  }
}

/// A text's lines as YAML 1.1 counts them. Lines are numbered from 0.
private struct TextLines {
  let bytes: [UInt8]
  /// Where each line starts; the text's end comes last.
  private var starts: [Int] = [0]

  init(_ text: String) {
    bytes = Array(text.utf8)
    var at = 0
    while at < bytes.count {
      let length = Self.lineEnd(bytes, at)
      at += max(length, 1)
      if length > 0 { starts.append(at) }
    }
    if starts.last != bytes.count { starts.append(bytes.count) }
  }

  /// The length of the line end at a byte; 0 where there is none.
  private static func lineEnd(_ bytes: [UInt8], _ at: Int) -> Int {
    switch bytes[at] {
    case 10: 1
    case 13: at + 1 < bytes.count && bytes[at + 1] == 10 ? 2 : 1
    case 0xC2 where bytes[at + 1] == 0x85: 2
    case 0xE2 where bytes[at + 1] == 0x80 && (bytes[at + 2] == 0xA8 || bytes[at + 2] == 0xA9): 3
    default: 0
    }
  }

  var count: Int { starts.count - 1 }

  /// How the first line ends.
  var end: String { count > 0 && bytes[..<starts[1]].suffix(2) == [13, 10] ? "\r\n" : "\n" }

  func start(of line: Int) -> Int { starts[min(line, count)] }

  private func line(_ index: Int) -> ArraySlice<UInt8> { bytes[starts[index]..<starts[index + 1]] }

  /// A line end where the text before a line lacks one.
  func lineEnd(before line: Int) -> String {
    guard let last = bytes[..<start(of: line)].last else { return "" }
    return last == 10 || last == 13 ? "" : end
  }

  /// What stands between the text before a line and a new key: an empty line, if there is text.
  func separation(at line: Int) -> String {
    guard line > 0 else { return "" }
    let isBlank = self.line(line - 1).allSatisfy { $0 <= 0x20 }
    return lineEnd(before: line) + (isBlank ? "" : end)
  }

  /// The line with the mark that ends the document, or the number of lines.
  func documentEnd(after line: Int) -> Int {
    (line..<max(line, count)).first { index in
      let line = self.line(index)
      return line.starts(with: "...".utf8) && line.dropFirst(3).allSatisfy { $0 <= 0x20 }
    } ?? count
  }

  /// Whether a list or group begins with a bracket there; Yams does not tell the style it was written in.
  func isBracket(_ mark: Mark?) -> Bool {
    guard let mark, mark.line <= count else { return false }
    let rest = String(decoding: line(mark.line - 1), as: UTF8.self).unicodeScalars.dropFirst(mark.column - 1)
    return rest.first == "[" || rest.first == "{"
  }

  /// The column from 0 of the dash that a line (from 1) begins with.
  func dash(_ number: Int) -> Int? {
    guard (1...max(count, 1)).contains(number), number <= count else { return nil }
    let line = line(number - 1)
    guard let first = line.firstIndex(where: { $0 != 0x20 }), line[first] == UInt8(ascii: "-") else { return nil }
    return first - line.startIndex
  }

  /// Whether a line after a list's last entry has nothing to do with the list: it is empty, or a comment further left than
  /// the dashes (or, where these stand at the margin, at the margin too).
  func isOutside(_ index: Int, dash: Int) -> Bool {
    let line = line(index)
    guard let first = line.firstIndex(where: { $0 > 0x20 }) else { return true }
    return line[first] == UInt8(ascii: "#") && first - line.startIndex < max(dash, 1)
  }
}
