// What went wrong with the catalogue, in a sentence that helps, without the database library's types.
internal import GRDB

/// A failed catalogue operation.
public struct CatalogFailure: Error, Sendable, Equatable, CustomStringConvertible {
  /// `cannot-open`, `newer-state`, `busy`, `disk-full`, `corrupt` or `failed`.
  public var code: String
  /// The catalogue's file.
  public var path: String
  /// What was found and what would help.
  public var message: String

  /// A failure.
  public init(code: String, path: String, message: String) {
    self.code = code
    self.path = path
    self.message = message
  }

  /// `path: message`.
  public var description: String { "\(path): \(message)" }

  init(_ error: any Error, path: String) {
    self.path = path
    guard let error = error as? DatabaseError else {
      code = "failed"
      message = "\(error)"
      return
    }
    switch error.resultCode {
    case .SQLITE_FULL:
      (code, message) = (
        "disk-full", "the disk is full; nothing of this batch was recorded, free some space and run again"
      )
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      (code, message) = ("busy", "another program holds the catalogue; try again when it has ended")
    case .SQLITE_CORRUPT, .SQLITE_NOTADB:
      (code, message) = (
        "corrupt", "this is not a sound SQLite file (\(error.message ?? "no detail")); restore it from a backup"
      )
    case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_READONLY, .SQLITE_AUTH:
      (code, message) = (
        "cannot-open",
        "the catalogue cannot be opened (\(error.message ?? "no detail")); check owner, mode and free space"
      )
    default:
      (code, message) = ("failed", "\(error.message ?? "SQLite error \(error.resultCode.rawValue)")")
    }
  }
}
