// JSON as a value, with the two or three questions the bundles ask of it.

/// A JSON value (RFC 8259).
enum JSONValue: Sendable, Equatable {
  case object([String: JSONValue])
  case array([JSONValue])
  case string(String)
  case integer(Int)
  case number(Double)
  case bool(Bool)
  case null

  /// A member of an object.
  subscript(key: String) -> JSONValue? {
    if case .object(let members) = self { members[key] } else { nil }
  }

  /// A string's text.
  var text: String? { if case .string(let text) = self { text } else { nil } }
  /// A whole number.
  var integer: Int? { if case .integer(let value) = self { value } else { nil } }
  /// `true` or `false`.
  var flag: Bool? { if case .bool(let value) = self { value } else { nil } }
  /// An array's elements; none for anything else.
  var elements: [JSONValue] { if case .array(let elements) = self { elements } else { [] } }

  /// Any number.
  var number: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }

  /// The elements of an array member in which `key` has the text `value`: `all("altIds", "role", "story")`.
  func all(_ member: String, _ key: String, _ value: String) -> [JSONValue] {
    (self[member]?.elements ?? []).filter { $0[key]?.text == value }
  }
}
