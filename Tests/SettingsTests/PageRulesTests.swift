// The selectors of the settings: where they stand is shown when whoever knows selectors finds something wrong with one.
import News
import Settings
import Testing

struct PageRulesTests {
  private static let yaml = """
    sources:
      - url: https://post.example/rss
        article:
          body: [div.text, "(div.more"]
          remove: "p["
          title: h1
      - url: https://front.example/
        kind: html
        listing:
          item: "li["
    """

  private func settings(_ yaml: String) throws -> Configuration {
    try SettingsFile.parse(
      yaml, file: "f.yaml", directory: ".",
      selectorProblem: { $0.contains("[") || $0.hasPrefix("(div") ? "a bracket is not\nclosed" : nil })
  }

  @Test func `a selector that cannot be read is refused at its place, with what is wrong with it`() throws {
    let error = try #require(#expect(throws: SettingsError.self) { try settings(Self.yaml) })
    let problems = error.problems.map(\.description)
    #expect(problems.map { $0.prefix { $0 != " " } } == ["f.yaml:4:24:", "f.yaml:5:15:", "f.yaml:10:13:"])
    #expect(
      problems.first
        == "f.yaml:4:24: `sources[0].article.body` is `(div.more`, which is not an XPath (it begins with / . or an opening "
        + "bracket) or CSS selector: a bracket is not closed")
  }

  @Test func `rules of a source are read, a single selector like a list of one`() throws {
    let rules = try settings(
      "sources: [{url: https://post.example/rss, article: {body: div.text, remove: [.ad, aside], date: time}}]"
    ).sources[0].article
    #expect(rules == PageRules(body: ["div.text"], remove: [".ad", "aside"], date: "time"))
    #expect(rules?.selectors.map(\.key) == ["body", "remove", "remove", "date"])
  }

  @Test func `rules given for one run replace those of the same kind only`() {
    let rules = PageRules(body: ["a"], remove: ["b"], title: "c", date: "d")
    #expect(
      rules.replaced(by: PageRules(remove: ["x"])) == PageRules(body: ["a"], remove: ["x"], title: "c", date: "d"))
    #expect(rules.replaced(by: PageRules()) == rules)
  }
}
