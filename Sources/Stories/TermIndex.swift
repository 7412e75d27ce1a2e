// From a text's heaviest terms to the active articles that have them too: bounded reading of posting lists.

/// Posting lists, newest first. Entries of articles no longer active are unlinked when a search passes them.
struct TermIndex: Sendable {
  private struct Posting: Sendable {
    var next: Int32
    var slot: Int32
    /// Low half of the article's sequence: tells whether the slot still holds it.
    var stamp: UInt32
    var weight: Float
  }

  private var heads: [UInt64: Int32] = [:]
  private var postings: [Posting] = []
  private var sums: [Double] = []

  /// How many terms of an article are entered.
  static let termsPerArticle = 30
  /// How many active entries of a list are read.
  private static let longestRead = 64

  /// The number of entries, dead ones included.
  var count: Int { postings.count }

  /// Enters an article that is newer than all entered before.
  mutating func enter(_ vector: TermVector, slot: Int, sequence: Int64) {
    for index in 0..<vector.count {
      let term = vector.terms[index]
      postings.append(
        Posting(
          next: heads[term] ?? -1, slot: Int32(slot), stamp: UInt32(truncatingIfNeeded: sequence),
          weight: vector.weights[index]))
      heads[term] = Int32(postings.count - 1)
    }
  }

  /// The slots of the articles nearest to a vector by dot product, best first, with equal ones in order of arrival.
  /// `stamps` gives the sequence held by each slot, 0 for none.
  mutating func nearest(_ vector: TermVector, count: Int, stamps: [Int64]) -> [Int] {
    if sums.count < stamps.count { sums += [Double](repeating: 0, count: stamps.count - sums.count) }
    var touched: [Int] = []
    for index in 0..<vector.count {
      let weight = Double(vector.weights[index])
      var before: Int32 = -1
      var at = heads[vector.terms[index]] ?? -1
      var read = 0
      while at >= 0, read < Self.longestRead {
        let posting = postings[Int(at)]
        let slot = Int(posting.slot)
        if UInt32(truncatingIfNeeded: stamps[slot]) == posting.stamp {
          if sums[slot] == 0 { touched.append(slot) }
          sums[slot] += weight * Double(posting.weight)
          read += 1
          before = at
        } else if before >= 0 {
          postings[Int(before)].next = posting.next
        } else {
          heads[vector.terms[index]] = posting.next < 0 ? nil : posting.next
        }
        at = posting.next
      }
    }
    touched.sort { sums[$0] != sums[$1] ? sums[$0] > sums[$1] : stamps[$0] < stamps[$1] }
    for slot in touched { sums[slot] = 0 }
    return Array(touched.prefix(count))
  }
}
