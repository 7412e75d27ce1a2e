// What a crash left between the bundles and the catalogue: whole bundles that nobody recorded are taken in at the start.
internal import Bundles
internal import Catalog
internal import News

/// Takes in bundles that are on disk but not in the catalogue.
struct Adoption {
  private let workspace: Workspace

  init(_ workspace: Workspace) { self.workspace = workspace }

  /// Looks at the days since the one before the last recorded bundle only: older days were complete when that one was
  /// recorded, since a poll that began the day before can still have been under way.
  func run() async throws {
    let last = try workspace.catalog.fact("last bundle").flatMap { Instant(rfc3339: $0) }
    let first = last?.adding(seconds: -86_400)
    let day = first.map { "articles/" + CivilDate($0).dayText.replacing("-", with: "/") }
    let recorded = Set(try workspace.catalog.bundles(from: day ?? ""))
    var orphans: [StoredBundle] = []
    try workspace.store.bundles(since: first) { location in
      guard !recorded.contains(location.path) else { return true }
      let faults = try workspace.store.verify(bundle: location.path)
      guard faults.isEmpty else {
        workspace.log.warning(
          "a bundle that is not whole is left alone; see \"newsfold verify\"", metadata: ["bundle": "\(location.path)"])
        return true
      }
      orphans.append(try workspace.store.read(path: location.path))
      return true
    }
    guard !orphans.isEmpty else { return }
    workspace.log.notice("adopting bundles an interrupted run left", metadata: ["bundles": "\(orphans.count)"])
    try await workspace.recorder.adopt(orphans)
  }
}
