// What the elements of a formula mean for its text, told from a page's tree.

/// What stands before an element of a formula when there is nothing but letters.
public enum FormulaMark: Sendable {
  /// A slash: the lower part of a fraction begins.
  case slash
  /// A space: another row or cell of a table begins.
  case space
}

extension HTMLTree {
  /// What to write before an element of a formula; nil for most.
  public func formulaMark(of node: Int) -> FormulaMark? {
    let parent = Int(nodes[node].parent)
    switch (nodes[node].tag, nodes[parent].tag) {
    case (.mtr, _), (.mlabeledtr, _), (.mtd, _): return isFirstElement(node, in: parent) ? nil : .space
    case (_, .mfrac): return nodes[node].tag == .text || isFirstElement(node, in: parent) ? nil : .slash
    default: return nil
    }
  }

  private func isFirstElement(_ node: Int, in parent: Int) -> Bool {
    var at = parent + 1
    while at < node, nodes[at].tag == .text { at = Int(nodes[at].end) }
    return at >= node
  }
}
