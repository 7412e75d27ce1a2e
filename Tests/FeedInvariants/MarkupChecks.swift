// Whether HTML is harmless, judged without the sanitiser's own reading of it.

extension Report {
  /// Elements whose content is no markup or other markup than HTML, or that load, run or ask for something.
  private static let active: Set<String> = [
    "script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "noscript", "plaintext", "template",
    "svg", "math", "object", "embed", "applet", "frame", "frameset", "base", "link", "meta", "form", "input", "button",
    "select", "option",
  ]
  private static let void: Set<String> = ["br", "hr", "img", "source", "track", "wbr", "col", "area"]
  private static let addresses: Set<String> = ["href", "src", "poster", "cite"]
  private static let forbidden: Set<String> = ["style", "srcdoc", "id", "class", "name", "target", "ping", "action"]
  private static let schemes: Set<String> = ["http", "https", "mailto", "tel", "ftp"]

  /// Every `<` begins a tag of a harmless element with harmless attributes in double quotes, and every element is closed
  /// within the one it stands in.
  mutating func checkMarkup(_ html: [UInt8]) {
    var open: [String] = []
    var at = 0
    while let start = html[at...].firstIndex(of: UInt8(ascii: "<")) {
      require(!html[at..<start].contains(UInt8(ascii: ">")), "a > in text: \(Self.shown(html))")
      guard let (tag, end) = Tag.read(html, from: start) else {
        return require(false, "a tag of another form at \(start): \(Self.shown(html))")
      }
      at = end
      if tag.isEnd {
        require(open.popLast() == tag.name, "</\(tag.name)> closes another element: \(Self.shown(html))")
        continue
      }
      require(!Self.active.contains(tag.name.lowercased()), "an active element <\(tag.name)>: \(Self.shown(html))")
      for (name, value) in tag.attributes { checkAttribute(name, value, of: tag.name) }
      if !tag.isClosed, !Self.void.contains(tag.name) { open.append(tag.name) }
    }
    require(open.isEmpty, "\(open) are not closed: \(Self.shown(html))")
  }

  private mutating func checkAttribute(_ name: String, _ value: String, of element: String) {
    let place = "\(name)=\(value.debugDescription) of <\(element)>"
    let lower = name.lowercased()
    require(!lower.hasPrefix("on") && !Self.forbidden.contains(lower), "\(place) is not to be written")
    guard Self.addresses.contains(lower) else { return }
    // What a reader may skip before it looks for the scheme.
    let plain = value.unicodeScalars.filter { $0.value > 0x20 && $0.properties.generalCategory != .format }
    guard let colon = plain.firstIndex(of: ":") else { return }
    let scheme = plain[..<colon].map(String.init).joined().lowercased()
    // One begins with a letter (RFC 3986, section 3.1).
    let beginsWithLetter = scheme.utf8.first.map { $0 >= 97 } == true
    let isScheme =
      beginsWithLetter && scheme.utf8.allSatisfy { $0 >= 97 && $0 <= 122 || $0 >= 43 && $0 <= 57 && $0 != 47 }
    require(!isScheme || Self.schemes.contains(scheme), "\(place) has a forbidden scheme")
  }

  /// A tag in the one form that is written.
  private struct Tag {
    var name = ""
    var isEnd = false
    var isClosed = false
    var attributes: [(String, String)] = []

    /// Reads the tag at a `<`; nil where it has another form.
    static func read(_ html: [UInt8], from start: Int) -> (Tag, end: Int)? {
      var tag = Tag()
      var at = start + 1
      func word() -> String {
        let first = at
        while at < html.count, isNameByte(html[at]) { at += 1 }
        return String(decoding: html[first..<at], as: UTF8.self)
      }
      func holds(_ byte: Unicode.Scalar) -> Bool {
        guard at < html.count, html[at] == UInt8(ascii: byte) else { return false }
        at += 1
        return true
      }
      tag.isEnd = holds("/")
      tag.name = word()
      guard !tag.name.isEmpty else { return nil }
      while holds(" ") {
        let name = word()
        guard !name.isEmpty, holds("="), holds("\""), let close = html[at...].firstIndex(of: UInt8(ascii: "\"")) else {
          return nil
        }
        let value = html[at..<close]
        guard !value.contains(UInt8(ascii: "<")), !value.contains(UInt8(ascii: ">")) else { return nil }
        tag.attributes.append((name, String(decoding: value, as: UTF8.self)))
        at = close + 1
      }
      tag.isClosed = holds("/")
      guard holds(">"), !tag.isEnd || tag.attributes.isEmpty && !tag.isClosed else { return nil }
      return (tag, at)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
      (byte | 32) >= 97 && (byte | 32) <= 122 || byte >= 48 && byte <= 57 || byte == 45 || byte == 58 || byte == 95
    }
  }
}
