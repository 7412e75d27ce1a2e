// The bytes of a page before it is taken apart: without the characters that HTML knows to be mistakes.

internal import Glibc

enum PageBytes {
  /// The page with spaces for NUL, and what windows-1252 has there for the controls U+0080 to U+009F, which come from
  /// bytes that were decoded by another table. Nearly all pages are returned as they are.
  static func cleaned(_ page: [UInt8]) -> [UInt8] {
    page.withUnsafeBufferPointer { firstMistake(in: $0) }.map { cleaned(page, from: $0) } ?? page
  }

  private static func cleaned(_ page: [UInt8], from first: Int) -> [UInt8] {
    var out = Array(page[..<first])
    out.reserveCapacity(page.count + page.count / 8)
    var at = first
    while at < page.count {
      if page[at] == 0 {
        out.append(32)
        at += 1
      } else if page[at] == 0xC2, at + 1 < page.count, page[at + 1] < 0xA0 {
        out.appendUTF8(CharacterReferences.scalar(number: UInt32(page[at + 1])))
        at += 2
      } else {
        out.append(page[at])
        at += 1
      }
    }
    return out
  }

  private static func firstMistake(in page: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let start = page.baseAddress else { return nil }
    let null = memchr(start, 0, page.count).map { UnsafePointer($0.assumingMemoryBound(to: UInt8.self)) - start }
    var at = 0
    let end = null ?? page.count
    while at < end, let found = memchr(start + at, 0xC2, end - at) {
      at = UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) - start
      if at + 1 < page.count, start[at + 1] < 0xA0 { return at }
      at += 2
    }
    return null
  }
}
