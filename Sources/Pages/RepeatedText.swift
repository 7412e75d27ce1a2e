// Text that a page has twice, once for wide and once for narrow screens: the second copy goes. What is said twice on
// purpose (a question put to each guest, a refrain, a pulled quote) stays.

/// Notes the texts taken and finds copies of several in a row.
struct RepeatedText {
  private var hashes: [Int] = []
  private var lengths: [Int] = []

  /// Takes the next text; `kept` is its index among those taken.
  mutating func note(_ text: [UInt8], kept: Int) {
    hashes.append(text.hashValue)
    lengths.append(text.count)
  }

  /// Indexes, in order, of the texts of second copies: at least three texts in a row, and a few sentences, that stood in
  /// the same order before.
  var secondCopies: [Int] {
    var firstAt: [Int: Int] = [:]
    var copies: [Int] = []
    var index = 0
    while index < hashes.count {
      guard let before = firstAt[hashes[index]] else {
        firstAt[hashes[index]] = index
        index += 1
        continue
      }
      var count = 0
      var bytes = 0
      while index + count < hashes.count, before + count < index, hashes[before + count] == hashes[index + count] {
        bytes += lengths[index + count]
        count += 1
      }
      if count >= 3, bytes >= 400 { copies += index..<index + count }
      index += max(1, count)
    }
    return copies
  }
}
