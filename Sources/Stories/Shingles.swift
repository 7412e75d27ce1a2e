// Word 3-grams as a sample by hash value, by which copies are seen.

/// The word 3-grams of a text: all of them, or of a long text those whose hashes are small.
struct Shingles: Sendable, Equatable {
  /// Hashes, sorted.
  private(set) var hashes: [UInt32] = []
  /// How often the range of hashes kept was halved.
  private(set) var level: UInt8 = 0

  /// No more than this many are kept.
  static let most = 1024

  init() {}

  init(hashes: [UInt32], level: UInt8) {
    self.hashes = hashes
    self.level = level
  }

  init(_ tokens: [Token]) {
    hashes.reserveCapacity(tokens.count)
    if tokens.count < 3 {
      if !tokens.isEmpty { hashes = [Self.hash(tokens[...])] }
    } else {
      for index in 0..<tokens.count - 2 { hashes.append(Self.hash(tokens[index..<index + 3])) }
    }
    hashes.sortUnique()
    while hashes.count > Self.most {
      level += 1
      keepSmall()
    }
  }

  private mutating func keepSmall() { hashes = Self.small(hashes[...], level) }

  private static func small(_ hashes: ArraySlice<UInt32>, _ level: UInt8) -> [UInt32] {
    Array(hashes.prefix { $0 < UInt32.max >> level })
  }

  @inline(__always) static func hash(_ tokens: ArraySlice<Token>) -> UInt32 {
    var hash = TermHash()
    for token in tokens { hash.add(token.word) }
    return UInt32(hash.value >> 32)
  }

  /// The share of the smaller set that the larger holds, 0 to 1; an estimate for long texts.
  func containment(_ other: Shingles) -> Double {
    let both = max(level, other.level)
    let a = level == both ? hashes : Self.small(hashes[...], both)
    let b = other.level == both ? other.hashes : Self.small(other.hashes[...], both)
    let smaller = min(a.count, b.count)
    return smaller == 0 ? 0 : Double(a.shared(b)) / Double(smaller)
  }
}
