// The encoding that a document without a true label is likely to be in, by the language it says it is written in.

/// Guessing an encoding where UTF-8 is said or nothing, and the bytes are something else.
enum LanguageEncoding {
  /// The text by the legacy encoding of the document's language (after the HTML Standard's table of fallbacks, section
  /// 13.2.3.2), and that encoding's name. Nil where no language is named at the beginning, where windows-1252 is its
  /// encoding, and where the bytes mean nothing in it.
  static func decoded(_ bytes: [UInt8]) -> (utf8: [UInt8], encoding: String)? {
    guard let language = language(bytes) else { return nil }
    for encoding in encodings(language) {
      if let (utf8, replaced) = LegacyDecoder.utf8(bytes[...], encoding: encoding), replaced == 0 {
        return (utf8, encoding)
      }
    }
    return nil
  }

  private static func encodings(_ language: String) -> [String] {
    switch language.prefix(2) {
    case "ru", "uk", "be", "bg", "mk", "sr", "kk", "ky", "tg", "tt": ["windows-1251"]
    case "ja": ["shift_jis", "euc-jp"]
    case "zh": language.contains("tw") || language.contains("hk") || language.contains("hant") ? ["big5"] : ["gb18030"]
    case "ko": ["euc-kr"]
    case "el": ["windows-1253"]
    case "he", "iw": ["windows-1255"]
    case "ar", "fa", "ur": ["windows-1256"]
    case "th": ["windows-874"]
    case "tr", "az", "ku": ["windows-1254"]
    case "lt", "lv", "et": ["windows-1257"]
    case "cs", "sk", "hr", "bs": ["windows-1250"]
    case "pl", "hu", "sl", "ro": ["iso-8859-2"]
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
