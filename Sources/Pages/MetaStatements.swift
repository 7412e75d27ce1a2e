// The meta elements of a page. A page has dozens and few are asked for, so that nothing is copied before it is.

internal import Markup

/// The contents of a page's meta elements by `property`, `name`, `itemprop` or `http-equiv`.
struct MetaStatements: Sendable {
  private struct Entry {
    var name: ArraySlice<UInt8>
    var hash: UInt64
    var content: ArraySlice<UInt8>
  }

  private var entries: [Entry] = []

  /// Adds what a meta element says.
  mutating func add(_ tree: HTMLTree, _ node: Int) {
    // A page of meta elements alone says no more than its first thousands.
    guard entries.count < 4000, let content = tree.value(.content, of: node), !content.isEmpty else { return }
    for attribute in [HTMLAttribute.property, .name, .itemprop, .http_equiv] {
      guard let name = tree.value(attribute, of: node), !name.isEmpty else { continue }
      let hash = Self.hash(name)
      if let last = entries.last, last.hash == hash, last.content.startIndex == content.startIndex { continue }
      entries.append(Entry(name: name, hash: hash, content: content))
    }
  }

  /// The contents of all meta elements of a name, which is given in lower case, in page order; nil where there is none.
  subscript(name: String) -> [String]? {
    var found: [String] = []
    each(name) { content in
      found.append(content)
      return true
    }
    return found.isEmpty ? nil : found
  }

  /// The first content of the first of these names that the page has, and the name.
  func first(_ names: [String]) -> (name: String, content: String)? {
    for name in names {
      var found: String?
      each(name) { content in
        found = content
        return false
      }
      if let found { return (name, found) }
    }
    return nil
  }

  /// The names in lower case, each once, in page order.
  var names: [String] {
    var seen: Set<UInt64> = []
    return entries.filter { seen.insert($0.hash).inserted }.map {
      String(decoding: FoldedText.lower($0.name), as: UTF8.self)
    }
  }

  /// Calls `body` with every content that is not white space, until it returns false.
  private func each(_ name: String, _ body: (String) -> Bool) {
    var name = name
    name.withUTF8 { wanted in
      let hash = Self.hash(wanted)
      for entry in entries where entry.hash == hash && entry.name.count == wanted.count {
        let content = PageFacts.tidy(entry.content)
        if !content.isEmpty, !body(content) { return }
      }
    }
  }

  /// FNV-1a over the lower-cased bytes.
  private static func hash(_ name: some Sequence<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in name { hash = (hash ^ UInt64(byte >= 65 && byte <= 90 ? byte | 32 : byte)) &* 0x100_0000_01b3 }
    return hash
  }
}
