// Writes HTML that is inert by construction: only listed elements, closed in order, everything else escaped.

public import News

/// A serialiser that takes tags and text in any order and disorder and writes well-formed, inert HTML.
///
/// What it writes contains only elements of the allow-list, each closed inside the element it was opened in, with
/// double-quoted attributes, absolute addresses of harmless schemes and escaped text. How the input was nested has no
/// influence on that, so nothing can be smuggled through a disagreement between parsers. Its own output, read again,
/// is written the same.
public struct InertWriter {
  /// Deeper elements are unwrapped: browsers stop at 512, and the search for an open element stays short.
  private static let depthLimit = 200

  private let base: AddressReference?
  private var out: [UInt8] = []
  private var open: [HTMLTag] = []
  private var openCount = [Int32](repeating: 0, count: HTMLTag.allCases.count)
  private var unwrapped = [Int32](repeating: 0, count: HTMLTag.allCases.count)

  /// A writer that resolves addresses against `base`; without one relative addresses stay relative.
  public init(base: AddressReference?) { self.base = base }

  /// A start tag. Attributes that are not listed for the element are left out.
  public mutating func start(_ original: HTMLTag, _ attributes: [(name: HTMLAttribute, value: [UInt8])]) {
    guard let tag = AllowList.written(original) else {
      if original.isBlock { closeParagraph() }
      return
    }
    closeImplied(by: tag)
    guard fits(tag) else { return }
    if tag == .img || tag == .source {
      let image = ImageAttributes(attributes, base: base)
      guard image.isWorthKeeping(in: tag) else { return }
      write(tag, image.written(for: tag) + common(attributes))
      return
    }
    guard tag.isVoid || open.count < Self.depthLimit else {
      unwrapped[Int(tag.rawValue)] += 1
      return
    }
    var kept: [(HTMLAttribute, String)] = []
    for (name, kind) in AllowList.attributes(tag) {
      if let value = attributes.first(where: { $0.name == name })?.value, let text = checked(value, kind) {
        kept.append((name, text))
      }
    }
    if tag == .a, kept.isEmpty {
      unwrapped[Int(tag.rawValue)] += 1
      return
    }
    if tag == .audio || tag == .video { kept.append((.controls, "")) }
    if tag == .track, kept.first?.0 != .src { return }
    write(tag, kept + common(attributes))
    if !tag.isVoid {
      open.append(tag)
      openCount[Int(tag.rawValue)] += 1
    }
  }

  /// An end tag; one that closes nothing is ignored.
  public mutating func end(_ original: HTMLTag) {
    guard let tag = AllowList.written(original), !tag.isVoid else {
      if original.isBlock { closeParagraph() }
      return
    }
    if unwrapped[Int(tag.rawValue)] > 0 {
      unwrapped[Int(tag.rawValue)] -= 1
    } else if openCount[Int(tag.rawValue)] > 0,
      let at = lastOpen(where: { $0 == tag }, upTo: Self.isTablePart(tag) ? [.table] : Self.barriers)
    {
      close(to: at)
    }
  }

  /// Text, as characters: what means something in HTML is escaped.
  public mutating func text(_ bytes: ArraySlice<UInt8>) { Self.escape(bytes, into: &out, quotes: false) }

  /// Closes what is open and hands the HTML over.
  public mutating func finish() -> [UInt8] {
    close(to: 0)
    defer { out = [] }
    return out
  }

  // MARK: nesting

  private static let barriers: [HTMLTag] = [.td, .th, .caption, .table]
  private static func isTablePart(_ tag: HTMLTag) -> Bool {
    switch tag {
    case .table, .thead, .tbody, .tfoot, .tr, .td, .th, .caption, .colgroup: true
    default: false
    }
  }

  /// The innermost open element that fits, looked for down to and with an element of `stops`.
  private func lastOpen(where fits: (HTMLTag) -> Bool, upTo stops: [HTMLTag]) -> Int? {
    for index in open.indices.reversed() {
      if fits(open[index]) { return index }
      if stops.contains(open[index]) { return nil }
    }
    return nil
  }

  private mutating func close(to depth: Int) {
    while open.count > depth {
      let tag = open.removeLast()
      openCount[Int(tag.rawValue)] -= 1
      out += [60, 47]
      out += tag.name
      out.append(62)
    }
  }

  private mutating func closeParagraph() {
    guard openCount[Int(HTMLTag.p.rawValue)] > 0 else { return }
    if let at = lastOpen(where: { $0 == .p }, upTo: Self.barriers) { close(to: at) }
  }

  /// Closes what a start tag ends without saying so (HTML, section 13.1.2.4), as browsers do.
  private mutating func closeImplied(by tag: HTMLTag) {
    if tag.isBlock, !Self.isTablePart(tag) || tag == .table { closeParagraph() }
    var found: Int?
    switch tag {
    case .a: found = lastOpen(where: { $0 == .a }, upTo: Self.barriers)
    case .li: found = lastOpen(where: { $0 == .li }, upTo: Self.barriers + [.ul, .ol])
    case .dt, .dd: found = lastOpen(where: { $0 == .dt || $0 == .dd }, upTo: Self.barriers + [.dl])
    case .h1, .h2, .h3, .h4, .h5, .h6: found = open.last?.isHeading == true ? open.count - 1 : nil
    case .td, .th:
      found = lastOpen(where: { $0 == .td || $0 == .th || $0 == .caption || $0 == .colgroup }, upTo: [.tr, .table])
    case .tr:
      found = lastOpen(where: { $0 == .tr || $0 == .caption || $0 == .colgroup }, upTo: [.table])
    case .thead, .tbody, .tfoot, .caption, .colgroup:
      found = lastTableChild()
    default: break
    }
    if let found { close(to: found) }
  }

  /// The open child of the innermost open table.
  private func lastTableChild() -> Int? {
    guard let table = open.lastIndex(of: .table), table + 1 < open.count else { return nil }
    return table + 1
  }

  /// Whether the element makes sense here; a cell outside of a table, say, is unwrapped.
  private func fits(_ tag: HTMLTag) -> Bool {
    switch tag {
    case .thead, .tbody, .tfoot, .tr, .td, .th, .caption, .colgroup, .col: openCount[Int(HTMLTag.table.rawValue)] > 0
    case .source: open.contains { $0 == .picture || $0 == .audio || $0 == .video }
    case .track: open.contains { $0 == .audio || $0 == .video }
    default: true
    }
  }

  // MARK: attributes

  private func common(_ attributes: [(name: HTMLAttribute, value: [UInt8])]) -> [(HTMLAttribute, String)] {
    AllowList.everywhere.compactMap { name, kind in
      attributes.first { $0.name == name }.flatMap { checked($0.value, kind) }.map { (name, $0) }
    }
  }

  private func checked(_ value: [UInt8], _ kind: AllowList.Value) -> String? {
    let plain = value.allSatisfy {
      ($0 | 32) >= 97 && ($0 | 32) <= 122 || $0 >= 48 && $0 <= 58 || $0 == 45 || $0 == 43 || $0 == 46
    }
    switch kind {
    case .address: return SafeAddress.absolute(value, base: base)
    case .text: return value.isEmpty ? nil : String(decoding: value, as: UTF8.self)
    case .number: return ImageAttributes.number(value)
    case .flag: return ""
    case .direction:
      return ["ltr", "rtl", "auto"].first { $0.utf8.elementsEqual(value) }
    case .language: return plain && !value.isEmpty && value.count <= 35 ? String(decoding: value, as: UTF8.self) : nil
    case .dateText: return plain && !value.isEmpty && value.count <= 40 ? String(decoding: value, as: UTF8.self) : nil
    }
  }

  private mutating func write(_ tag: HTMLTag, _ attributes: [(HTMLAttribute, String)]) {
    out.append(60)
    out += tag.name
    for (name, value) in attributes {
      out.append(32)
      out += name.name
      out += [61, 34]
      Self.escape(Array(value.utf8)[...], into: &out, quotes: true)
      out.append(34)
    }
    out.append(62)
  }

  private static func escape(_ bytes: ArraySlice<UInt8>, into out: inout [UInt8], quotes: Bool) {
    for byte in bytes {
      switch byte {
      case 38: out += Array("&amp;".utf8)
      case 60: out += Array("&lt;".utf8)
      case 62: out += Array("&gt;".utf8)
      case 34 where quotes: out += Array("&quot;".utf8)
      case 13: out.append(10)
      case 0..<9, 11, 12, 14..<32, 127: continue
      default: out.append(byte)
      }
    }
  }
}
