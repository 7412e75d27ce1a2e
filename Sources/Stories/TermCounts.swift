// Counts by hashed term: an open-addressing table, because Dictionary would cost three times the memory.

/// Counts of 64-bit terms that knows which have changed.
struct TermCounts: Sendable {
  private var terms: [UInt64]
  /// The count; the top bit says that the term is in `changed`.
  private var counts: [UInt32]
  private(set) var used = 0
  private var changed: [UInt64] = []
  private static let mark: UInt32 = 1 << 31

  init() {
    terms = [UInt64](repeating: 0, count: 64)
    counts = [UInt32](repeating: 0, count: 64)
  }

  /// Where a term is, or would be. The hash 0 serves as any other: an empty place has the count 0.
  @inline(__always) private func place(_ term: UInt64) -> Int {
    let mask = terms.count - 1
    var at = Int(truncatingIfNeeded: term) & mask
    while counts[at] != 0, terms[at] != term { at = (at + 1) & mask }
    return at
  }

  @inline(__always) subscript(term: UInt64) -> UInt32 { counts[place(term)] & ~Self.mark }

  /// Counts a term once more.
  mutating func increment(_ term: UInt64) {
    if 10 * used >= 7 * terms.count { resize(2 * terms.count) }
    let at = place(term)
    if counts[at] == 0 {
      terms[at] = term
      used += 1
    }
    if counts[at] & Self.mark == 0 { changed.append(term) }
    counts[at] = (counts[at] + 1) | Self.mark
  }

  /// Takes one count back, but never the last: an emptied place would hide those behind it.
  mutating func decrement(_ term: UInt64) {
    let at = place(term)
    guard counts[at] & ~Self.mark > 1 else { return }
    if counts[at] & Self.mark == 0 { changed.append(term) }
    counts[at] = (counts[at] - 1) | Self.mark
  }

  /// Takes a count as it was stored.
  mutating func restore(_ term: UInt64, count: UInt32) {
    guard count > 0 else { return }
    if 10 * used >= 7 * terms.count { resize(2 * terms.count) }
    let at = place(term)
    if counts[at] == 0 { used += 1 }
    terms[at] = term
    counts[at] = count & ~Self.mark
  }

  private mutating func resize(_ size: Int) {
    let old = (terms, counts)
    terms = [UInt64](repeating: 0, count: size)
    counts = [UInt32](repeating: 0, count: size)
    for index in old.0.indices where old.1[index] != 0 {
      let at = place(old.0[index])
      terms[at] = old.0[index]
      counts[at] = old.1[index]
    }
  }

  /// Halves every count and forgets those that reach 0.
  mutating func halve() {
    let old = (terms, counts)
    let size = terms.count
    terms = [UInt64](repeating: 0, count: size)
    counts = [UInt32](repeating: 0, count: size)
    changed = []
    used = 0
    for index in old.0.indices where old.1[index] != 0 {
      changed.append(old.0[index])
      let half = (old.1[index] & ~Self.mark) / 2
      guard half > 0 else { continue }
      let at = place(old.0[index])
      terms[at] = old.0[index]
      counts[at] = half | Self.mark
      used += 1
    }
  }

  /// The terms changed since the last call with their counts now, in ascending order.
  mutating func drain() -> [(term: UInt64, count: UInt32)] {
    defer { changed = [] }
    changed.sort()
    return changed.map { term in
      let at = place(term)
      counts[at] &= ~Self.mark
      return (term, counts[at])
    }
  }
}
