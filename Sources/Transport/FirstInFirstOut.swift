// A line: first in, first out.

/// First in, first out, in constant time on average.
struct FirstInFirstOut<Element> {
  private var items: [Element] = []
  private var head = 0

  var isEmpty: Bool { head == items.count }
  var first: Element? { isEmpty ? nil : items[head] }

  mutating func append(_ item: Element) { items.append(item) }

  mutating func popFirst() -> Element? {
    guard let item = first else { return nil }
    head += 1
    if head == items.count || head > 32 && head * 2 > items.count {
      items.removeFirst(head)
      head = 0
    }
    return item
  }

  /// Removes the first item that fits, looking through all before it.
  mutating func removeFirst(where fits: (Element) -> Bool) {
    if let index = items[head...].firstIndex(where: fits) { items.remove(at: index) }
  }
}
