// How a page was read, for people and for `--json`.
public import News
internal import Pages

/// A page as it was read.
public struct PageReading: Sendable, Codable {
  /// A fact about the article, and where on the page it stands.
  public struct Fact: Sendable, Codable {
    /// What it is, such as `title`.
    public var name: String
    /// What it says.
    public var value: String
    /// Where it was found, such as `json-ld`, `og:title`, `h1`, `rule`; nil where that does not apply.
    public var origin: String?
  }

  /// A block of the page's text.
  public struct Block: Sendable, Codable {
    /// Whether it is part of the article.
    public var taken: Bool
    /// The element that holds it, such as `p`, `h2`, `li`.
    public var kind: String
    /// Why it is not part of it.
    public var reason: String?
    /// Its text.
    public var text: String
  }

  /// The page's address, without secrets; nil for a file that has none.
  public var address: String?
  /// `ok`, `no-article`, or the code of a failure.
  public var outcome: String
  /// A sentence where it is not `ok`.
  public var message: String
  /// The source whose rules were followed.
  public var source: SourceName?
  /// The rules that were followed.
  public var rules: PageRules?
  /// What the page says about the article, in a fixed order.
  public var facts: [Fact] = []
  /// Where the text was taken from.
  public var bodyOrigin: String?
  /// How sure the reading is, 0 to 1.
  public var confidence = 0.0
  /// Words of the article.
  public var wordsTaken = 0
  /// Words of the page that are not part of it.
  public var wordsDropped = 0
  /// What went wrong with the rules, each with a sentence.
  public var notes: [String] = []
  /// The page block by block, in its order.
  public var blocks: [Block] = []
  /// The article as plain text.
  public var text = ""
  /// The article as inert HTML.
  public var html = ""

  /// Whether there was something to read.
  public var wasHad = false

  private enum CodingKeys: String, CodingKey {
    case address, outcome, message, source, rules, facts, bodyOrigin, confidence, wordsTaken, wordsDropped, notes,
      blocks
    case text, html
  }

  init(address: WebAddress?, _ rules: RulesInForce, outcome: String, message: String) {
    self.address = address?.redacted
    self.outcome = outcome
    self.message = DisplayText.line(message)
    source = rules.source
    self.rules = rules.rules
    notes = rules.notes
  }

  init(_ article: PageArticle, address: WebAddress?, _ rules: RulesInForce) {
    let isArticle = article.origin != .none
    self.init(
      address: address, rules, outcome: isArticle ? "ok" : "no-article",
      message: isArticle ? "" : "the page holds no article: \(article.reason ?? "nothing on it reads like one")")
    wasHad = true
    facts = Self.facts(article)
    bodyOrigin = article.bodyOrigin
    confidence = article.confidence
    notes += article.notes + article.repairs.map { "repaired: \($0)" }
    blocks = article.blocks.map { Block(taken: $0.reason == nil, kind: $0.kind, reason: $0.reason, text: $0.text) }
    text = article.bodyText
    html = article.bodyHTML
    wordsTaken = WordCount.of(text)
    wordsDropped = blocks.reduce(0) { $0 + ($1.taken ? 0 : WordCount.of($1.text)) }
  }

  private static func facts(_ article: PageArticle) -> [Fact] {
    var facts: [Fact] = []
    func add(_ name: String, _ value: String?, _ origin: String?) {
      if let value, !value.isEmpty { facts.append(Fact(name: name, value: value, origin: origin)) }
    }
    let origins = article.origins
    add("title", article.title, article.titleOrigin)
    add("authors", article.authors.joined(separator: ", "), origins.authors)
    add("published", article.published?.description, article.dateOrigin)
    add("updated", article.updated?.description, article.updatedOrigin)
    add("language", article.language?.description, origins.language)
    add("image", article.image?.url, origins.image)
    add("canonical", article.canonicalURL?.redacted, origins.canonicalURL)
    add("site", article.siteName, origins.siteName)
    add("summary", article.summary, origins.summary)
    if article.paywalled { add("paywall", "not free to read", origins.paywall) }
    return facts
  }
}
