// The lead image: the picture the page shares, in the version the article shows, with its caption.

internal import Markup
internal import News

enum LeadImage {
  static func fill(
    _ article: inout PageArticle, _ outline: PageOutline, _ facts: PageFacts, _ linked: LenientJSON?,
    base: AddressReference?
  ) {
    let pictures = PagePictures(outline, facts)
    let shared = stated(facts, linked)
    // The same picture, as the article shows it: without the logo and the cut that networks ask for.
    for (address, origin) in shared {
      guard let image = pictures.first(like: address), let source = pictures.source(of: image) else { continue }
      let isSame = PictureName.file(of: address) == PictureName.file(of: source)
      guard let url = resolved(isSame ? address : source, base) else { continue }
      article.image = ArticleImage(url: url)
      article.origins.image = isSame ? origin : "figure"
      return setCaption(&article, pictures.caption(of: image))
    }
    // What an article shows in its head is its picture, where the shared one is not on the page.
    if let image = pictures.lead, let url = pictures.source(of: image).flatMap({ resolved($0, base) }) {
      article.image = ArticleImage(url: url)
      article.origins.image = "figure"
      return setCaption(&article, pictures.caption(of: image))
    }
    for (address, origin) in shared {
      guard let url = resolved(address, base) else { continue }
      article.image = ArticleImage(url: url)
      article.origins.image = origin
      return
    }
  }

  private static func setCaption(_ article: inout PageArticle, _ caption: (text: String, origin: String)?) {
    article.image?.caption = caption?.text
    article.origins.caption = caption?.origin
  }

  private static func resolved(_ address: String, _ base: AddressReference?) -> String? {
    WebAddress(AddressReference.resolve(address, against: base))?.description
  }

  /// The pictures the page states, the most reliable first, without what is a logo or a stand-in for all pages.
  private static func stated(_ facts: PageFacts, _ linked: LenientJSON?) -> [(address: String, origin: String)] {
    var found: [(address: String, origin: String)] = []
    if let meta = facts.meta.first(["og:image", "og:image:url", "og:image:secure_url"]) {
      found.append((meta.content, meta.name))
    }
    if let address = largest(linked?["image"], facts) { found.append((address, "json-ld")) }
    if let meta = facts.meta.first(["twitter:image", "twitter:image:src"]) { found.append((meta.content, meta.name)) }
    if let address = largest(linked?["thumbnailUrl"], facts) { found.append((address, "json-ld")) }
    let own = found.filter { !PictureName.isStandIn($0.address) }
    return own.isEmpty ? found : own
  }

  /// Of several images the one with the greatest width, else the first.
  private static func largest(_ value: LenientJSON?, _ facts: PageFacts) -> String? {
    var best: (address: String, width: Int)?
    for item in value?.items ?? [] {
      let image = facts.linked.resolved(item)
      let address =
        if case .string(let text) = image { text } else {
          image["url"]?.string ?? image["contentUrl"]?.string ?? image["@id"]?.string
        }
      guard let address, !address.isEmpty else { continue }
      let width = image["width"]?.string.flatMap { Int($0.prefix { $0.isNumber }) } ?? 0
      if best == nil || width > best!.width { best = (address, width) }
    }
    return best?.address
  }
}
