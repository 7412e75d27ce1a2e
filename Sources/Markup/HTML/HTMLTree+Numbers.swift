// A page is read from HTMLTree and selected from in HTMLDocument: which element of the one is which of the other.

extension HTMLTree {
  /// The nodes of all the page's elements by number, counted from 0 in the order of their start tags; nil where an element
  /// stood too deep to become a node. Takes as long as the page has nodes.
  ///
  /// libxml2 reports the same start tags whether it builds its own tree or calls ours, so that a number means the same
  /// element in ``HTMLDocument/numbers(of:)``.
  public func elements() -> [Int?] {
    var out: [Int?] = []
    out.reserveCapacity(nodes.count)
    var next = 0
    func passFlattened(before index: Int) {
      while next < flattened.count, flattened[next] <= index {
        out.append(nil)
        next += 1
      }
    }
    for index in nodes.indices.dropFirst() where nodes[index].tag != .text {
      passFlattened(before: index)
      out.append(index)
    }
    passFlattened(before: Int.max)
    return out
  }
}
