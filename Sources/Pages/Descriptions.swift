// The smaller facts of an article: its address, its description, whether it is free to read.

internal import Markup
internal import News

enum Descriptions {
  static func fill(
    _ article: inout PageArticle, _ outline: PageOutline, _ facts: PageFacts, _ linked: LenientJSON?,
    base: AddressReference?, url: WebAddress?
  ) {
    (article.language, article.origins.language) = PageLanguage.find(outline, facts, linked)
    for (address, origin) in [(facts.canonical, "canonical"), (facts.first(["og:url"]), "og:url")] {
      guard article.canonicalURL == nil, let address, let found = canonical(address, base: base, url: url) else {
        continue
      }
      article.canonicalURL = found
      article.origins.canonicalURL = origin
    }
    let stated = facts.meta.first(["og:description", "description", "twitter:description"])
    for (text, origin) in [(linked?["description"]?.string, "json-ld"), (stated?.content, stated?.name)] {
      guard article.summary == nil, let text else { continue }
      let plain = PlainText.text(ofHTML: Array(text.utf8))
      if !plain.isEmpty { (article.summary, article.origins.summary) = (plain, origin) }
    }
    article.origins.paywall = paywall(facts)
    article.paywalled = article.origins.paywall != nil
    LeadImage.fill(&article, outline, facts, linked, base: base)
  }

  /// An address the page may be known by: one of the web, and not the front page's for any other.
  private static func canonical(_ address: String, base: AddressReference?, url: WebAddress?) -> WebAddress? {
    guard let found = WebAddress(AddressReference.resolve(address, against: base)) else { return nil }
    guard found.scheme == "http" || found.scheme == "https" else { return nil }
    let isRoot = (found.path.isEmpty || found.path == "/") && found.query == nil
    if isRoot, let url, url.path.utf8.count > 1 || url.query != nil { return nil }
    return found
  }

  /// Where the page says that it is not free to read; nil where it does not.
  private static func paywall(_ facts: PageFacts) -> String? {
    if facts.linked.objects.contains(where: isLocked) { return "json-ld" }
    if let tier = facts.first(["article:content_tier"])?.lowercased(), tier == "locked" || tier == "metered" {
      return "article:content_tier"
    }
    return nil
  }

  private static func isLocked(_ object: LenientJSON) -> Bool {
    object["isAccessibleForFree"]?.truth == false
      || object["hasPart"]?.items.contains { $0["isAccessibleForFree"]?.truth == false } ?? false
  }
}
