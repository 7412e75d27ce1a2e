// Strings without what stands at their ends.

extension String {
  /// Without white space around it.
  var trimmed: String {
    var view = Substring(self)
    while let first = view.first, first.isWhitespace { view.removeFirst() }
    while let last = view.last, last.isWhitespace { view.removeLast() }
    return String(view)
  }
  var trimmingColon: String { hasSuffix(":") ? String(dropLast()) : self }
}
