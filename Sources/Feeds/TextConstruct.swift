// The text of an element and how it is to be understood: plain, escaped HTML, or elements in place.

internal import Markup
internal import News

/// A text being collected. There is one for all texts of a document, as they never overlap: what it has room for, it
/// keeps.
final class TextConstruct {
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
  /// The most room kept from one text to the next.
  private static let mostKept = 1 << 20

  private(set) var element = FeedElement.other
  /// The depth of the element that holds it.
  private(set) var depth = 0
  private(set) var kind = Kind.text
  private(set) var base: BaseAddress?
  // Only ever changed by the calls below, none of which calls another.
  @exclusivity(unchecked) private(set) var bytes: [UInt8] = []
  /// Elements stood in place, so the text is markup whatever its type says.
  private var hasElements = false
  private(set) var isOverlong = false
  /// What a guid says of itself: that it is the article's address or that it is not.
  var isPermanent: Bool?
  /// Its base is the document's own, not only the document's address.
  private(set) var hasOwnBase = false
  @exclusivity(unchecked) private var written: [UInt8] = []

  /// Begins a text.
  func begin(_ element: FeedElement, depth: Int, kind: Kind, base: BaseAddress?, hasOwnBase: Bool) {
    self.element = element
    self.depth = depth
    self.kind = kind
    self.base = base
    self.hasOwnBase = hasOwnBase
    hasElements = false
    isOverlong = false
    isPermanent = nil
    bytes.removeAll(keepingCapacity: bytes.capacity <= Self.mostKept)
  }

  /// Adds text. Within elements it is escaped again; directly in the construct it stays as it is, since there it may be
  /// escaped HTML itself.
  func append(_ text: UnsafeBufferPointer<UInt8>, isNested: Bool) {
    var text = text
    if bytes.count + text.count > Self.largest {
      isOverlong = true
      var end = max(0, Self.largest - bytes.count)
      while end > 0, text[end] & 0xC0 == 0x80 { end -= 1 }
      text = UnsafeBufferPointer(rebasing: text[..<end])
    }
    if isNested { HTMLText.escape(text, into: &bytes) } else { bytes.append(contentsOf: text) }
  }

  /// Adds a start tag.
  func open(_ name: XMLName, attributes: [XMLAttribute], base current: BaseAddress?) {
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
    for attribute in attributes where !attribute.name.hasPrefix {
      bytes.append(UInt8(ascii: " "))
      bytes.append(contentsOf: attribute.name.local)
      bytes.append(contentsOf: "=\"".utf8)
      attribute.withValue { value in
        let local = attribute.name.local
        if let current, current !== base,
          local.spells("href") || local.spells("src") || local.spells("cite") || local.spells("longdesc")
        {
          var address = current.resolve(String(decoding: value, as: UTF8.self))
          address.withUTF8 { HTMLText.escape($0, into: &bytes, inAttribute: true) }
        } else {
          HTMLText.escape(value, into: &bytes, inAttribute: true)
        }
      }
      bytes.append(UInt8(ascii: "\""))
    }
    bytes.append(UInt8(ascii: ">"))
  }

  /// Adds an end tag, unless HTML knows none for the element.
  func close(_ name: XMLName) {
    guard !HTMLText.isVoid(name.local), bytes.count < Self.largest else { return }
    bytes.append(contentsOf: "</".utf8)
    bytes.append(contentsOf: name.local)
    bytes.append(UInt8(ascii: ">"))
  }

  /// The characters, trimmed, with line ends and tabs within as spaces; nil where nothing is left.
  var plain: String? { HTMLText.trimmed(bytes) }

  /// The text of a title.
  var title: String? {
    if kind == .text, !hasElements { return bytes.withUnsafeBufferPointer { HTMLText.collapsed($0) } }
    let isEncoded = kind == .base64 || kind == .opaque
    return ((isEncoded ? Base64.decodedText(bytes) : nil) ?? bytes).withUnsafeBufferPointer { Self.title(ofHTML: $0) }
  }

  /// HTML, or text that may be, as a title.
  static func title(ofHTML html: UnsafeBufferPointer<UInt8>) -> String? {
    guard HTMLText.contains(UInt8(ascii: "<"), in: html) || HTMLText.contains(UInt8(ascii: "&"), in: html) else {
      return HTMLText.collapsed(html)
    }
    var text: [UInt8] = []
    HTMLText.withoutSections(html) { html in
      TitleMarkup.withoutFalseMarkup(html) { html in
        HTMLText.withoutStrayTags(html) { PlainText.append(ofHTML: $0, into: &text) }
      }
    }
    return text.withUnsafeBufferPointer { HTMLText.collapsed($0) }
  }

  /// The text as inert HTML with absolute addresses; nil where nothing is left.
  var html: String? {
    if kind == .text, !hasElements {
      var escaped: [UInt8] = []
      bytes.withUnsafeBufferPointer { HTMLText.escape($0, into: &escaped) }
      return HTMLText.trimmed(escaped)
    }
    return withSource { source in
      written.removeAll(keepingCapacity: written.capacity <= Self.mostKept)
      return Self.inert(source, base: base, into: &written)
    }
  }

  /// HTML, or text that may be, as inert HTML with absolute addresses, written to `out`; nil where nothing is left.
  static func inert(_ html: UnsafeBufferPointer<UInt8>, base: BaseAddress?, into out: inout [UInt8]) -> String? {
    guard HTMLText.hasMarkup(html) else { return HTMLText.trimmed(html) }
    let reference = base?.reference(for: html)
    HTMLText.withoutSections(html) { html in
      HTMLText.withoutStrayTags(html) { Sanitizer.sanitize($0, base: reference, into: &out) }
    }
    base?.spend(out.count - html.count)
    return HTMLText.trimmed(out)
  }

  /// Calls `body` with the markup, decoded where it is behind base64; nil for a picture or the like.
  private func withSource(_ body: (UnsafeBufferPointer<UInt8>) -> String?) -> String? {
    switch kind {
    case .base64: (Base64.decodedText(bytes) ?? bytes).withUnsafeBufferPointer(body)
    case .opaque: Base64.decodedText(bytes).flatMap { $0.withUnsafeBufferPointer(body) }
    default: bytes.withUnsafeBufferPointer(body)
    }
  }
}
