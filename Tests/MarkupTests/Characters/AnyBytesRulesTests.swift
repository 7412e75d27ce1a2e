// Whatever the bytes and whatever is said of them, there comes out text.

import Markup
import Testing

@Suite("Any bytes")
struct AnyBytesRulesTests {
  private static let labels = [
    "utf-8", "utf-16", "utf-32", "windows-1252", "iso-8859-2", "koi8-u", "gb18030", "big5", "shift_jis", "euc-jp",
    "euc-kr", "iso-2022-jp", "iso-2022-kr", "iso-2022-cn", "hz-gb-2312",
    "utf-7", "johab", "euc-tw", "windows-1258", "viscii", "tcvn", "ibm500", "x-user-defined", "macintosh", "nonsense",
  ]

  @Test("Any bytes under any label become well-formed UTF-8", arguments: labels)
  func any(label: String) {
    var state: UInt64 = UInt64(label.utf8.reduce(7) { $0 &* 31 &+ Int($1) })
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let starts: [[UInt8]] = [
      [], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF], [0xFF, 0xFE, 0, 0], [0, 0, 0xFE, 0xFF],
      [0x4C, 0x6F, 0xA7, 0x94], Array("<a>".utf8), [0x3C, 0, 0x61, 0],
    ]
    let pieces: [[UInt8]] = [
      [0x1B, 0x24, 0x42], [0x1B, 0x28, 0x42], [0x0E], [0x0F], Array("~{".utf8), Array("~}".utf8), Array("+AD".utf8),
      [0xED, 0xA0, 0xBD], [0xED, 0xB8, 0x80], [0xC2, 0x92], [0xE2, 0x80], [0xF0, 0x9F],
    ]
    for _ in 0..<120 {
      var bytes = starts[random(starts.count)]
      for _ in 0..<random(60) {
        if random(4) == 0 { bytes += pieces[random(pieces.count)] } else { bytes.append(UInt8(random(256))) }
      }
      for decoded in [
        CharacterDecoding.xml(bytes, contentType: "text/xml; charset=\(label)"),
        CharacterDecoding.xml(bytes, contentType: nil),
        CharacterDecoding.html(bytes, contentType: "text/html; charset=\(label)"),
        CharacterDecoding.html(bytes, contentType: nil),
      ] {
        #expect(String(validating: decoded.utf8, as: UTF8.self) != nil, "\(bytes)")
        #expect(decoded.repairs.allSatisfy { $0.count > 0 && !$0.detail.isEmpty })
      }
    }
  }

  @Test(
    "Long inputs take one pass",
    arguments: [
      [0xC2], [0xE2, 0x80], [0xED, 0xA0, 0xBD], [0xF0, 0x9F, 0x98], [0xC3, 0x83, 0xC2, 0xA9], [0x1B, 0x24], [0x80],
      [0x7E, 0x7B],
    ] as [[UInt8]])
  func long(unit: [UInt8]) {
    let bytes = Array("<a>".utf8) + (0..<300_000 / unit.count).flatMap { _ in unit }
    for label in ["utf-8", "iso-2022-jp", "hz-gb-2312", "gb18030", "windows-1252"] {
      #expect(CharacterDecoding.xml(bytes, contentType: "text/xml; charset=\(label)").utf8.count >= 3)
    }
  }
}
