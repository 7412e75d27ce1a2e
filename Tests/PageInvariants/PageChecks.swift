// What has to hold of an article read from its page, and of a listing.

import FeedInvariants
import Markup
import News
import Pages

extension Report {
  /// The most bytes of output for a byte of input. The dearest are relative addresses, each of which becomes as long as
  /// the base.
  private static let bytesPerByte = 128
  /// What does not grow with the input.
  private static let constantBytes = 4096

  mutating func check(_ article: PageArticle, _ bytes: [UInt8], _ beside: PageInvariants.Beside) {
    checkText(article.title, "the title")
    checkText(article.siteName, "the site's name")
    checkText(article.summary, "the summary", isLine: false)
    for author in article.authors { checkText(author, "an author") }
    require(Set(article.authors).count == article.authors.count, "an author is named twice: \(article.authors)")
    require(article.authors.count <= 50, "\(article.authors.count) authors")
    checkPageDate(article.published, "the date of publication")
    checkPageDate(article.updated, "the date of change")
    checkLanguage(article.language, "the language")
    checkAddress(article.canonicalURL, "the canonical address")
    if let image = article.image {
      checkWebAddress(image.url, "the image")
      checkText(image.caption, "the image's caption", isLine: false)
    }
    require((0...1).contains(article.confidence), "a confidence of \(article.confidence)")
    for block in article.blocks {
      require(block.reason != "" && !block.kind.isEmpty && !block.text.isEmpty, "a block \(block)")
    }
    if article.origin != .page {
      require(article.blocks.allSatisfy { $0.reason != nil }, "a block is taken into no text")
    }
    let most = bytes.count * Self.bytesPerByte + Self.constantBytes
    let made = article.bodyHTML.utf8.count + article.bodyText.utf8.count
    require(made <= most, "\(made) bytes were made of \(bytes.count)")
    checkBody(article, bytes, beside)
  }

  private mutating func checkBody(_ article: PageArticle, _ bytes: [UInt8], _ beside: PageInvariants.Beside) {
    require((article.origin == .none) == article.bodyText.isEmpty, "origin \(article.origin) of \(article.bodyText)")
    require((article.origin == .none) == (article.reason != nil), "\(article.origin), \(article.reason ?? "no reason")")
    require(article.bodyText.isEmpty == article.bodyHTML.isEmpty, "text or HTML alone: \(article.bodyHTML)")
    guard !article.bodyText.isEmpty else { return }
    checkText(article.bodyText, "the body's text", isLine: false)
    checkHTML(Self.trimmed(article.bodyHTML), "the body")
    let words = Set(Self.words(article.bodyText))
    let written = Set(Self.words(PlainText.text(ofHTML: Array(article.bodyHTML.utf8))))
    require(words.isSubset(of: written), "in the text alone: \(words.subtracting(written).sorted().prefix(5))")
    // Captions are no text of the article, but stay with their pictures.
    let shown = Set(Self.words(PlainText.text(ofHTML: Self.withoutCaptions(Array(article.bodyHTML.utf8)))))
    require(shown.isSubset(of: words), "in the HTML alone: \(shown.subtracting(words).sorted().prefix(5))")
    if article.origin == .page { checkOrigin(of: words, bytes, beside) }
  }

  /// Every word stands in the page: as it is, or with an element in it that is no text, such as a button.
  private mutating func checkOrigin(of words: Set<String>, _ bytes: [UInt8], _ beside: PageInvariants.Beside) {
    guard
      let tree = try? HTMLTree(CharacterDecoding.html(bytes, contentType: beside.contentType).utf8)
    else { return require(false, "an article of a page that cannot be read") }
    let soft: [UInt8] = [0xC2, 0xAD]
    let page = tree.text.contains(0xAD) ? tree.text.replacing(soft, with: []) : tree.text
    for word in words.sorted().prefix(200) {
      let letters = Array(word.utf8)
      guard !page.contains(letters) else { continue }
      var at = 0
      for byte in page where at < letters.count && byte == letters[at] { at += 1 }
      require(at == letters.count, "not of the page: \(word.debugDescription)")
    }
  }

  mutating func check(_ listing: Listing, inputBytes: Int) {
    checkText(listing.title, "the listing's title")
    checkLanguage(listing.language, "the listing's language")
    require(!listing.entries.isEmpty, "a listing of nothing")
    require(listing.entries.count <= inputBytes / 4, "\(listing.entries.count) entries of \(inputBytes) bytes")
    require(["selectors", "json-ld", "discovered"].contains(listing.method), "method \(listing.method)")
    let addresses = listing.entries.compactMap(\.url)
    require(addresses.count == listing.entries.count, "an entry without address")
    require(Set(addresses).count == addresses.count, "an address is listed twice")
    for entry in listing.entries {
      check(entry)
      checkWebAddress(entry.url?.string, "an entry's address")
    }
  }

  /// A date that a page of the web can have.
  private mutating func checkPageDate(_ date: WrittenDate?, _ place: String) {
    checkDate(date, place)
    guard let date else { return }
    let web = Instant(rfc3339: "1990-01-01T00:00:00Z")!..<Instant(rfc3339: "2042-01-01T00:00:00Z")!
    require(web.contains(date.instant), "\(place) is \(date)")
  }

  private mutating func checkWebAddress(_ address: String?, _ place: String) {
    guard let address else { return }
    require(address.hasPrefix("http://") || address.hasPrefix("https://"), "\(place) is at \(address)")
    checkAddress(WebAddress(address), place)
    require(WebAddress(address) != nil, "\(place) has no address: \(address)")
  }

  /// White space around the body's elements is no harm.
  private static func trimmed(_ html: String) -> String {
    let rest = html.utf8.drop { $0 <= 32 }
    return String(Substring(rest.prefix(rest.count - rest.reversed().prefix { $0 <= 32 }.count)))
  }

  private static func words(_ text: String) -> [String] { text.split(whereSeparator: \.isWhitespace).map(String.init) }

  /// Inert HTML, which is well-formed, without captions.
  private static func withoutCaptions(_ html: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    var rest = html[...]
    while let start = rest.firstRange(of: Array("<figcaption".utf8)) {
      out += rest[..<start.lowerBound]
      guard let end = rest[start.upperBound...].firstRange(of: Array("</figcaption>".utf8)) else { return out }
      // A boundary stays.
      out += Array("<p></p>".utf8)
      rest = rest[end.upperBound...]
    }
    return out + rest
  }
}
