// A page's bytes to the article on it: decode, parse, measure, choose, clean, write.

internal import Markup
public import News

/// Reads articles from their pages.
public enum PageReader {
  /// The article on a page, or a page without an article and the reason.
  ///
  /// - Parameters:
  ///   - bytes: the page as received.
  ///   - contentType: the Content-Type header, for its charset.
  ///   - url: the page's own address, against which relative addresses are resolved.
  ///   - rules: what a person has said about pages of this source; the page is parsed once more for them.
  ///   - explaining: whether ``PageArticle/blocks`` tells how the page was read.
  /// - Throws: `Refusal` with code `empty`, `not-html` or `too-large`.
  ///
  /// Takes about as long as parsing the page once more; memory is a small multiple of the page's size.
  public static func read(
    _ bytes: [UInt8], contentType: String?, url: WebAddress?, rules: PageRules? = nil, explaining: Bool = false
  ) throws(Refusal) -> PageArticle {
    let utf8 = try PageParsing.utf8(bytes, contentType: contentType)
    let tree = try HTMLTree(utf8)
    let facts = PageFacts(tree)
    let selection = rules.map { PageSelection($0, page: utf8, tree: tree) }
    let buried = (selection?.removed ?? []).map { (node: $0, reason: PageSelection.removedReason) }
    let heading = selection?.titleNode ?? Headline.node(facts)
    let base = Self.base(facts, url)
    let own = [facts.canonical, facts.first(["og:url"])].lazy.compactMap { $0.flatMap { WebAddress($0) } }.first ?? url
    let host = own.map { Array($0.host.utf8) } ?? []
    var outline = PageOutline(tree, headline: heading, host: host, buried: buried)

    var article = PageArticle()
    article.repairs = tree.repairs.map { $0.count > 1 ? "\($0.detail) (\($0.count) times)" : $0.detail }
    let outlet = Outlet(facts, url: url)
    let site = outlet.name
    let linked = facts.linkedArticle()
    var headline = Headline(outline, facts, article: linked, outlet: outlet)
    if let title = selection?.title {
      headline = Headline(text: title, origin: "rule", node: selection?.titleNode ?? headline.node)
    }
    article.title = headline.text
    article.titleOrigin = headline.origin
    (article.siteName, article.origins.siteName) = (site, outlet.origin)
    Descriptions.fill(&article, outline, facts, linked, base: base, url: url)

    let linkedText = linked?["articleBody"]?.string.map { Array(PlainText.text(ofHTML: Array($0.utf8)).utf8) }
    var choice = BodyChoice(outline, headline: headline.node, linkedText: linkedText)
    let body = outline.runs(in: choice.root)
    let authors = Authors(outline, facts, article: linked, body: body, outlet: outlet)
    (article.authors, article.origins.authors) = (authors.names, authors.origin)
    let dates = PageDates(
      outline, facts, article: linked, url: url, headline: headline.node, body: body, page: utf8)
    article.published = selection?.date ?? dates.published
    article.dateOrigin = selection?.date == nil ? dates.origin : "rule"
    article.updated = dates.updated
    article.updatedOrigin = dates.updatedOrigin
    if let selection, selection.takesBody(&article, tree, headline, base: base, explaining: explaining) {
      return article
    }
    var cleaner = BodyCleaner(outline, root: choice.root, headline: headline, facts: facts, authors: article.authors)
    if cleaner.length < 250 {
      // Names may have led astray.
      let plain = PageOutline(tree, headline: heading, byName: false, buried: buried)
      let second = BodyChoice(plain, headline: headline.node, linkedText: linkedText)
      let again = BodyCleaner(plain, root: second.root, headline: headline, facts: facts, authors: article.authors)
      if again.length > cleaner.length * 2 {
        (outline, choice, cleaner) = (plain, second, again)
        article.bodyOrigin = "structure without names"
      }
    }
    cleaner.takeWhatThereIs()
    let output = BodyOutput(outline, root: choice.root, accepted: cleaner.accepted.sorted(), base: base)
    article.bodyText = output.text
    article.bodyHTML = output.html
    article.origin = .page
    article.bodyOrigin = article.bodyOrigin ?? "structure"
    article.confidence = choice.confidence * min(1, Double(cleaner.length) / 600 + 0.2)
    rescue(&article, linkedText, length: cleaner.length)
    NoArticle.judge(
      &article, outline, accepted: cleaner.accepted, facts: facts, hasLinkedArticle: linked != nil,
      length: cleaner.length, host: host)
    if article.origin != .page { article.bodyOrigin = article.origin == .jsonLD ? "json-ld" : nil }
    if article.origin == .none, var rules, selection?.removed.isEmpty == false {
      rules.remove = []
      var again = try read(bytes, contentType: contentType, url: url, rules: rules, explaining: explaining)
      if again.origin != .none {
        again.notes.append("nothing of the article is left once the remove selectors are followed; nothing is removed")
        return again
      }
    }
    if explaining {
      let instead = article.origin == .page ? nil : article.reason ?? "JSON-LD text taken"
      article.blocks = blocks(
        outline, accepted: cleaner.accepted, dropped: cleaner.dropped, headline: headline.node, instead: instead)
    }
    return article
  }

  /// Takes the JSON-LD text where the page's own is missing.
  private static func rescue(_ article: inout PageArticle, _ linkedText: [UInt8]?, length: Int) {
    guard let linkedText, linkedText.count > 250, length < 250 || linkedText.count > 3 * article.bodyText.utf8.count
    else { return }
    let paragraphs = String(decoding: linkedText, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: true)
    var writer = InertWriter(base: nil)
    for paragraph in paragraphs {
      writer.start(.p)
      writer.text(Array(paragraph.utf8)[...])
      writer.end(.p)
    }
    article.bodyText = paragraphs.joined(separator: "\n\n")
    article.bodyHTML = String(decoding: writer.finish(), as: UTF8.self)
    article.origin = .jsonLD
    article.confidence = 0.6
  }

  /// What relative addresses are relative to: the page's `base`, else its address.
  static func base(_ facts: PageFacts, _ url: WebAddress?) -> AddressReference? {
    guard let href = facts.baseHref else { return url?.reference }
    return WebAddress(href, base: url)?.reference ?? url?.reference
  }
}
