// The media types a small web server needs, by the end of a file's name.

/// What a file is served as.
struct ContentType: Equatable {
  /// The `Content-Type` field.
  let field: String
  /// Whether the file is text that may hold placeholders.
  let isText: Bool

  /// The type of a file by its name; unknown ends are bytes.
  init(path: String) {
    let name = path.split(separator: "/").last ?? ""
    let end = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
    let known: [String: (String, Bool)] = [
      "html": ("text/html; charset=utf-8", true),
      "css": ("text/css; charset=utf-8", true),
      "txt": ("text/plain; charset=utf-8", true),
      "xml": ("application/xml; charset=utf-8", true),
      "rss": ("application/rss+xml; charset=utf-8", true),
      "atom": ("application/atom+xml; charset=utf-8", true),
      "rdf": ("application/rdf+xml; charset=utf-8", true),
      "json": ("application/feed+json; charset=utf-8", true),
      "svg": ("image/svg+xml", true),
      "png": ("image/png", false),
      "jpg": ("image/jpeg", false),
    ]
    (field, isText) = known[end] ?? ("application/octet-stream", false)
  }
}
