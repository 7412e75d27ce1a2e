// Pages that are no article: sections, consent walls, empty shells. They give nothing, and a reason.

internal import News

enum NoArticle {
  static func judge(_ article: inout PageArticle, facts: PageFacts, hasLinkedArticle: Bool, length: Int) {
    if article.bodyText.utf8.count < 1500, !hasLinkedArticle {
      let text = FoldedText.lower(article.bodyText.utf8)
      let hits = consentWords.count { text.containsRun(Array($0.utf8)) }
      if hits >= 3 { return none(&article, "consent page") }
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

  private static let consentWords = [
    "cookie", "consent", "privacy policy", "personal data", "partners", "datenschutz", "einwilligung", "zustimm",
    "personenbezogen", "données personnelles", "consentement", "datos personales", "consentimiento", "consenso",
    "toestemming", "samtykke", "legitimate interest",
  ]
}
