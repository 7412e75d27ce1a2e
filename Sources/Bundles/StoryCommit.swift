// Story files: replaced whole, in batches, so that a reader sees the story before or after, never between.
public import News

extension BundleStore {
  /// Writes story files, replacing those that are there. When it returns, each is on the disk as durably as
  /// ``durability`` says. When it throws, each is as before or as after.
  ///
  /// - Throws: ``BundleFailure``.
  public func write(stories: [StoryDocument]) throws(BundleFailure) {
    guard !stories.isEmpty else { return }
    try requireLock()
    try progress.withLock { (progress) throws(BundleFailure) in
      progress.batches += 1
      let folder = "\(BundleLayout.staging)/\(progress.batches)"
      // What cannot be removed now is swept at the next start.
      defer { try? files.removeTree(folder) }
      try replace(stories, staging: folder, &progress)
    }
  }

  /// Calls `body` for every story file whose name is one, from the month of an instant on, and removes those for which it
  /// returns false: a story's file can be written anew from the catalogue, so nothing is lost.
  ///
  /// - Throws: ``BundleFailure``, and what `body` throws.
  public func keepStories(since: Instant?, where body: (StoryID) throws -> Bool) throws {
    try requireLock()
    let first = since.map { BundleLayout.month($0) } ?? ""
    for year in try files.list(BundleLayout.stories) ?? [] where year.kind == .directory {
      for month in try files.list("\(BundleLayout.stories)/\(year.name)") ?? [] where month.kind == .directory {
        let folder = "\(BundleLayout.stories)/\(year.name)/\(month.name)"
        guard folder >= first else { continue }
        for entry in try files.list(folder) ?? [] where entry.name.hasSuffix(".json") {
          guard let story = StoryID(String(entry.name.dropLast(5))), try !body(story) else { continue }
          try files.removeTree("\(folder)/\(entry.name)")
        }
      }
    }
  }

  /// Where a story's file lies, relative to the state directory.
  public static func path(of story: StoryDocument) -> String {
    BundleLayout.month(story.firstSeen) + "/\(story.id).json"
  }

  private func replace(
    _ stories: [StoryDocument], staging folder: String, _ progress: inout Progress
  ) throws(BundleFailure) {
    var months: Set<String> = []
    try files.makeDirectory(folder)
    for (index, story) in stories.enumerated() {
      months.insert(BundleLayout.month(story.firstSeen))
      let bytes = JSONWriter.bytes(StoryFile.json(story))
      try files.write(bytes, to: "\(folder)/\(index)", syncing: durability == .each)
    }
    for month in months.sorted() {
      for folder in BundleLayout.upwards(month).reversed() { try files.makeDirectory(folder) }
    }
    if durability == .batch { try files.syncAll() }
    for (index, story) in stories.enumerated() {
      try files.renameReplacing("\(folder)/\(index)", to: Self.path(of: story))
    }
    guard durability != .none else { return }
    for month in months.sorted() {
      try files.syncDirectory(month)
      guard durability == .each, !progress.durableFolders.contains(month) else { continue }
      for folder in BundleLayout.upwards(month).dropFirst() + ["."] { try files.syncDirectory(folder) }
      progress.durableFolders.insert(month)
    }
  }
}
