// The smaller facts of an article: language, image, address, description, whether it is free.

internal import Markup
internal import News

enum Descriptions {
  static func fill(
    _ article: inout PageArticle, _ outline: PageOutline, _ facts: PageFacts, _ linked: LenientJSON?,
    base: AddressReference?
  ) {
    article.language =
      [
        facts.language, facts.first(["content-language", "og:locale", "dc.language", "language"]),
        linked?["inLanguage"]?.string,
      ].lazy.compactMap { $0.flatMap { LanguageTag(String($0.split(separator: ",").first ?? "").trimmed) } }.first
    if let address = facts.canonical ?? facts.first(["og:url"]) {
      article.canonicalURL = WebAddress(AddressReference.resolve(address, against: base))
    }
    let summary =
      linked?["description"]?.string ?? facts.first(["og:description", "description", "twitter:description"])
    article.summary = summary.map { PlainText.text(ofHTML: Array($0.utf8)) }.flatMap { $0.isEmpty ? nil : $0 }
    let free =
      [linked].compactMap { $0?["isAccessibleForFree"]?.truth }
      + facts.linked.objects.compactMap { $0["isAccessibleForFree"]?.truth }
    article.paywalled = free.contains(false) || facts.first(["article:content_tier"])?.lowercased() == "locked"
    article.image = image(facts, linked, base)
    if let url = article.image?.url { article.image?.caption = caption(outline, of: url) }
  }

  private static func image(_ facts: PageFacts, _ linked: LenientJSON?, _ base: AddressReference?) -> ArticleImage? {
    let candidates = [
      facts.first(["og:image", "og:image:url", "og:image:secure_url"]), address(linked?["image"]),
      facts.first(["twitter:image", "twitter:image:src"]), address(linked?["thumbnailUrl"]),
    ]
    for text in candidates.compactMap({ $0 }) {
      if let url = WebAddress(AddressReference.resolve(text, against: base)) {
        return ArticleImage(url: url.description)
      }
    }
    return nil
  }

  private static func address(_ value: LenientJSON?) -> String? {
    guard let first = value?.items.first else { return nil }
    return first["url"]?.string ?? first["contentUrl"]?.string ?? first.string
  }

  /// The caption under the picture of the same file name.
  private static func caption(_ outline: PageOutline, of url: String) -> String? {
    let name = fileName(url)
    guard name.utf8.count > 5 else { return nil }
    let tree = outline.tree
    for index in tree.nodes.indices where tree.nodes[index].tag == .figure {
      let range = index..<Int(tree.nodes[index].end)
      guard let caption = range.first(where: { tree.nodes[$0].tag == .figcaption }) else { continue }
      let holds = range.contains {
        tree.nodes[$0].tag == .img
          && (fileName(tree.string(.src, of: $0) ?? "") == name
            || fileName(tree.string(.data_src, of: $0) ?? "") == name)
      }
      if holds {
        let text = tree.plainText(of: caption)
        return text.isEmpty ? nil : text
      }
    }
    return nil
  }

  private static func fileName(_ url: String) -> Substring {
    (url.split(separator: "?", maxSplits: 1).first ?? "").split(separator: "/").last ?? ""
  }
}
