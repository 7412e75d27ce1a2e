// Which encoding wins, and what becomes of bytes that break it.

import Markup
import Testing

@Suite("Bytes to characters")
struct CharacterDecodingTests {
  private func xml(_ bytes: [UInt8], _ contentType: String? = nil) -> (
    text: String, encoding: String, repairs: [String]
  ) {
    let decoded = CharacterDecoding.xml(bytes, contentType: contentType)
    return (String(decoding: decoded.utf8, as: UTF8.self), decoded.encoding, decoded.repairs.map(\.code))
  }

  @Test func `A byte order mark beats the header, the header beats the declaration`() {
    let body = Array("<?xml version='1.0' encoding='koi8-r'?><a>".utf8)
    #expect(xml([0xEF, 0xBB, 0xBF] + body, "text/xml; charset=windows-1251").encoding == "utf-8")
    #expect(xml(body + [0xCF], "text/xml; charset=\"WINDOWS-1251\"").text.last == "П")
    #expect(xml(body + [0xCF], "text/xml").text.last == "о")
    #expect(xml(Array("<a>é".utf8), "text/xml").text == "<a>é")
  }

  @Test(
    "Legacy encodings are read by their web meaning",
    arguments: [
      ("iso-8859-1", [0x93, 0xE9, 0x80], "“é€"), ("gb2312", [0xD6, 0xD0, 0xE9, 0x46], "中镕"),
      ("shift_jis", [0x93, 0xFA, 0x87, 0x40], "日①"), ("euc-jp", [0xC6, 0xFC], "日"), ("euc-kr", [0xC7, 0xD1], "한"),
      ("big5", [0xA4, 0xA4], "中"), ("koi8-r", [0xEE], "Н"), ("tis-620", [0xA1, 0x93], "ก“"), ("macintosh", [0x8E], "é"),
      ("windows-1255", [0xE0, 0xD4], "אװ"), ("iso-2022-jp", [0x1B, 0x24, 0x42, 0x46, 0x7C, 0x1B, 0x28, 0x42], "日"),
    ] as [(String, [UInt8], String)])
  func legacy(label: String, bytes: [UInt8], text: String) {
    #expect(xml(bytes, "text/xml; charset=\(label)").text == text)
  }

  @Test(
    "Wide encodings are known with and without their mark",
    arguments: [
      ([0xFF, 0xFE, 0x3C, 0, 0xE9, 0], "utf-16le"), ([0xFE, 0xFF, 0, 0x3C, 0, 0xE9], "utf-16be"),
      ([0x3C, 0, 0xE9, 0], "utf-16le"), ([0, 0x3C, 0, 0xE9], "utf-16be"),
      ([0xFF, 0xFE, 0, 0, 0x3C, 0, 0, 0, 0xE9, 0, 0, 0], "utf-32le"), ([0, 0, 0, 0x3C, 0, 0, 0, 0xE9], "utf-32be"),
    ] as [([UInt8], String)])
  func wide(bytes: [UInt8], encoding: String) {
    #expect(xml(bytes).text == "<é")
    #expect(xml(bytes).encoding == encoding)
  }

  @Test func `One bad byte is read as windows-1252 and nothing else changes`() {
    let mended = xml(Array("<a>é".utf8) + [0x92] + Array("ü".utf8))
    #expect(mended.text == "<a>é’ü")
    #expect(mended.repairs == ["invalid-utf-8"])
  }

  @Test func `Labels that the bytes contradict are not believed`() {
    #expect(xml(Array("<?xml version='1.0' encoding='utf-16'?>é".utf8)).text.hasSuffix("é"))
    #expect(xml(Array("<a>é".utf8), "text/xml; charset=iso-8859-1").repairs == ["wrong-encoding"])
    #expect(xml(Array("<a>é".utf8), "text/xml; charset=klingon").repairs == ["unknown-encoding"])
  }

  @Test func `A sequence cut off by the end is left out`() {
    #expect(xml(Array("<a>".utf8) + [0xE2, 0x80]).text == "<a>")
  }

  @Test func `A page is in the encoding of its header, else UTF-8 if valid, else what it says itself`() {
    func html(_ bytes: [UInt8], _ contentType: String? = nil) -> String {
      String(decoding: CharacterDecoding.html(bytes, contentType: contentType).utf8, as: UTF8.self)
    }
    let meta = Array("<meta http-equiv=content-type content='text/html; charset=windows-1251'>".utf8)
    #expect(html(meta + [0xCF]).last == "П")
    #expect(html(meta + [0xCF], "text/html; charset=koi8-r").last == "о")
    #expect(html(meta + Array("é".utf8)).last == "é")
    #expect(html([0x93]) == "“")
  }

  @Test func `Bytes that mean nothing in an encoding do not end the text`() {
    let decoded = xml([0x41, 0x81, 0x20, 0x42], "text/xml; charset=shift_jis")
    #expect(decoded.text == "A\u{FFFD} B")
    #expect(decoded.repairs == ["undecodable"])
  }
}
