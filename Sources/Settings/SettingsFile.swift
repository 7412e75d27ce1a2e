// From a path or a text to settings.
internal import Glibc
internal import News

/// The settings file: YAML 1.1, one document, UTF-8.
public enum SettingsFile {
  /// The longest file read. Ten thousand sources with all their keys take about 3 MB.
  static let maxBytes = 16_000_000

  /// Tells what is wrong with a selector, nil where nothing is. Which selectors there are is not known here.
  public typealias SelectorCheck = (String) -> String?

  /// Reads and checks a file.
  ///
  /// - Throws: ``SettingsError`` with every problem found.
  public static func load(path: String, selectorProblem: SelectorCheck? = nil) throws(SettingsError) -> Configuration {
    var text = try decode(try read(path), file: path)
    if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
    return try parse(text, file: path, directory: directory(of: path), selectorProblem: selectorProblem)
  }

  /// Checks a text. `file` is how problems name it; relative paths in it begin at `directory`. Selectors are checked where
  /// `selectorProblem` is given.
  ///
  /// - Throws: ``SettingsError`` with every problem found.
  public static func parse(
    _ yaml: String, file: String, directory: String, selectorProblem: SelectorCheck? = nil
  ) throws(SettingsError) -> Configuration {
    let document = try YAMLDocument(yaml, file: file)
    var problems = ProblemList(document: document, selectorProblem: selectorProblem)
    let settings = SettingsReader.read(document.root, directory: directory, into: &problems)
    guard problems.isEmpty else { throw SettingsError(problems: problems.sorted) }
    return settings
  }

  /// What stands before the last slash, `.` where there is none.
  static func directory(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func whole(_ file: String, _ message: String) -> SettingsError {
    SettingsError(problems: [SettingsProblem(file: file, line: 0, column: 0, message: message)])
  }

  static func read(_ path: String) throws(SettingsError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw whole(path, sentence(errno)) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw whole(path, sentence(errno)) }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
      guard bytes.count <= maxBytes else {
        throw whole(
          path,
          "is longer than \(maxBytes / 1_000_000) MB: this is no settings file, or it lists more "
            + "sources than one worker should poll")
      }
    }
  }

  private static func sentence(_ code: Int32) -> String {
    switch code {
    case ENOENT: "there is no such file; name the settings file with --config, or begin with Config/newsfold.yaml"
    case EACCES, EPERM: "may not be read by this user: check the file's and its folders' permissions"
    case EISDIR: "is a folder, not a settings file"
    default: "cannot be read: " + String(cString: strerror(code))
    }
  }

  static func decode(_ bytes: [UInt8], file: String) throws(SettingsError) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw whole(file, "is UTF-16 text: save it as UTF-8")
    }
    // Repair keeps every valid byte, so the first difference is the first byte that is not UTF-8.
    let repaired = String(decoding: bytes, as: UTF8.self).utf8
    var line = 1
    var column = 1
    var offending: UInt8 = 0
    for (byte, kept) in zip(bytes, repaired) {
      guard byte == kept else {
        offending = byte
        break
      }
      if byte == UInt8(ascii: "\n") {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    let message = "is not UTF-8: the byte 0x\(Digest.hex([offending])) has no meaning here; save the file as UTF-8"
    throw SettingsError(problems: [SettingsProblem(file: file, line: line, column: column, message: message)])
  }
}
