// The day of publication in what a page hands to its scripts: the last place to look, where it says it nowhere else.

internal import Glibc

enum ScriptDates {
  /// The first date given for one of the usual names in JSON or JavaScript anywhere in a page: `"publishedAt":"2026-11-…"`,
  /// also with escaped quotes; nil where there is none.
  static func published(in page: [UInt8]) -> String? {
    page.withUnsafeBytes { page in
      guard let start = page.baseAddress else { return nil }
      var from = 0
      while from < page.count, let found = memchr(start + from, Int32(UInt8(ascii: "u")), page.count - from) {
        let at = UnsafeRawPointer(found) - start
        from = at + 1
        guard from < page.count, page[from] == UInt8(ascii: "b") else { continue }
        for (name, offset) in names where at >= offset && at - offset + name.count <= page.count {
          guard memcmp(start + at - offset, name, name.count) == 0 else { continue }
          if let value = value(page, after: at - offset + name.count) { return value }
        }
      }
      return nil
    }
  }

  /// The names, and where the letters that all of them share stand in each.
  private static let names: [(name: [UInt8], offset: Int)] = [
    "datePublished", "publishedDate", "published_at", "publishDate", "publish_date", "published_time", "publishedAt",
    "pubDate", "datePublication", "publicationDate", "publication_date",
  ].map { name in
    let bytes = Array(name.utf8)
    return (bytes, bytes.indices.first { bytes[$0] | 32 == 117 && bytes[$0 + 1] | 32 == 98 } ?? 0)
  }

  /// The string behind a name, where it begins with a day.
  private static func value(_ page: UnsafeRawBufferPointer, after end: Int) -> String? {
    var at = end
    func skip(_ bytes: Set<UInt8>, most: Int) -> Bool {
      let start = at
      while at < page.count, at - start < most, bytes.contains(page[at]) { at += 1 }
      return at > start
    }
    // The end of the name, a colon, the beginning of the value.
    guard skip([92, 34, 39], most: 4), skip([32, 58], most: 6), skip([92, 34, 39], most: 4) else { return nil }
    let value = page[at..<min(page.count, at + 40)].prefix { $0 > 32 && $0 != 34 && $0 != 39 && $0 != 92 }
    let form = value.prefix(10).map { $0 >= 48 && $0 <= 57 ? UInt8(48) : $0 }
    return form == Array("0000-00-00".utf8) ? String(decoding: value, as: UTF8.self) : nil
  }
}
