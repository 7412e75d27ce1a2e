// A batch of drafts becomes bundles: staged, forced to the disk, published by rename, proven.
internal import News

extension BundleStore {
  /// Writes a batch of articles. When it returns, each is on the disk as durably as ``durability`` says.
  ///
  /// A bundle that is already there, whole and with the same text, title and HTML, is adopted: a run repeated after a
  /// crash finds its own work. When it throws, none of the batch counts as stored; what was published is withdrawn
  /// where the disk still allows it, else found again by the next attempt.
  ///
  /// - Throws: ``BundleFailure``; `torn` or `different` name the bundle that stands in the way.
  public func commit(_ drafts: [BundleDraft]) throws(BundleFailure) -> [BundleReceipt] {
    guard !drafts.isEmpty else { return [] }
    try requireLock()
    return try progress.withLock { (progress) throws(BundleFailure) in
      progress.batches += 1
      var batch = CommitBatch(store: self, folder: "\(BundleLayout.staging)/\(progress.batches)")
      do throws(BundleFailure) {
        try batch.stage(drafts)
        try batch.publish(&progress)
      } catch {
        batch.withdraw()
        throw error
      }
      batch.clean()
      return batch.receipts
    }
  }
}

/// The steps of one commit.
private struct CommitBatch {
  /// One bundle written below `tmp`, waiting for its name.
  struct Staged {
    let draft: BundleDraft
    let index: Int
    let from: String
    let to: String
    let day: String
  }

  let store: BundleStore
  let folder: String
  var receipts: [BundleReceipt] = []
  private var staged: [Staged] = []
  private var days: Set<String> = []
  private var published: [String] = []

  init(store: BundleStore, folder: String) {
    self.store = store
    self.folder = folder
  }

  private var files: FileSystem { store.files }

  /// Writes what is not there yet.
  mutating func stage(_ drafts: [BundleDraft]) throws(BundleFailure) {
    try files.makeDirectory(folder)
    for (index, draft) in drafts.enumerated() {
      let day = BundleLayout.day(draft.article.fetched)
      let to = day + "/" + BundleLayout.name(draft.article.id, version: draft.article.version)
      days.insert(day)
      if try files.exists(to) {
        receipts.append(try store.adopt(draft, at: to))
        continue
      }
      let from = "\(folder)/\(index)"
      let bag = Bag(draft, agent: store.agent)
      try write(bag, to: from)
      receipts.append(
        BundleReceipt(
          article: draft.article.id, version: draft.article.version, path: to, bytes: bag.byteCount,
          contentHash: bag.contentHash, adopted: false))
      staged.append(Staged(draft: draft, index: index, from: from, to: to, day: day))
    }
  }

  private func write(_ bag: Bag, to path: String) throws(BundleFailure) {
    let each = store.durability == .each
    try files.makeDirectory(path)
    try files.makeDirectory(path + "/data")
    for file in bag.files { try files.write(file.bytes, to: path + "/" + file.path, syncing: each) }
    if each {
      try files.syncDirectory(path + "/data")
      try files.syncDirectory(path)
    }
  }

  /// Makes everything staged durable, gives it its names, and makes the names durable.
  mutating func publish(_ progress: inout BundleStore.Progress) throws(BundleFailure) {
    for day in days.sorted() {
      for folder in BundleLayout.upwards(day).reversed() { try files.makeDirectory(folder) }
    }
    // Names come after contents: what can be seen is whole, whenever the power goes.
    if store.durability == .batch { try files.syncAll() }
    for bundle in staged {
      if try files.renameKeeping(bundle.from, to: bundle.to) {
        published.append(bundle.to)
      } else {
        // Two drafts of one batch with the same name.
        receipts[bundle.index] = try store.adopt(bundle.draft, at: bundle.to)
      }
    }
    guard store.durability != .none else { return }
    for day in days.sorted() {
      try files.syncDirectory(day)
      guard store.durability == .each else { continue }
      for folder in BundleLayout.upwards(day).dropFirst() + ["."] where !progress.durableFolders.contains(day) {
        try files.syncDirectory(folder)
      }
      progress.durableFolders.insert(day)
    }
  }

  /// Takes back what a failed batch published: a sync that failed once may succeed the next time without having
  /// written anything, so the next attempt has to write new files.
  func withdraw() {
    for (index, path) in published.enumerated() {
      // Where the disk refuses even this, the bundle stays: it is whole, and the next attempt adopts it.
      _ = try? files.renameKeeping(path, to: "\(folder)/withdrawn-\(index)")
    }
    clean()
  }

  /// Removes the staging folder; what cannot be removed now is swept at the next start.
  func clean() { try? files.removeTree(folder) }
}

extension BundleStore {
  /// The receipt of a bundle that is already there, if it is whole and tells the same.
  func adopt(_ draft: BundleDraft, at path: String) throws(BundleFailure) -> BundleReceipt {
    let inspection = try inspect(bundle: path, namingUnreadable: false)
    if let finding = inspection.findings.first {
      throw BundleFailure(
        code: "torn", path: path,
        message: "a bundle of this name is there but not whole (\(finding.message)); move it away and run again")
    }
    guard let stored = inspection.bundle, stored.article.body.html == draft.article.body.html,
      stored.article.body.text == draft.article.body.text, stored.article.version == draft.article.version,
      stored.article.title == AddressText.withoutUserinfo(draft.article.title)
    else {
      throw BundleFailure(
        code: "different", path: path,
        message: "a bundle of this name holds another text; bundles are never overwritten, so this one needs a version "
          + "of its own")
    }
    return BundleReceipt(
      article: draft.article.id, version: draft.article.version, path: path, bytes: inspection.bytes,
      contentHash: Digest.sha256Hex(draft.article.body.text.utf8), adopted: true)
  }

  /// Moves a bundle that is damaged, or that no record can take in, out of the way, to `damaged/`, where nothing looks at it again; nothing is deleted.
  ///
  /// - Throws: ``BundleFailure`` where it cannot be moved.
  public func setAside(_ path: String) throws(BundleFailure) {
    try requireLock()
    try files.makeDirectory(BundleLayout.damaged)
    let name = path.replacing("/", with: "-")
    for attempt in 0... {
      let target = "\(BundleLayout.damaged)/\(name)" + (attempt == 0 ? "" : ".\(attempt)")
      if try files.renameKeeping(path, to: target) { break }
    }
    if durability != .none { try files.syncAll() }
  }
}
