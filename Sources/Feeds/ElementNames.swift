// What the names of one document mean, looked up once for each.

internal import Markup

/// What a name means to the reader of feeds.
struct ElementMeaning {
  var element: FeedElement
  /// Named as an entry is, without a prefix.
  var isUnnested: Bool
}

/// A memory of names. Documents have a dozen or two; should two share a place, one is looked up anew.
struct ElementNames {
  private static let places = 128
  private var known: [(name: XMLName.Identity, meaning: ElementMeaning)?] = Array(repeating: nil, count: places)
  /// Prefixes that were never declared, the first twenty.
  private(set) var undeclared: Set<String> = []

  /// What a name means.
  @inline(__always) mutating func meaning(of name: XMLName) -> ElementMeaning {
    let identity = name.identity
    let place = identity.slot(below: Self.places)
    if let known = known[place], known.name == identity { return known.meaning }
    let meaning = lookUp(name)
    known[place] = (identity, meaning)
    return meaning
  }

  @inline(never) private mutating func lookUp(_ name: XMLName) -> ElementMeaning {
    if let prefix = name.prefix, name.namespace == nil, undeclared.count < 20 {
      undeclared.insert(String(decoding: prefix.prefix(40), as: UTF8.self))
    }
    let isUnnested = !name.hasPrefix && (name.local.spells("item") || name.local.spells("entry"))
    return ElementMeaning(element: FeedNames.element(name), isUnnested: isUnnested)
  }
}
