// Sources added to a settings file whose every other byte stays as a person wrote it.
public import News

/// A settings file to which sources can be added.
///
/// Nothing is written here: the text with the additions is made and checked, ``FileReplacement`` puts it in place.
public struct SettingsEdit: Sendable {
  /// A source to add.
  public struct Entry: Sendable, Equatable {
    /// Its name, title, address, kind, language and listing rules are written; everything else is as by default.
    public var source: Source
    /// A comment on the entry; nil for none.
    public var comment: String?

    /// An entry.
    public init(_ source: Source, comment: String? = nil) {
      self.source = source
      self.comment = comment
    }
  }

  /// A file with additions.
  public struct Outcome: Sendable, Equatable {
    /// The whole file.
    public var bytes: [UInt8]
    /// What was added to it.
    public var added: String
  }

  /// The file's name in problems.
  public let file: String
  /// The sources that are there.
  public let sources: [Source]
  /// The file as it was read.
  public let bytes: [UInt8]
  private let text: String
  private let directory: String
  private let layout: SourcesLayout
  private let before: Configuration?

  /// Reads a file. It may lack what is to be added: sources, or everything.
  ///
  /// - Throws: ``SettingsError`` with every problem found, also where the list of sources is written in a way that cannot
  ///   be extended.
  public init(path: String) throws(SettingsError) {
    try self.init(SettingsFile.read(path), file: path, directory: SettingsFile.directory(of: path))
  }

  /// Reads a text. `file` is how problems name it; relative paths in it begin at `directory`.
  ///
  /// - Throws: ``SettingsError`` as for a file.
  public init(_ bytes: [UInt8], file: String, directory: String) throws(SettingsError) {
    var text = try SettingsFile.decode(bytes, file: file)
    if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
    let isBlank = text.split(whereSeparator: \.isNewline).allSatisfy { line in
      let line = line.drop { $0 == " " || $0 == "\t" }
      return line.isEmpty || line.hasPrefix("#") || line == "---"
    }
    let root = isBlank ? nil : try YAMLDocument(text, file: file).root
    layout = try SourcesLayout(text, root: root, file: file)
    // Without sources it is no settings file yet; whatever else is wrong with it shows when some are added.
    let hasSources = root?.mapping?["sources"]?.sequence != nil
    before = hasSources ? try SettingsFile.parse(text, file: file, directory: directory) : nil
    sources = before?.sources ?? []
    (self.bytes, self.text, self.file, self.directory) = (bytes, text, file, directory)
  }

  /// The file with sources at the end of its list. It has been read as settings: it says what it said before, and has
  /// these sources too.
  ///
  /// - Throws: ``SettingsError`` where it would not, or would be too long.
  public func adding(_ entries: [Entry]) throws(SettingsError) -> Outcome {
    func refusal(_ message: String) -> SettingsError {
      SettingsError(problems: [SettingsProblem(file: file, line: 0, column: 0, message: message)])
    }
    guard !entries.isEmpty else { return Outcome(bytes: bytes, added: "") }
    var lines: [String] = []
    for entry in entries { lines += Self.lines(entry, gap: layout.gap) }
    let indentation = String(repeating: " ", count: layout.indentation)
    let added = layout.before + lines.map { indentation + $0 + layout.lineEnd }.joined()
    let mark = bytes.count - text.utf8.count  // A byte order mark is no part of the text.
    let place = mark + layout.offset
    let whole = bytes[..<place] + Array(added.utf8) + bytes[place...]
    guard whole.count <= SettingsFile.maxBytes else {
      throw refusal("would be longer than \(SettingsFile.maxBytes / 1_000_000) MB with all of these sources; add fewer")
    }
    var after = try SettingsFile.parse(
      String(decoding: whole.dropFirst(mark), as: UTF8.self), file: file, directory: directory)
    let new = after.sources.suffix(entries.count).map(Said.init)
    after.sources.removeLast(min(entries.count, after.sources.count))
    guard new == entries.map({ Said($0.source) }), before.map({ $0 == after }) ?? after.sources.isEmpty else {
      throw refusal(
        "is written in a way that sources cannot be added to safely; add them by hand, or write `sources:` as the last "
          + "key with a line `- url: https://…` for each")
    }
    return Outcome(bytes: Array(whole), added: added)
  }

  /// What an entry says of its source.
  private struct Said: Equatable {
    let name: SourceName
    let title: String?
    let url: WebAddress
    let kind: Source.Kind
    let language: LanguageTag?
    let listing: ListingRules?

    init(_ source: Source) {
      name = source.name
      title = source.title
      url = source.url
      kind = source.kind
      language = source.language
      listing = source.listing
    }
  }

  private static func lines(_ entry: Entry, gap: Int) -> [String] {
    let source = entry.source
    var keys = [
      "name: \(YAMLText.scalar(source.name.description))" + (entry.comment.map { "  # " + YAMLText.comment($0) } ?? "")
    ]
    func add(_ key: String, _ value: String?, indented: Bool = false) {
      if let value { keys.append((indented ? "  " : "") + "\(key): \(YAMLText.scalar(value))") }
    }
    add("title", source.title)
    add("url", source.url.string)
    if source.kind != .feed { add("kind", source.kind.rawValue) }
    add("language", source.language?.description)
    if let rules = source.listing {
      keys.append("listing:")
      add("item", rules.item, indented: true)
      add("link", rules.link, indented: true)
      add("title", rules.title, indented: true)
      add("date", rules.date, indented: true)
      add("summary", rules.summary, indented: true)
      add("author", rules.author, indented: true)
      if !rules.dateFormats.isEmpty {
        keys.append("  date_format:")
        keys += rules.dateFormats.map { "    - " + YAMLText.scalar($0.description) }
      }
      add("time_zone", rules.timeZone?.description, indented: true)
      if rules.pages > 1 { keys.append("  pages: \(rules.pages)") }
      add("next", rules.next, indented: true)
    }
    let rest = String(repeating: " ", count: gap)
    return keys.enumerated().map { $0.offset == 0 ? "-" + rest.dropFirst() + $0.element : rest + $0.element }
  }
}
