// Values of JSON-LD, where one value and a list of one mean the same.

internal import Markup

extension LenientJSON {
  /// The value as text: a string, a number as written, the first of several, the `@value` of a typed one.
  var string: String? {
    switch self {
    case .array(let items): items.first?.string
    case .object: self["@value"]?.string
    default: text
    }
  }

  /// The elements of an array, or the value itself; nothing of null.
  var items: [LenientJSON] {
    switch self {
    case .array(let items): items
    case .null: []
    default: [self]
    }
  }

  /// A truth value, also one written as text.
  var truth: Bool? {
    switch self {
    case .bool(let value): value
    case .string(let text): text.lowercased() == "false" ? false : text.lowercased() == "true" ? true : nil
    default: nil
    }
  }
}
