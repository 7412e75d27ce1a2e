// Small conversions between text and HTML.

/// Escaping, trimming, collapsing.
enum HTMLText {
  static let voids: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
  ]

  /// Whether the byte cannot stand in HTML text as it is.
  static func isMarkup(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "<") || byte == UInt8(ascii: "&") || byte == UInt8(ascii: ">") || byte == 127
  }

  /// Appends text with the characters that mean markup escaped, as the sanitiser would write it; within an attribute
  /// quotes mean markup too.
  static func escape(_ text: UnsafeBufferPointer<UInt8>, into out: inout [UInt8], inAttribute: Bool = false) {
    for byte in text {
      switch byte {
      case UInt8(ascii: "&"): out.append(contentsOf: "&amp;".utf8)
      case UInt8(ascii: "<"): out.append(contentsOf: "&lt;".utf8)
      case UInt8(ascii: ">"): out.append(contentsOf: "&gt;".utf8)
      case UInt8(ascii: "\"") where inAttribute: out.append(contentsOf: "&quot;".utf8)
      case 0..<9, 11, 12, 14..<32, 127: break
      default: out.append(byte)
      }
    }
  }

  /// The markup with what only looks like a tag as text, which an HTML parser would drop: every `<` where none is ever
  /// closed, and mail addresses in angle brackets.
  static func withoutStrayTags(_ html: [UInt8]) -> [UInt8] {
    guard html.contains(UInt8(ascii: "<")) else { return html }
    let hasTags = html.contains(UInt8(ascii: ">"))
    guard !hasTags || html.contains(UInt8(ascii: "@")) else { return html }
    var out: [UInt8] = []
    var start = 0
    var at = 0
    while let open = html[at...].firstIndex(of: UInt8(ascii: "<")) {
      at = open + 1
      guard !hasTags || isAddress(html[at...]) else { continue }
      out.append(contentsOf: html[start..<open])
      out.append(contentsOf: "&lt;".utf8)
      start = at
    }
    return start == 0 ? html : out + html[start...]
  }

  /// `someone@example.org>`, within the first 100 bytes.
  private static func isAddress(_ bytes: ArraySlice<UInt8>) -> Bool {
    var hasAt = false
    for byte in bytes.prefix(100) {
      switch byte {
      case UInt8(ascii: ">"): return hasAt
      case UInt8(ascii: "@"): hasAt = true
      case 0...0x20, UInt8(ascii: "<"), UInt8(ascii: "\""), UInt8(ascii: "="): return false
      default: break
      }
    }
    return false
  }

  /// The name in RSS's `address (name)` and mail's `name <address>`; the text itself where it has neither form.
  static func personName(_ text: String) -> String {
    if text.hasSuffix(")"), let open = text.firstIndex(of: "("), text[..<open].contains("@") {
      return collapsed(String(text[text.index(after: open)...].dropLast())) ?? text
    }
    if text.hasSuffix(">"), let open = text.firstIndex(of: "<"), text[open...].contains("@") {
      return collapsed(String(text[..<open])) ?? text
    }
    return text
  }

  /// The text without white space at its ends; nil where nothing is left.
  static func trimmed(_ bytes: [UInt8]) -> String? {
    guard let first = bytes.firstIndex(where: { $0 > 0x20 }), let last = bytes.lastIndex(where: { $0 > 0x20 })
    else { return nil }
    return String(decoding: bytes[first...last], as: UTF8.self)
  }

  /// The text with each run of white space as one space; nil where nothing is left.
  static func collapsed(_ text: String) -> String? {
    var out: [UInt8] = []
    out.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      if byte > 0x20 {
        out.append(byte)
      } else if out.last != 0x20, !out.isEmpty {
        out.append(0x20)
      }
    }
    if out.last == 0x20 { out.removeLast() }
    return out.isEmpty ? nil : String(decoding: out, as: UTF8.self)
  }
}
