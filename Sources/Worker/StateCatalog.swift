// The catalogue of a state directory, opened to be looked into: beside a running worker, and where there is none yet.
internal import Catalog
internal import Glibc
internal import News

enum StateCatalog {
  /// The catalogue, or nil where none was written yet. Throws `Refusal` (code `io`) where this user may not look, and
  /// `CatalogFailure`.
  static func open(in state: String) throws -> SQLiteCatalog? {
    let path = state + "/catalog.sqlite"
    guard access(path, F_OK) == 0 else {
      if errno == EACCES { throw Refusal(code: "io", message: "\(state) may not be read by this user") }
      return nil
    }
    return try SQLiteCatalog(path: path, readOnly: true)
  }
}
