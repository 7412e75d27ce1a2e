// Where things lie in the state directory. Names come from identifiers and dates only, never from feed text.
internal import News

/// Paths relative to the state directory.
enum BundleLayout {
  static let articles = "articles"
  static let stories = "stories"
  static let staging = "tmp"
  static let damaged = "damaged"
  static let lock = "lock"
  static let manifest = "manifest-sha256.txt"
  static let tagManifest = "tagmanifest-sha256.txt"

  /// `articles/2026/11/21`.
  static func day(_ instant: Instant) -> String { "\(articles)/" + dated(instant, days: true) }
  /// `stories/2026/11`.
  static func month(_ instant: Instant) -> String { "\(stories)/" + dated(instant, days: false) }

  /// `<uuid>` for the first revision, `<uuid>.v2` for the second.
  static func name(_ article: ArticleID, version: Int) -> String {
    version == 1 ? article.description : "\(article).v\(version)"
  }

  /// Reads a bundle's name; nil for any other.
  static func parse(name: String) -> (article: ArticleID, version: Int)? {
    guard let article = ArticleID(String(name.prefix(36))) else { return nil }
    let rest = name.dropFirst(36)
    guard !rest.isEmpty else { return Self.name(article, version: 1) == name ? (article, 1) : nil }
    guard rest.hasPrefix(".v"), let version = Int(rest.dropFirst(2)), version > 1,
      Self.name(article, version: version) == name
    else { return nil }
    return (article, version)
  }

  /// The folder itself, then each folder above it: `articles/2026/11/21`, `articles/2026/11`, `articles/2026`,
  /// `articles`.
  static func upwards(_ path: String) -> [String] {
    var out = [path]
    while let slash = out[out.count - 1].lastIndex(of: "/") { out.append(String(out[out.count - 1][..<slash])) }
    return out
  }

  private static func dated(_ instant: Instant, days: Bool) -> String {
    String(instant.description.prefix(days ? 10 : 7)).split(separator: "-").joined(separator: "/")
  }
}
