// Addresses as sitemaps write them.

internal import Markup
internal import News

/// Reading a `loc`.
enum SitemapAddress {
  /// How often an address may have been escaped once too often.
  private static let mostEscapes = 3

  /// The address a text stands for; nil where it is none of http or https. Escapes left over from escaping twice are
  /// undone, line ends and the indentation beside them dropped, and relative references resolved.
  static func read(_ text: [UInt8], base: WebAddress?) -> WebAddress? {
    var text = withoutLineEnds(text)
    for _ in 0..<mostEscapes {
      let plain = unescaped(text)
      if plain.count == text.count { break }
      text = plain
    }
    let written = String(decoding: text, as: UTF8.self)
    guard !written.isEmpty else { return nil }
    if let base, written.lowercased().hasPrefix(base.host + "/") { return WebAddress("\(base.scheme)://\(written)") }
    return WebAddress(written, base: base)
  }

  /// Without white space at the ends, and without any run of it that breaks the line or is a tab.
  private static func withoutLineEnds(_ text: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(text.count)
    var at = 0
    while at < text.count {
      var end = at
      while end < text.count, text[end] <= 0x20 { end += 1 }
      let isInner = at > 0 && end < text.count
      if isInner, text[at..<end].allSatisfy({ $0 == 0x20 }) { out.append(contentsOf: text[at..<end]) }
      at = end
      while at < text.count, text[at] > 0x20 { at += 1 }
      out.append(contentsOf: text[end..<at])
    }
    return out
  }

  /// The text with references to ASCII characters replaced. Only what ends in a semicolon is one: `?a=1&lt=2` is a query.
  private static func unescaped(_ text: [UInt8]) -> [UInt8] {
    guard text.contains(UInt8(ascii: "&")) else { return text }
    return text.withUnsafeBufferPointer { bytes in
      var out: [UInt8] = []
      out.reserveCapacity(bytes.count)
      var at = 0
      while at < bytes.count {
        if bytes[at] == UInt8(ascii: "&"),
          let match = CharacterReferences.match(in: bytes, at: at, inAttribute: true), match.isTerminated,
          match.utf8.count == 1
        {
          out.append(match.utf8[0])
          at += match.length
        } else {
          out.append(bytes[at])
          at += 1
        }
      }
      return out
    }
  }
}
