// Small conversions between text and HTML.

import Glibc

/// Escaping, trimming, collapsing.
enum HTMLText {
  private static let voids: [StaticString] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
  ]

  /// Whether HTML knows no end tag for the element.
  static func isVoid(_ name: UnsafeBufferPointer<UInt8>) -> Bool { voids.contains { name.spells($0) } }

  /// Whether a byte stands in the text.
  @inline(__always) static func contains(_ byte: UInt8, in text: UnsafeBufferPointer<UInt8>) -> Bool {
    text.baseAddress.map { memchr($0, Int32(byte), text.count) != nil } ?? false
  }

  /// Whether the text has a character that cannot stand in inert HTML as it is.
  static func hasMarkup(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    contains(UInt8(ascii: "<"), in: text) || contains(UInt8(ascii: "&"), in: text)
      || contains(UInt8(ascii: ">"), in: text) || contains(13, in: text) || contains(127, in: text)
  }

  /// Appends text with the characters that mean markup escaped, as the sanitiser would write it; within an attribute
  /// quotes mean markup too.
  static func escape(_ text: UnsafeBufferPointer<UInt8>, into out: inout [UInt8], inAttribute: Bool = false) {
    var run = 0
    for at in 0..<text.count {
      let byte = text[at]
      let written: StaticString
      switch byte {
      case UInt8(ascii: "&"): written = "&amp;"
      case UInt8(ascii: "<"): written = "&lt;"
      case UInt8(ascii: ">"): written = "&gt;"
      case UInt8(ascii: "\"") where inAttribute: written = "&quot;"
      case 13: written = at + 1 < text.count && text[at + 1] == 10 ? "" : "\n"
      case 0..<9, 11, 12, 14..<32, 127: written = ""
      default: continue
      }
      out.append(contentsOf: UnsafeBufferPointer(rebasing: text[run..<at]))
      written.withUTF8Buffer { out.append(contentsOf: $0) }
      run = at + 1
    }
    out.append(contentsOf: UnsafeBufferPointer(rebasing: text[run...]))
  }

  /// Calls `body` with the markup in which what only looks like a tag is text, which an HTML parser would drop: every `<`
  /// where none is ever closed, and mail addresses in angle brackets.
  static func withoutStrayTags<Result>(
    _ html: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    let open = UInt8(ascii: "<")
    guard contains(open, in: html) else { return body(html) }
    let hasTags = contains(UInt8(ascii: ">"), in: html)
    guard !hasTags || contains(UInt8(ascii: "@"), in: html) else { return body(html) }
    var out: [UInt8] = []
    var start = 0
    var at = 0
    while at < html.count, let found = memchr(html.baseAddress! + at, Int32(open), html.count - at) {
      let place = UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) - html.baseAddress!
      at = place + 1
      guard !hasTags || isAddress(html[at...]) else { continue }
      out.append(contentsOf: html[start..<place])
      out.append(contentsOf: "&lt;".utf8)
      start = at
    }
    guard start > 0 else { return body(html) }
    out.append(contentsOf: html[start...])
    return out.withUnsafeBufferPointer(body)
  }

  /// Calls `body` with the markup without the marks of CDATA sections. HTML takes such a section for a comment; it comes
  /// from XML that was escaped as a whole.
  static func withoutSections<Result>(
    _ html: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    // The first bracket of the mark is rarer than its first character.
    guard var open = find("[CDATA[", after: "<!", in: html, from: 0) else { return body(html) }
    var out: [UInt8] = []
    out.reserveCapacity(html.count)
    var at = 0
    while true {
      out.append(contentsOf: html[at..<open - 2])
      at = open + 7
      let end = find("]]>", in: html, from: at) ?? html.count
      out.append(contentsOf: html[at..<end])
      at = min(end + 3, html.count)
      guard let next = find("[CDATA[", after: "<!", in: html, from: at) else { break }
      open = next
    }
    out.append(contentsOf: html[at...])
    return out.withUnsafeBufferPointer(body)
  }

  /// The first place from `start` on where a word stands behind another.
  private static func find(
    _ word: StaticString, after before: StaticString = "", in text: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int? {
    guard let base = text.baseAddress else { return nil }
    var at = start + before.utf8CodeUnitCount
    while at < text.count, let found = memchr(base + at, Int32(word.utf8Start[0]), text.count - at) {
      let place = UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) - base
      if place + word.utf8CodeUnitCount <= text.count,
        memcmp(base + place, word.utf8Start, word.utf8CodeUnitCount) == 0,
        memcmp(base + place - before.utf8CodeUnitCount, before.utf8Start, before.utf8CodeUnitCount) == 0
      {
        return place
      }
      at = place + 1
    }
    return nil
  }

  /// `someone@example.org>`, within the first 100 bytes.
  private static func isAddress(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    var hasAt = false
    for byte in bytes.prefix(100) {
      switch byte {
      case UInt8(ascii: ">"): return hasAt
      case UInt8(ascii: "@"): hasAt = true
      case 0...0x20, UInt8(ascii: "<"), UInt8(ascii: "\""), UInt8(ascii: "="): return false
      default: break
      }
    }
    return false
  }

  /// The name in RSS's `address (name)` and mail's `"name" <address>`, and in `name (address)`; the address where there is
  /// no name, the text itself where it has none of these forms.
  static func personName(_ text: String) -> String {
    var text = text[...]
    let scheme = "mailto:".utf8
    if text.utf8.prefix(scheme.count).elementsEqual(scheme, by: { $0 | 32 == $1 | 32 }) {
      text = text.dropFirst(scheme.count)
    }
    for (opening, closing) in [("(", ")"), ("<", ">")] as [(Character, String)] {
      // More than one pair: several people, or a name that has brackets itself.
      guard text.hasSuffix(closing), let open = text.firstIndex(of: opening), text.lastIndex(of: opening) == open
      else { continue }
      let before = text[..<open]
      let within = text[text.index(after: open)...].dropLast()
      guard isMailAddress(before) != isMailAddress(within) else { continue }
      let (name, address) = isMailAddress(within) ? (before, within) : (within, before)
      return unquoted(name) ?? collapsed(String(address)) ?? String(text)
    }
    return unquoted(text) ?? String(text)
  }

  /// `someone@example.org`, with space around it at most.
  private static func isMailAddress(_ text: Substring) -> Bool {
    guard let address = collapsed(String(text)), !address.utf8.contains(0x20) else { return false }
    let parts = address.split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".")
  }

  private static func unquoted(_ text: Substring) -> String? {
    guard let name = collapsed(String(text)), name.hasPrefix("\""), name.hasSuffix("\""), name.utf8.count > 2,
      !name.dropFirst().dropLast().contains("\"")
    else { return collapsed(String(text)) }
    return collapsed(String(name.dropFirst().dropLast()))
  }

  /// The text without white space at its ends; nil where nothing is left.
  static func trimmed(_ bytes: [UInt8]) -> String? { bytes.withUnsafeBufferPointer(trimmed) }

  /// The text without white space at its ends; nil where nothing is left.
  static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    var (first, end) = (0, bytes.count)
    while first < end, bytes[first] <= 0x20 { first += 1 }
    while end > first, bytes[end - 1] <= 0x20 { end -= 1 }
    guard first < end else { return nil }
    let text = UnsafeBufferPointer(rebasing: bytes[first..<end])
    // XML and JSON let the delete character stand in a text; it says nothing, and confuses terminals.
    guard !contains(127, in: text) else { return trimmed(text.filter { $0 != 127 }) }
    return String(decoding: text, as: UTF8.self)
  }

  /// The text with each run of white space as one space; nil where nothing is left.
  static func collapsed(_ text: String) -> String? {
    var text = text
    return text.withUTF8 { collapsed($0) }
  }

  /// The text with each run of white space as one space; nil where nothing is left.
  static func collapsed(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    var (first, end) = (0, bytes.count)
    while first < end, bytes[first] <= 0x20 { first += 1 }
    while end > first, bytes[end - 1] <= 0x20 { end -= 1 }
    guard first < end else { return nil }
    // Nearly all texts are fine as they are.
    var at = first
    while at < end, bytes[at] > 0x20 && bytes[at] != 127 || bytes[at] == 0x20 && bytes[at - 1] > 0x20 { at += 1 }
    guard at < end else { return String(decoding: UnsafeBufferPointer(rebasing: bytes[first..<end]), as: UTF8.self) }
    var out: [UInt8] = []
    out.reserveCapacity(end - first)
    out.append(contentsOf: bytes[first..<at])
    for byte in bytes[at..<end] where byte != 127 {
      if byte > 0x20 {
        out.append(byte)
      } else if out.last != 0x20, !out.isEmpty {
        out.append(0x20)
      }
    }
    if out.last == 0x20 { out.removeLast() }
    guard !out.isEmpty else { return nil }
    return String(decoding: out, as: UTF8.self)
  }
}
