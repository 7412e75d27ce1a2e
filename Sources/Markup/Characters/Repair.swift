// What was mended in an input before it could be read.

/// One kind of damage found and mended; shown by `sources check` so that a publisher can be told.
public struct Repair: Hashable, Sendable {
  /// What kind, stable and machine-readable, such as `stray-ampersand`.
  public var code: String
  /// A sentence for people.
  public var detail: String
  /// How often it was met.
  public var count: Int

  /// A repair that was made.
  public init(code: String, detail: String, count: Int = 1) {
    self.code = code
    self.detail = detail
    self.count = count
  }
}
