// Pages that are no article: sections, consent walls, empty shells. They give nothing, and a reason.

internal import News

enum NoArticle {
  static func judge(_ article: inout PageArticle, facts: PageFacts, hasLinkedArticle: Bool, length: Int) {
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
      none(&article, "section page")
    }
  }

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
