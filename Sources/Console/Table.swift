// Rows under headings: fitted to a terminal, tab-separated in a pipe.
internal import News

/// A table of foreign text made safe.
public struct Table: Sendable {
  /// A column.
  public struct Column: Sendable {
    /// Its heading.
    public var title: String
    /// Whether its values stand at the right.
    public var right: Bool
    /// Whether it gives way first where the terminal is narrow.
    public var shrinks: Bool
    /// How its values look.
    public var style: Terminal.Style?

    /// A column.
    public init(_ title: String, right: Bool = false, shrinks: Bool = false, style: Terminal.Style? = nil) {
      self.title = title
      self.right = right
      self.shrinks = shrinks
      self.style = style
    }
  }

  private let columns: [Column]
  private var rows: [[String]] = []

  /// An empty table.
  public init(_ columns: [Column]) { self.columns = columns }

  /// How many rows there are.
  public var count: Int { rows.count }

  /// Adds a row of as many values as there are columns; each is made one line without control characters.
  public mutating func add(_ values: String...) {
    precondition(values.count == columns.count, "a row has a value a column")
    rows.append(values.map(DisplayText.line))
  }

  /// The table as text, a line a row, each ended by a newline.
  public func text(for terminal: Terminal) -> String {
    guard let width = terminal.width else {
      return ([columns.map(\.title)] + rows).map { $0.joined(separator: "\t") + "\n" }.joined()
    }
    var widths = columns.indices.map { index in
      ([columns[index].title] + rows.map { $0[index] }).map(DisplayText.width).max() ?? 0
    }
    let gaps = 2 * (columns.count - 1)
    var excess = widths.reduce(gaps, +) - width
    while excess > 0 {
      // The widest of those that may shrink gives way, then the widest of all.
      let candidates = columns.indices.filter { columns[$0].shrinks && widths[$0] > 12 }
      let pool = candidates.isEmpty ? columns.indices.filter { widths[$0] > 4 } : candidates
      guard let widest = pool.max(by: { widths[$0] < widths[$1] }) else { break }
      let cut = min(excess, max(1, widths[widest] / 8))
      widths[widest] -= cut
      excess -= cut
    }
    var out = line(columns.map(\.title), widths, terminal, heading: true)
    for row in rows { out += line(row, widths, terminal, heading: false) }
    return out
  }

  private func line(_ values: [String], _ widths: [Int], _ terminal: Terminal, heading: Bool) -> String {
    var out = ""
    for (index, value) in values.enumerated() {
      let fitted = DisplayText.fitted(value, to: widths[index])
      let pad = String(repeating: " ", count: max(0, widths[index] - DisplayText.width(fitted)))
      let style = heading ? .dim : columns[index].style
      let styled = style.map { terminal.styled(fitted, $0) } ?? fitted
      let last = index == values.count - 1
      out += columns[index].right ? pad + styled : styled + (last ? "" : pad)
      if !last { out += "  " }
    }
    return out + "\n"
  }
}
