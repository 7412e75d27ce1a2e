// What becomes of bytes: which encoding is believed, what each byte means in it, and how damage is mended.

import Markup
import Testing

@Suite("Rules of encodings")
struct EncodingRulesTests {
  /// A document's text and encoding and what was mended, with the text after the root's start tag.
  private func read(_ bytes: [UInt8], _ contentType: String? = nil) -> (
    text: String, encoding: String, mended: [String]
  ) {
    let decoded = CharacterDecoding.xml(bytes, contentType: contentType)
    let text = String(decoding: decoded.utf8, as: UTF8.self)
    return (String(text.split(separator: "<a>").last ?? ""), decoded.encoding, decoded.repairs.map(\.code))
  }

  private func declared(_ label: String, _ body: [UInt8]) -> [UInt8] {
    Array("<?xml version=\"1.0\" encoding=\"\(label)\"?><a>".utf8) + body
  }

  /// Made with Python's codecs, which agree with the Encoding Standard for these characters.
  static let samples: [(label: String, bytes: [UInt8], text: String)] = [
    ("iso-8859-2", [0xA3, 0xF3, 0x64, 0xBC], "Łódź"), ("iso-8859-3", [0xA6, 0xB6, 0xFE], "Ĥĥŝ"),
    ("iso-8859-4", [0xA1, 0xB9, 0xF0], "Ąšđ"), ("iso-8859-5", [0xBC, 0xD8, 0xE0], "Мир"),
    ("iso-8859-6", [0xC7, 0xE4], "ال"), ("iso-8859-7", [0xC1, 0xE8, 0xDE], "Αθή"),
    ("iso-8859-8", [0xF9, 0xEC, 0xE5, 0xED], "שלום"), ("iso-8859-9", [0xDD, 0xFE, 0xF0], "İşğ"),
    ("iso-8859-10", [0xBD, 0xE0], "―ā"), ("iso-8859-13", [0xC0, 0xFE], "Ąž"), ("iso-8859-14", [0xA8, 0xDE], "ẀŶ"),
    ("iso-8859-15", [0xA4, 0xBD, 0xE9], "€œé"), ("iso-8859-16", [0xAA, 0xDE], "ȘȚ"),
    ("koi8-r", [0xED, 0xC9, 0xD2], "Мир"),
    ("koi8-u", [0xB4, 0xA6, 0xA7, 0xAE], "Єіїў"), ("windows-1250", [0x8A, 0x9E, 0xE8], "Šžč"),
    ("windows-1251", [0xCC, 0xE8, 0xF0, 0x96], "Мир–"), ("windows-1252", [0x93, 0xE9, 0x94, 0x80], "“é”€"),
    ("windows-1253", [0xA2, 0xE8], "Άθ"), ("windows-1254", [0xDD, 0x9A], "İš"), ("windows-1255", [0xF9, 0xCA], "שֺ"),
    ("windows-1256", [0xE3, 0xD1, 0x81], "مرپ"), ("windows-1257", [0xE0, 0xFE], "ąž"),
    ("windows-1258", [0xF5, 0xFE], "ơ₫"),
    ("windows-874", [0xA1, 0xD2, 0x85], "กา…"), ("tis-620", [0xA1], "ก"), ("ibm866", [0x8C, 0xA8, 0xE0], "Мир"),
    ("macintosh", [0x8E, 0xC6, 0xDB], "é∆€"), ("x-mac-cyrillic", [0x8C, 0xFF], "М€"),
    ("x-user-defined", [0x80], "\u{F780}"),
    ("gb2312", [0xD6, 0xD0, 0x80, 0xA2, 0xE3], "中€€"), ("gbk", [0xC5, 0xF3, 0x81, 0x40], "朋丂"),
    ("gb18030", [0x81, 0x39, 0xA7, 0x39], "・"), ("big5", [0xA4, 0xA4, 0xA4, 0xE5], "中文"),
    ("shift_jis", [0x93, 0xFA, 0xB1, 0x87, 0x40, 0x5C], "日ｱ①\\"),
    ("euc-jp", [0xC6, 0xFC, 0x8E, 0xB1, 0xAD, 0xA1], "日ｱ①"),
    ("euc-kr", [0xC7, 0xD1, 0xB1, 0xDB, 0x8C, 0x63], "한글똠"), ("johab", [0xD0, 0x65, 0x8B, 0x69], "한글"),
    ("iso-2022-jp", [0x1B, 0x24, 0x42, 0x46, 0x7C, 0x2D, 0x21, 0x1B, 0x28, 0x42, 0x21], "日①!"),
    ("iso-2022-jp", [0x1B, 0x28, 0x49, 0x31, 0x1B, 0x28, 0x4A, 0x41, 0x5C, 0x1B, 0x28, 0x42, 0x5C], "ｱA￥\\"),
    ("big5", [0xA1, 0x5A, 0xA1, 0xC3, 0xA1, 0xC5], "╴￣ˍ"),
    ("hz-gb-2312", Array("a~{VPND~}b~~".utf8), "a中文b~"), ("utf-7", Array("A+ImIDkQ-.".utf8), "A≢Α."),
    ("iso-2022-kr", [0x1B, 0x24, 0x29, 0x43, 0x0E, 0x47, 0x51, 0x0F], "한"),
    ("cp437", [0x82, 0xE1], "éß"), ("cp850", [0x82, 0xE1], "éß"), ("cp852", [0x9F], "č"), ("x-mac-ce", [0x8B], "č"),
  ]

  @Test("Each encoding is read by its web meaning, from declaration and header alike", arguments: samples.indices)
  func sample(index: Int) {
    let (label, bytes, text) = Self.samples[index]
    #expect(read(declared(label, bytes)).text == text, "\(label)")
    #expect(read(Array("<a>".utf8) + bytes, "text/xml; charset=\(label)").text == text, "\(label)")
    #expect(read(declared(label, bytes)).mended == [])
  }

  @Test(
    "The charset parameter is found however it is written",
    arguments: [
      "text/xml; charset=koi8-r", "text/xml;charset=\"KOI8-R\"", "application/rss+xml; charset='koi8-r'; x=y",
      "text/xml; version=1; Charset = koi8-r", "charset=koi8-r", "text/xml; charset=koi8-r, text/xml",
      "text/xml\tcharset=koi8-r;",
    ])
  func parameter(contentType: String) {
    #expect(read(Array("<a>".utf8) + [0xCD], contentType).text == "м")
  }

  @Test(
    "The declaration is found however it is written",
    arguments: [
      "<?xml version='1.0' encoding='koi8-r'?>", "<?xml version=1.0 encoding=koi8-r ?>",
      "<?xml encoding = \"koi8-r\"?>",
      "<?xml version=\"1.0\"\n  encoding=\" koi8-r \" standalone=\"yes\"?>",
      "\n\n<?xml version='1.0' encoding='KOI8_R'?>",
      "Warning: <br>\n<?xml version='1.0' encoding='koi8-r'?>",
    ])
  func declaration(text: String) {
    #expect(read(Array((text + "<a>").utf8) + [0xCD]).text == "м")
  }

  @Test(
    "An empty or unknown label leaves the next to be asked",
    arguments: [
      ("text/xml; charset=", "koi8-r", "м"), ("text/xml; charset=klingon", "koi8-r", "м"), ("text/xml", "", "Í"),
      ("text/xml; charset=utf-16", "koi8-r", "м"), ("text/xml; charset=utf-8", "koi8-r", "м"),
      ("text/xml", "utf-32", "Í"),
      ("text/xml; charset=ibm500", "koi8-r", "м"),
    ])
  func next(contentType: String, label: String, text: String) {
    #expect(read(declared(label, [0xCD, 0x7A]), contentType).text == text + "z")
  }

  @Test func `A mark is believed before the labels, unless the bytes deny it and the document agrees`() {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    #expect(read(mark + declared("koi8-r", Array("мир".utf8)), "text/xml; charset=big5").text == "мир")
    #expect(read(mark + declared("koi8-r", [0xCD, 0xC9, 0xD2])).text == "мир")
    #expect(CharacterDecoding.xml(mark + mark + Array("<a>".utf8), contentType: nil).utf8 == Array("<a>".utf8))
    // A mark in the encoding of the document.
    #expect(read([0x84, 0x31, 0x95, 0x33] + declared("gb18030", [0xD6, 0xD0])).text == "中")
    #expect(
      CharacterDecoding.xml([0x84, 0x31, 0x95, 0x33] + declared("gb18030", []), contentType: nil).utf8.first == 0x3C)
  }

  @Test(
    "UTF-16 and UTF-32 are known by their zero bytes, whatever is said",
    arguments: [nil, "text/xml", "text/xml; charset=utf-8", "text/xml; charset=utf-16"], [true, false])
  func wide(contentType: String?, isMarked: Bool) {
    let text = "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><a>é😀"
    let mark = isMarked ? "\u{FEFF}" : ""
    let units = Array((mark + text).utf16)
    let little = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let big = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    let scalars = (mark + text).unicodeScalars.map(\.value)
    let wideBig = scalars.flatMap {
      [UInt8($0 >> 24), UInt8($0 >> 16 & 0xFF), UInt8($0 >> 8 & 0xFF), UInt8($0 & 0xFF)]
    }
    let wideLittle = scalars.flatMap {
      [UInt8($0 & 0xFF), UInt8($0 >> 8 & 0xFF), UInt8($0 >> 16 & 0xFF), UInt8($0 >> 24)]
    }
    for (bytes, name) in [(little, "utf-16le"), (big, "utf-16be"), (wideLittle, "utf-32le"), (wideBig, "utf-32be")] {
      #expect(read(bytes, contentType).text == "é😀", "\(name)")
      #expect(read(bytes, contentType).encoding == name)
      #expect(read(bytes, contentType).mended == [])
      #expect(CharacterDecoding.xml(bytes, contentType: contentType).utf8.first == 0x3C)
    }
  }

  @Test func `Damage in UTF-16 costs its unit alone`() {
    let units: [UInt16] = [0xFEFF, 0x3C, 0x61, 0x3E, 0xD83D, 0x41, 0xDE00, 0x42]
    let read = read(units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } + [0x43])
    #expect(read.text == "\u{FFFD}A\u{FFFD}B")
    #expect(read.mended == ["undecodable"])
  }

  @Test(
    "UTF-8 under another label is UTF-8",
    arguments: [
      "iso-8859-1", "us-ascii", "windows-1251", "koi8-r", "gb2312", "big5", "shift_jis", "euc-jp", "euc-kr", "utf-16",
      "iso-2022-jp", "windows-874", "macintosh", "utf-7", "hz-gb-2312", "x-user-defined", "utf-32", "ibm037",
    ])
  func mislabelled(label: String) {
    for text in ["naïve – “café”", "Новости дня", "新しい記事", "새로운 소식", "ข่าววันนี้"] {
      #expect(read(declared(label, Array(text.utf8))).text == text)
      #expect(read(declared(label, Array(text.utf8))).mended == ["wrong-encoding"])
      #expect(read(Array("<a>\(text)".utf8), "text/xml; charset=\(label)").text == text)
    }
    // One bad byte does not change whose text it is.
    #expect(
      read(declared(label, Array("Grüße aus Köln – ".utf8) + [0x92] + Array("ä".utf8))).text == "Grüße aus Köln – ’ä")
  }

  @Test(
    "A code page under the ISO label of its region is the code page",
    arguments: [
      ("iso-8859-2", [0x8A, 0xE8, 0x9D], "Ščť"), ("iso-8859-7", [0xA2, 0x93, 0x94], "Ά“”"),
      ("iso-8859-15", [0x80, 0xA4], "€¤"), ("iso-8859-6", [0x81, 0xC7], "پا"), ("iso-8859-13", [0x84, 0xE0], "„ą"),
      ("iso-8859-2", [0xB9, 0xE8], "šč"), ("iso-8859-9", [0x93, 0xFD], "“ı"),
    ] as [(String, [UInt8], String)])
  func superset(label: String, bytes: [UInt8], text: String) {
    #expect(read(declared(label, bytes)).text == text)
  }

  @Test(
    "Broken UTF-8 is mended place by place, and nothing else changes",
    arguments: [
      // Bytes of windows-1252 in a good file.
      ([0xC3, 0xA9, 0x92, 0xC3, 0xBC], "é’ü"), ([0xC3, 0xA9, 0xE9, 0x20, 0xC3, 0xBC], "éé ü"),
      ([0xC3, 0xA9, 0x93, 0x78, 0x94, 0xC3, 0xBC, 0xC3, 0xBC], "é“x”üü"),
      // What is left of one character.
      ([0xC3, 0xA9, 0xE2, 0x80, 0x3C, 0xC3, 0xBC], "é\u{FFFD}<ü"),
      ([0xC3, 0xA9, 0xF0, 0x9F, 0x98, 0x3C, 0xC3, 0xBC], "é\u{FFFD}<ü"),
      // Overlong forms never become what they spell.
      ([0xC3, 0xA9, 0xC0, 0xBC, 0xC3, 0xBC], "é\u{FFFD}ü"), ([0xC3, 0xA9, 0xE0, 0x80, 0xBC, 0xC3, 0xBC], "é\u{FFFD}ü"),
      ([0xC3, 0xA9, 0xF0, 0x80, 0x80, 0xBC, 0xC3, 0xBC], "é\u{FFFD}ü"),
      // Surrogates: two make a character, one makes none.
      ([0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80], "😀"), ([0xC3, 0xA9, 0xED, 0xA0, 0xBD, 0x78, 0xC3, 0xBC], "é\u{FFFD}xü"),
      // Beyond Unicode.
      ([0xC3, 0xA9, 0xF4, 0x90, 0x80, 0x80, 0xC3, 0xBC], "é\u{FFFD}ü"), ([0xC3, 0xA9, 0xFF, 0xC3, 0xBC], "éÿü"),
      // A whole file in windows-1252.
      ([0xE9, 0x20, 0xFC, 0x20, 0x96, 0x20, 0xC3, 0xA9], "é ü – é"), ([0x93, 0xC9, 0x74, 0xE9, 0x94], "“Été”"),
      // Control characters 80 to 9F.
      ([0x49, 0x74, 0xC2, 0x92, 0x73], "It’s"), ([0xC2, 0x85, 0xC3, 0xA9], "…é"), ([0xC2, 0x81], "\u{81}"),
    ] as [([UInt8], String)])
  func broken(bytes: [UInt8], text: String) {
    #expect(read(Array("<a>".utf8) + bytes + Array("z".utf8)).text == text + "z")
  }

  @Test func `What was mended is said`() {
    func mended(_ bytes: [UInt8]) -> [Repair] {
      CharacterDecoding.xml(Array("<a>é".utf8) + bytes + Array("z".utf8), contentType: nil).repairs
    }
    #expect(mended([0x92]).map(\.code) == ["invalid-utf-8"])
    #expect(mended([0x92, 0x20, 0x93]).first?.count == 2)
    #expect(mended([0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80]).map(\.code) == ["surrogates"])
    #expect(mended([0xC2, 0x92]).map(\.code) == ["control-characters"])
    #expect(mended([]) == [])
  }

  /// A text in UTF-8 that was taken for windows-1252, or for latin-1 where it has no character.
  private func twice(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.utf8.map { byte in
          let table: [(UInt8, Unicode.Scalar)] = [
            (0x80, "€"), (0x82, "‚"), (0x84, "„"), (0x85, "…"), (0x86, "†"), (0x87, "‡"), (0x89, "‰"), (0x8B, "‹"),
            (0x91, "‘"), (0x92, "’"), (0x93, "“"), (0x94, "”"), (0x95, "•"), (0x96, "–"), (0x97, "—"), (0x98, "˜"),
            (0x99, "™"), (0x9C, "œ"), (0x9F, "Ÿ"),
          ]
          return table.first { $0.0 == byte }?.1 ?? Unicode.Scalar(byte)
        }))
  }

  @Test(
    "Text that was plainly encoded twice is decoded twice",
    arguments: [
      "café …", "…", "it’s", "😀", "\u{FEFF}a", "Größe, Maße, Straße, für", "déjà vu à Orléans", "Đặng Hữu Việt",
      "Мир — всему голова", "слово и дело, мир и труд", "λόγος και έργο, τέχνη", "日本語の文、東京、大阪", "سلام علیکم خبرها",
      "Zażółć gęślą jaźń",
    ])
  func twiceEncoded(text: String) {
    for source in ["<a>\(twice(text))", "<rss><title>News</title><a>\(twice(text))</rss>"] {
      let tail = source.hasSuffix("</rss>") ? "</rss>" : ""
      #expect(read(Array(source.utf8)).text == text + tail)
      #expect(read(Array(source.utf8)).mended == ["double-encoding"])
      #expect(read([0xEF, 0xBB, 0xBF] + Array(source.utf8)).text == text + tail)
    }
  }

  @Test(
    "Capitals and signs that could be an encoding in another are left",
    arguments: [
      "BEYONCÉ’S NEW ALBUM", "NESCAFÉ® recall", "CAFÉ\u{A0}: open", "So viel Spaß…", "DVOØŽK", "IRMÃ” e mais",
      // Three places, but all the same, or of a script without its words.
      "NESCAFÉ® NESCAFÉ® NESCAFÉ®", "IRMÃ” IRMÃ” IRMÃ”", "DVOØŽK, Ø™ und Ù„", "ÐŽ Ñ€ Ð•",
      // Of an article about it, something is written as it should be.
      "How Ã© comes about: é is read as Ã and ©", "â€¦ und ü", "caf\u{C3}\u{A9} é", "Ã", "naïve “quote”",
      "Ã© for an accent",
    ])
  func once(text: String) {
    let feed =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?><rss version=\"2.0\"><channel><title>News</title><item><a>"
    #expect(read(Array((feed + text).utf8)).text == text)
    #expect(read(Array((feed + text).utf8)).mended == [])
  }

  @Test(
    "Where nothing true is said, the language tells",
    arguments: [
      ("ru", [0xCC, 0xE8, 0xF0], "Мир"), ("uk-UA", [0xBF, 0xE6], "їж"), ("ja", [0x93, 0xFA, 0x96, 0x7B], "日本"),
      ("ja-JP", [0xC6, 0xFC, 0xCB, 0xDC], "日本"), ("zh-CN", [0xD6, 0xD0, 0xCE, 0xC4], "中文"),
      ("zh-TW", [0xA4, 0xA4, 0xA4, 0xE5], "中文"), ("ko", [0xC7, 0xD1, 0xB1, 0xDB], "한글"), ("el", [0xC1, 0xE8], "Αθ"),
      ("he", [0xF9, 0xEC], "של"), ("cs", [0x8A, 0xE8], "Šč"), ("pl", [0xB3, 0xF3], "łó"), ("tr", [0xDD, 0xFE], "İş"),
      // Not by the ISO encodings, which have control characters there.
      ("pl", [0x9C, 0x84], "ś„"), ("hu", [0x94, 0xF5], "”ő"), ("sl", [0x9A, 0x9E], "šž"), ("ro", [0xFE, 0x85], "ţ…"),
      ("hr", [0x9E, 0xF0], "žđ"), ("pl", [0x81, 0xB3], "\u{81}³"), ("sr", [0xE8, 0x9E], "èž"),
      // Small letters in windows-1251 are capitals in koi8-r; what is neither is left.
      ("ru", [0xED, 0xC9, 0xD2, 0x20, 0xC9], "Мир и"), ("bg", [0xD3, 0xCC, 0xCF, 0xD7, 0xCF], "слово"),
      ("uk", [0xA7, 0xD6, 0xC1, 0xCB], "їжак"), ("mk", [0xBC, 0xE0, 0xBE], "јаѕ"),
      ("ru", [0x63, 0x61, 0x66, 0xE9], "café"), ("ru", [0xA9, 0x20, 0xB7], "© ·"),
      ("de", [0xFC, 0x96], "ü–"), ("fr", [0xE9], "é"), ("", [0xE9], "é"), ("ja", [0xE9, 0x20], "é "),
    ] as [(String, [UInt8], String)])
  func language(tag: String, bytes: [UInt8], text: String) {
    for start in ["<rss xml:lang='\(tag)'><language>\(tag)</language><a>", "<feed xml:lang=\"\(tag)\"><a>"] {
      for encoding in ["", "<?xml version='1.0' encoding='utf-8'?>"] {
        let document = Array((encoding + start).utf8) + bytes + Array("<b>".utf8)
        #expect(read(document, "text/xml; charset=utf-8").text == text + "<b>")
        #expect(read(document).mended.count == 1)
        // A label that says something else is believed.
        #expect(read(document, "text/xml; charset=koi8-r").encoding == "koi8-r")
      }
      let good = Array((start + "Мир é ").utf8) + [0x92]
      #expect(read(good + Array("z".utf8)).text == "Мир é ’z")
    }
  }

  @Test func `IBM's encodings are known by their first letters`() {
    let bytes: [UInt8] = [
      0x4C, 0x6F, 0xA7, 0x94, 0x93, 0x40, 0x85, 0x95, 0x83, 0x96, 0x84, 0x89, 0x95, 0x87, 0x7E, 0x7F, 0x89, 0x82, 0x94,
      0xF5, 0xF0, 0xF0, 0x7F, 0x6F, 0x6E, 0x15, 0x4C, 0x81, 0x6E, 0x51,
    ]
    #expect(
      String(decoding: CharacterDecoding.xml(bytes, contentType: nil).utf8, as: UTF8.self)
        == "<?xml encoding=\"ibm500\"?>\n<a>é")
    #expect(read([0x4C, 0x81, 0x6E, 0x51], "text/xml; charset=cp037").text == "é")
  }

  @Test func `Bytes of no meaning never swallow markup`() {
    for label in ["gb2312", "big5", "shift_jis", "euc-jp", "euc-kr", "euc-tw", "iso-2022-jp"] {
      for byte in UInt8(0x80)...0xFF {
        let text = read(declared(label, [0x41, byte, 0x3C, 0x2F, 0x61, 0x3E])).text
        #expect(text.hasSuffix("</a>"), "\(label) \(byte)")
      }
    }
  }
}
