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
  /// - Throws: `Refusal` with code `empty`, `not-html` or `too-large`.
  ///
  /// Takes about as long as parsing the page once more; memory is a small multiple of the page's size.
  public static func read(_ bytes: [UInt8], contentType: String?, url: WebAddress?) throws(Refusal) -> PageArticle {
    let tree = try PageParsing.tree(bytes, contentType: contentType)
    let facts = PageFacts(tree)
    let heading = Headline.node(facts)
    let base = Self.base(facts, url)
    let own = [facts.canonical, facts.first(["og:url"])].lazy.compactMap { $0.flatMap { WebAddress($0) } }.first ?? url
    var outline = PageOutline(tree, headline: heading, host: own.map { Array($0.host.utf8) } ?? [])

    var article = PageArticle()
    let outlet = Outlet(facts, url: url)
    let site = outlet.name
    let linked = facts.linkedArticle()
    let headline = Headline(outline, facts, article: linked, outlet: outlet)
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
      outline, facts, article: linked, url: url, headline: headline.node,
      body: body)
    article.published = dates.published
    article.dateOrigin = dates.origin
    article.updated = dates.updated
    article.updatedOrigin = dates.updatedOrigin
    var cleaner = BodyCleaner(
      outline, root: choice.root, headline: headline, facts: facts, authors: article.authors)
    if cleaner.length < 250 {
      // Names may have led astray.
      let plain = PageOutline(tree, headline: heading, byName: false)
      let second = BodyChoice(plain, headline: headline.node, linkedText: linkedText)
      let again = BodyCleaner(
        plain, root: second.root, headline: headline, facts: facts, authors: article.authors)
      if again.length > cleaner.length * 2 {
        (outline, choice, cleaner) = (plain, second, again)
      }
    }
    if cleaner.length == 0 { cleaner.takeWhatThereIs() }
    let output = BodyOutput(outline, root: choice.root, accepted: cleaner.accepted.sorted(), base: base)
    article.bodyText = output.text
    article.bodyHTML = output.html
    article.origin = .page
    article.confidence = choice.confidence * min(1, Double(cleaner.length) / 600 + 0.2)
    article.dropped = droppedBlocks(outline, cleaner)
    rescue(&article, linkedText, length: cleaner.length)
    NoArticle.judge(&article, facts: facts, hasLinkedArticle: linked != nil, length: cleaner.length)
    return article
  }

  /// What was left out, in page order: at most 300 blocks, labels of a few letters not among them.
  private static func droppedBlocks(_ outline: PageOutline, _ cleaner: BodyCleaner) -> [DroppedBlock] {
    var reasons: [Int: String] = [:]
    for (run, reason) in cleaner.dropped { reasons[run] = reason }
    let taken = Set(cleaner.accepted)
    var blocks: [DroppedBlock] = []
    for (id, run) in outline.runs.enumerated() where run.length >= 8 && !taken.contains(id) {
      let text = String(decoding: outline.text(of: run).prefix(200), as: UTF8.self)
      blocks.append(DroppedBlock(reason: reasons[id] ?? run.reason ?? "outside", excerpt: String(text.prefix(100))))
      if blocks.count == 300 { break }
    }
    return blocks
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
