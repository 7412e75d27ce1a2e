// What comes next: a binary heap of due times from which anything can also be taken out of the middle.

/// Numbers by due time, the earliest first; those due at the same time in numerical order.
///
/// Where each stands is kept in `places`, which all heaps over the same numbers share: a number is in one of them at a
/// time. Entering and removing take O(log n).
struct DueHeap: Sendable {
  struct Entry: Sendable {
    let id: Int
    let due: Int64
  }

  private var entries: [Entry] = []

  /// The earliest.
  var first: Entry? { entries.first }

  /// Enters a number that is in no heap.
  mutating func insert(_ id: Int, due: Int64, _ places: inout [Int]) {
    entries.append(Entry(id: id, due: due))
    rise(from: entries.count - 1, &places)
  }

  /// Takes a number out that is in this heap.
  mutating func remove(_ id: Int, _ places: inout [Int]) {
    let hole = places[id]
    let last = entries.removeLast()
    guard hole < entries.count else { return }
    entries[hole] = last
    rise(from: hole, &places)
    sink(from: places[last.id], &places)
  }

  private mutating func rise(from start: Int, _ places: inout [Int]) {
    let entry = entries[start]
    var child = start
    while child > 0, Self.before(entry, entries[(child - 1) / 2]) {
      put(entries[(child - 1) / 2], at: child, &places)
      child = (child - 1) / 2
    }
    put(entry, at: child, &places)
  }

  private mutating func sink(from start: Int, _ places: inout [Int]) {
    let entry = entries[start]
    var parent = start
    while true {
      var child = 2 * parent + 1
      if child + 1 < entries.count, Self.before(entries[child + 1], entries[child]) { child += 1 }
      guard child < entries.count, Self.before(entries[child], entry) else { break }
      put(entries[child], at: parent, &places)
      parent = child
    }
    put(entry, at: parent, &places)
  }

  private mutating func put(_ entry: Entry, at place: Int, _ places: inout [Int]) {
    entries[place] = entry
    places[entry.id] = place
  }

  private static func before(_ a: Entry, _ b: Entry) -> Bool { a.due < b.due || (a.due == b.due && a.id < b.id) }
}
