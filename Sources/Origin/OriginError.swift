// Why an origin could not be started or its content not be used.

/// A failure of the demo's server or its content: a code for programs, a sentence for people.
public struct OriginError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Stable and machine-readable: `cannot-listen`, `no-content` or `bad-placeholder`.
  public var code: String
  /// What was found and what would be right.
  public var message: String

  /// A failure.
  public init(code: String, message: String) {
    self.code = code
    self.message = message
  }

  /// `code: message`.
  public var description: String { "\(code): \(message)" }
}
