// Why an input was not taken: a value that travels to the log, the catalogue and the person who can act on it.

/// A refused input. It never ends the run, and nothing already known is lost by it.
public struct Refusal: Error, Sendable, Equatable, CustomStringConvertible {
  /// What kind of refusal, stable and machine-readable, such as `not-a-feed` or `too-large`.
  public var code: String
  /// A sentence that says what was found and what would be right.
  public var message: String
  /// Which source, where known.
  public var source: SourceName?
  /// Byte offset in the input, where it has one.
  public var position: Int?

  /// A refusal.
  public init(code: String, message: String, source: SourceName? = nil, position: Int? = nil) {
    self.code = code
    self.message = message
    self.source = source
    self.position = position
  }

  /// `code: message`.
  public var description: String { "\(code): \(message)" + (position.map { " (at byte \($0))" } ?? "") }
}
