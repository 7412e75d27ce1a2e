// Takes out of a page what no reader of articles needs, before libxml2 spends time and memory on it.

internal import Glibc

/// One pass over a page that drops comments, scripts, styles, SVG and frames: about half of a news page's bytes. JSON-LD
/// scripts are handed over separately. What it drops is found by HTML's rules (section 13.2.5), not by libxml2's.
struct HTMLPrefilter {
  /// The page without what was dropped.
  private(set) var html: [UInt8] = []
  /// The contents of `application/ld+json` scripts.
  private(set) var linkedData: [[UInt8]] = []

  /// libxml2 compares each attribute of a tag with all before it; a tag with more is written without any.
  private static let attributeLimit = 600

  init(_ page: [UInt8]) {
    html.reserveCapacity(page.count)
    page.withUnsafeBufferPointer { run($0) }
  }

  /// At each further `body` tag libxml2 looks through all open elements; pages glued together have two or three.
  private static let bodyLimit = 8

  /// The elements dropped with their content.
  private static let dropped: [(name: StaticString, closer: StaticString)] = [
    ("script", "</script"), ("style", "</style"), ("svg", "</svg"), ("iframe", "</iframe"),
  ]

  private mutating func run(_ page: UnsafeBufferPointer<UInt8>) {
    guard let start = page.baseAddress else { return }
    let count = page.count
    var kept = 0
    var at = 0
    /// Elements whose end tag was looked for in vain; not looked for again, or hostile pages would cost quadratic time.
    var bodies = 0
    var balance = TagBalance()
    var endless = [Bool](repeating: false, count: Self.dropped.count)
    func find(_ byte: UInt8, from offset: Int) -> Int? {
      guard offset < count, let found = memchr(start + offset, Int32(byte), count - offset) else { return nil }
      return UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) - start
    }
    func cut(_ from: Int, _ to: Int) {
      html.append(contentsOf: UnsafeBufferPointer(start: start + kept, count: from - kept))
      kept = to
      at = to
    }
    while let open = find(60, from: at), open + 1 < count {
      let byte = start[open + 1]
      if byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?") {
        cut(open, Self.declarationEnd(page, open))
        continue
      }
      if byte == UInt8(ascii: "/"), open + 2 < count, (start[open + 2] | 32) >= 97, (start[open + 2] | 32) <= 122 {
        let tag = Self.name(page, open + 2)
        guard let end = find(62, from: open + 2) else {
          cut(open, count)
          break
        }
        if balance.takesEnd(of: tag) { at = end + 1 } else { cut(open, end + 1) }
        continue
      }
      guard (byte | 32) >= 97, (byte | 32) <= 122 else {
        at = open + 1
        continue
      }
      guard let tag = Self.tagEnd(page, open + 1) else {
        // A tag that does not end is dropped, with what a quote in it has swallowed (HTML, eof-in-tag).
        cut(open, count)
        break
      }
      if tag.separators > Self.attributeLimit {
        var nameEnd = open + 1
        while nameEnd < tag.end, start[nameEnd] > 32, start[nameEnd] != 47 { nameEnd += 1 }
        cut(nameEnd, tag.end)
        continue
      }
      at = tag.end + 1
      // For libxml2 `<x/>` is open and closed at once, whatever the element.
      guard start[tag.end - 1] == 47 || balance.takesStart(of: Self.name(page, open + 1)) else {
        cut(open, tag.end + 1)
        continue
      }
      if byte | 32 == UInt8(ascii: "b"), open + 5 <= tag.end, Self.matches(start + open + 1, "body"),
        Self.endsName(start[open + 5])
      {
        bodies += 1
        if bodies > Self.bodyLimit { cut(open, tag.end + 1) }
        continue
      }
      for index in Self.dropped.indices {
        let (name, closer) = Self.dropped[index]
        let length = name.utf8CodeUnitCount
        guard open + 1 + length <= tag.end, Self.matches(start + open + 1, name),
          Self.endsName(start[open + 1 + length])
        else { continue }
        if index == 2, start[tag.end - 1] == 47 {
          cut(open, tag.end + 1)
          break
        }
        var close: Int?
        if !endless[index] {
          var from = tag.end + 1
          while let found = find(60, from: from) {
            if found + closer.utf8CodeUnitCount <= count, Self.matches(start + found, closer) {
              close = found
              break
            }
            from = found + 1
          }
        }
        if close == nil { endless[index] = true }
        if close == nil, index == 2 { break }
        let stop = close ?? count
        if index == 0, Self.isLinkedData(page, open..<tag.end) {
          linkedData.append(Array(UnsafeBufferPointer(start: start + tag.end + 1, count: max(0, stop - tag.end - 1))))
        }
        cut(open, min(count, (find(62, from: stop) ?? count - 1) + 1))
        break
      }
    }
    cut(count, count)
    for index in html.indices where html[index] == 0 { html[index] = 32 }
  }

  /// The offset of the tag's `>` and how much in it could begin an attribute.
  private static func tagEnd(_ page: UnsafeBufferPointer<UInt8>, _ from: Int) -> (end: Int, separators: Int)? {
    var at = from
    var separators = 0
    var afterEquals = false
    while at < page.count {
      let byte = page[at]
      switch byte {
      case 62: return (at, separators)
      case 34, 39:
        separators += 1
        if afterEquals {
          guard let start = page.baseAddress, let close = memchr(start + at + 1, Int32(byte), page.count - at - 1)
          else { return nil }
          at = UnsafePointer(close.assumingMemoryBound(to: UInt8.self)) - start
        }
        afterEquals = false
      case 9, 10, 12, 13, 32: if !afterEquals { separators += 1 }
      case 47:
        separators += 1
        afterEquals = false
      case 61: afterEquals = true
      default: afterEquals = false
      }
      at += 1
    }
    return nil
  }

  private static func name(_ page: UnsafeBufferPointer<UInt8>, _ from: Int) -> TagBalance.Name {
    var end = from
    while end < page.count, page[end] > 32, page[end] != 47, page[end] != 62 { end += 1 }
    return TagBalance.Name(UnsafeBufferPointer(rebasing: page[from..<end]))
  }

  private static func declarationEnd(_ page: UnsafeBufferPointer<UInt8>, _ open: Int) -> Int {
    let count = page.count
    guard let start = page.baseAddress else { return count }
    let isComment = open + 4 <= count && start[open + 2] == 45 && start[open + 3] == 45 && start[open + 1] == 33
    var at = open + 2
    if isComment {
      at = open + 4
      if at < count, start[at] == 62 { return at + 1 }
      if at + 1 < count, start[at] == 45, start[at + 1] == 62 { return at + 2 }
    }
    while at < count, let found = memchr(start + at, 62, count - at) {
      let end = UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) - start
      if !isComment { return end + 1 }
      if end - 2 >= open + 4, start[end - 1] == 45, start[end - 2] == 45 { return end + 1 }
      if end - 3 >= open + 4, start[end - 1] == 33, start[end - 2] == 45, start[end - 3] == 45 { return end + 1 }
      at = end + 1
    }
    return count
  }

  private static func matches(_ bytes: UnsafePointer<UInt8>, _ name: StaticString) -> Bool {
    for index in 0..<name.utf8CodeUnitCount where bytes[index] | 32 != name.utf8Start[index] | 32 { return false }
    return true
  }

  private static func endsName(_ byte: UInt8) -> Bool { byte <= 32 || byte == 62 || byte == 47 }

  private static func isLinkedData(_ page: UnsafeBufferPointer<UInt8>, _ tag: Range<Int>) -> Bool {
    let wanted = Array("d+json".utf8)
    guard tag.count < 2000, tag.count > wanted.count else { return false }
    for at in tag.lowerBound...(tag.upperBound - wanted.count) where page[at] | 32 == 100 {
      if (0..<wanted.count).allSatisfy({ page[at + $0] | 32 == wanted[$0] | 32 }) { return true }
    }
    return false
  }
}
