// Terms with weights, sorted by term: the form in which two articles are compared.

/// A sparse vector over hashed terms.
struct TermVector: Sendable, Equatable {
  /// Hashes, ascending, each once.
  private(set) var terms: [UInt64] = []
  /// 1 + ln of the count of each.
  private(set) var weights: [Float] = []

  init() {}

  /// From parts as they were stored.
  init(terms: [UInt64], weights: [Float]) {
    self.terms = terms
    self.weights = weights
  }

  /// Counts terms, which may come in any order.
  init(counting all: [UInt64]) {
    let sorted = all.sorted()
    var index = 0
    while index < sorted.count {
      var end = index + 1
      while end < sorted.count, sorted[end] == sorted[index] { end += 1 }
      append(sorted[index], count: end - index)
      index = end
    }
  }

  /// Adds a term greater than all before.
  mutating func append(_ term: UInt64, count: Int) {
    append(term, weight: count == 1 ? 1 : Float(1 + naturalLog(Double(count))))
  }

  /// Adds a term greater than all before.
  mutating func append(_ term: UInt64, weight: Float) {
    terms.append(term)
    weights.append(weight)
  }

  var count: Int { terms.count }

  /// Whether a term is in it.
  func holds(_ term: UInt64) -> Bool {
    var low = 0
    var high = terms.count
    while low < high {
      let middle = (low + high) / 2
      if terms[middle] < term { low = middle + 1 } else { high = middle }
    }
    return low < terms.count && terms[low] == term
  }
}

extension [UInt32] {
  /// Sorts and keeps each value once.
  mutating func sortUnique() {
    sort()
    var kept = 0
    for index in indices where index == 0 || self[index] != self[kept - 1] {
      self[kept] = self[index]
      kept += 1
    }
    removeLast(count - kept)
  }

  /// Whether a sorted array holds a value.
  func holds(_ value: UInt32) -> Bool {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low] == value
  }

  /// How many values two sorted arrays share.
  func shared(_ other: [UInt32]) -> Int {
    var shared = 0
    var i = 0
    var j = 0
    while i < count, j < other.count {
      if self[i] == other[j] {
        shared += 1
        i += 1
        j += 1
      } else if self[i] < other[j] {
        i += 1
      } else {
        j += 1
      }
    }
    return shared
  }
}
