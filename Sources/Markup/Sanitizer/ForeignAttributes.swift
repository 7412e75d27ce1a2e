// The attributes of MathML and SVG that are written, and what their values may be.

/// The attributes listed, for all elements alike: one that means nothing for an element does no harm on it.
enum ForeignAttributes {
  /// How an attribute's value has to look.
  enum Value {
    /// Numbers, lengths, names, lists of them: nothing that is more than that.
    case plain
    /// Such, or functions that place or colour.
    case function
    /// The same, or a gradient of the drawing.
    case paint
    /// A part of the drawing.
    case reference
    /// The outline of a shape, of any length.
    case outline
    /// The name of a part of the drawing.
    case identifier
    /// Where a link leads, or which gradient another one begins with.
    case link
    /// Any text.
    case text
  }

  /// The attribute's number, nil for one that is not written.
  static func number(_ name: UnsafeBufferPointer<UInt8>) -> Int? {
    let number = Int(byName[name])
    return number < list.count ? number : nil
  }

  /// Names, spelled as SVG wants them (HTML, section 13.2.6.1), and values. At most 128: a tag's are kept in a word.
  static let list: [(name: StaticString, value: Value)] = [
    ("href", .link), ("xlink:href", .link), ("id", .identifier), ("clip-path", .reference), ("d", .outline),
    ("points", .outline), ("fill", .paint), ("stroke", .paint), ("color", .function), ("stop-color", .function),
    ("mathbackground", .function), ("mathcolor", .function), ("transform", .function),
    ("gradientTransform", .function), ("alttext", .text), ("aria-label", .text), ("close", .text), ("lquote", .text),
    ("open", .text), ("rquote", .text), ("separators", .text),
    // Of MathML.
    ("accent", .plain), ("accentunder", .plain), ("columnalign", .plain), ("columnlines", .plain),
    ("columnspacing", .plain), ("columnspan", .plain), ("depth", .plain), ("dir", .plain), ("display", .plain),
    ("displaystyle", .plain), ("fence", .plain), ("form", .plain), ("frame", .plain), ("largeop", .plain),
    ("linethickness", .plain), ("lspace", .plain), ("mathsize", .plain), ("mathvariant", .plain), ("maxsize", .plain),
    ("minsize", .plain), ("movablelimits", .plain), ("notation", .plain), ("rowalign", .plain), ("rowlines", .plain),
    ("rowspacing", .plain), ("rowspan", .plain), ("rspace", .plain), ("scriptlevel", .plain), ("separator", .plain),
    ("stretchy", .plain), ("symmetric", .plain), ("voffset", .plain),
    // Of SVG.
    ("aria-hidden", .plain), ("baseline-shift", .plain), ("baseProfile", .plain), ("clip-rule", .plain),
    ("clipPathUnits", .plain), ("cx", .plain), ("cy", .plain), ("dominant-baseline", .plain), ("dx", .plain),
    ("dy", .plain), ("fill-opacity", .plain), ("fill-rule", .plain), ("font-family", .plain), ("font-size", .plain),
    ("font-style", .plain), ("font-weight", .plain), ("fr", .plain), ("fx", .plain), ("fy", .plain),
    ("gradientUnits", .plain), ("height", .plain), ("lang", .plain), ("lengthAdjust", .plain),
    ("letter-spacing", .plain), ("offset", .plain), ("opacity", .plain), ("paint-order", .plain),
    ("pathLength", .plain), ("pointer-events", .plain), ("preserveAspectRatio", .plain), ("r", .plain),
    ("role", .plain), ("rotate", .plain), ("rx", .plain), ("ry", .plain), ("shape-rendering", .plain),
    ("spreadMethod", .plain), ("stop-opacity", .plain), ("stroke-dasharray", .plain), ("stroke-dashoffset", .plain),
    ("stroke-linecap", .plain), ("stroke-linejoin", .plain), ("stroke-miterlimit", .plain),
    ("stroke-opacity", .plain), ("stroke-width", .plain), ("text-anchor", .plain), ("text-decoration", .plain),
    ("textLength", .plain), ("vector-effect", .plain), ("version", .plain), ("viewBox", .plain),
    ("visibility", .plain), ("width", .plain), ("word-spacing", .plain), ("writing-mode", .plain), ("x", .plain),
    ("x1", .plain), ("x2", .plain), ("y", .plain), ("y1", .plain), ("y2", .plain),
  ]

  private static let byName = NameTable(list.map { $0.name.withUTF8Buffer { Array($0) } })

  /// Numbers, lengths, names and lists of them, up to 200 bytes.
  static func isPlain(_ value: some Collection<UInt8>) -> Bool {
    !value.isEmpty && value.count <= 200
      && value.allSatisfy { byte in
        switch byte {
        case 48...57, 65...90, 97...122, 9, 10, 13, 32, 35, 37, 43...46, 95: true
        default: false
        }
      }
  }

  /// What `d` and `points` consist of: numbers and the letters of path commands.
  static func isOutline(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
    !value.isEmpty
      && value.allSatisfy { byte in
        switch byte {
        case 48...57, 9, 10, 13, 32, 43...46: true
        default: "acehlmqstvz".utf8.contains(byte | 32)
        }
      }
  }

  /// Plain values and harmless functions of plain values, up to 400 bytes.
  static func isFunction(_ value: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    guard !value.isEmpty, value.count <= 400 else { return false }
    var rest = value
    while let open = rest.firstIndex(of: UInt8(ascii: "(")) {
      guard let close = rest.firstIndex(of: UInt8(ascii: ")")), close > open + 1,
        isPlain(rest[(open + 1)..<close])
      else { return false }
      let before = rest[..<open]
      let start = before.lastIndex { ($0 | 32) < 97 || ($0 | 32) > 122 }.map { $0 + 1 } ?? before.startIndex
      guard functions.contains(String(decoding: before[start...], as: UTF8.self).lowercased()),
        start == before.startIndex || isPlain(before[..<start])
      else { return false }
      rest = rest[(close + 1)...]
    }
    return rest.isEmpty || isPlain(rest)
  }

  private static let functions: Set<String> = [
    "hsl", "hsla", "matrix", "rgb", "rgba", "rotate", "scale", "skewx", "skewy", "translate",
  ]
}
