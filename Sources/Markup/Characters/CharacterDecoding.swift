// Bytes to characters: which encoding an input is in, and its text as UTF-8 with nothing cut.

/// An input as valid UTF-8, without byte order mark.
public struct DecodedBytes: Sendable {
  /// The text, always well-formed UTF-8.
  public var utf8: [UInt8]
  /// The name of the encoding read from, as the WHATWG Encoding Standard spells it; `utf-32le` and `utf-32be` beside those.
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
  /// contradict (utf-16 over ASCII, UTF-8 over other bytes) is not believed.
  public static func xml(_ bytes: [UInt8], contentType: String?) -> DecodedBytes {
    if let wide = marked(bytes) ?? unmarkedWide(bytes) { return wide }
    var repairs: [Repair] = []
    let header = charset(ofContentType: contentType)
    let declared = XMLDeclaration.encoding(in: bytes)
    let survey = bytes.withUnsafeBufferPointer { UTF8Survey($0) }
    var choice: String?
    for (label, place) in [(header, "Content-Type"), (declared, "XML declaration")] {
      guard let label else { continue }
      guard let name = EncodingLabel.name(label) else {
        let shown = String(decoding: label.prefix(40), as: UTF8.self)
        repairs.append(Repair(code: "unknown-encoding", detail: "The \(place) names an unknown encoding: \(shown)."))
        continue
      }
      if name.hasPrefix("utf-16") {
        repairs.append(
          Repair(code: "wrong-encoding", detail: "The \(place) says \(name), but the bytes are not UTF-16."))
        continue
      }
      // A server's blanket charset=utf-8 over a document that is not UTF-8 and says so itself.
      if name == "utf-8", survey.bad > survey.multibyte, place == "Content-Type", declared != nil { continue }
      choice = name
      break
    }
    return decode(bytes, as: choice ?? "utf-8", survey: survey, repairs: repairs)
  }

  /// Decodes an HTML page: byte order mark, then the charset parameter of the Content-Type, then UTF-8 if the bytes are
  /// valid as such, then a `meta` element in the first 64 kB, then windows-1252.
  public static func html(_ bytes: [UInt8], contentType: String?) -> DecodedBytes {
    if let wide = marked(bytes) ?? unmarkedWide(bytes) { return wide }
    let survey = bytes.withUnsafeBufferPointer { UTF8Survey($0) }
    if let label = charset(ofContentType: contentType), let name = EncodingLabel.name(label), !name.hasPrefix("utf-16"),
      name != "utf-8" || survey.bad <= survey.multibyte
    {
      return decode(bytes, as: name, survey: survey, repairs: [])
    }
    if survey.bad == 0 { return DecodedBytes(utf8: bytes, encoding: "utf-8") }
    if let label = MetaCharset.label(in: bytes), let name = EncodingLabel.name(label), !name.hasPrefix("utf-16") {
      return decode(bytes, as: name, survey: survey, repairs: [])
    }
    let name = survey.multibyte > survey.bad ? "utf-8" : "windows-1252"
    return decode(bytes, as: name, survey: survey, repairs: [])
  }

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

  private static func decode(_ bytes: [UInt8], as name: String, survey: UTF8Survey, repairs: [Repair]) -> DecodedBytes {
    var repairs = repairs
    if survey.bad == 0, survey.multibyte > 0, name == "windows-1252" {
      // Text in windows-1252 is valid UTF-8 by accident practically never.
      repairs.append(Repair(code: "wrong-encoding", detail: "The label says windows-1252, but the bytes are UTF-8."))
      return DecodedBytes(utf8: bytes, encoding: "utf-8", repairs: repairs)
    }
    if name == "utf-8" {
      guard survey.bad > 0 else { return DecodedBytes(utf8: bytes, encoding: name, repairs: repairs) }
      repairs.append(
        Repair(
          code: "invalid-utf-8", detail: "Bytes that are not UTF-8 were read as windows-1252.", count: survey.bad))
      let utf8 = bytes.withUnsafeBufferPointer { UTF8Repair.mended($0, cutShort: survey.cutShort) }
      return DecodedBytes(utf8: utf8, encoding: name, repairs: repairs)
    }
    if name == "windows-1252" {
      return DecodedBytes(
        utf8: LegacyDecoder.bySingleBytes(bytes[...], table: Windows1252.table), encoding: name, repairs: repairs)
    }
    guard let (utf8, replaced) = LegacyDecoder.utf8(bytes[...], encoding: name) else {
      repairs.append(
        Repair(code: "encoding-unavailable", detail: "This system cannot decode \(name); read as windows-1252."))
      return DecodedBytes(
        utf8: LegacyDecoder.bySingleBytes(bytes[...], table: Windows1252.table), encoding: "windows-1252",
        repairs: repairs)
    }
    if replaced > 0 {
      repairs.append(Repair(code: "undecodable", detail: "Bytes that mean nothing in \(name).", count: replaced))
    }
    return DecodedBytes(utf8: utf8, encoding: name, repairs: repairs)
  }

  /// What a byte order mark at the start says.
  private static func marked(_ bytes: [UInt8]) -> DecodedBytes? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      let survey = bytes.withUnsafeBufferPointer { UTF8Survey($0) }
      var body = decode(Array(bytes.dropFirst(3)), as: "utf-8", survey: survey, repairs: [])
      // Some files carry the mark twice.
      if body.utf8.starts(with: [0xEF, 0xBB, 0xBF]) { body.utf8.removeFirst(3) }
      return body
    }
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) { return wide(bytes.dropFirst(4), "utf-32le") }
    if bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return wide(bytes.dropFirst(4), "utf-32be") }
    if bytes.starts(with: [0xFF, 0xFE]) { return wide(bytes.dropFirst(2), "utf-16le") }
    if bytes.starts(with: [0xFE, 0xFF]) { return wide(bytes.dropFirst(2), "utf-16be") }
    return nil
  }

  /// UTF-16 and UTF-32 known by the zero bytes around the first `<` or `{` (XML 1.0 appendix F).
  private static func unmarkedWide(_ bytes: [UInt8]) -> DecodedBytes? {
    guard bytes.count >= 4 else { return nil }
    func starts(_ byte: UInt8) -> Bool { byte == 0x3C || byte == 0x7B || byte == 0x20 || byte == 0x0A || byte == 0x0D }
    switch (bytes[0], bytes[1], bytes[2], bytes[3]) {
    case (let first, 0, 0, 0) where starts(first): return wide(bytes[...], "utf-32le")
    case (0, 0, 0, let first) where starts(first): return wide(bytes[...], "utf-32be")
    case (let first, 0, let second, 0) where starts(first) && second != 0: return wide(bytes[...], "utf-16le")
    case (0, let first, 0, let second) where starts(first) && second != 0: return wide(bytes[...], "utf-16be")
    default: return nil
    }
  }

  private static func wide(_ bytes: ArraySlice<UInt8>, _ name: String) -> DecodedBytes {
    let (utf8, replaced) =
      name.hasPrefix("utf-16")
      ? WideDecoder.utf16(bytes, bigEndian: name.hasSuffix("be"))
      : WideDecoder.utf32(bytes, bigEndian: name.hasSuffix("be"))
    let damage = Repair(code: "undecodable", detail: "Units that mean nothing in \(name).", count: replaced)
    return DecodedBytes(utf8: utf8, encoding: name, repairs: replaced > 0 ? [damage] : [])
  }
}
