// Serves files of a directory, or of several laid over each other, with entity tags and conditional answers.

internal import Foundation

/// The files below one or more directories, as a web server's content.
///
/// `GET` and `HEAD` are answered, a path that ends in `/` by its `index.html`. A file `x.status` beside `x` holds a
/// status code that `x` is to be answered with (`500`, say), which is how an outlet in trouble is described; `x` is the
/// body then and may be missing. Names that begin with a dot, and whatever a symbolic link leads to outside of the
/// directory, do not exist.
public struct FileTree: Sendable {
  private let layers: [String]

  /// Files of a directory.
  public init(directory: String) { self.init(layers: [directory]) }

  /// Files of several directories; where two hold the same path, the first one given counts.
  public init(layers: [String]) { self.layers = layers }

  /// Answers a request.
  /// - Parameter render: What is served in place of a text file's content; its failure is answered with 500. Pictures
  ///   are served as they are.
  public func response(
    to request: OriginRequest, render: (String) throws(OriginError) -> String = { $0 }
  ) -> OriginResponse {
    guard request.method == "GET" || request.method == "HEAD" else {
      var refused = OriginResponse.text(405, "Only GET and HEAD are answered here.")
      refused.headers["Allow"] = "GET, HEAD"
      return refused
    }
    guard let path = Self.relativePath(request.path) else { return .text(404, "There is nothing of that name here.") }
    let status = bytes(at: path + ".status").flatMap { Int(String(decoding: $0, as: UTF8.self).trimmed) }
    guard var body = bytes(at: path) ?? status.map({ Array("Status \($0), as asked for.\n".utf8) }) else {
      return .text(404, "There is nothing of that name here.")
    }
    let type = ContentType(path: path)
    if type.isText {
      do { body = Array(try render(String(decoding: body, as: UTF8.self)).utf8) } catch {
        return .text(500, error.description)
      }
    }
    return Self.answer(request, status: status ?? 200, type: type, body: body)
  }

  private static func answer(
    _ request: OriginRequest, status: Int, type: ContentType, body: [UInt8]
  ) -> OriginResponse {
    var response = OriginResponse(status: status, headers: ["Content-Type": type.field], body: body)
    if status == 200 {
      let tag = entityTag(of: body)
      response.headers["ETag"] = tag
      response.headers["Cache-Control"] = "no-cache"
      if let known = request.headers["if-none-match"], names(known, tag: tag) {
        return OriginResponse(status: 304, headers: ["ETag": tag, "Cache-Control": "no-cache"])
      }
    }
    if request.method == "HEAD" {
      response.headers["Content-Length"] = String(body.count)
      response.body = []
    }
    return response
  }

  /// The path below the directory, or nil for one that could lead out of it or that is kept back.
  static func relativePath(_ path: String) -> String? {
    guard let decoded = path.removingPercentEncoding, decoded.hasPrefix("/"), !decoded.contains("\0"),
      !decoded.contains("\\"), !decoded.hasSuffix(".status")
    else { return nil }
    let directory = decoded.hasSuffix("/")
    let names = decoded.dropFirst().dropLast(directory && decoded.count > 1 ? 1 : 0)
    if names.isEmpty { return "index.html" }
    let parts = names.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.allSatisfy({ !$0.isEmpty && !$0.hasPrefix(".") }) else { return nil }
    return parts.joined(separator: "/") + (directory ? "/index.html" : "")
  }

  private func bytes(at path: String) -> [UInt8]? {
    for layer in layers {
      let root = URL(fileURLWithPath: layer, isDirectory: true).resolvingSymlinksInPath().path
      let file = URL(fileURLWithPath: root + "/" + path).resolvingSymlinksInPath()
      guard file.path.hasPrefix(root + "/") else { continue }
      if let data = try? Data(contentsOf: file) { return Array(data) }
    }
    return nil
  }
}

extension String {
  fileprivate var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
