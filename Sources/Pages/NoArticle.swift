// Pages that are no article: sections, consent walls, empty shells. They give nothing, and a reason.

internal import News

enum NoArticle {
  static func judge(
    _ article: inout PageArticle, _ outline: PageOutline, accepted: [Int], facts: PageFacts, hasLinkedArticle: Bool,
    length: Int, host: [UInt8]
  ) {
    if article.bodyText.utf8.count < 1500, !hasLinkedArticle {
      let text = FoldedText.lower(article.bodyText.utf8)
      let hits = consentWords.count { text.containsRun($0) }
      if hits >= 3 { return none(&article, "consent page") }
    }
    if !hasLinkedArticle, article.bodyText.utf8.count < 600,
      refusals.reason(within: FoldedText.lower(article.bodyText.utf8)) != nil
    {
      return none(&article, "an error, or a check for robots")
    }
    if length == 0, article.origin == .page { return none(&article, "no article text") }
    let isListing = facts.linked.first(["CollectionPage", "ItemList", "SearchResultsPage"]) != nil
    if isListing, !hasLinkedArticle, length < 600, facts.first(["og:type"]) != "article" {
      return none(&article, "section page")
    }
    if !hasLinkedArticle, article.origin == .page, !saysArticle(facts), isList(outline, accepted, host) {
      none(&article, "section page")
    }
  }

  /// Whether a page says that an article is on it.
  private static func saysArticle(_ facts: PageFacts) -> Bool {
    facts.first(["og:type"]) == "article" || facts.first(["article:published_time"]) != nil
      || facts.properties.contains { $0.name == "articlebody" }
  }

  /// Whether what was taken for the text is what a list says of other articles: a sentence or two at a time, and no more
  /// of them than there are links to pages of the site that read like headlines.
  private static func isList(_ outline: PageOutline, _ accepted: [Int], _ host: [UInt8]) -> Bool {
    let prose = accepted.filter { outline.runs[$0].isProse }
    let mass = prose.reduce(0) { $0 + outline.runs[$1].length }
    guard mass <= 180 * max(1, prose.count) else { return false }
    let most = max(fewestLinks, prose.count)
    var links = 0
    for run in outline.runs where run.reason == nil && run.linkLength == run.length && run.length >= 16 {
      guard outline.tree.text(of: run.first).contains(32) || run.length >= 40 else { continue }
      if TeaserItems.leadsToSite(outline.tree, run.first, host) { links += 1 }
    }
    return links >= most
  }

  private static let fewestLinks = 5

  private static func none(_ article: inout PageArticle, _ reason: String) {
    article.bodyHTML = ""
    article.bodyText = ""
    article.origin = .none
    article.confidence = 0
    article.reason = reason
  }

  private static let consentWords: [[UInt8]] = [
    "cookie", "consent", "privacy policy", "personal data", "partners", "datenschutz", "einwilligung", "zustimm",
    "personenbezogen", "données personnelles", "consentement", "datos personales", "consentimiento", "consenso",
    "toestemming", "samtykke", "legitimate interest",
  ].map { Array($0.utf8) }

  /// What servers say instead of the page that was asked for.
  private static let refusals = PhraseTable(
    [
      "enable javascript", "javascript is disabled", "javascript to be enabled", "javascript is required",
      "activate javascript", "javascript aktivieren", "activez javascript", "activar javascript",
      "are you a robot", "you are a human", "you are human", "not a robot", "checking your browser",
      "complete the captcha", "solve the captcha",
      "access denied", "access to this page has been denied", "403 forbidden", "404 not found", "page not found",
      "page you requested", "page you are looking for", "seite nicht gefunden", "seite wurde nicht gefunden",
      "página no encontrada", "página não encontrada", "page introuvable", "pagina non trovata",
      "pagina niet gevonden", "sidan kunde inte hittas", "service unavailable", "bad gateway", "gateway timeout",
      "internal server error", "too many requests", "unusual traffic", "attention required",
    ], "refusal")
}
