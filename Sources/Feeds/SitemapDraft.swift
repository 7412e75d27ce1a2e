// What is known of a listed page or sitemap before its end.

internal import Markup
internal import News

/// A `url` or `sitemap` being read.
struct SitemapDraft {
  /// Text of one field beyond this many bytes is left out; an address that long is none.
  private static let longestText = 65_536

  /// What the text of an element is taken for.
  enum Field {
    case location, modified, title, published, language, keywords, publication, image
  }

  /// It is a sitemap, not a page.
  let isChild: Bool
  /// The depth of its element.
  let depth: Int
  /// Which of the elements that never nest it is; nil where those have another prefix.
  let ordinal: Int?
  private var texts: [Field: [UInt8]] = [:]
  /// The field whose text is being read, the text so far, and the depth of its element.
  private var open: (field: Field, depth: Int, text: [UInt8])?

  init(isChild: Bool, depth: Int, ordinal: Int?) {
    self.isChild = isChild
    self.depth = depth
    self.ordinal = ordinal
  }

  mutating func begin(_ field: Field, depth: Int) {
    finish()
    open = (field, depth, [])
  }

  mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
    // An address is cut in the middle of a piece so that it shows how long it is; other text ends with a whole one.
    guard let field = open?.field, let count = open?.text.count,
      field == .location || count + text.count <= Self.longestText
    else { return }
    open!.text.append(contentsOf: text.prefix(max(0, Self.longestText + 1 - count)))
  }

  /// Takes up the open field where its element, or one around it, ends; of several texts for one field the first counts.
  mutating func finish(depth: Int = 0) {
    guard let (field, start, text) = open, depth <= start else { return }
    open = nil
    if texts[field] == nil, text.contains(where: { $0 > 0x20 }) { texts[field] = text }
  }

  /// The text of a field as plain text in one line.
  func plain(_ field: Field) -> String? {
    texts[field].flatMap { $0.withUnsafeBufferPointer { TextConstruct.title(ofHTML: $0) } }
  }

  /// The text of a field as written, trimmed.
  func written(_ field: Field) -> String? { texts[field].flatMap(HTMLText.trimmed) }

  /// The address a field holds; nil where it is missing or none.
  func address(_ field: Field, base: WebAddress?) -> WebAddress? {
    texts[field].flatMap { $0.count > Self.longestText ? nil : SitemapAddress.read($0, base: base) }
  }
}
