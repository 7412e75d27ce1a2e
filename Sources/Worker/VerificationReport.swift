// Bundles, story files and catalogue checked against each other.
internal import Bundles
internal import Catalog
internal import News

/// What a verification found.
public struct VerificationReport: Sendable, Codable {
  /// One thing that is wrong.
  public struct Fault: Sendable, Codable {
    /// Where, relative to the state directory.
    public var path: String
    /// What kind, machine-readable.
    public var code: String
    /// What is wrong.
    public var problem: String
  }

  /// Bundles checked.
  public var bundles = 0
  /// Story files checked.
  public var stories = 0
  /// Bytes read.
  public var bytes = 0
  /// What is wrong, by path.
  public var faults: [Fault] = []
}

extension Inspector {
  /// The story files hold the members the catalogue has, no more and no fewer.
  private func compareStories(_ report: inout VerificationReport) throws {
    for story in try catalog.stories(StoryFilter()) {
      let members = try catalog.articles(ArticleFilter(story: story.id))
      let path = BundleStore.path(
        of: StoryDocument(
          id: story.id, headline: story.headline, members: [], firstSeen: story.firstSeen,
          lastChanged: story.lastChanged))
      // A file that is missing or broken has been named already, but not that the catalogue wants it.
      guard let document = try? store.readStory(path: path) else {
        report.faults.append(
          .init(path: path, code: "story", problem: "the catalogue has this story, but no file that can be read"))
        continue
      }
      if Set(document.members.map(\.article)) != Set(members.map(\.id)) {
        report.faults.append(.init(path: path, code: "story", problem: "its members are not those the catalogue has"))
      }
    }
  }

  /// Checks every bundle and story file, and that the catalogue knows the same ones. `progress` is told how many bundles
  /// were checked. Throws `BundleFailure` or `CatalogFailure` where something cannot be read at all.
  public func verify(progress: (Int) -> Void = { _ in }) throws -> VerificationReport {
    let found = try store.verify(progress: progress)
    var report = VerificationReport(bundles: found.bundles, stories: found.stories, bytes: found.bytes)
    report.faults = found.findings.map { .init(path: $0.path, code: $0.code, problem: $0.message) }
    var recorded = Set(try catalog.bundles(from: ""))
    try store.bundles { location in
      if recorded.remove(location.path) == nil {
        report.faults.append(
          .init(
            path: location.path, code: "unrecorded",
            problem: "the catalogue does not know this bundle; a worker is writing it, or the next run adopts it"))
      }
      return true
    }
    for path in recorded.sorted() {
      report.faults.append(
        .init(path: path, code: "missing", problem: "the catalogue knows this bundle, but it is not there"))
    }
    try compareStories(&report)
    report.faults.sort { ($0.path, $0.code) < ($1.path, $1.code) }
    return report
  }
}
