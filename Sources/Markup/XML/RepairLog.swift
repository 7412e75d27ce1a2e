// What the mender did, counted by kind.

/// Counts of the repairs made to one document.
struct RepairLog {
  /// The kinds of damage the mender knows.
  enum Kind: String, CaseIterable {
    case strayAmpersand = "stray-ampersand"
    case namedEntity = "named-entity"
    case strayLessThan = "stray-less-than"
    case strayCDATAEnd = "stray-cdata-end"
    case nestedCDATA = "nested-cdata"
    case illegalCharacter = "illegal-character"
    case openComment = "open-comment"
    case openCDATA = "open-cdata"
    case entityDeclaration = "entity-declaration"
    case openTag = "open-tag"
    case strayEndTag = "stray-end-tag"
    case missingEndTag = "missing-end-tag"
    case attributeSyntax = "attribute-syntax"
    case hugeTag = "huge-tag"
    case tooDeep = "too-deep"

    var detail: String {
      switch self {
      case .strayAmpersand: "An ampersand that begins no reference was kept as text."
      case .namedEntity: "A character name of HTML, which XML does not know, was read as its character."
      case .strayLessThan: "A less-than sign that begins no tag was kept as text."
      case .strayCDATAEnd: "The end of a CDATA section stood where none was open."
      case .nestedCDATA: "A CDATA section stood within another."
      case .illegalCharacter: "A character that XML does not allow was left out."
      case .openComment: "A comment was never closed."
      case .openCDATA: "A CDATA section was not closed before the element it stands in."
      case .entityDeclaration: "The document declares entities; they are never used."
      case .openTag: "A tag was not closed before the next began."
      case .strayEndTag: "An end tag that closes nothing was left out."
      case .missingEndTag: "An element was not closed before the one around it."
      case .attributeSyntax: "An attribute without quotes, without value or given twice was mended."
      case .hugeTag: "Names and attributes beyond the limits of a tag were left out."
      case .tooDeep: "Elements nested too deeply were left out; their text was kept."
      }
    }
  }

  private var counts = [Int](repeating: 0, count: Kind.allCases.count)
  private static let index: [Kind: Int] = Dictionary(uniqueKeysWithValues: zip(Kind.allCases, 0...))

  mutating func note(_ kind: Kind) { counts[Self.index[kind]!] += 1 }

  /// One entry for each kind that was met.
  var repairs: [Repair] {
    zip(Kind.allCases, counts).compactMap { kind, count in
      count > 0 ? Repair(code: kind.rawValue, detail: kind.detail, count: count) : nil
    }
  }
}
