// The text of an element and how it is to be understood: plain, escaped HTML, or elements in place.

internal import Markup
internal import News

/// A text being collected.
struct TextConstruct {
  /// How the text is marked up.
  enum Kind {
    /// HTML, escaped or in a CDATA section: all of RSS.
    case html
    /// Characters that mean themselves: Atom's default.
    case text
    /// HTML behind base64 (Atom 0.3's mode of that name).
    case base64
    /// Some other media type, behind base64 in Atom 1.0.
    case opaque
  }

  /// Text beyond this many bytes is left out.
  static let largest = 16 * 1024 * 1024

  let element: FeedElement
  /// The depth of the element that holds it.
  let depth: Int
  let kind: Kind
  let base: AddressReference?
  var bytes: [UInt8] = []
  /// Elements stood in place, so the text is markup whatever its type says.
  var hasElements = false
  var isOverlong = false
  /// What a guid says of itself: that it is the article's address or that it is not.
  var isPermanent: Bool?
  /// Its base is the document's own, not only the document's address.
  var hasOwnBase = false

  init(element: FeedElement, depth: Int, kind: Kind, base: AddressReference?) {
    self.element = element
    self.depth = depth
    self.kind = kind
    self.base = base
  }

  /// Adds text. Within elements it is escaped again; directly in the construct it stays as it is, since there it may be
  /// escaped HTML itself.
  mutating func append(_ text: UnsafeBufferPointer<UInt8>, isNested: Bool) {
    guard bytes.count + text.count <= Self.largest else {
      isOverlong = true
      return
    }
    if isNested { HTMLText.escape(text, into: &bytes) } else { bytes.append(contentsOf: text) }
  }

  /// Adds a start tag.
  mutating func open(_ name: XMLName, attributes: [XMLAttribute], base current: AddressReference?) {
    if kind == .text, !hasElements, !bytes.isEmpty {
      // What came before the first element was text.
      var escaped: [UInt8] = []
      bytes.withUnsafeBufferPointer { HTMLText.escape($0, into: &escaped) }
      bytes = escaped
    }
    hasElements = true
    guard bytes.count < Self.largest else { return }
    bytes.append(UInt8(ascii: "<"))
    bytes.append(contentsOf: name.local)
    for attribute in attributes where attribute.name.prefix == nil {
      bytes.append(UInt8(ascii: " "))
      bytes.append(contentsOf: attribute.name.local)
      bytes.append(contentsOf: "=\"".utf8)
      var value = attribute.value
      if let current, current != base {
        let local = FeedNames.text(attribute.name.local)
        if local == "href" || local == "src" || local == "cite" || local == "longdesc" {
          value = Array(AddressReference.resolve(String(decoding: value, as: UTF8.self), against: current).utf8)
        }
      }
      value.withUnsafeBufferPointer { HTMLText.escape($0, into: &bytes, inAttribute: true) }
      bytes.append(UInt8(ascii: "\""))
    }
    bytes.append(UInt8(ascii: ">"))
  }

  /// Adds an end tag, unless HTML knows none for the element.
  mutating func close(_ name: XMLName) {
    let local = FeedNames.text(name.local)
    guard !HTMLText.voids.contains(local), bytes.count < Self.largest else { return }
    bytes.append(contentsOf: "</\(local)>".utf8)
  }

  /// The characters, trimmed, with line ends and tabs within as spaces; nil where nothing is left.
  var plain: String? { HTMLText.trimmed(bytes) }

  /// The text of a title.
  var title: String? {
    switch kind {
    case .text where !hasElements: return HTMLText.collapsed(String(decoding: bytes, as: UTF8.self))
    default:
      let source = source ?? bytes
      guard source.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }) else {
        return HTMLText.collapsed(String(decoding: source, as: UTF8.self))
      }
      return HTMLText.collapsed(PlainText.text(ofHTML: HTMLText.withoutStrayTags(source)))
    }
  }

  /// The text as inert HTML with absolute addresses; nil where nothing is left.
  var html: String? {
    switch kind {
    case .text where !hasElements:
      guard let text = HTMLText.trimmed(bytes) else { return nil }
      var escaped: [UInt8] = []
      Array(text.utf8).withUnsafeBufferPointer { HTMLText.escape($0, into: &escaped) }
      return String(decoding: escaped, as: UTF8.self)
    default: break
    }
    guard let source else { return nil }
    guard source.contains(where: { HTMLText.isMarkup($0) }) else {
      return HTMLText.trimmed(source)
    }
    return HTMLText.trimmed(Sanitizer.sanitize(HTMLText.withoutStrayTags(source), base: base))
  }

  /// The markup, decoded where it is behind base64; nil for a picture or the like.
  private var source: [UInt8]? {
    switch kind {
    case .base64: return Base64.decodedText(bytes) ?? bytes
    case .opaque: return Base64.decodedText(bytes)
    default: return bytes
    }
  }
}
