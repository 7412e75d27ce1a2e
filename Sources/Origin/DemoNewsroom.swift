// The demo newsroom: outlets as directories of files, in editions that are laid over each other.

internal import Foundation

/// Invented outlets with their feeds and pages, for `newsfold demo` and for tests.
///
/// The directory holds the settings `newsfold.yaml` and a directory an edition. An edition holds a directory an outlet;
/// a later one (by name: `morning`, `noon`) holds only what changed since the one before, so whatever it leaves out is
/// answered by 304 to a client that asks conditionally. The content is rendered anew for each request and depends on
/// the edition, the base address and the start alone.
public struct DemoNewsroom: Sendable {
  /// The editions in the order they appear.
  public let editions: [String]
  private let directory: String
  private let start: Int64
  private let settingsTemplate: String

  /// Opens the newsroom's directory.
  /// - Parameters:
  ///   - directory: Where the editions and `newsfold.yaml` lie.
  ///   - start: The moment its dates are relative to, in seconds since 1970: now, for fresh news.
  /// - Throws: `no-content` when the directory does not hold a newsroom.
  public init(directory: String, start: Int64) throws(OriginError) {
    let files = FileManager.default
    guard let text = try? String(contentsOfFile: directory + "/newsfold.yaml", encoding: .utf8),
      let names = try? files.contentsOfDirectory(atPath: directory)
    else {
      throw OriginError(code: "no-content", message: "\(directory) holds no newsfold.yaml: it is not a demo newsroom")
    }
    var isDirectory: ObjCBool = false
    editions = names.sorted().filter {
      files.fileExists(atPath: directory + "/" + $0, isDirectory: &isDirectory) && isDirectory.boolValue
    }
    guard !editions.isEmpty else {
      throw OriginError(code: "no-content", message: "\(directory) holds no edition: a directory such as morning")
    }
    self.directory = directory
    self.start = start
    settingsTemplate = text
  }

  /// Answers a request from an edition; one that is not known holds nothing.
  /// - Parameter base: The server's own address without a final slash, such as `http://127.0.0.1:8080`.
  public func response(to request: OriginRequest, edition: String, base: String) -> OriginResponse {
    guard let index = editions.firstIndex(of: edition) else {
      return .text(404, "There is no edition of that name.")
    }
    let layers = editions[...index]
    let tree = FileTree(layers: layers.reversed().map { directory + "/" + $0 })
    let template = Template(values: ["base": base], start: start)
    return tree.response(to: request) { text throws(OriginError) in try template.fill(text) }
  }

  /// The settings by which `newsfold` reads this newsroom.
  /// - Parameters:
  ///   - base: As in ``response(to:edition:base:)``.
  ///   - state: The path of the state directory to write to.
  /// - Throws: `bad-placeholder`.
  public func settings(base: String, state: String) throws(OriginError) -> String {
    // The path stands between double quotes in the YAML file.
    let quoted = state.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return try Template(values: ["base": base, "state": quoted], start: start).fill(settingsTemplate)
  }
}
