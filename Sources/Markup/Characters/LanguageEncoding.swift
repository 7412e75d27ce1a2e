// The encoding that a document without a true label is likely to be in, by the language it says it is written in.

/// Guessing an encoding where UTF-8 is said or nothing, and the bytes are something else.
enum LanguageEncoding {
  /// The text by the legacy encoding of the document's language (after the HTML Standard's table of fallbacks, section
  /// 13.2.3.2), and that encoding's name. Nil where no language is named at the beginning, where windows-1252 is its
  /// encoding, and where the bytes mean nothing in it, C1 controls, or soup.
  static func decoded(_ bytes: [UInt8]) -> (utf8: [UInt8], encoding: String)? {
    guard let language = language(bytes) else { return nil }
    for encoding in encodings(language) {
      guard let (utf8, replaced) = LegacyDecoder.utf8(bytes[...], encoding: encoding), replaced == 0, !hasC1(utf8)
      else {
        continue
      }
      // All of Cyrillic's encodings give letters for each other's letters.
      if cyrillic.contains(encoding), !CyrillicWords(utf8).areLikely { continue }
      return (utf8, encoding)
    }
    return nil
  }

  private static let cyrillic: Set<String> = ["windows-1251", "koi8-r", "koi8-u"]

  private static func hasC1(_ utf8: [UInt8]) -> Bool {
    zip(utf8, utf8.dropFirst()).contains { $0 == 0xC2 && $1 < 0xA0 }
  }

  private static func encodings(_ language: String) -> [String] {
    switch language.prefix(2) {
    case "uk", "be": ["windows-1251", "koi8-u"]
    case "ru", "bg", "mk", "kk", "ky", "tg", "tt": ["windows-1251", "koi8-r"]
    case "ja": ["shift_jis", "euc-jp"]
    case "zh": language.contains("tw") || language.contains("hk") || language.contains("hant") ? ["big5"] : ["gb18030"]
    case "ko": ["euc-kr"]
    case "el": ["windows-1253"]
    case "he", "iw": ["windows-1255"]
    case "ar", "fa", "ur": ["windows-1256"]
    case "th": ["windows-874"]
    case "tr", "az", "ku": ["windows-1254"]
    case "lt", "lv", "et": ["windows-1257"]
    // Where the Standard has iso-8859-2, texts have the quotation marks of this one, too.
    case "cs", "sk", "hr", "bs", "pl", "hu", "sl", "ro": ["windows-1250"]
    default: []
    }
  }

  /// The value of the first `language` element or `xml:lang` attribute in the first 4 kB, in lower case.
  private static func language(_ bytes: [UInt8]) -> String? {
    let head = bytes.prefix(4096).map { $0 >= 65 && $0 <= 90 ? $0 | 32 : $0 }[...]
    for mark in ["<language>", "<dc:language>", "xml:lang="] {
      guard let place = head.firstRange(of: Array(mark.utf8)) else { continue }
      let value = head[place.upperBound...].drop { $0 <= 0x20 || $0 == 34 || $0 == 39 }
      let tag = value.prefix { 97...122 ~= $0 || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
      if tag.count >= 2 { return String(decoding: tag, as: UTF8.self) }
    }
    return nil
  }
}

/// The words of a text, to tell Cyrillic from what looks like it: read by another of its encodings, small letters become
/// capitals.
private struct CyrillicWords {
  private var small = 0
  private var capital = 0
  private var pure = 0
  private var mixed = 0

  /// Whether most words with Cyrillic letters have no others, and most letters of those are small.
  var areLikely: Bool { small > capital && pure > mixed }

  init(_ utf8: [UInt8]) {
    var word = (small: 0, capital: 0, latin: 0)
    for scalar in String(decoding: utf8, as: UTF8.self).unicodeScalars {
      switch scalar.value {
      case 0x430...0x45F, 0x491: word.small += 1
      case 0x400...0x42F, 0x490: word.capital += 1
      case 0x41...0x5A, 0x61...0x7A: word.latin += 1
      default:
        end(word)
        word = (0, 0, 0)
      }
    }
    end(word)
  }

  private mutating func end(_ word: (small: Int, capital: Int, latin: Int)) {
    guard word.small + word.capital > 0 else { return }
    guard word.latin == 0 else {
      mixed += 1
      return
    }
    pure += 1
    small += word.small
    capital += word.capital
  }
}
