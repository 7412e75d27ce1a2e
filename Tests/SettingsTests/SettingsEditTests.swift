// Sources added to a settings file: in the right place, with its indentation, and not a byte changed elsewhere.
import Foundation
import News
import Settings
import Testing

@Suite("Sources added to settings")
struct SettingsEditTests {
  private static let entry = SettingsEdit.Entry(
    Source(name: SourceName("new")!, title: "New", url: WebAddress("https://new.example/feed")!),
    comment: "News / World")

  private func edit(_ text: String) throws -> SettingsEdit {
    try SettingsEdit(Array(text.utf8), file: "test.yaml", directory: ".")
  }

  /// `+` marks where the new entry has to stand: its lines begin with what precedes the mark.
  @Test(
    "The entry stands at the end of the list",
    arguments: [
      "sources:\n  - url: https://a.example/\n  +",
      "sources:\n- url: https://a.example/\n+",
      "sources:\n- url: https://a.example/\n+log:\n  level: debug\n",
      "sources:\n  - https://a.example/\n  +\n# About the log\nlog:\n  level: debug\n",
      "sources:\n  - https://a.example/\n  +log: {}\nbundles: {}\nstories: {}\n",
      "sources:\n    -   url: https://a.example/\n        name: a\n    +log: {level: debug}\n",
      "sources:\n  - url: https://a.example/\n    # interval: 1h\n  # - url: https://b.example/\n  +\n# The end\n",
      "sources:\n- url: https://a.example/\n  # interval: 1h\n+\n# The end\n",
      "sources:\n  - url: https://a.example/\n    headers: {\n A: b,\n C: d }\n  +log:\n  level: info\n",
      "sources:\n  - url: https://a.example/\n    title: \"A\n  # B\"\n  +",
      "sources:\n  -\n    url: https://a.example/\n  +\nstories: {prefer: []}\n",
      "---\n# Ours\nsources:\n  - url: https://a.example/\n  +...\n",
      "state: s\n\"sources\":   # all of them\n  - url: &a https://a.example/\n  - url: https://b.example/\n  +bundles: {}\n",
      "  sources:\n    - url: https://a.example/\n    +  log: {}\n",
      "sources: # a\u{85}# b\n  - url: https://a.example/ # a\u{2028}   # b\n  +log: {}\n",
      "sources: &all\n  - &a https://a.example/\n  +# The end\n", "sources:\n  +",
      "sources:   # none yet\n  +  # - url: https://later.example/\nlog: {level: debug}\n",
      "# a\u{85}# b\u{2028}# c\u{2029}# é𝄞\nsources: # é\n  +",
    ])
  func placed(marked: String) throws {
    let before = marked.replacing(#/[ ]*\+/#, with: "")
    let indentation = String(repeating: " ", count: try #require(marked.firstMatch(of: #/([ ]*)\+/#)).1.count)
    let gap = marked.contains("-   url") ? "   " : " "
    let lines = ["-\(gap)name: new  # News / World", " \(gap)title: New", " \(gap)url: https://new.example/feed"]
    let wanted = lines.map { indentation + $0 + "\n" }.joined()
    let outcome = try edit(before).adding([Self.entry])
    #expect(String(decoding: outcome.bytes, as: UTF8.self) == marked.replacing(#/[ ]*\+/#, with: wanted))
    #expect(outcome.added == wanted)
    // Where it was put, the next one goes too.
    var second = Self.entry
    second.source.name = SourceName("second")!
    let again = try SettingsEdit(outcome.bytes, file: "test.yaml", directory: ".").adding([second])
    #expect(again.added == wanted.replacing("name: new", with: "name: second"))
  }

  @Test(
    "A file without a list gets one",
    arguments: [
      ("", "sources:\n"), ("# Nothing yet", "# Nothing yet\n\nsources:\n"), ("---\n", "---\n\nsources:\n"),
      ("state: s", "state: s\n\nsources:\n"), ("state: s\n\n", "state: s\n\nsources:\n"), ("\n", "\nsources:\n"),
      ("  state: s\n", "  state: s\n\n  sources:\n"), ("\u{FEFF}", "\u{FEFF}sources:\n"),
    ])
  func withoutList(before: String, start: String) throws {
    let text = String(decoding: try edit(before).adding([Self.entry]).bytes, as: UTF8.self)
    let indentation = before.hasPrefix("  ") ? "    " : "  "
    #expect(text.hasPrefix(start + indentation + "- name: new"))
    #expect(try SettingsFile.parse(text.replacing("\u{FEFF}", with: ""), file: "f", directory: ".").sources.count == 1)
  }

  @Test func `Line ends and a byte order mark stay as they are`() throws {
    let before = "\u{FEFF}state: s\r\nsources:\r\n  - url: https://a.example/"
    let outcome = try edit(before).adding([Self.entry])
    #expect(
      outcome.bytes
        == Array(
          (before + "\r\n  - name: new  # News / World\r\n    title: New\r\n    url: https://new.example/feed\r\n").utf8
        ))
  }

  @Test(
    "What cannot be extended safely is refused with what to do",
    arguments: [
      ("sources: [{url: https://a.example/}]\n", "brackets"), ("sources: []\n", "brackets"),
      ("sources: &a [https://a.example/]\n", "dashes"), ("{sources: [https://a.example/]}\n", "braces"),
      ("state: s\nsources: ~\n", "`~`"), ("sources: https://a.example/\n", "`https://a.example/`"),
      ("- url: https://a.example/\n", "a list"), ("just text\n", "`just text`"),
      ("sources: {url: https://a.example/}\n", "a group of keys"),
      ("sources:\n  [\n https://a.example/ ]\n", "brackets"),
    ])
  func refusedLayout(text: String, words: String) throws {
    do {
      _ = try edit(text).adding([Self.entry])
      Issue.record("was extended")
    } catch let error as SettingsError {
      #expect(error.problems.count == 1)
      #expect(error.problems[0].line > 0)
      #expect(error.problems[0].message.contains(words))
      #expect(error.problems[0].message.contains("- url: https://"))
    }
  }

  @Test(
    "Where the outcome would not say what it should, nothing comes of it",
    arguments: [
      "sources:\n- url: https://a.example/\n  title: \"a\n# b\"\n", "? sources\n: - url: https://a.example/\nlog: {}\n",
      "sources:\n  - url: https://a.example/\n    name: new\n", "lgo: {}\nsources:\n", "sources:\n  - url: 7\n",
      "sources:\n  - url: https://a.example/\nsources:\n  - url: https://b.example/\n",
    ])
  func refusedOutcome(text: String) throws {
    #expect(throws: SettingsError.self) { try edit(text).adding([Self.entry]) }
  }

  @Test func `Nothing added is nothing changed`() throws {
    let outcome = try edit("sources:\n  - url: https://a.example/").adding([])
    #expect(outcome.added.isEmpty && outcome.bytes == Array("sources:\n  - url: https://a.example/".utf8))
  }

  @Test(
    "Every text is read as it was written",
    arguments: [
      "Plain words", "a: b", "a #b", "a:", "- a", "#1", "'quoted'", "\"x\" \\ y", "true", "No", "1984", "1:30", "1e3",
      "~", "[a]", "{a}", "*a", "&a", "!a", "%a", "@a", "`a", "|", ">", "?", "a, b", "Ærø – 東京 🎉", "a\u{202E}b",
      "a\u{2028}b", "a\u{FEFF}", "x\u{10FFFE}", "=", "<<", "a  b", String(repeating: "long ", count: 400) + "text",
      "//div[@class=\"a: b\"]/a[1]", "a\u{301}e",
    ])
  func scalars(text: String) throws {
    var entry = Self.entry
    entry.source.title = text
    entry.comment = "evil\nlog: {}\r\u{85}\u{2028}# \u{0}" + text
    entry.source.kind = .html
    entry.source.listing = ListingRules(item: text, link: text, date: text, author: text, next: text)
    entry.source.listing?.dateFormats = [try DateFormat("%d.%m.%Y, %H:%M"), try DateFormat("%d %B")]
    entry.source.listing?.timeZone = ClockZone(name: "+05:30", offsetMinutes: 330)
    entry.source.listing?.pages = 3
    entry.source.language = LanguageTag("no")
    let outcome = try edit("sources:\n  - url: https://a.example/\n").adding([entry])
    let settings = try SettingsFile.parse(
      String(decoding: outcome.bytes, as: UTF8.self), file: "f", directory: ".")
    #expect(settings.sources.map(\.title) == [nil, text])
    #expect(settings.sources[1].listing == entry.source.listing)
    #expect(settings.sources[1].language == LanguageTag("no"))
  }

  @Test(
    "What another program could take for something else is quoted, and nothing else",
    arguments: [
      ("No", "\"No\""), ("true", "\"true\""), ("1984", "\"1984\""), ("1:30", "\"1:30\""), ("24 hours", "24 hours"),
      ("Null Island", "Null Island"), ("R&D: why?", "\"R&D: why?\""), ("R&D", "R&D"), ("C#", "C#"),
    ])
  func quotes(text: String, written: String) throws {
    var entry = Self.entry
    entry.source.title = text
    #expect(try edit("").adding([entry]).added.contains("    title: \(written)\n"))
  }

  @Test func `The settings that ship can be extended`() throws {
    let path = RefusedFile.folder.path + "/../../../Config/newsfold.yaml"
    let edit = try SettingsEdit(path: path)
    let outcome = try edit.adding([Self.entry])
    #expect(Array(outcome.bytes.prefix(edit.bytes.count)) == edit.bytes)
    #expect(outcome.bytes.count == edit.bytes.count + outcome.added.utf8.count)
  }

  @Test func `Many sources are added in one go, too many refused`() throws {
    func entries(_ count: Int) -> [SettingsEdit.Entry] {
      (0..<count).map { number in
        SettingsEdit.Entry(
          Source(name: SourceName("s\(number)")!, url: WebAddress("https://a.example/\(number)")!),
          comment: String(repeating: "x", count: 10_000))
      }
    }
    let edit = try edit("sources:\n  - url: https://a.example/\n")
    #expect(try edit.adding(entries(500)).bytes.count > 5_000_000)
    #expect(throws: SettingsError.self) { try edit.adding(entries(1600)) }
  }
}
