// What a page lost or gained while it was read, so that nothing is shortened without a word.

/// Counts of what was mended in one page, or left out of it.
struct PageRepairs {
  /// The kinds of damage that are known.
  enum Kind: String, CaseIterable {
    case tooDeep = "too-deep"
    case manyAttributes = "many-attributes"
    case manyBodies = "many-bodies"
    case openQuote = "open-quote"
    case openTag = "open-tag"
    case openScript = "open-script"
    case openComment = "open-comment"
  }

  private var counts: [Kind: Int] = [:]
  private var bytes: [Kind: Int] = [:]

  /// Notes one of a kind, or several, and how many bytes of the page went with it.
  mutating func note(_ kind: Kind, count: Int = 1, bytes more: Int = 0) {
    counts[kind, default: 0] += count
    bytes[kind, default: 0] += more
  }

  /// One entry for each kind that was met.
  var list: [Repair] {
    Kind.allCases.compactMap { kind in
      counts[kind].map { Repair(code: kind.rawValue, detail: detail(kind), count: $0) }
    }
  }

  private func detail(_ kind: Kind) -> String {
    switch kind {
    case .tooDeep: "Elements nested too deeply were left out; their text was kept."
    case .manyAttributes: "Of a tag with too many attributes only the first were kept."
    case .manyBodies: "Further body tags were left out; what stands behind them was kept."
    case .openQuote: "An attribute's quote is never closed; its tag was ended at the next greater-than sign."
    case .openTag: "The page ends within a tag, which was left out (\(bytes[kind] ?? 0) bytes)."
    case .openScript:
      "A script or style is never closed; all that follows belongs to it and was left out (\(bytes[kind] ?? 0) bytes)."
    case .openComment:
      "A comment is never closed; all that follows belongs to it and was left out (\(bytes[kind] ?? 0) bytes)."
    }
  }
}
