// OPML as text: well-formed whatever is in it, and the same bytes for the same value.

extension OPML {
  /// The document as OPML 2.0 in UTF-8. Attributes are written in their order, all that are there; what XML cannot hold
  /// (control characters, names that are none, a second attribute of one name) is left out.
  public var xml: [UInt8] {
    var writer = OPMLWriter()
    writer.write(self)
    return writer.out
  }
}

private struct OPMLWriter {
  /// Deeper lines are not indented further: spaces must not outweigh what they show.
  private static let deepestIndentation = 16

  var out: [UInt8] = []
  /// What prefixes are bound to throughout the document: each to what it first stands for.
  private var bindings: [String: String] = [:]

  mutating func write(_ opml: OPML) {
    bind(opml.outlines)
    add("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\"")
    for (prefix, namespace) in bindings.sorted(by: { $0.key < $1.key }) { attribute("xmlns:" + prefix, namespace) }
    add(">\n  <head>\n")
    for field in opml.head where Self.isName(field.name) && !field.name.contains(":") {
      // Without text it has no end tag: some names are those of HTML elements that never have one.
      if field.text.isEmpty {
        add("    <\(field.name)/>\n")
        continue
      }
      add("    <\(field.name)>")
      escape(field.text)
      add("</\(field.name)>\n")
    }
    add("  </head>\n  <body>\n")
    for outline in opml.outlines { write(outline, depth: 2, scope: bindings) }
    add("  </body>\n</opml>\n")
  }

  private mutating func bind(_ outlines: [OPMLOutline]) {
    for outline in outlines {
      for attribute in outline.attributes {
        guard let (prefix, namespace) = Self.binding(attribute), bindings[prefix] == nil else { continue }
        bindings[prefix] = namespace
      }
      bind(outline.children)
    }
  }

  /// The prefix of an attribute and what it has to be bound to; nil where nothing has to be declared.
  private static func binding(_ attribute: OPMLOutline.Attribute) -> (prefix: String, namespace: String)? {
    guard let colon = attribute.name.firstIndex(of: ":"), isName(attribute.name) else { return nil }
    let prefix = String(attribute.name[..<colon])
    guard prefix != "xml" else { return nil }
    let namespace = attribute.namespace ?? ""
    return (prefix, namespace.isEmpty ? "urn:undeclared:" + prefix : namespace)
  }

  /// - Parameter scope: What the prefixes are bound to around the outline.
  private mutating func write(_ outline: OPMLOutline, depth: Int, scope: [String: String]) {
    let indentation = String(repeating: "  ", count: min(depth, Self.deepestIndentation))
    add(indentation)
    add("<outline")
    var scope = scope
    var local: Set<String> = []
    var written: Set<String> = []
    for item in outline.attributes where Self.isName(item.name) && written.insert(item.name).inserted {
      if let (prefix, namespace) = Self.binding(item) {
        if scope[prefix] != namespace, local.insert(prefix).inserted {
          scope[prefix] = namespace
          attribute("xmlns:" + prefix, namespace)
        }
      }
      attribute(item.name, item.value)
    }
    guard !outline.children.isEmpty else {
      add("/>\n")
      return
    }
    add(">\n")
    for child in outline.children { write(child, depth: depth + 1, scope: scope) }
    add(indentation)
    add("</outline>\n")
  }

  private mutating func attribute(_ name: String, _ value: String) {
    add(" \(name)=\"")
    escape(value)
    add("\"")
  }

  private mutating func add(_ text: String) { out.append(contentsOf: text.utf8) }

  private mutating func escape(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      var at = 0
      while at < bytes.count {
        let byte = bytes[at]
        switch byte {
        case UInt8(ascii: "&"): add("&amp;")
        case UInt8(ascii: "<"): add("&lt;")
        case UInt8(ascii: ">"): add("&gt;")
        case UInt8(ascii: "\""): add("&quot;")
        // As they are, a parser would make spaces of them.
        case 9, 10, 13: add("&#\(byte);")
        case 0..<0x20: break
        case 0xEF where at + 2 < bytes.count && bytes[at + 1] == 0xBF && bytes[at + 2] >= 0xBE: at += 2
        default: out.append(byte)
        }
        at += 1
      }
    }
  }

  /// Whether an element or attribute can have this name; only ASCII, with at most one colon.
  private static func isName(_ name: String) -> Bool {
    let parts = name.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), !parts[0].elementsEqual("xmlns".utf8) else { return false }
    return parts.allSatisfy { part in
      guard let first = part.first, isLetter(first) else { return false }
      return part.allSatisfy { isLetter($0) || $0 >= 48 && $0 <= 57 || $0 == 45 || $0 == 46 }
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 32) >= 97 && (byte | 32) <= 122 || byte == 95 }
}
