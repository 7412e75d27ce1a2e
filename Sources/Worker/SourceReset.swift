// Makes sources be read afresh: what is known of them between polls is forgotten, what was written stays.
internal import Bundles
internal import Catalog
public import News
public import Settings

/// Forgets sources.
public enum SourceReset {
  /// What was forgotten.
  public struct Result: Sendable, Codable, Equatable {
    /// Which source.
    public var source: SourceName
    /// Whether anything was known of it.
    public var wasKnown: Bool
    /// Entries it had shown.
    public var entries: Int
  }

  /// Forgets validators, schedule, seen entries and the memory of sitemaps and list pages of the named sources. A source that is no
  /// longer in the settings can be forgotten too.
  ///
  /// Throws `Refusal` (code `unknown-source`, before anything is forgotten) for a name that neither the settings nor the
  /// catalogue knows, `BundleFailure` (code `locked` where a worker is at it), `CatalogFailure`.
  public static func run(_ names: [String], settings: Configuration) throws -> [Result] {
    let path = settings.stateDirectory + "/catalog.sqlite"
    let known = try StateCatalog.open(in: settings.stateDirectory)?.sources() ?? [:]
    let configured = settings.sources.map(\.name)
    let wanted = try names.map { text in
      guard let name = SourceName(text), configured.contains(name) || known[name] != nil else {
        let all = configured.map(\.description).joined(separator: ", ")
        throw Refusal(code: "unknown-source", message: "there is no source called \"\(text)\"; there are: \(all)")
      }
      return name
    }
    guard wanted.contains(where: { known[$0] != nil }) else {
      return wanted.map { Result(source: $0, wasKnown: false, entries: 0) }
    }
    // Its lock keeps a worker from writing what is forgotten here.
    let store = try BundleStore(
      directory: settings.stateDirectory, durability: settings.bundles.durability.forBundles,
      agent: Workspace.userAgent(contact: nil))
    defer { withExtendedLifetime(store) {} }
    let catalog = try SQLiteCatalog(path: path)
    return try wanted.map { name in
      let entries = try catalog.forget(
        name, facts: SitemapWalk.factPrefixes(of: name) + [PageWalk.factPrefix(of: name)])
      return Result(source: name, wasKnown: entries != nil, entries: entries ?? 0)
    }
  }
}
