// Bytes to characters: which encoding an input is in, and its text as UTF-8 with nothing cut.

/// An input as valid UTF-8, without byte order mark.
public struct DecodedBytes: Sendable {
  /// The text, always well-formed UTF-8.
  public var utf8: [UInt8]
  /// The name of the encoding read from, as the WHATWG Encoding Standard spells it; `utf-32le`, `utf-32be` and old code
  /// pages beside those.
  public var encoding: String
  /// What was mended on the way.
  public var repairs: [Repair]

  /// Text read from an encoding.
  public init(utf8: [UInt8], encoding: String, repairs: [Repair] = []) {
    self.utf8 = utf8
    self.encoding = encoding
    self.repairs = repairs
  }
}

/// Finding the encoding of an input and decoding it. Linear in the input; nothing is ever refused or cut.
public enum CharacterDecoding {
  /// Decodes an XML or JSON document: byte order mark, then the charset parameter of the Content-Type, then the XML
  /// declaration, then UTF-8 (RFC 7303 section 3, RFC 8259). Labels mean what WHATWG says they mean. A label that the bytes
  /// contradict (utf-16 over ASCII, UTF-8 over other bytes, others over UTF-8) is not believed. Bytes that are neither UTF-8
  /// nor under a label that says what else are read by the language the document names, else as windows-1252.
  public static func xml(_ bytes: [UInt8], contentType: String?) -> DecodedBytes {
    if let wide = WideDecoder.marked(bytes) ?? WideDecoder.unmarked(bytes) { return wide }
    let header = charset(ofContentType: contentType)
    if let mainframe = mainframe(bytes, header: header) { return mainframe }
    let isMarked = bytes.starts(with: mark)
    let survey = bytes.withUnsafeBufferPointer { UTF8Survey($0) }
    // A blanket utf-8, be it the server's or a mark, over a document that is not UTF-8 and says so itself.
    let isBlanket = survey.bad > survey.multibyte
    let declared = XMLDeclaration.encoding(in: bytes)
    guard !isMarked || isBlanket else { return decode(bytes, as: "utf-8", survey: survey, repairs: []) }
    var repairs: [Repair] = []
    var choice: String?
    for (label, place) in [(header, "Content-Type"), (declared, "XML declaration")] {
      guard let label else { continue }
      guard let name = EncodingLabel.name(label) else {
        let shown = String(decoding: label.prefix(40), as: UTF8.self)
        repairs.append(Repair(code: "unknown-encoding", detail: "The \(place) names an unknown encoding: \(shown)."))
        continue
      }
      if name.hasPrefix("utf-16") || name.hasPrefix("utf-32") || EncodingAliases.isEBCDIC(name) {
        repairs.append(
          Repair(code: "wrong-encoding", detail: "The \(place) says \(name), but the bytes are not in it."))
        continue
      }
      if name == "utf-8", isBlanket, place == "Content-Type", declared != nil { continue }
      choice = name
      break
    }
    if choice ?? "utf-8" == "utf-8", isBlanket, let (utf8, encoding) = LanguageEncoding.decoded(bytes) {
      let detail = "The bytes are not UTF-8; they were read as \(encoding), by the document's language."
      return DecodedBytes(
        utf8: utf8, encoding: encoding, repairs: repairs + [Repair(code: "wrong-encoding", detail: detail)])
    }
    return decode(bytes, as: choice ?? "utf-8", survey: survey, repairs: repairs)
  }

  /// Decodes an HTML page: byte order mark, then the charset parameter of the Content-Type, then UTF-8 if the bytes are
  /// valid as such, then a `meta` element in the first 64 kB, then an XML declaration, then windows-1252.
  public static func html(_ bytes: [UInt8], contentType: String?) -> DecodedBytes {
    if let wide = WideDecoder.marked(bytes) ?? WideDecoder.unmarked(bytes) { return wide }
    let survey = bytes.withUnsafeBufferPointer { UTF8Survey($0) }
    func usable(_ label: ArraySlice<UInt8>?) -> String? {
      guard let label, let name = EncodingLabel.name(label), !name.hasPrefix("utf-16"), !name.hasPrefix("utf-32"),
        !EncodingAliases.isEBCDIC(name)
      else { return nil }
      return name
    }
    if bytes.starts(with: mark) { return decode(bytes, as: "utf-8", survey: survey, repairs: []) }
    if let name = usable(charset(ofContentType: contentType)), name != "utf-8" || survey.bad <= survey.multibyte {
      return decode(bytes, as: name, survey: survey, repairs: [])
    }
    if survey.bad == 0 { return decode(bytes, as: "utf-8", survey: survey, repairs: []) }
    if let name = usable(MetaCharset.label(in: bytes) ?? XMLDeclaration.encoding(in: bytes)) {
      // The HTML Standard has it so, for pages that were written for one browser.
      return decode(bytes, as: name == "x-user-defined" ? "windows-1252" : name, survey: survey, repairs: [])
    }
    return decode(bytes, as: survey.multibyte > survey.bad ? "utf-8" : "windows-1252", survey: survey, repairs: [])
  }

  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// The value of the charset parameter of a Content-Type, without quotes; nil where there is none.
  static func charset(ofContentType contentType: String?) -> ArraySlice<UInt8>? {
    guard let contentType else { return nil }
    let bytes = Array(contentType.utf8.prefix(1024))
    let lower = bytes.map { $0 >= 65 && $0 <= 90 ? $0 | 32 : $0 }
    let name = Array("charset".utf8)
    for start in lower.indices where lower[start...].starts(with: name) {
      var at = start + name.count
      while at < bytes.count, bytes[at] <= 32 { at += 1 }
      guard at < bytes.count, bytes[at] == UInt8(ascii: "=") else { continue }
      at += 1
      while at < bytes.count, bytes[at] <= 32 || bytes[at] == 34 || bytes[at] == 39 { at += 1 }
      let end = bytes[at...].firstIndex { $0 <= 32 || $0 == 34 || $0 == 39 || $0 == 59 || $0 == 44 } ?? bytes.count
      return at < end ? bytes[at..<end] : nil
    }
    return nil
  }

  private static func decode(_ bytes: [UInt8], as label: String, survey: UTF8Survey, repairs: [Repair]) -> DecodedBytes
  {
    var repairs = repairs
    var name = label
    // Text in windows-1252 is UTF-8 by accident practically never, other text not for long.
    if name != "utf-8", survey.multibyte > survey.bad, survey.continuations >= (name == "windows-1252" ? 1 : 4) {
      repairs.append(Repair(code: "wrong-encoding", detail: "The label says \(name), but the bytes are UTF-8."))
      name = "utf-8"
    }
    if name == "utf-8" {
      return DecodedBytes(utf8: unicode(bytes, survey, &repairs), encoding: name, repairs: repairs)
    }
    if let superset = Windows1252.superset(of: name), bytes.contains(where: { $0 >= 0x80 && $0 < 0xA0 }) {
      repairs.append(Repair(code: "wrong-encoding", detail: "The label says \(name), but the bytes are \(superset)."))
      name = superset
    }
    guard name != "windows-1252", let (utf8, replaced) = LegacyDecoder.utf8(bytes[...], encoding: name) else {
      if name != "windows-1252" {
        repairs.append(
          Repair(code: "encoding-unavailable", detail: "This system cannot decode \(name); read as windows-1252."))
      }
      return DecodedBytes(
        utf8: LegacyDecoder.bySingleBytes(bytes[...], table: Windows1252.table), encoding: "windows-1252",
        repairs: repairs)
    }
    if replaced > 0 {
      repairs.append(Repair(code: "undecodable", detail: "Bytes that mean nothing in \(name).", count: replaced))
    }
    return DecodedBytes(utf8: withoutMarks(utf8), encoding: name, repairs: repairs)
  }

  private static func unicode(_ bytes: [UInt8], _ survey: UTF8Survey, _ repairs: inout [Repair]) -> [UInt8] {
    let bytes = withoutMarks(bytes)
    if survey.multibyte > 0, survey.bad == 0, let text = bytes.withUnsafeBufferPointer(DoubleEncoding.undone) {
      repairs.append(Repair(code: "double-encoding", detail: "The text was encoded as UTF-8 twice."))
      return withoutMarks(text)
    }
    guard !survey.isClean else { return bytes }
    if survey.bad > 0 {
      repairs.append(
        Repair(
          code: "invalid-utf-8", detail: "Bytes that are not UTF-8 were read as windows-1252.", count: survey.bad))
    }
    if survey.surrogatePairs > 0 {
      repairs.append(
        Repair(
          code: "surrogates", detail: "Characters were written as two surrogates each.", count: survey.surrogatePairs))
    }
    if survey.controls > 0 {
      repairs.append(
        Repair(
          code: "control-characters", detail: "Control characters 80 to 9F were read as windows-1252.",
          count: survey.controls))
    }
    return bytes.withUnsafeBufferPointer { UTF8Repair.mended($0, survey: survey) }
  }

  /// Without the byte order marks at the start, of which some files have two.
  private static func withoutMarks(_ utf8: [UInt8]) -> [UInt8] {
    guard utf8.starts(with: mark) else { return utf8 }
    var rest = utf8[...]
    while rest.starts(with: mark) { rest = rest.dropFirst(3) }
    return Array(rest)
  }

  /// A document in one of IBM's encodings, which begins with `<?xml` in its own letters (XML 1.0 appendix F) or with `<`
  /// under such a label.
  private static func mainframe(_ bytes: [UInt8], header: ArraySlice<UInt8>?) -> DecodedBytes? {
    let spoken = header.flatMap { EncodingLabel.name($0) }.flatMap { EncodingAliases.isEBCDIC($0) ? $0 : nil }
    guard bytes.starts(with: [0x4C, 0x6F, 0xA7, 0x94]) || spoken != nil && bytes.first == 0x4C else { return nil }
    let head = LegacyDecoder.utf8(bytes.prefix(1024), encoding: "ebcdic-037")?.utf8 ?? []
    let declared = XMLDeclaration.encoding(in: head).flatMap { EncodingLabel.name($0) }
    let name = spoken ?? declared.flatMap { EncodingAliases.isEBCDIC($0) ? $0 : nil } ?? "ebcdic-037"
    guard let (utf8, replaced) = LegacyDecoder.utf8(bytes[...], encoding: name) else { return nil }
    let damage = Repair(code: "undecodable", detail: "Bytes that mean nothing in \(name).", count: replaced)
    return DecodedBytes(utf8: utf8, encoding: name, repairs: replaced > 0 ? [damage] : [])
  }
}
