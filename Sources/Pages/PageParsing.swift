// From a page's bytes to its tree, or the reason why there is none.

internal import Markup
internal import News

enum PageParsing {
  static func tree(_ bytes: [UInt8], contentType: String?) throws(Refusal) -> HTMLTree {
    try HTMLTree(utf8(bytes, contentType: contentType))
  }

  /// The page in UTF-8.
  static func utf8(_ bytes: [UInt8], contentType: String?) throws(Refusal) -> [UInt8] {
    guard bytes.contains(where: { $0 > 32 }) else { throw Refusal(code: "empty", message: "the page is empty") }
    guard bytes.count <= HTMLTree.byteLimit else {
      throw Refusal(
        code: "too-large", message: "the page has \(bytes.count) bytes; the limit is \(HTMLTree.byteLimit)")
    }
    for (magic, name) in [
      ("%PDF", "PDF"), ("\u{1F}\u{8B}", "compressed data"), ("GIF8", "GIF"), ("PK\u{3}\u{4}", "ZIP"),
    ] {
      if bytes.starts(with: magic.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }) {
        throw Refusal(code: "not-html", message: "the page is not HTML but \(name)")
      }
    }
    let utf8 = CharacterDecoding.html(bytes, contentType: contentType).utf8
    guard !isBinary(utf8) else {
      throw Refusal(code: "not-html", message: "the page is not HTML but data that is no text")
    }
    var previous: UInt8 = 0
    for byte in utf8 {
      if previous == 60, (byte | 32) >= 97, (byte | 32) <= 122 { return utf8 }
      previous = byte
    }
    throw Refusal(code: "not-html", message: "the page has no HTML element; an article's page was expected")
  }

  /// Whether a text begins like anything but one: more than every sixteenth character is a control character that no text
  /// has (WHATWG MIME Sniffing, section 3, “binary data byte”).
  private static func isBinary(_ utf8: [UInt8]) -> Bool {
    var characters = 0
    var controls = 0
    for byte in utf8.prefix(4096) where byte & 0xC0 != 0x80 {
      characters += 1
      switch byte {
      case 0x00...0x08, 0x0B, 0x0E...0x1A, 0x1C...0x1F: controls += 1
      default: continue
      }
    }
    return controls >= 16 && controls * 16 > characters
  }
}
