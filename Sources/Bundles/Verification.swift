// The whole state directory looked at: every bundle, every story file, and what they say of each other.
internal import News

/// What looking at everything gave.
public struct Verification: Sendable, Equatable {
  /// Bundles looked at.
  public var bundles = 0
  /// Story files looked at.
  public var stories = 0
  /// Their size.
  public var bytes = 0
  /// What is wrong, in order of paths; empty when all is well.
  public var findings: [Finding] = []
}

extension BundleStore {
  /// Looks at everything below `articles` and `stories`: bags complete and unaltered, nothing unlisted, items of the
  /// schema's shape, parts in agreement, story files sound, their members there and every article in a story.
  ///
  /// Reads every byte. Takes about 300 bytes of memory a bundle.
  ///
  /// - Parameter progress: Told after each bundle how many were looked at.
  /// - Throws: ``BundleFailure`` where a folder cannot be listed.
  public func verify(progress: (Int) -> Void = { _ in }) throws(BundleFailure) -> Verification {
    var verification = Verification()
    var articles: [ArticleID: String] = [:]
    var names: [String: String] = [:]
    for day in try folders(below: BundleLayout.articles, [4, 2, 2], into: &verification) {
      for entry in try files.list(day) ?? [] {
        let path = "\(day)/\(entry.name)"
        guard entry.kind == .directory, let name = BundleLayout.parse(name: entry.name) else {
          verification.findings.append(Self.stray(path))
          continue
        }
        let inspection = try inspect(bundle: path, namingUnreadable: true)
        verification.findings += inspection.findings
        verification.bytes += inspection.bytes
        verification.bundles += 1
        articles[name.article] = path
        // The same revision in the folders of two days: stored, not recorded, fetched again after midnight.
        if let first = names.updateValue(path, forKey: entry.name) {
          verification.findings.append(
            Finding(code: "twice", path: path, message: "is the same revision of the same article as \(first)"))
        }
        progress(verification.bundles)
      }
    }
    try verifyStories(articles, into: &verification)
    return verification
  }

  /// Looks at one bundle.
  ///
  /// - Throws: ``BundleFailure`` where its folder cannot be listed.
  public func verify(bundle path: String) throws(BundleFailure) -> [Finding] {
    try inspect(bundle: path, namingUnreadable: true).findings
  }

  private static func stray(_ path: String) -> Finding {
    Finding(code: "stray", path: DisplayText.line(path), message: "does not belong there; nothing here wrote it")
  }

  /// The folders of a dated tree at its last level; what is not part of the tree is a finding.
  private func folders(
    below top: String, _ levels: [Int], into verification: inout Verification
  ) throws(BundleFailure) -> [String] {
    var folders = [top]
    for digits in levels {
      var deeper: [String] = []
      for folder in folders {
        for entry in try files.list(folder) ?? [] {
          let path = "\(folder)/\(entry.name)"
          if entry.kind == .directory, Self.isNumber(entry.name, digits) {
            deeper.append(path)
          } else {
            verification.findings.append(Self.stray(path))
          }
        }
      }
      folders = deeper
    }
    return folders
  }

  private func verifyStories(
    _ articles: [ArticleID: String], into verification: inout Verification
  ) throws(BundleFailure) {
    var told: Set<ArticleID> = []
    var seen: Set<StoryID> = []
    var superseded: [(path: String, by: StoryID)] = []
    for month in try folders(below: BundleLayout.stories, [4, 2], into: &verification) {
      for entry in try files.list(month) ?? [] {
        let path = "\(month)/\(entry.name)"
        guard entry.kind == .file, entry.name.hasSuffix(".json"), StoryID(String(entry.name.dropLast(5))) != nil else {
          verification.findings.append(Self.stray(path))
          continue
        }
        verification.stories += 1
        guard let story = try story(path, into: &verification) else { continue }
        func add(_ message: String) {
          verification.findings.append(Finding(code: "story", path: path, message: message))
        }
        if path != Self.path(of: story) { add("its name is not the one of its uri and firstCreated") }
        if !seen.insert(story.id).inserted { add("the story has a second file") }
        if let target = story.mergedInto {
          superseded.append((path, target))
        } else {
          if story.members.isEmpty { add("has no members") }
          for member in story.members {
            if articles[member.article] == nil { add("its member \(member.article) has no bundle") }
            if !told.insert(member.article).inserted { add("its member \(member.article) is in another story too") }
          }
        }
      }
    }
    for (path, target) in superseded where !seen.contains(target) {
      verification.findings.append(
        Finding(code: "story", path: path, message: "it went to the story \(target), which has no file"))
    }
    for (article, path) in articles.sorted(by: { $0.value < $1.value }) where !told.contains(article) {
      verification.findings.append(
        Finding(code: "story", path: path, message: "no story file has this article as a member"))
    }
  }

  private func story(_ path: String, into verification: inout Verification) throws(BundleFailure) -> StoryDocument? {
    do {
      guard let bytes = try files.read(path, limit: Self.longestFile) else { return nil }
      verification.bytes += bytes.count
      let json = try JSONReader.value(bytes)
      for problem in NinjsShape.item.problems(json).prefix(10) {
        verification.findings.append(Finding(code: "story", path: path, message: problem))
      }
      return try StoryFile.story(json)
    } catch let error as BundleFailure {
      throw error
    } catch let error as JSONFailure {
      let message = "is not JSON: \(DisplayText.line(error.message)) at byte \(error.position)"
      verification.findings.append(Finding(code: "story", path: path, message: message))
    } catch let error as ShapeFailure {
      verification.findings.append(Finding(code: "story", path: path, message: error.message))
    } catch {
      verification.findings.append(Finding(code: "story", path: path, message: "\(error)"))
    }
    return nil
  }
}
