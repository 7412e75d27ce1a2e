// The attributes of MathML and SVG, checked one by one and written.

internal import News

extension InertWriter {
  /// Writes those of a tag's attributes that are listed; false where it is a link that leads nowhere.
  mutating func writeForeign(_ tag: HTMLTag, _ attributes: HTMLAttributes) -> Bool {
    var scanner = AttributeScanner(html: attributes.source, at: 0)
    var seen: UInt128 = 0
    var isLinked = false
    while let (name, written) = scanner.next() {
      guard let number = ForeignAttributes.number(name) else { continue }
      let (name, kind) = ForeignAttributes.list[number]
      guard seen >> UInt128(number) & 1 == 0 else { continue }
      seen |= 1 << UInt128(number)
      // Of the two names of links the first counts, and the one that needs no prefix is written.
      if kind == .link, isLinked { continue }
      let start = out.count
      out.append(32)
      out.append(kind == .link ? "href" : name)
      out.append("=\"")
      if append(decoded(written, of: attributes), as: kind, of: tag) {
        out.append(34)
        isLinked = isLinked || kind == .link
      } else {
        out.truncate(to: start)
      }
    }
    return tag != .a || isLinked
  }

  private mutating func append(
    _ value: UnsafeBufferPointer<UInt8>, as kind: ForeignAttributes.Value, of tag: HTMLTag
  ) -> Bool {
    switch kind {
    case .plain: guard ForeignAttributes.isPlain(value) else { return false }
    case .outline: guard ForeignAttributes.isOutline(value) else { return false }
    case .function: guard ForeignAttributes.isFunction(value[...]) else { return false }
    case .paint: guard ForeignAttributes.isFunction(value[...]) else { return append(paint: value) }
    case .reference: return append(reference: value) != nil
    case .identifier: return append(identifier: value[...])
    case .link: return append(link: value, of: tag)
    case .text:
      append(text: value)
      return true
    }
    out.appendValue(value)
    return true
  }

  /// A link to a page of the web; for a gradient the one it begins with.
  private mutating func append(link value: UnsafeBufferPointer<UInt8>, of tag: HTMLTag) -> Bool {
    switch tag {
    case .a:
      let start = out.count
      guard base.append(value, into: &out) else { return false }
      return out.bytes[start...].starts(with: "http://".utf8) || out.bytes[start...].starts(with: "https://".utf8)
    case .linear_gradient, .radial_gradient:
      guard value.first == UInt8(ascii: "#") else { return false }
      out.append(UInt8(ascii: "#"))
      return append(identifier: value[1...])
    default: return false
    }
  }

  /// `url(#name)` and, where that is not found, a colour.
  private mutating func append(paint value: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let end = append(reference: value) else { return false }
    guard end < value.count else { return true }
    let other = value[end...]
    guard ForeignAttributes.isFunction(other) else { return false }
    out.appendValue(UnsafeBufferPointer(rebasing: other))
    return true
  }

  /// `url(#name)`; the offset behind it.
  private mutating func append(reference value: UnsafeBufferPointer<UInt8>) -> Int? {
    guard value.starts(with: "url(#".utf8), let close = value.firstIndex(of: UInt8(ascii: ")")) else { return nil }
    out.append("url(#")
    guard append(identifier: value[5..<close]) else { return nil }
    out.append(UInt8(ascii: ")"))
    return close + 1
  }

  /// A name, with a prefix that keeps it apart from the names of the page the drawing is shown on.
  private mutating func append(identifier value: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let isName = { (byte: UInt8) in
      (byte | 32) >= 97 && (byte | 32) <= 122 || byte >= 48 && byte <= 57 || byte == 45 || byte == 46 || byte == 95
    }
    guard !value.isEmpty, value.count <= 100, value.allSatisfy(isName) else { return false }
    if !value.starts(with: "feed-".utf8) { out.append("feed-") }
    out.append(UnsafeBufferPointer(rebasing: value))
    return true
  }
}
